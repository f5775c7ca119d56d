/** Articles about the same as one of an archive. */
import { node } from './frame.js';
import { reflect } from './lifecycle.js';
import { ArticlePiece } from './piece.js';
import { english, listOf } from './related.js';

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
    const { list, results, say, voice } = frame;
    voice.learn(english);
    this.#say = say;
    const title = /** @type {'h2'} */ (`h${this.headingLevel}`);
    list.replaceChildren(node(title, { part: 'related-title', id: 'listing-title' }, say('relatedArticles')), results);
    return super.arrange(frame);
  }

  /** Its only list is that of the related articles. @param {import('./engine.js').Archive} archive */
  archiveOf(archive) {
    const renderList = async (/** @type {Element} */ stage, /** @type {View} */ view) => {
      const related = await archive.related(this.article, this.limit);
      stage.append(listOf(related, this.#say, view));
      return { total: related.length, exact: true, corrected: null, parsed: [], facets: [], synonyms: [] };
    };
    return { ...archive, renderList };
  }

  /** @param {string} href */
  leadsAway(href) {
    location.assign(href);
    return true;
  }
}
