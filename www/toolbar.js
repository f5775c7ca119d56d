/** What a reader may take along from an article: its link, a quotation, or both to another program. */
import { button } from './frame.js';
import { passages } from './passage.js';

/** How long a button says that it has done its work, in milliseconds. */
const DONE = 2000;

/**
 * What is told of an article outside this page.
 * @typedef {{ title: string, by: string, link: string }} Reference
 */

/**
 * The buttons that this browser and this page allow.
 * @param {import('./frame.js').Frame} frame
 * @param {import('./announcer.js').Announcer} announcer
 * @param {Reference} reference
 * @param {AbortSignal} signal Ends their work.
 */
export function toolsFor(frame, announcer, reference, signal) {
  const { say } = frame;
  const { title, link } = reference;
  const copies = navigator.clipboard
    ? [copier(frame, announcer, 'copyLink', () => link), quoter(frame, announcer, reference, signal)]
    : [];
  if (!navigator.canShare?.({ title, url: link })) return copies;
  const share = button('tool share', say('share'));
  share.addEventListener('click', () => navigator.share({ title, url: link }).catch(() => {}));
  return [...copies, share];
}

/**
 * A button that copies a text and says so.
 * @param {import('./frame.js').Frame} frame
 * @param {import('./announcer.js').Announcer} announcer
 * @param {'copyLink' | 'copyQuote'} key
 * @param {() => string} text
 */
function copier({ say }, announcer, key, text) {
  const tool = button(key === 'copyLink' ? 'tool copy-link' : 'tool copy-quote', say(key));
  tool.addEventListener('click', async () => {
    const outcome = await navigator.clipboard.writeText(text()).then(() => /** @type {const} */ ('copied'), () => /** @type {const} */ ('notCopied'));
    tool.textContent = say(outcome);
    announcer.say(say(outcome));
    setTimeout(() => (tool.textContent = say(key)), DONE);
  });
  return tool;
}

/**
 * The button that copies what is selected in the article, and where it stands; there while something is.
 * @param {import('./frame.js').Frame} frame
 * @param {import('./announcer.js').Announcer} announcer
 * @param {Reference} reference
 * @param {AbortSignal} signal
 */
function quoter(frame, announcer, { title, by, link }, signal) {
  let quote = '';
  const tool = copier(frame, announcer, 'copyQuote', () => `“${quote}”\n\n${[title, by].filter(Boolean).join('. ')}\n${link}`);
  tool.hidden = true;
  // A press takes the focus, and with it some browsers take the selection.
  tool.addEventListener('pointerdown', (event) => event.preventDefault());
  const follow = () => {
    const selected = selectedIn(frame.page);
    // The button keeps its quotation while it has the focus.
    if (selected || !tool.matches(':focus')) quote = selected;
    tool.hidden = !quote;
  };
  document.addEventListener('selectionchange', follow, { signal });
  return tool;
}

/** What is selected of an article's text; `''` where nothing is, or not of it alone. @param {Element} page */
function selectedIn(page) {
  const root = /** @type {ShadowRoot} */ (page.getRootNode());
  const [selected] = getSelection()?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
  if (!selected || selected.collapsed || !page.contains(selected.startContainer) || !page.contains(selected.endContainer)) return '';
  const range = new Range();
  range.setStart(selected.startContainer, selected.startOffset);
  range.setEnd(selected.endContainer, selected.endOffset);
  const [{ text, pieces }] = passages(page, Infinity, (node) => range.intersectsNode(node));
  const [first, last] = [pieces[0], pieces[pieces.length - 1]];
  if (!first) return '';
  const start = first.node === range.startContainer ? range.startOffset : 0;
  const left = last.node === range.endContainer ? last.node.length - range.endOffset : 0;
  return text.slice(start, text.length - left).trim();
}
