/** The text of a drawn article as the engine reads it, and the way back from a place in it to the nodes. */

/** What holds text of the article's own, not of the interface. */
const OWN = ['headline', 'dek', 'byline', 'highlights', 'body', 'tags'].map((part) => `[part="${part}"]`).join();

/** Elements that part words: the text goes on in another line. */
const LINES = 'p, li, h1, h2, h3, h4, h5, h6, td, th, figcaption, pre, address';

/** @typedef {{ node: Text, start: number }} Piece A text node, and where it begins in the text. */

/** @typedef {{ text: string, pieces: Piece[] }} Passage Some lines of the article. */

/**
 * An article's text in passages of about a length, each of whole lines.
 * @param {Element} page Holds the article.
 * @param {number} length In UTF-16 code units.
 * @param {(node: Text) => boolean} [isWanted]
 * @returns {Passage[]}
 */
export function passages(page, length, isWanted = () => true) {
  /** @type {Passage[]} */
  const found = [{ text: '', pieces: [] }];
  let line = null;
  for (const node of textsIn(page)) {
    if (!isWanted(node)) continue;
    const own = node.parentElement?.closest(LINES);
    if (own !== line) {
      line = own;
      const last = found[found.length - 1];
      if (last.text.length > length) found.push({ text: '', pieces: [] });
      else if (last.text) last.text += '\n';
    }
    const passage = found[found.length - 1];
    passage.pieces.push({ node, start: passage.text.length });
    passage.text += node.data;
  }
  return found;
}

/** @param {Element} page */
function* textsIn(page) {
  for (const holder of page.querySelectorAll(OWN)) {
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // What stands before a credit is a word of the interface.
      if (node.parentElement?.part.value !== 'credit') yield /** @type {Text} */ (node);
    }
  }
}

/**
 * The ranges of marks in a passage.
 * @param {Passage} passage
 * @param {import('./engine.js').Mark[]} marks In order.
 * @returns {StaticRange[]}
 */
export function rangesOf({ pieces }, marks) {
  let at = 0;
  const seek = (/** @type {number} */ place, /** @type {boolean} */ isEnd) => {
    while (at + 1 < pieces.length && pieces[at + 1].start + (isEnd ? 1 : 0) <= place) at += 1;
    const { node, start } = pieces[at];
    return { node, offset: Math.min(place - start, node.length) };
  };
  return marks.map(([first, last]) => {
    const [start, end] = [seek(first, false), seek(last, true)];
    return new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset });
  });
}
