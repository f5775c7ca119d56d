/** Style sheets: one copy a document, adopted by every element that asks for it. */
import { rulesOf } from './rules.js';

/** A constructed sheet belongs to one document, and an element can move to another. @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

/** The files that each shadow root asked for. @type {WeakMap<ShadowRoot, Set<string>>} */
const worn = new WeakMap();

/**
 * Gives a shadow root a style sheet, after those that it has. Without it the element still works, so a failure is not an error.
 * @param {ShadowRoot} root
 * @param {string} file Its address: `new URL('./FILE', import.meta.url).href`, which bundlers understand.
 * @returns {Promise<void>}
 */
export async function adoptStyles(root, file) {
  const wanted = (worn.get(root) ?? new Set()).add(file);
  worn.set(root, wanted);
  const rules = await rulesOf(file);
  if (rules) make(root.ownerDocument, file, rules);
  // In the order in which they were asked for, whichever came first.
  root.adoptedStyleSheets = [...wanted].flatMap((one) => sheets.get(root.ownerDocument)?.get(one) ?? []);
}

/** A shadow root came into another document, and left its sheets behind. @param {ShadowRoot} root */
export async function readoptStyles(root) {
  for (const file of worn.get(root) ?? []) await adoptStyles(root, file);
}

/**
 * Makes a document's copy of a sheet; none for a document that is not shown.
 * @param {Document} document
 * @param {string} file
 * @param {string} rules
 */
function make(document, file, rules) {
  const View = document.defaultView;
  const made = sheets.get(document) ?? new Map();
  if (!View || made.has(file)) return;
  const sheet = new View.CSSStyleSheet();
  sheet.replaceSync(rules);
  sheets.set(document, made.set(file, sheet));
}
