/** The element's style sheet: fetched once a page, adopted by every element, one copy a document. */

/** @type {Promise<string> | null} */
let text = null;

/** A constructed sheet belongs to one document, and an element can move to another. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/**
 * Gives a shadow root the element's style. Without it the element still works, so a failure is not an error.
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
export async function adoptStyles(root) {
  text ??= fetch(new URL('./newsprint.css', import.meta.url)).then((response) => (response.ok ? response.text() : ''));
  const rules = await text.catch(() => '');
  if (!rules) {
    text = null;
    return;
  }
  const { ownerDocument } = root;
  const View = ownerDocument.defaultView;
  if (!View) return;
  let sheet = sheets.get(ownerDocument);
  if (!sheet) {
    sheet = new View.CSSStyleSheet();
    sheet.replaceSync(rules);
    sheets.set(ownerDocument, sheet);
  }
  root.adoptedStyleSheets = [sheet];
}
