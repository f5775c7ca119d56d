/** One article of an archive, anywhere in a page. */
import { ArticlePiece } from './piece.js';

/**
 * `<newsprint-article src="archive/" article="ID">`: the reading view of `<newsprint-archive>`, without its list.
 *
 * Attributes beside those of `<newsprint-archive>`, each also a property:
 * - `article`: the article's id.
 * - `href`: the page with the archive, where links to other articles lead; absent, they open here.
 */
export class NewsprintArticle extends ArticlePiece {
  get start() {
    return { article: this.article };
  }

  /** @param {import('./frame.js').Frame} frame */
  arrange(frame) {
    frame.list.remove();
    frame.back.hidden = true;
    return super.arrange(frame);
  }

  /** @param {string} href */
  leadsAway(href) {
    if (this.href) location.assign(href);
    return !!this.href;
  }
}
