/**
 * The element's state in the page's address: `#q=border&article=ID`, or `#news.q=border` for an archive named `news`; in
 * the query string instead, `?q=border` or `?news.q=border`, if that is asked for.
 * `filter=…` stands there once a filter, `sort=…` unless the best come first, and `correct=no` beside a query that is
 * to be taken as it was typed.
 * Pairs of others stay where they are, and so does the half of the address that is not asked for. A fragment that is no list of pairs (`#contact`, `#/route`) belongs to the page:
 * it is never read as a state, and a route is never written over.
 */

import { understood } from './query.js';

/** @typedef {'relevance' | 'newest' | 'oldest'} Sort Without a query, `relevance` is the newest first. */

/**
 * What the element shows.
 * @typedef {object} State
 * @property {string} query What was typed.
 * @property {readonly string[]} filters What narrows the list beside it, as `query.js` says.
 * @property {Sort} sort
 * @property {string | null} article The open article's id.
 * @property {boolean} correct Whether the query's typing errors are corrected.
 */

/** What is shown where nothing else is asked for. @type {State} */
export const START = { query: '', filters: [], sort: 'relevance', article: null, correct: true };

/** What may stand in the address, behind the archive's name. */
const KEYS = ['q', 'filter', 'sort', 'article', 'correct'];

/** Browsers refuse more than some hundred address changes in half a minute: typing writes once it rests. */
const REST = 300;

/**
 * Whether two states show the same list.
 * @param {State} a
 * @param {State} b
 */
export function isSameList(a, b) {
  return a.query === b.query && a.correct === b.correct && a.sort === b.sort && String(a.filters) === String(b.filters);
}

/**
 * Whether two states show the same.
 * @param {State} a
 * @param {State} b
 */
export function isSame(a, b) {
  return a.article === b.article && isSameList(a, b);
}

/**
 * Whether a state's list is that of the newest articles.
 * @param {State} state
 */
export function isNewest({ query, filters, sort }) {
  return !query && !filters.length && sort !== 'oldest';
}

/** Whether the page has an address that cannot hold a state: a frame that was written by a script. */
const isNowhere = () => /^(about|blob):/.test(location.href);

export class Address {
  #name;
  #prefix;
  /** The prefix as it stands in addresses. */
  #written;
  #inQuery;
  #page;
  #off;
  /** What typing is about to write. @type {State | null} */
  #pending = null;
  #timer = 0;

  /**
   * @param {string} name As the attribute `address`: empty, `none`, or a name; behind a `?` for the query string.
   * @param {URL} [page] Where links lead, if not to a state of this page; then nothing is read or written here.
   */
  constructor(name, page) {
    this.#name = name;
    this.#page = page ?? location;
    this.#off = !!page || name === 'none' || isNowhere();
    this.#inQuery = name.startsWith('?');
    const own = this.#inQuery ? name.slice(1) : name;
    this.#prefix = own && own !== 'none' ? `${own}.` : '';
    this.#written = encodeURIComponent(this.#prefix);
  }

  /**
   * The state that the address names.
   * @returns {State | null} `null` where the fragment belongs to the page.
   */
  read() {
    if (this.#off || (this.#isForeign() && !this.#mark.isStart)) return null;
    const pairs = new URLSearchParams(this.#text);
    const [query, , sort, article, correct] = KEYS.map((key) => pairs.get(this.#prefix + key));
    return {
      query: query ?? '',
      filters: understood(pairs.getAll(`${this.#prefix}filter`)),
      sort: sort === 'newest' || sort === 'oldest' ? sort : 'relevance',
      article: article || null,
      correct: correct !== 'no',
    };
  }

  /**
   * What precedes an article's id in a link that opens it.
   * @param {State} state The list that it is opened from.
   */
  articleHref(state) {
    const href = this.href({ ...state, article: '' });
    return this.#inQuery ? href.split('#', 1)[0] : href;
  }

  /**
   * A link to a state. It names the page, so that a `<base>` cannot lead it elsewhere.
   * @param {State} state
   */
  href({ query, filters, sort, article, correct }) {
    const pairs = this.#isForeign() ? [] : this.#pairs().filter((pair) => !this.#owns(pair));
    const add = (/** @type {string} */ key, /** @type {string} */ value) =>
      pairs.push(`${this.#written}${key}=${encodeURIComponent(value.toWellFormed())}`);
    if (query) add('q', query);
    if (query && !correct) add('correct', 'no');
    for (const filter of filters) add('filter', filter);
    if (sort !== 'relevance') add('sort', sort);
    if (article !== null) add('article', article);
    const { origin, pathname, search, hash } = this.#page;
    const text = pairs.join('&');
    return (origin === location.origin ? '' : origin) + pathname + (this.#inQuery ? (text && `?${text}`) + hash : search + (text && `#${text}`));
  }

  /** What leads to an article from anywhere; `null` where addresses do not tell of it. @param {string} id */
  linkTo(id) {
    return this.#name === 'none' || isNowhere() ? null : new URL(this.href({ ...START, article: id }), location.href).href;
  }

  /**
   * Writes a state as a new step of the history.
   * @param {State} state
   * @param {number} depth How many steps back its results are; 0 if they are no step of the history.
   */
  push(state, depth = 0) {
    this.forget();
    if (this.#isClosed()) return;
    // Back to an anchor of the page that was left for a state must be told from a click on such an anchor.
    if (this.#isForeign()) write('replaceState', this.#marked({ isStart: true }), '');
    write('pushState', this.#marked({ depth }), this.href(state));
  }

  /**
   * Writes a state in place of the present one, once typing rests.
   * @param {State} state
   */
  replaceSoon(state) {
    clearTimeout(this.#timer);
    this.#pending = state;
    this.#timer = window.setTimeout(() => this.settle(), REST);
  }

  /** Writes what is still waiting. */
  settle() {
    const state = this.#pending;
    this.forget();
    if (!state || this.#isClosed()) return;
    // The page's own anchor stays a step of the history: Back returns to it.
    if (this.#isForeign()) this.push(state);
    else write('replaceState', history.state, this.href(state));
  }

  /** How many steps back the results of the present article are; 0 if unknown. */
  get depth() {
    return this.#isClosed() ? 0 : (this.#mark.depth ?? 0);
  }

  /** Drops what is still waiting: the address has changed by other means. */
  forget() {
    clearTimeout(this.#timer);
    this.#pending = null;
  }

  /** What this archive left in the present step of the history. @returns {{ depth?: number, isStart?: boolean }} */
  get #mark() {
    const mark = Object(history.state).newsprint;
    return mark?.name === this.#name ? mark : {};
  }

  /** The present step's data, which may be the page's, with a mark of ours. @param {object} mark */
  #marked(mark) {
    return { ...Object(history.state), newsprint: { name: this.#name, ...mark } };
  }

  /** The half of the page's address that holds the state. */
  get #text() {
    return (this.#inQuery ? this.#page.search : this.#page.hash).slice(1);
  }

  #pairs() {
    return this.#text.split('&').filter(Boolean);
  }

  /** @param {string} pair */
  #owns(pair) {
    return KEYS.some((key) => pair.startsWith(`${this.#written}${key}=`));
  }

  /** Whether the fragment belongs to the page. */
  #isForeign() {
    return !this.#inQuery && this.#pairs().some((pair) => !pair.includes('=')) && !this.#pairs().some((pair) => this.#owns(pair));
  }

  /** Nothing may be written: switched off, or the page's router lives in the fragment. */
  #isClosed() {
    return this.#off || (!this.#inQuery && /^#[!/]/.test(location.hash));
  }
}

/**
 * Writes a step of the history. Where the browser refuses (a preview without an address, more than a hundred steps in half
 * a minute), the address stays behind, and the element works on.
 * @param {'pushState' | 'replaceState'} how
 * @param {object} data
 * @param {string} href Empty for the present one.
 */
function write(how, data, href) {
  try {
    history[how](data, '', href || undefined);
  } catch {}
}
