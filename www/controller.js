/**
 * The element's heavy half: brings what is shown in line with the state (a query, an article) and the state with the
 * page's address. Data flow one way: a key, a click or Back makes a state; `#show` draws it.
 */
import { Address, START, isNewest, isSame } from './address.js';
import { Announcer } from './announcer.js';
import { dateWriter } from './dates.js';
import { forgetArchive, openArchive } from './engine.js';
import { why } from './failures.js';
import { button, node } from './frame.js';
import { isForBrowser, walk } from './keys.js';
import { painted } from './painted.js';
import { understood } from './query.js';
import { Reader } from './reader.js';
import { Results } from './results.js';
import { sourceOf } from './source.js';
import { transition } from './transition.js';

/** @typedef {import('./address.js').State} State */

/** The element's style sheet, by its address. */
export const style = new URL('./newsprint.css', import.meta.url).href;

export class Controller {
  #host;
  #frame;
  #announcer;
  #results;
  #reader;
  #date;
  #tellShowing;
  /** @type {Address} */
  #address;
  /** What is shown where the address names nothing. @type {State} */
  #start;
  /** @type {Promise<import('./engine.js').Archive> | null} */
  #archive = null;
  /** @type {State} */
  #state;
  /** The row above the list, once it was asked for. @type {ReturnType<typeof import('./tools.js').openTools> | null} */
  #tools = null;
  /** Of the last change that narrowed the list. */
  #kind = '';
  /** Counts what was asked for: an answer that comes late is not drawn. */
  #turn = 0;
  /** Calls off the search for the last list. */
  #search = new AbortController();

  /**
   * @param {import('./element.js').NewsprintArchive} host
   * @param {import('./frame.js').Frame} frame
   * @param {State | null} state What to show; what the address names, if `null`.
   * @param {(showing: import('./lifecycle.js').Showing, error?: Error) => void} tellShowing Tells the page what is shown.
   */
  constructor(host, frame, state, tellShowing) {
    this.#host = host;
    this.#frame = frame;
    this.#tellShowing = tellShowing;
    this.#announcer = new Announcer(frame.status);
    this.#results = new Results(frame);
    this.#reader = new Reader(frame, host, this.#announcer);
    this.#date = dateWriter(frame.voice);
    this.#address = new Address(host.address, host.page);
    this.#start = { ...START, ...host.start };
    this.#state = state ?? this.#address.read() ?? this.#start;
    this.#listen();
    const typed = frame.input.value.trim();
    if (typed && typed !== this.#state.query) this.#type(true);
    else this.#follow(this.#state);
  }

  /**
   * Takes part in the page's life until the signal ends it.
   * @param {AbortSignal} signal
   */
  connect(signal) {
    addEventListener('popstate', () => this.#followAddress(), { signal });
    addEventListener('pagehide', () => this.#address.settle(), { signal });
    this.#reader.connect(signal);
    signal.addEventListener('abort', () => {
      this.#address.settle();
      this.#announcer.stop();
    });
  }

  /** What is shown, for a controller that takes over. */
  get state() {
    return this.#state;
  }

  /** Starts again with the host's attributes as they are now. */
  restart() {
    this.#archive = null;
    this.#address.settle();
    this.#frame.title.ariaLevel = String(this.#host.headingLevel);
    this.#address = new Address(this.#host.address, this.#host.page);
    this.#start = { ...START, ...this.#host.start };
    this.#results.reset();
    this.#reader.reset();
    this.#follow(this.#address.read() ?? (this.#start.article === null ? { ...this.#state, article: null } : this.#start));
  }

  /** Shows a query's results for the host. @param {string} query */
  search(query) {
    this.#frame.input.value = query;
    this.#type();
  }

  /** Opens an article for the host. @param {string} id */
  open(id) {
    this.#address.settle();
    const { depth } = this.#address;
    const isFirst = !this.#state.article;
    const state = { ...this.#state, article: id };
    this.#address.push(state, isFirst ? 1 : depth && depth + 1);
    this.#show(state);
  }

  #listen() {
    const { archive, form, input, clear, more, results, page, back } = this.#frame;
    input.addEventListener('input', (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.#type(true);
    });
    input.addEventListener('compositionend', () => this.#type(true));
    form.addEventListener('submit', () => {
      this.#address.settle();
      // On a touch screen the keyboard covers the results.
      if (matchMedia('(pointer: coarse)').matches) input.blur();
    });
    clear.addEventListener('click', () => this.#ask(''));
    more.addEventListener('click', () => this.#more());
    back.addEventListener('click', (event) => this.#back(event));
    results.addEventListener('click', (event) => this.#click(event));
    page.addEventListener('click', (event) => this.#click(event));
    archive.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { input, more } = this.#frame;
    const stops = this.#reader.isOpen ? [] : [...this.#results.links(), ...(more.hidden ? [] : [more])];
    if (walk(event, input, stops) || event.isComposing) return;
    if (event.key !== 'Escape' || event.target !== input || !input.value) return;
    event.preventDefault();
    this.#ask('');
  }

  /** Leaves an empty list by one of the ways that it offers: another query, or none and no filter. @param {string} query */
  #leave(query) {
    this.#frame.input.focus();
    this.#narrow(({ filters }) => ({ query, filters: query ? filters : [] }));
  }

  /** Asks another query in the reader's place: the field shows it. @param {string} query */
  #ask(query) {
    this.#frame.input.value = query;
    this.#frame.input.focus();
    this.#type(true);
  }

  /** Takes the query from the field. @param {boolean} [byPerson] */
  async #type(byPerson = false) {
    const query = this.#frame.input.value.trim();
    // The choice to search for what was typed is for that query alone.
    const state = { ...this.#state, query, article: null, correct: this.#state.correct || query !== this.#state.query };
    if (isSame(state, this.#state) && this.#results.isOf(state)) return;
    const { article } = this.#state;
    if (article) this.#address.push(state);
    else this.#address.replaceSoon(state);
    if (byPerson) this.#tellClosed(article);
    if (!(await this.#show(state, false))) return;
    this.#announceCount();
    if (byPerson) this.#tellSearch();
  }

  #tellSearch() {
    const { query, filters, sort } = this.#state;
    const { total, corrected } = this.#results.answer;
    this.#tell('newsprint-search', { query, filters, sort, total, corrected });
  }

  /** Says how many articles there are, and for which query. */
  #announceCount() {
    const { query } = this.#state;
    const { total, corrected } = this.#results.answer;
    const key = !query ? 'count' : !total ? 'nothing' : corrected === null ? 'found' : 'foundCorrected';
    this.#announcer.say(this.#frame.say(key, { n: total, query: corrected ?? query }));
  }

  /**
   * Narrows or orders the list as a person asks; the focus stays where it is.
   * @param {(state: State) => Partial<State>} change
   * @param {string} [kind] Changes of one kind, if it has a name, that follow each other are one step of the history.
   */
  async #narrow(change, kind = '') {
    const { query, filters, sort, correct } = { ...this.#state, ...change(this.#state) };
    // The choice to search for what was typed is for that query alone.
    const state = { query, filters: understood(filters), sort, article: null, correct: correct || query !== this.#state.query };
    this.#frame.input.value = state.query;
    this.#address.settle();
    if (kind && kind === this.#kind) this.#address.replaceSoon(state);
    else this.#address.push(state);
    this.#kind = kind;
    if (!(await this.#show(state, false))) return;
    this.#announceCount();
    this.#tellSearch();
  }

  /** Brings the row above the list in step with it. Without the row the list still works; smaller elements have none. */
  async #showTools() {
    if (!this.#frame.tools.isConnected) return;
    this.#tools ??= this.#openTools();
    const tools = await this.#tools.catch(() => (this.#tools = null));
    if (this.#results.isOf(this.#state)) tools?.show(this.#state, this.#results.answer);
  }

  /** Asks on behalf of the row above the list; if that fails, it is said here. @param {import('./engine.js').Question} question */
  async #count(question) {
    const state = this.#state;
    try {
      return await (await this.#open()).search(question);
    } catch (error) {
      if (state === this.#state) this.#fail(/** @type {Error} */ (error), state);
      return null;
    }
  }

  async #openTools() {
    const { openTools } = await import('./later.js');
    return openTools({
      frame: this.#frame,
      date: this.#date,
      narrow: (change, kind) => this.#narrow(change, kind),
      ask: (question) => this.#count(question),
    });
  }

  /** The present query with the other choice about its spelling. @returns {State} */
  get #otherWay() {
    return { ...this.#state, article: null, correct: !this.#state.correct };
  }

  /** Searches for what was typed, or with its spelling corrected again: a new step of the history. */
  async #goOtherWay() {
    const state = this.#otherWay;
    this.#address.settle();
    this.#address.push(state);
    if (!(await this.#show(state, false))) return;
    // The link that was followed is gone.
    this.#frame.title.focus({ preventScroll: true });
    this.#announceCount();
  }

  /** Back and Forward, or a link to a state. */
  #followAddress() {
    this.#address.forget();
    const state = this.#address.read();
    this.#kind = '';
    if (!state || isSame(state, this.#state)) return;
    if (state.article === null) this.#tellClosed(this.#state.article);
    this.#follow(state);
  }

  /** Shows a state that the address named. @param {State} state */
  #follow(state) {
    this.#frame.input.value = state.query;
    this.#show(state);
  }

  /**
   * Draws a state.
   * @param {State} state
   * @param {boolean} [isReturn] Whether a list appears where it was left; a list that is being asked for does not move the focus.
   * @returns {Promise<boolean>} Whether it is shown now: not if it failed, or if another was asked for meanwhile.
   */
  async #show(state, isReturn = true) {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    this.#state = state;
    this.#frame.back.href = this.#address.href({ ...state, article: null });
    this.#frame.back.textContent = this.#frame.say(isNewest(state) ? 'backToNewest' : 'back');
    try {
      await (state.article === null ? this.#showList(state, isReturn, isCurrent) : this.#showArticle(state, state.article, isCurrent));
      if (isCurrent()) {
        this.#mend();
        this.#tellShowing(this.#reader.isOpen ? 'article' : this.#results.answer.total ? 'list' : 'empty');
        if (state.article === null) this.#showTools();
      }
    } catch (error) {
      if (isCurrent()) this.#fail(/** @type {Error} */ (error), state);
      return false;
    }
    return isCurrent();
  }

  /**
   * Shows a query's hits; those that are drawn already at once, for Back must not flicker.
   * @param {State} state
   * @param {boolean} isReturn
   * @param {() => boolean} isCurrent
   */
  async #showList(state, isReturn, isCurrent) {
    if (!this.#results.isOf(state)) {
      // A key is answered on the screen first; then it is the list's turn, unless another key came meanwhile.
      if (!isReturn) await painted();
      const archive = await this.#open();
      if (!isCurrent()) return;
      const stage = node('div');
      const answer = await this.#renderList(archive, stage, state, this.#results.first(state));
      if (!isCurrent()) return;
      this.#results.replace(stage, state, answer, this.#address.href(this.#otherWay));
    }
    if (!this.#reader.isOpen) return;
    if (!isReturn) return this.#reader.leave();
    await transition(this.#frame.archive, () => isCurrent() && this.#reader.close(this.#results.link(this.#reader.id)));
  }

  /**
   * @param {State} state
   * @param {string} id The article that it opens.
   * @param {() => boolean} isCurrent
   */
  async #showArticle(state, id, isCurrent) {
    const [archive, reading] = await Promise.all([this.#open(), this.#reader.load()]);
    const view = { article: id, href: this.#address.articleHref(state), date: this.#date, heading_level: this.#host.headingLevel };
    const nodes = this.#reader.id !== id && (await reading.draw(archive, view));
    const isUnasked = this.#state === this.#start;
    await transition(this.#frame.archive, () => {
      if (!isCurrent()) return;
      if (nodes) this.#reader.replace(nodes, id);
      this.#reader.open(isUnasked);
    });
    if (!isCurrent()) return;
    this.#reader.attend((text) => archive.marks(state, id, text), this.#address.linkTo(id));
    if (!isUnasked) this.#announcer.say(this.#frame.say('opened'));
  }

  /** Shows further hits, and moves to the first of them without moving the page. */
  async #more() {
    // Another list is about to be drawn.
    if (!this.#results.isOf(this.#state)) return;
    const turn = ++this.#turn;
    const place = this.#results.shown;
    const stage = node('div');
    try {
      await this.#renderList(await this.#open(), stage, this.#state, this.#results.next);
    } catch (error) {
      if (turn === this.#turn) this.#fail(/** @type {Error} */ (error), this.#state);
      return;
    }
    if (turn !== this.#turn) return;
    const added = this.#results.append(stage);
    this.#results.links()[place]?.focus({ preventScroll: true });
    this.#announcer.say(this.#frame.say('added', { n: added }));
  }

  /**
   * @param {import('./engine.js').Archive} archive
   * @param {Element} stage
   * @param {State} state
   * @param {{ offset: number, limit: number }} range
   */
  #renderList(archive, stage, state, range) {
    const { query, filters, sort, correct } = state;
    const { say } = this.#frame;
    const strings = { minutes: (/** @type {number} */ n) => say('minutes', { n }) };
    const href = this.#address.articleHref(state);
    const former = this.#search;
    const { signal } = (this.#search = new AbortController());
    const answer = archive.renderList(stage, { query, filters, sort, correct, ...range, href, date: this.#date, heading_level: this.#host.headingLevel + 1, strings, signal });
    // What both need is asked for by now, and stays on its way.
    former.abort();
    return answer;
  }

  /** The archive, opened at the first need; after a failure the next need tries again. */
  #open() {
    const archive = (this.#archive ??= openArchive(this.#host.src).then((archive) => this.#host.archiveOf(archive)));
    archive.catch(() => {
      if (this.#archive === archive) this.#archive = null;
    });
    return archive;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const way = /** @type {HTMLButtonElement | null} */ (target.closest('button[value]'));
    if (way) this.#leave(way.value);
    const link = /** @type {HTMLElement | null} */ (target.closest('a[data-id], [part="other-way"]'));
    if (!link || isForBrowser(event)) return;
    event.preventDefault();
    const { id } = link.dataset;
    if (!id) this.#goOtherWay();
    else if (this.#tell('newsprint-open', { id, title: link.textContent ?? '' })) this.#enter(id);
  }

  /** Opens an article that a person chose: in place, or where it came from. @param {string} id */
  async #enter(id) {
    const { links, src } = this.#host;
    const source = links === 'source' && (await sourceOf(src, id));
    if (source) location.assign(source);
    else if (!this.#host.leadsAway(this.#address.href({ ...this.#state, article: id }), id)) this.open(id);
  }

  /** Back to the results: by the history, if they are in it, so that Forward leads to the article again. @param {MouseEvent} event */
  #back(event) {
    if (isForBrowser(event)) return;
    event.preventDefault();
    const { depth } = this.#address;
    if (depth) {
      history.go(-depth);
      return;
    }
    const state = { ...this.#state, article: null };
    this.#address.push(state);
    this.#tellClosed(this.#state.article);
    this.#show(state);
  }

  /** Tells the page that an article was left for the list. @param {string | null} id */
  #tellClosed(id) {
    if (id !== null) this.#tell('newsprint-close', { id });
  }

  /**
   * @param {string} type
   * @param {object} detail
   * @returns {boolean} Whether the page lets it happen.
   */
  #tell(type, detail) {
    return this.#host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: type === 'newsprint-open' }));
  }

  /**
   * Says what failed and what can be done, and keeps what works.
   * @param {Error & { code?: string }} error
   * @param {State} state
   */
  #fail(error, state) {
    const { alert, fallback, list, results, say } = this.#frame;
    const isUnknown = error.code === 'unknown-article';
    const title = node('p', { part: 'alert-title' }, say(this.#whatFailed(isUnknown, state)));
    const rest = isUnknown ? [] : [why(error, this.#frame.voice), this.#retry(state, error)];
    alert.replaceChildren(title, ...rest);
    this.#tellShowing('error', error);
    results.setAttribute('aria-busy', 'false');
    if (this.#isBroken(state)) {
      list.hidden = true;
      fallback.hidden = false;
    } else if (state.article !== null) {
      this.#reader.reset();
      this.#reader.open(state === this.#start);
    }
    if (state !== this.#start) alert.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  /**
   * @param {boolean} isUnknown
   * @param {State} state
   */
  #whatFailed(isUnknown, state) {
    if (isUnknown) return 'unknownArticle';
    if (this.#isBroken(state)) return 'broken';
    return state.article === null ? 'searchFailed' : 'articleFailed';
  }

  /** Whether nothing of the archive can be shown. @param {State} state */
  #isBroken(state) {
    return !this.#archive || (state.article === null && !this.#results.isDrawn);
  }

  /**
   * The button that tries again. The focus goes to a list's title, or to the next such button.
   * @param {State} state
   * @param {{ code?: string }} error
   */
  #retry(state, { code }) {
    const { alert, say, title } = this.#frame;
    const retry = button('retry', say('retry'));
    retry.addEventListener('click', async () => {
      if (code === 'replaced') {
        forgetArchive(this.#host.src);
        this.#archive = null;
      }
      const isShown = await this.#show(state);
      if (!isShown) alert.querySelector('button')?.focus();
      else if (state.article === null) title.focus();
    });
    return retry;
  }

  /** Takes away the traces of a failure. */
  #mend() {
    const { alert, fallback, list } = this.#frame;
    alert.replaceChildren();
    fallback.hidden = true;
    list.hidden = this.#reader.isOpen;
  }
}
