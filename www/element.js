/**
 * The element's light half: attributes, lifecycle, and the frame with its search field, which the Tab key finds at once.
 * Everything else (`controller.js` with the style, the engine, the wasm) is loaded when the element comes near the screen,
 * is first touched, or is named by the page's address.
 */
import { buildFrame } from './frame.js';
import { Base, failure, headingLevel, onNear, onTouch, reflect, showState, takeEarlyProperties } from './lifecycle.js';
import { askForProgram } from './program.js';
import { onShortcut } from './shortcut.js';
import { languageOf, voiceOf } from './strings.js';
import { adoptStyles, readoptStyles } from './styles.js';

/** What may be a state of an archive in the page's address; which archive's, `address.js` finds out. */
const IN_ADDRESS = /[#?&.](q|filter|article)=/;

/**
 * `<newsprint-archive>`: an article archive, searched and read in place.
 *
 * Attributes, each also a property:
 * - `src`: the folder that `newsprint build` wrote; absent, the articles inside the wasm are shown.
 * - `address`: where the state stands in the page's address. Absent: `#q=…&article=…`. A name: `#name.q=…`, for a page
 *   with several archives. `?` or `?name`: in the query string instead. `none`: nowhere.
 * - `heading-level`: the level of the list's title and of an article's headline, 1 to 5 (`headingLevel`); 2 if absent.
 * - `images`: `remote` shows pictures from other hosts than the archive's too.
 * - `links`: `source` lets a hit lead to the article's own page, where it has one.
 * - `shortcut`: keys that lead to the search field, as `/` or `Control+k`.
 * - `recent`: the field offers what was searched for before.
 *
 * Properties only:
 * - `strings`: words of the interface in place of the element's own, by their keys.
 * - `ready`: a promise that is kept when the archive first shows articles.
 *
 * Events, which bubble and cross shadow boundaries, and tell only what a person did, or what went wrong:
 * - `newsprint-search`, detail `{query, filters, sort, total, corrected}`: a query was answered, or its correction, if that is no `null`.
 * - `newsprint-open`, detail `{id, title}`: an article is about to open; `preventDefault()` keeps it closed.
 * - `newsprint-close`, detail `{id}`: an article was left for the list.
 * - `newsprint-error`, detail `{code, message}`: something failed.
 */
export class NewsprintArchive extends Base {
  static observedAttributes = ['src', 'address', 'heading-level', 'images', 'shortcut'];

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
  /** The life in which the keys of `shortcut` are listened for. @type {AbortController | null} */
  #keys = null;
  /** @type {object} */
  #strings = {};
  #internals;
  #ready = /** @type {PromiseWithResolvers<void>} */ (Promise.withResolvers());

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
    this.#internals = this.attachInternals();
  }

  connectedCallback() {
    const life = new AbortController();
    this.#life?.abort();
    this.#life = life;
    takeEarlyProperties(this);
    this.#controller?.then((controller) => controller.connect(life.signal), () => {});
    this.#listenToLanguage(life.signal);
    this.#awaitApproach(life.signal);
    this.#bindShortcut();
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
  }

  /** Moved by `moveBefore`: it never left, so nothing begins anew. */
  connectedMoveCallback() {}

  /** A constructed style sheet does not follow its element into another document. */
  adoptedCallback() {
    readoptStyles(this.#root);
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (name === 'shortcut') this.#bindShortcut();
    else if (before !== now) this.#restart();
  }

  /** The archive's folder, as written. @type {string} */
  get src() {
    return this.getAttribute('src') ?? '';
  }

  set src(folder) {
    reflect(this, 'src', folder);
  }

  /** Where the state stands in the page's address. @type {string} */
  get address() {
    return this.getAttribute('address') ?? '';
  }

  set address(name) {
    reflect(this, 'address', name);
  }

  /** The heading level of the list's title and of an article's headline. @type {number} */
  get headingLevel() {
    return headingLevel(this);
  }

  set headingLevel(level) {
    reflect(this, 'heading-level', String(level));
  }

  /** Whether pictures may come from other hosts: `remote` if so. @type {string} */
  get images() {
    return this.getAttribute('images') ?? '';
  }

  set images(from) {
    reflect(this, 'images', from);
  }

  /** Where hits lead: `source` for the article's own page. @type {string} */
  get links() {
    return this.getAttribute('links') ?? '';
  }

  set links(to) {
    reflect(this, 'links', to);
  }

  /** Keys that lead to the search field. @type {string} */
  get shortcut() {
    return this.getAttribute('shortcut') ?? '';
  }

  set shortcut(keys) {
    reflect(this, 'shortcut', keys);
  }

  /** Whether the field offers what was searched for before. @type {boolean} */
  get recent() {
    return this.hasAttribute('recent');
  }

  set recent(isOffered) {
    this.toggleAttribute('recent', isOffered);
  }

  /** Words of the interface in place of the element's own, by their keys in `strings.js`. @type {object} */
  get strings() {
    return this.#strings;
  }

  set strings(words) {
    this.#strings = Object(words);
    this.#reword();
  }

  /** Kept when the archive first shows articles. @type {Promise<void>} */
  get ready() {
    return this.#ready.promise;
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
    const focus = () => this.#frame?.input.focus(options);
    if (this.#frame) focus();
    else this.#load().then(focus, () => {});
  }

  get #root() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }

  // What the smaller elements, which build on this one, do otherwise.

  /** The page where links lead, if it is not a state of this one. @type {URL | undefined} */
  get page() {
    return undefined;
  }

  /** What is shown where the address names nothing, beside the newest articles. @type {Partial<import('./address.js').State>} */
  get start() {
    return {};
  }

  /** Whether no archive is opened before somebody touches the element. */
  get isPatient() {
    return false;
  }

  /** Style sheets beside the archive's own, by their addresses. @type {string[]} */
  get styles() {
    return [];
  }

  /** Puts the frame together. @param {import('./frame.js').Frame} frame @returns {Node[]} */
  arrange({ archive }) {
    return [archive];
  }

  /** The archive that lists and articles come from. @param {import('./engine.js').Archive} archive */
  archiveOf(archive) {
    return archive;
  }

  /**
   * Whether the element leads to an article in its own way.
   * @param {string} _href
   * @param {string} _id
   *
   */
  leadsAway(_href, _id) {
    return false;
  }

  /** Builds the frame, once, in the reader's language. */
  draw() {
    this.#drawn ??= this.#drawOnce();
    return this.#drawn;
  }

  /** Loads the heavy half, which brings the style along. */
  async #dress() {
    // The words are fetched meanwhile.
    voiceOf(this);
    const { Controller, style } = await import('./controller.js');
    await Promise.all([style, ...this.styles].map((file) => adoptStyles(this.#root, file)));
    return Controller;
  }

  async #drawOnce() {
    this.#language = languageOf(this);
    const voice = await voiceOf(this);
    const frame = buildFrame(voice, this.headingLevel, getComputedStyle(this).direction);
    this.#frame = frame;
    this.#root.replaceChildren(...this.arrange(frame));
    this.#bindShortcut();
    return frame;
  }

  /**
   * Notices when the language changes: of the element, of one of its ancestors or of the document.
   * @param {AbortSignal} signal
   */
  #listenToLanguage(signal) {
    const observer = new MutationObserver(() => {
      if (languageOf(this) !== this.#language) this.#reword();
    });
    for (const tree of [document, this.getRootNode()]) observer.observe(tree, { attributeFilter: ['lang'], subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Draws everything anew in other words, one change after the other; what is shown and typed stays. */
  #reword() {
    if (this.#drawn) this.#rewording = this.#rewording.then(() => this.#rewordOnce()).catch(() => {});
  }

  async #rewordOnce() {
    const former = await this.#controller?.catch(() => null);
    const { input } = await this.draw();
    const hasFocus = this.#root.activeElement === input;
    this.#life?.abort();
    this.#drawn = null;
    this.#controller = null;
    this.#state = former?.state ?? null;
    const frame = await this.draw();
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
      this.#load().catch(() => {});
    };
    onTouch(this, signal, load);
    const draw = () => this.draw();
    onNear(this, signal, this.isPatient ? () => this.#dress().then(draw, draw) : load, draw);
    if (!this.page && this.address !== 'none' && IN_ADDRESS.test(location.search + location.hash)) load();
  }

  /** Listens for the keys of `shortcut`, once a life, and tells of them at the field. */
  #bindShortcut() {
    if (this.#frame) reflect(this.#frame.input, 'aria-keyshortcuts', this.shortcut || null);
    const life = this.#life;
    if (!this.shortcut || !life || this.#keys === life) return;
    this.#keys = life;
    onShortcut(this, () => this.focus(), life.signal);
  }

  /** What the element shows must follow what the page has set. */
  #restart() {
    this.#controller?.then((controller) => controller.restart(), () => {});
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
    // Where the element is moved meanwhile, its next life connects the controller.
    const life = this.#life;
    this.#show('loading');
    askForProgram();
    const Controller = await this.#dress();
    const controller = new Controller(this, await this.draw(), this.#state, (showing, error) => this.#show(showing, error));
    if (life) controller.connect(life.signal);
    return controller;
  }

  /**
   * Tells the page what the element shows now: its style sheet as `:state(article)`, its script by `ready` or an event.
   * @param {import('./lifecycle.js').Showing} showing
   * @param {Error & { code?: string }} [error]
   */
  #show(showing, error) {
    showState(this.#internals, showing);
    if (error) this.dispatchEvent(failure(error));
    else if (showing !== 'loading') this.#ready.resolve();
  }

  /** The heavy half is missing: what the page put into the element is all there is to show. @param {Error} error */
  async #fail(error) {
    this.#controller = null;
    this.#show('error', error);
    const { alert, list, fallback, say } = await this.draw();
    alert.replaceChildren(say('broken'), ' ', say(navigator.onLine ? 'notStarted' : 'unreachable'));
    list.hidden = true;
    fallback.hidden = false;
  }
}
