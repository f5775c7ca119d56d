/** The list: hits as they are found, the count, the button for more, and what stands there when nothing matches. */
import { button, node } from './frame.js';

/** Hits that a query shows at first; articles that the empty query shows; what the button adds. */
const FOUND = 10;
const NEWEST = 20;
const MORE = 20;

export class Results {
  /** The query whose hits are shown; `null` before the first. @type {string | null} */
  query = null;
  total = 0;
  /** How many hits are shown. */
  shown = 0;
  #frame;

  /** @param {import('./frame.js').Frame} frame */
  constructor(frame) {
    this.#frame = frame;
  }

  /** What to draw for a query. @param {string} query */
  first(query) {
    return { offset: 0, limit: query ? FOUND : NEWEST };
  }

  /** What the button for more draws. */
  get next() {
    return { offset: this.shown, limit: MORE };
  }

  /**
   * Puts the hits of a query in place of those before.
   * @param {Element} stage Holds the drawn list.
   * @param {string} query
   * @param {number} total
   */
  replace(stage, query, total) {
    const { results, title, say } = this.#frame;
    this.query = query;
    this.total = total;
    this.shown = hitsIn(stage).length;
    results.replaceChildren(...(total ? stage.childNodes : this.#nothing(query)));
    results.dataset.view = query ? 'results' : 'newest';
    title.textContent = say(query ? 'results' : 'newest');
    this.#count();
  }

  /**
   * Adds further hits below; those above stay where they are.
   * @param {Element} stage Holds the drawn list.
   * @returns {number} How many were added.
   */
  append(stage) {
    const hits = hitsIn(stage);
    this.#frame.results.querySelector('ol')?.append(...hits);
    // An archive that gives none though it counted more would offer the same button for ever.
    this.shown = hits.length ? this.shown + hits.length : this.total;
    this.#count();
    return hits.length;
  }

  /** Forgets everything: the archive has changed. */
  reset() {
    this.query = null;
    this.#frame.results.replaceChildren();
  }

  /** The links to the hits, in their order. */
  links() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.#frame.results.querySelectorAll('a[data-id]')]);
  }

  #count() {
    const { count, more, results, say } = this.#frame;
    const left = this.total - this.shown;
    count.textContent = say('count', { n: this.total });
    more.hidden = left <= 0;
    more.textContent = say('more', { n: Math.min(left, MORE) });
    results.setAttribute('aria-busy', 'false');
  }

  /**
   * Nothing matches: says so, and offers queries that may find something. Each button carries its query as its value.
   * @param {string} query
   */
  #nothing(query) {
    const { say } = this.#frame;
    if (!query) return [node('p', { part: 'empty' }, say('empty'))];
    const ways = node('ul', { part: 'ways-out' });
    for (const [key, other] of waysOut(query)) {
      const way = button('way-out', say(key));
      way.value = other;
      ways.append(node('li', {}, way));
    }
    return [node('p', { part: 'empty' }, say('noMatch')), node('p', { part: 'advice' }, say('advice')), ways];
  }
}

/** @param {Element} stage */
function hitsIn(stage) {
  return stage.querySelectorAll('ol > li');
}

/**
 * Other queries that may find something.
 * @param {string} query
 * @returns {[key: 'withoutQuotes' | 'withoutMinus' | 'showNewest', query: string][]}
 */
function waysOut(query) {
  const plain = query.replace(/["“”„«»]/g, ' ').replace(/\s+/g, ' ').trim();
  const kept = query.replace(/(^|\s)-(["“”„«»][^"“”„«»]*["“”„«»]?|\S+)/g, '').trim();
  /** @type {ReturnType<typeof waysOut>} */
  const ways = [['showNewest', '']];
  if (kept && kept !== query) ways.unshift(['withoutMinus', kept]);
  if (plain && plain !== query.trim()) ways.unshift(['withoutQuotes', plain]);
  return ways;
}
