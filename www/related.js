/** Articles about the same, each with the words that it shares; asked for when the end of the article comes near. */
import { filled, node } from './frame.js';

export const english = {
  relatedArticles: 'On the same subject',
  shares: 'Shares {words}',
};

/** How many. */
const LIMIT = 4;

/** How far from the screen asking begins. */
const APPROACH = '600px';

/**
 * Where related articles will stand.
 * @param {import('./frame.js').Frame} frame
 * @param {import('./engine.js').Archive} archive
 * @param {import('./reading.js').View} view
 */
export function relatedTo(frame, archive, view) {
  const place = node('nav', { part: 'related-articles', 'aria-label': frame.say('relatedArticles') });
  const observer = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting) return;
    observer.disconnect();
    // They are an addition: where they cannot be had, the article is whole without.
    const related = await archive.related(view.article, LIMIT).catch(() => []);
    if (!related.length) return;
    const heading = /** @type {'h2'} */ (`h${Math.min(view.heading_level + 1, 6)}`);
    const title = node(heading, { part: 'related-title' }, frame.say('relatedArticles'));
    place.append(title, listOf(related, frame.say, view));
  }, { rootMargin: APPROACH });
  observer.observe(place);
  return place;
}

/** @typedef {{ href: string, date: (iso: string) => string }} Setting How links begin, and how dates are written. */

/**
 * Links to related articles, each with its reason.
 * @param {import('./engine.js').Related[]} related
 * @param {import('./strings.js').Say} say
 * @param {Setting} setting
 */
export function listOf(related, say, setting) {
  return node('ol', { part: 'related-list' }, ...related.map((other) => item(other, say, setting)));
}

/**
 * @param {import('./engine.js').Related} other
 * @param {import('./strings.js').Say} say
 * @param {Setting} setting
 */
function item({ id, title, lang, dir, date, reason }, say, { href, date: write }) {
  const language = { ...(lang && { lang }), dir: dir ?? 'auto' };
  const link = node('a', { part: 'related-link', href: href + encodeURIComponent(id), 'data-id': id, ...language }, title);
  const words = node('span', {}, ...reason.flatMap((word, index) => [index ? say('comma') : '', node('bdi', {}, word)]));
  const meta = node('p', { part: 'reason' }, ...filled(say('shares'), { words }));
  if (date) meta.prepend(node('time', { part: 'date', datetime: date }, write(date)), ' ');
  return node('li', {}, link, meta);
}
