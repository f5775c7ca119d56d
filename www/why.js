/** Why something failed: asked for where a failure is told. */
import { node } from './frame.js';

/**
 * A place in which the reason stands as soon as its words are there. Where even these cannot be fetched, there is no connection.
 * @param {Error & { code?: string }} error
 * @param {import('./strings.js').Voice} voice
 */
export function why(error, voice) {
  const place = node('div', { part: 'alert-detail' });
  import('./failures.js').then(
    ({ reason }) => place.append(...reason(error, voice)),
    () => place.append(voice.say('unreachable')),
  );
  return place;
}
