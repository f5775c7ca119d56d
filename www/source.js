/** Articles' own pages, for an element whose hits lead there. */
import { openArchive } from './engine.js';

/**
 * The address of an article's own page.
 * @param {string} src The archive's folder.
 * @param {string} id
 * @returns {Promise<string | null>} `null` if it has none, or cannot be read: then it opens in place, which says more.
 */
export async function sourceOf(src, id) {
  // A list does not carry the addresses, so the article is drawn aside, in a document that loads no pictures.
  const stage = document.implementation.createHTMLDocument('').createElement('div');
  try {
    const archive = await openArchive(src);
    await archive.renderArticle(stage, { article: id, href: '', date: String, heading_level: 2, strings: {} });
  } catch {
    return null;
  }
  // The core has let only safe addresses through.
  const address = stage.querySelector('[part~="original"] a, a[part~="original"]')?.getAttribute('href');
  return address ? new URL(address, document.baseURI).href : null;
}
