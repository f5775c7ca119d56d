/**
 * The open article: drawn in place of the list, which waits unseen and unchanged behind it. How it is drawn, and what can be
 * done with it, comes from `reading.js` with the first article.
 */

export class Reader {
  /** The article that is drawn, open or not. @type {string | null} */
  id = null;
  #frame;
  #host;
  #announcer;
  /** @type {import('./reading.js').Reading | null} */
  #reading = null;
  /** Begins the reading again when the element comes back into the page. */
  #resume = () => {};
  /** @type {AbortSignal | null} */
  #signal = null;
  /** Where the list and the article stood on the screen when they were left. */
  #listTop = 0;
  #pageTop = 0;

  /**
   * @param {import('./frame.js').Frame} frame
   * @param {{ images: string, src: string }} host
   * @param {import('./announcer.js').Announcer} announcer
   */
  constructor(frame, host, announcer) {
    this.#frame = frame;
    this.#host = host;
    this.#announcer = announcer;
  }

  /** Takes part in the page's life until the signal ends it. @param {AbortSignal} signal */
  connect(signal) {
    this.#signal = signal;
    if (this.isOpen) this.#resume();
    signal.addEventListener('abort', () => this.#reading?.end());
  }

  get isOpen() {
    return !this.#frame.reader.hidden;
  }

  /** Loads what draws articles. */
  async load() {
    const { Reading } = await import('./later.js');
    this.#reading ??= new Reading(this.#frame, this.#host, this.#announcer);
    return this.#reading;
  }

  /**
   * Puts an article on the page.
   * @param {Node[]} nodes
   * @param {string} id
   */
  replace(nodes, id) {
    this.id = id;
    this.#pageTop = 0;
    this.#frame.page.replaceChildren(...nodes);
  }

  /** Forgets the article: it could not be drawn, or the archive has changed. */
  reset() {
    this.#reading?.end();
    this.#resume = () => {};
    this.id = null;
    this.#frame.page.replaceChildren();
  }

  /**
   * Shows the article and hides the list. A first visit begins at the headline, a later one where it ended.
   * @param {boolean} isUnasked Whether it is there from the beginning: then neither focus nor screen move.
   */
  open(isUnasked) {
    const { reader, list, page, back } = this.#frame;
    const isAway = this.#isFocusAway();
    if (!this.isOpen) this.#listTop = scrollY;
    list.hidden = true;
    reader.hidden = false;
    if (isUnasked) return;
    const headline = /** @type {HTMLElement | null} */ (page.querySelector('[tabindex="-1"]'));
    if (!isAway) (headline ?? back).focus({ preventScroll: true });
    if (this.#pageTop) scrollTo({ top: this.#pageTop, behavior: 'instant' });
    else bringToTop(reader);
  }

  /**
   * Attends to the reading of the open article, as `Reading.begin` says.
   * @param {Parameters<import('./reading.js').Reading['begin']>} about
   */
  attend(...about) {
    this.#resume = () => this.#reading?.begin(...about);
    if (!this.#signal?.aborted) this.#resume();
  }

  /**
   * Shows the list again, where it was left.
   * @param {HTMLElement | undefined} link Gets the focus: the hit that was opened.
   */
  close(link) {
    const { reader, list, title } = this.#frame;
    const isAway = this.#isFocusAway();
    this.#pageTop = scrollY;
    this.#reading?.end();
    reader.hidden = true;
    list.hidden = false;
    scrollTo({ top: this.#listTop, behavior: 'instant' });
    if (isAway) return;
    (link ?? title).focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  /** Hides the article at once: somebody is typing a new query. */
  leave() {
    this.#reading?.end();
    this.#frame.reader.hidden = true;
    this.#frame.list.hidden = false;
  }

  /** Whether somebody is at work elsewhere in the page: the focus stays there. */
  #isFocusAway() {
    const root = /** @type {ShadowRoot} */ (this.#frame.reader.getRootNode());
    return root.activeElement === null && document.activeElement !== null && document.activeElement !== document.body;
  }
}

/**
 * Scrolls only if what is to be read begins outside the upper half of the screen.
 * @param {HTMLElement} element
 */
function bringToTop(element) {
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) element.scrollIntoView({ block: 'start', behavior: 'instant' });
}
