/**
 * The reading view, loaded with the first article: draws an article, and adds what the engine leaves to the page
 * (pictures, links in place, related articles, marked words, tools).
 */
import { node } from './frame.js';
import { Hits } from './hits.js';
import { settlePictures } from './pictures.js';
import { relatedTo } from './related.js';
import { adoptStyles } from './styles.js';
import { toolsFor } from './toolbar.js';
import { english } from './words.js';

/** Words that the engine writes into an article. */
const DRAWN = /** @type {const} */ (['previous', 'next', 'neighbours', 'related', 'credit', 'source', 'tags', 'original', 'table']);

/** What the engine writes in the words of the interface. */
const INTERFACE = ['date', 'length', 'label'].map((part) => `[part="${part}"]`).join() + ', [part="original"] a';

/** @typedef {Omit<import('./engine.js').ArticleView, 'strings'>} View */

export class Reading {
  #frame;
  #host;
  #announcer;
  /** Ends when the article is left. @type {AbortController | null} */
  #life = null;

  /**
   * @param {import('./frame.js').Frame} frame
   * @param {{ images: string, src: string }} host
   * @param {import('./announcer.js').Announcer} announcer
   */
  constructor(frame, host, announcer) {
    this.#frame = frame;
    this.#host = host;
    this.#announcer = announcer;
    frame.voice.learn(english);
  }

  /**
   * Draws an article, unseen.
   * @param {import('./engine.js').Archive} archive
   * @param {View} view
   * @returns {Promise<Node[]>}
   */
  async draw(archive, view) {
    const { page, say } = this.#frame;
    // A document of its own fetches no pictures: which of them may be is decided first.
    const stage = document.implementation.createHTMLDocument('').createElement('div');
    const strings = Object.fromEntries(DRAWN.map((key) => [key, say(key)]));
    const minutes = (/** @type {number} */ n) => say('minutes', { n });
    await adoptStyles(/** @type {ShadowRoot} */ (page.getRootNode()), new URL('./reading.css', import.meta.url).href);
    await archive.renderArticle(stage, { ...view, strings: { ...strings, minutes } });
    settlePictures(stage, this.#host, say);
    leadInPlace(stage, view.href);
    this.#speak(stage);
    return [...stage.childNodes, relatedTo(this.#frame, archive, view)];
  }

  /** Words of the interface keep their language in an article of another. @param {Element} stage */
  #speak(stage) {
    const { language, direction } = this.#frame.voice;
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (stage.querySelectorAll(INTERFACE))) {
      words.lang = language;
      words.dir = direction;
    }
  }

  /**
   * Begins the reading of the article that is drawn: its words marked, its tools at hand.
   * @param {(text: string) => Promise<import('./engine.js').Mark[]>} marksIn
   * @param {string | null} link The article's address; `null` where it has none.
   */
  begin(marksIn, link) {
    this.end();
    const { back, say } = this.#frame;
    const { signal } = (this.#life = new AbortController());
    const hits = new Hits(this.#frame, this.#announcer);
    const tools = link ? toolsFor(this.#frame, this.#announcer, { ...this.#about(), link }, signal) : [];
    const bar = node('div', { part: 'toolbar', role: 'group', 'aria-label': say('tools') }, ...tools);
    back.after(...(tools.length ? [bar] : []), hits.bar);
    signal.addEventListener('abort', () => [bar, hits.bar].forEach((added) => added.remove()));
    // Without marks an article reads as well.
    hits.mark(marksIn, signal).catch(() => {});
  }

  /** What a quotation names: headline, authors and date as they are shown. */
  #about() {
    const shown = (/** @type {string} */ part) => this.#frame.page.querySelector(`[part="${part}"]`)?.textContent?.trim() ?? '';
    return { title: shown('headline'), by: [shown('byline'), shown('date')].filter(Boolean).join(', ') };
  }

  /** Ends the reading, and takes away all that is outside the article. */
  end() {
    this.#life?.abort();
    this.#life = null;
  }
}

/**
 * Lets links to articles of the archive open them in place, wherever the element keeps its address.
 * @param {Element} stage
 * @param {string} href Stands before an article's id.
 */
function leadInPlace(stage, href) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (stage.querySelectorAll('a[href^="#article="]'))) {
    const id = decoded(link.getAttribute('href')?.slice('#article='.length) ?? '');
    if (!id) continue;
    link.dataset.id = id;
    link.href = href + encodeURIComponent(id);
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
