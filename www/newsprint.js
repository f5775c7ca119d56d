/**
 * The one script a page includes: it registers `<newsprint-archive>` and does nothing else.
 * A page that loads it twice, or in two versions, keeps the element that came first.
 */
import { NewsprintArchive } from './element.js';

if (globalThis.customElements && !customElements.get('newsprint-archive')) {
  customElements.define('newsprint-archive', NewsprintArchive);
}
