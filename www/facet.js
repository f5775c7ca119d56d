/** One thing that articles have in common: its values, the most frequent first, each with a box to tick. */
import { node } from './frame.js';
import { split, valueName } from './naming.js';
import { filterOf, understood } from './query.js';

/** A value's filter, and how many articles have it; `null` if that is not known. @typedef {[filter: string, articles: number | null]} Row */

/** Values that are shown at first. */
const FEW = 5;

/** Values that the engine counts out; if it gives fewer, the others have no article. */
const COUNTED = 20;

export class Facet {
  element;
  #desk;
  #field;
  #few = node('ul', { part: 'values' });
  #others = node('ul', { part: 'values' });
  #more = node('summary', { part: 'more-values' });
  #rest = node('details', {}, this.#more, this.#others);

  /**
   * @param {import('./tools.js').Desk} desk
   * @param {'author' | 'place' | 'source' | 'tag' | 'lang'} field
   */
  constructor(desk, field) {
    this.#desk = desk;
    this.#field = field;
    const name = desk.frame.say(field);
    this.#few.ariaLabel = this.#others.ariaLabel = name;
    this.element = node('details', { part: 'facet' }, node('summary', { part: 'facet-title' }, name), this.#few, this.#rest);
    // On a phone a list that is open hides the others.
    this.element.open = desk.frame.archive.clientWidth > 700;
    this.element.hidden = this.#rest.hidden = true;
  }

  /**
   * @param {import('./panel.js').Counts} counts
   * @param {readonly string[]} filters
   */
  show({ [this.#field]: values = [] }, filters) {
    const chosen = filters.filter((filter) => split(filter)[0] === this.#field);
    // Whoever ticks a box keeps it under the pointer: the counts beside it do not depend on it.
    if (this.element.querySelector('input:focus')) {
      for (const box of this.element.querySelectorAll('input')) box.checked = chosen.includes(box.value);
      return;
    }
    const rows = rowsOf(this.#field, values, chosen);
    const items = rows.map(([filter, articles]) => this.#item(filter, articles, chosen.includes(filter)));
    const others = items.filter((_, place) => place >= FEW && !chosen.includes(rows[place][0]));
    fill(this.#few, items.filter((item) => !others.includes(item)));
    fill(this.#others, others);
    if (others.length) this.#rest.hidden = false;
    this.#rest.style.visibility = others.length ? 'visible' : 'hidden';
    this.#more.textContent = this.#desk.frame.say('more', { n: others.length });
    // What all articles share narrows nothing.
    if (rows.length > 1 || chosen.length) this.element.hidden = false;
  }

  /**
   * @param {string} filter
   * @param {number | null} articles
   * @param {boolean} isChosen
   */
  #item(filter, articles, isChosen) {
    const { frame: { say }, narrow } = this.#desk;
    const box = node('input', { type: 'checkbox', part: 'box', value: filter });
    box.checked = isChosen;
    box.addEventListener('change', () => {
      // Safari gives none to what is clicked; where the focus is, nothing is drawn anew.
      box.focus();
      narrow(({ filters }) => ({ filters: box.checked ? [...filters, filter] : filters.filter((other) => other !== filter) }));
    });
    const name = node('bdi', { part: 'value-name' }, valueName(this.#desk, ...split(filter)));
    const number = node('span', { part: 'value-count' }, articles === null ? '' : say('number', { n: articles }));
    return node('li', {}, node('label', { part: 'value' }, box, name, ' ', number));
  }
}

/**
 * Puts items into a list in place of others. Fewer than before leave a gap: nothing below may jump.
 * @param {HTMLElement} list
 * @param {Element[]} items
 */
function fill(list, items) {
  list.replaceChildren(...items);
  const { style } = list;
  style.setProperty('--rows', String(Math.max(Number(style.getPropertyValue('--rows')), items.length)));
}

/**
 * What is chosen stays in view, though no article may have it any more.
 * @param {string} field
 * @param {[value: string, articles: number][]} values
 * @param {string[]} chosen
 * @returns {Row[]}
 */
function rowsOf(field, values, chosen) {
  const rows = new Map(values.map(([value, articles]) => [filterOf(field, value), articles]));
  // A value of signs alone is none to the query language.
  const known = [...rows.keys()].filter((filter) => understood([filter]).length);
  return [...new Set([...known, ...chosen])].map((filter) => [filter, rows.get(filter) ?? (values.length < COUNTED ? 0 : null)]);
}
