/** Articles about the same as one of an archive: registers `<newsprint-related>`. */
import './newsprint.js';
import { filled, node } from './frame.js';
import { define, reflect } from './lifecycle.js';
import { ArticlePiece } from './piece.js';

export const english = {
  relatedArticles: 'On the same subject',
  shares: 'Shares {words}',
};

/** How many are shown where the page does not say. */
const LIMIT = 4;

/** @typedef {import('./engine.js').ListView} View */

/**
 * `<newsprint-related src="archive/" article="ID" href="archive.html">`: links, each with its reason. Where no article is
 * related, it shows nothing.
 *
 * Attributes beside those of `<newsprint-archive>`, each also a property:
 * - `article`: the article's id.
 * - `href`: the page with the archive, where links lead; absent, this page.
 * - `limit`: the most links, 4 if absent.
 */
export class NewsprintRelated extends ArticlePiece {
  static observedAttributes = [...ArticlePiece.observedAttributes, 'limit'];

  /** @type {import('./strings.js').Say} */
  #say = String;

  /** How many are shown at most. @type {number} */
  get limit() {
    const limit = Math.trunc(Number(this.getAttribute('limit')));
    return limit > 0 ? limit : LIMIT;
  }

  set limit(most) {
    reflect(this, 'limit', String(most));
  }

  /** @param {import('./frame.js').Frame} frame */
  arrange(frame) {
    const { form, list, results, say, voice } = frame;
    voice.learn(english);
    this.#say = say;
    form.closest('search')?.remove();
    const title = /** @type {'h2'} */ (`h${this.headingLevel}`);
    list.replaceChildren(node(title, { part: 'related-title', id: 'listing-title' }, say('relatedArticles')), results);
    return super.arrange(frame);
  }

  /** Its only list is that of the related articles. @param {import('./engine.js').Archive} archive */
  archiveOf(archive) {
    const renderList = async (/** @type {Element} */ stage, /** @type {View} */ view) => {
      const related = await archive.related(this.article, this.limit);
      stage.append(node('ol', { part: 'related-list' }, ...related.map((other) => this.#item(other, view))));
      return { total: related.length, corrected: null, parsed: [], facets: [], synonyms: [] };
    };
    return { ...archive, renderList };
  }

  /**
   * @param {import('./engine.js').Related} other
   * @param {View} view
   */
  #item({ id, title, lang, dir, date, reason }, { href, date: write }) {
    const language = { ...(lang && { lang }), dir: dir ?? 'auto' };
    const link = node('a', { part: 'related-link', href: href + encodeURIComponent(id), 'data-id': id, ...language }, title);
    const words = node('span', {}, ...reason.flatMap((word, index) => [index ? this.#say('comma') : '', node('bdi', {}, word)]));
    const meta = node('p', { part: 'reason' }, ...filled(this.#say('shares'), { words }));
    if (date) meta.prepend(node('time', { part: 'date', datetime: date }, write(date)), ' ');
    return node('li', {}, link, meta);
  }

  /** @param {string} href */
  leadsAway(href) {
    location.assign(href);
    return true;
  }
}

define('newsprint-related', NewsprintRelated);
