/** What the smaller elements have beside what comes of `<newsprint-archive>`: links that lead to another page, and style. */
import { NewsprintArchive } from './element.js';
import { reflect } from './lifecycle.js';

export class Piece extends NewsprintArchive {
  static observedAttributes = [...NewsprintArchive.observedAttributes, 'href'];

  /** The page with the archive, where links lead. @type {string} */
  get href() {
    return this.getAttribute('href') ?? '';
  }

  set href(page) {
    reflect(this, 'href', page);
  }

  get page() {
    return new URL((URL.canParse(this.href, document.baseURI) && this.href) || location.href, document.baseURI);
  }

  get styles() {
    return [new URL('./pieces.css', import.meta.url).href];
  }
}

/** One that is about an article. */
export class ArticlePiece extends Piece {
  static observedAttributes = [...Piece.observedAttributes, 'article'];

  /** The article's id. @type {string} */
  get article() {
    return this.getAttribute('article') ?? '';
  }

  set article(id) {
    reflect(this, 'article', id);
  }

  /** Nothing is searched for. @param {import('./frame.js').Frame} frame */
  arrange(frame) {
    frame.form.closest('search')?.remove();
    return super.arrange(frame);
  }
}
