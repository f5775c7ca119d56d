/**
 * The element's light half: attributes, lifecycle, and the frame with its search field, which the Tab key finds at once.
 * Everything else (style, `controller.js`, the engine, the wasm) is loaded when the element comes near the screen,
 * is first touched, or is named by the page's address.
 */
import { buildFrame } from './frame.js';
import { languageOf, voiceOf } from './strings.js';
import { adoptStyles } from './styles.js';

/** How long the style sheet is waited for, in milliseconds, before the element shows itself without it. */
const STYLE_PATIENCE = 1500;

/** How far from the screen loading begins: about a second of scrolling. */
const APPROACH = '800px';

/** A fragment that may be a state of an archive; which archive's, `address.js` finds out. */
const IN_ADDRESS = /[#&.](q|article)=/;

/** What a page may set as attribute or as property. */
const ATTRIBUTES = ['src', 'address', 'heading-level'];

/** Outside a browser (a server that renders pages) the module can be imported, though not used. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/**
 * `<newsprint-archive>`: an article archive, searched and read in place.
 *
 * Attributes, each also a property:
 * - `src`: the folder that `newsprint build` wrote; absent, the articles inside the wasm are shown.
 * - `address`: where the state stands in the page's address. Absent: `#q=…&article=…`. A name: `#name.q=…`, for a page
 *   with several archives. `none`: nowhere.
 * - `heading-level`: the level of the list's title and of an article's headline, 1 to 5 (`headingLevel`); 2 if absent.
 *
 * Events, which bubble and cross shadow boundaries, and tell only what a person did:
 * - `newsprint-search`, detail `{query, total, corrected}`: a query was answered, or its correction, if that is no `null`.
 * - `newsprint-open`, detail `{id, title}`: an article is about to open; `preventDefault()` keeps it closed.
 */
export class NewsprintArchive extends Base {
  static observedAttributes = ATTRIBUTES;

  /** @type {import('./frame.js').Frame | null} */
  #frame = null;
  /** The frame, once its words are there. @type {Promise<import('./frame.js').Frame> | null} */
  #drawn = null;
  /** The language that the frame was asked for. */
  #language = '';
  /** Ends when the frame speaks the language that was asked for last. */
  #rewording = Promise.resolve();
  /** What was shown in other words before. @type {import('./address.js').State | null} */
  #state = null;
  /** The heavy half, once it was asked for. @type {Promise<import('./controller.js').Controller> | null} */
  #controller = null;
  /** Undoes, on removal, what the element does outside itself. @type {AbortController | null} */
  #life = null;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    const life = new AbortController();
    this.#life = life;
    this.#takeEarlyProperties();
    this.#controller?.then((controller) => controller.connect(life.signal), () => {});
    this.#listenToLanguage(life.signal);
    this.#awaitApproach(life.signal);
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
  }

  /** A constructed style sheet does not follow its element into another document. */
  adoptedCallback() {
    if (this.#controller) adoptStyles(this.#root);
  }

  attributeChangedCallback() {
    this.#controller?.then((controller) => controller.restart(), () => {});
  }

  /** The archive's folder, as written. */
  get src() {
    return this.getAttribute('src') ?? '';
  }

  set src(folder) {
    this.setAttribute('src', folder);
  }

  /** Where the state stands in the page's address. */
  get address() {
    return this.getAttribute('address') ?? '';
  }

  set address(name) {
    this.setAttribute('address', name);
  }

  /** The heading level of the list's title and of an article's headline. */
  get headingLevel() {
    const level = Math.trunc(Number(this.getAttribute('heading-level')));
    return level >= 1 && level <= 5 ? level : 2;
  }

  set headingLevel(level) {
    this.setAttribute('heading-level', String(level));
  }

  /**
   * Shows the results of a query, as if it had been typed.
   * @param {string} query
   */
  async search(query) {
    (await this.#load()).search(query);
  }

  /**
   * Opens an article.
   * @param {string} id
   */
  async open(id) {
    (await this.#load()).open(id);
  }

  /** Puts the cursor into the search field. @param {FocusOptions} [options] */
  focus(options) {
    this.#frame?.input.focus(options);
  }

  get #root() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }

  /** Properties that a page set before the element was defined hide its accessors: hand them on. */
  #takeEarlyProperties() {
    for (const name of /** @type {const} */ (['src', 'address', 'headingLevel'])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      Object.assign(this, { [name]: value });
    }
  }

  /** Builds the frame, once, in the reader's language. */
  #draw() {
    this.#drawn ??= this.#drawOnce();
    return this.#drawn;
  }

  async #drawOnce() {
    this.#language = languageOf(this);
    const voice = await voiceOf(this);
    const frame = buildFrame(voice, this.headingLevel, getComputedStyle(this).direction);
    this.#frame = frame;
    this.#root.replaceChildren(frame.archive);
    return frame;
  }

  /**
   * Notices when the language changes: of the element, of one of its ancestors or of the document.
   * @param {AbortSignal} signal
   */
  #listenToLanguage(signal) {
    const observer = new MutationObserver(() => {
      if (this.#drawn && languageOf(this) !== this.#language) this.#reword();
    });
    for (const tree of [document, this.getRootNode()]) observer.observe(tree, { attributeFilter: ['lang'], subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Draws everything anew in other words, one change after the other; what is shown and typed stays. */
  #reword() {
    this.#rewording = this.#rewording.then(() => this.#rewordOnce()).catch(() => {});
  }

  async #rewordOnce() {
    const former = await this.#controller?.catch(() => null);
    const { input } = await this.#draw();
    const hasFocus = this.#root.activeElement === input;
    this.#life?.abort();
    this.#drawn = null;
    this.#controller = null;
    this.#state = former?.state ?? null;
    const frame = await this.#draw();
    frame.input.value = input.value;
    if (hasFocus) frame.input.focus({ preventScroll: true });
    if (this.isConnected) this.connectedCallback();
  }

  /**
   * Loads the heavy half when the element comes near the screen, is touched, or is what the address asks for.
   * @param {AbortSignal} signal
   */
  #awaitApproach(signal) {
    if (this.#controller) return;
    const load = () => {
      observer.disconnect();
      this.#load().catch(() => {});
    };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) load();
      else this.#draw();
    }, { rootMargin: APPROACH });
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect());
    for (const touch of ['focusin', 'pointerenter']) this.addEventListener(touch, load, { once: true, signal });
    if (this.address !== 'none' && IN_ADDRESS.test(location.hash)) load();
  }

  /** @returns {Promise<import('./controller.js').Controller>} */
  #load() {
    if (!this.#controller) {
      this.#controller = this.#loadOnce();
      this.#controller.catch((error) => this.#fail(error));
    }
    return this.#controller;
  }

  async #loadOnce() {
    const patience = new Promise((resolve) => setTimeout(resolve, STYLE_PATIENCE));
    const styled = Promise.race([adoptStyles(this.#root), patience]).then(() => this.#draw());
    const [{ Controller }, frame] = await Promise.all([import('./controller.js'), styled]);
    const controller = new Controller(this, frame, this.#state);
    if (this.#life) controller.connect(this.#life.signal);
    return controller;
  }

  /** The heavy half is missing: what the page put into the element is all there is to show. @param {Error} error */
  async #fail(error) {
    this.#controller = null;
    const { alert, list, fallback, say } = await this.#draw();
    alert.replaceChildren(say('broken'), ' ', error.message);
    list.hidden = true;
    fallback.hidden = false;
  }
}
