/** Articles about the same, each with the words that it shares; asked for when the end of the article comes near. */
import { filled, node } from './frame.js';

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
    place.append(title, node('ol', { part: 'related-list' }, ...related.map((other) => item(frame, other, view))));
  }, { rootMargin: APPROACH });
  observer.observe(place);
  return place;
}

/**
 * @param {import('./frame.js').Frame} frame
 * @param {import('./engine.js').Related} other
 * @param {import('./reading.js').View} view
 */
function item({ say }, { id, title, lang, dir, date, reason }, { href, date: write }) {
  const language = { ...(lang && { lang }), dir: dir ?? 'auto' };
  const link = node('a', { part: 'related-link', href: href + encodeURIComponent(id), 'data-id': id, ...language }, title);
  const words = node('span', {}, ...reason.flatMap((word, index) => [index ? say('comma') : '', node('bdi', {}, word)]));
  const meta = node('p', { part: 'reason' }, ...filled(say('shares'), { words }));
  if (date) meta.prepend(node('time', { part: 'date', datetime: date }, write(date)), ' ');
  return node('li', {}, link, meta);
}
