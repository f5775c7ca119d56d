/**
 * The list: hits as they are found, the count, the button for more, how the query was understood, and what stands there
 * when nothing matches.
 */
import { isNewest, isSameList } from './address.js';
import { button, filled, node } from './frame.js';

/** @typedef {import('./address.js').State} State */
/** @typedef {import('./engine.js').SearchResult} SearchResult */

/** Hits that a query shows at first; articles that the empty query shows; what the button adds. */
const FOUND = 10;
const NEWEST = 20;
const MORE = 20;

export class Results {
  /** What the hits that are shown were asked for; `null` before the first. @type {State | null} */
  #state = null;
  /** @type {SearchResult} */
  answer = { total: 0, exact: true, corrected: null, synonyms: [], parsed: [], facets: [] };
  /** How many hits are shown. */
  shown = 0;
  #frame;

  /** @param {import('./frame.js').Frame} frame */
  constructor(frame) {
    this.#frame = frame;
  }

  /** Whether the hits of a state are those that are shown. @param {State} state */
  isOf(state) {
    return this.#state !== null && isSameList(state, this.#state);
  }

  /** Whether any hits were ever shown. */
  get isDrawn() {
    return this.#state !== null;
  }

  /** What to draw at first. @param {State} state */
  first({ query, filters }) {
    return { offset: 0, limit: query || filters.length ? FOUND : NEWEST };
  }

  /** What the button for more draws. */
  get next() {
    return { offset: this.shown, limit: MORE };
  }

  /**
   * Puts the hits of a query in place of those before.
   * @param {Element} stage Holds the drawn list.
   * @param {State} state
   * @param {SearchResult} answer
   * @param {string} otherWay Address of the same query with the other choice about its spelling.
   */
  replace(stage, state, answer, otherWay) {
    const { results, title, input, say } = this.#frame;
    const id = /** @type {HTMLElement | null} */ (results.querySelector('a:focus'))?.dataset.id;
    this.#state = state;
    this.answer = answer;
    this.shown = hitsIn(stage).length;
    const list = answer.total ? stage.childNodes : this.#nothing(state);
    results.replaceChildren(...this.#spelling(state, otherWay), ...this.#synonyms(), ...list);
    // Who walked into the list before these came stays in it.
    if (id) (this.link(id) ?? this.links()[0] ?? input).focus();
    const view = isNewest(state) ? 'newest' : 'results';
    this.#frame.list.dataset.view = view;
    title.textContent = say(view);
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
    this.shown = hits.length ? this.shown + hits.length : this.answer.total;
    this.#count();
    return hits.length;
  }

  /** Forgets everything: the archive has changed. */
  reset() {
    this.#state = null;
    this.#frame.results.replaceChildren();
    this.#frame.more.hidden = true;
  }

  /** The links to the hits, in their order. */
  links() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.#frame.results.querySelectorAll('a[data-id]')]);
  }

  /** The link to a hit, if it is shown. @param {string | null} id */
  link(id) {
    return this.links().find(({ dataset }) => dataset.id === id);
  }

  #count() {
    const { count, more, results, say } = this.#frame;
    const { total, exact } = this.answer;
    const left = total - this.shown;
    // Of a large archive the number is an estimate.
    count.textContent = (exact ? '' : '≈ ') + say('count', { n: total });
    more.hidden = left <= 0;
    more.textContent = say('more', { n: Math.min(left, MORE) });
    results.setAttribute('aria-busy', 'false');
  }

  /**
   * Says which query was answered where it is not the one that was typed, and leads to the other.
   * @param {State} state
   * @param {string} href The other's address.
   */
  #spelling({ query, correct }, href) {
    const { say } = this.#frame;
    const { corrected } = this.answer;
    if (correct && corrected === null) return [];
    const told = correct ? filled(say('corrected'), { query: node('strong', {}, isolated(corrected ?? '')) }) : [say('asTyped')];
    const offer = correct ? filled(say('instead'), { query: isolated(query) }) : [say('correct')];
    return [node('p', { part: 'correction' }, node('span', {}, ...told), ' ', node('a', { part: 'other-way', href }, ...offer))];
  }

  /** Says which words counted as others too. */
  #synonyms() {
    const { say } = this.#frame;
    return this.answer.synonyms.map(([word, names]) => {
      const others = node('span', {}, ...names.flatMap((name, index) => [index ? say('comma') : '', isolated(name)]));
      return node('p', { part: 'synonyms' }, ...filled(say('synonyms'), { word: isolated(word), names: others }));
    });
  }

  /**
   * Nothing matches: says so, and offers queries that may find something. Each button carries its query as its value.
   * @param {State} state
   */
  #nothing({ query, filters }) {
    const { say } = this.#frame;
    if (!query && !filters.length) return [node('p', { part: 'empty' }, say('empty'))];
    const ways = node('ul', { part: 'ways-out' });
    for (const [key, other] of waysOut(query)) {
      const way = button('way-out', say(key));
      way.value = other;
      ways.append(node('li', {}, way));
    }
    return [node('p', { part: 'empty' }, say('noMatch')), node('p', { part: 'advice' }, say('advice')), ways];
  }
}

/** Words of any script, which must not turn those around them. @param {string} words */
function isolated(words) {
  return node('bdi', {}, words);
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
