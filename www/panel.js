/** The panel of filters: the articles over time, and what they have in common, with counts. */
import { Chart } from './chart.js';
import { Facet } from './facet.js';
import { node } from './frame.js';
import { split } from './naming.js';

/** @typedef {import('./address.js').State} State */

/** Most frequent values by what they are values of; years and months too. @typedef {Record<string, [value: string, articles: number][]>} Counts */

/** How long typing rests before anything is counted, in milliseconds: no key waits for counting. */
const REST = 200;

/** The fields with a list of values, the most telling first. */
const FIELDS = /** @type {const} */ (['author', 'place', 'source', 'tag', 'lang']);

export class Panel {
  element;
  #ask;
  #chart;
  #facets;
  #timer = 0;
  /** Tells late counts from those that were asked for last. */
  #turn = 0;

  /** @param {import('./tools.js').Desk} desk */
  constructor(desk) {
    this.#ask = desk.ask;
    this.#chart = new Chart(desk);
    this.#facets = FIELDS.map((field) => new Facet(desk, field));
    const facets = node('div', { part: 'facets' }, ...this.#facets.map(({ element }) => element));
    this.element = node('div', { part: 'panel', role: 'group', 'aria-label': desk.frame.say('filter') }, this.#chart.element, facets);
    this.element.hidden = true;
  }

  /** Follows the list, once typing rests. @param {State} state */
  show(state) {
    clearTimeout(this.#timer);
    if (!this.element.hidden) this.#timer = window.setTimeout(() => this.count(state), REST);
  }

  /** Counts the articles of a list and shows how many there are of what. @param {State} state */
  async count(state) {
    const turn = ++this.#turn;
    const counts = await this.#countAll(state, () => turn === this.#turn);
    if (!counts) return;
    this.#chart.show(counts, state.filters);
    for (const facet of this.#facets) facet.show(counts, state.filters);
  }

  /**
   * Filters of one field are alternatives: what else could be chosen there is counted without them.
   * @param {State} state
   * @param {() => boolean} isCurrent
   * @returns {Promise<Counts | null>} `null` if that failed, or others are asked for meanwhile.
   */
  async #countAll(state, isCurrent) {
    /** @type {Counts} */
    const counts = {};
    for (const field of new Set(['', ...state.filters.map((filter) => split(filter)[0])])) {
      const { facets } = (await this.#ask(without(state, field))) ?? {};
      // Each takes its time: what is typed comes between.
      await new Promise((resolve) => setTimeout(resolve));
      if (!facets || !isCurrent()) return null;
      const isOf = (/** @type {string} */ name) => !field || name === field || (field === 'date' && /year|month/.test(name));
      for (const { name, values } of facets) if (isOf(name)) counts[name] = values;
    }
    return counts;
  }
}

/**
 * The question for what the articles of a list have in common.
 * @param {State} state
 * @param {string} field Its filters do not count.
 */
function without({ filters, ...state }, field) {
  return { ...state, filters: filters.filter((filter) => split(filter)[0] !== field), limit: 0, facets: true };
}
