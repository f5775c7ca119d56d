/**
 * The row above the list: the button that opens the panel, chips for what narrows the list, and its order. It is loaded
 * once the first list is drawn; the frame has kept its place.
 */
import { Chips } from './chips.js';
import { button, node } from './frame.js';
import { Panel } from './panel.js';
import { offerRecent } from './recent.js';
import { adoptStyles } from './styles.js';

/** @typedef {import('./address.js').State} State */
/** @typedef {import('./engine.js').SearchResult} SearchResult */

/**
 * What the row needs of the element.
 * @typedef {object} Desk
 * @property {import('./frame.js').Frame} frame
 * @property {(iso: string) => string} date
 * @property {(change: (state: State) => Partial<State>, kind?: string) => Promise<void>} narrow Shows another list as a
 *   person asks. Changes of one kind that follow each other are one step of the history.
 * @property {(question: import('./engine.js').Question) => Promise<SearchResult | null>} ask Answers `null` if that
 *   failed, which then has been said.
 */

export const english = {
  filter: 'Filter',
  order: 'Order',
  byRelevance: 'Best',
  byNewest: 'Newest',
  byOldest: 'Oldest',
  remove: 'Remove {what}',
  clearAll: 'Clear all',
  fieldValue: '{field}: {value}',
  author: 'Author',
  place: 'Place',
  tag: 'Tag',
  lang: 'Language',
  date: 'Date',
  span: '{from} to {to}',
  unknownLanguage: 'not known',
  number: '{n}',
  from: 'From',
  to: 'To',
  months: 'Months of {year}',
  years: 'All years',
  recent: 'Searched before',
  forget: 'Delete these',
};

/** @type {[sort: import('./address.js').Sort, key: import('./strings.js').Key][]} */
const ORDERS = [['relevance', 'byRelevance'], ['newest', 'byNewest'], ['oldest', 'byOldest']];

/**
 * Puts the row into its place.
 * @param {Desk} desk
 */
export async function openTools(desk) {
  const { tools, voice } = desk.frame;
  const root = /** @type {ShadowRoot} */ (tools.getRootNode());
  voice.learn(english);
  await adoptStyles(root, new URL('./filters.css', import.meta.url).href);
  const host = /** @type {import('./element.js').NewsprintArchive} */ (root.host);
  if (host.recent) offerRecent(host, desk);
  return new Tools(desk);
}

class Tools {
  #chips;
  #panel;
  /** One for each order. */
  #radios;
  /** The list that is shown. @type {State | null} */
  #state = null;

  /** @param {Desk} desk */
  constructor(desk) {
    const { tools, say } = desk.frame;
    this.#panel = new Panel(desk);
    const toggle = button('quiet toggle', say('filter'));
    toggle.ariaExpanded = 'false';
    toggle.addEventListener('click', () => this.#turn(toggle));
    this.#chips = new Chips(desk, toggle);
    this.#radios = ORDERS.map(([sort]) => node('input', { type: 'radio', name: 'sort', value: sort }));
    const labels = ORDERS.map(([, key], place) => node('label', { part: 'order' }, this.#radios[place], node('span', {}, say(key))));
    const orders = node('div', { part: 'orders', role: 'radiogroup', 'aria-label': say('order') }, ...labels);
    orders.addEventListener('change', ({ target }) => {
      const { value } = /** @type {HTMLInputElement} */ (target);
      desk.narrow(() => ({ sort: /** @type {import('./address.js').Sort} */ (value) }));
    });
    tools.replaceChildren(toggle, this.#chips.list, orders, this.#panel.element);
  }

  /**
   * Follows the list that is shown.
   * @param {State} state
   * @param {SearchResult} answer
   */
  show(state, answer) {
    this.#state = state;
    this.#chips.show(state, answer);
    this.#panel.show(state);
    // Without words the newest come first, whatever the order; so there is no best.
    const sort = state.query || state.sort === 'oldest' ? state.sort : 'newest';
    for (const radio of this.#radios) radio.checked = radio.value === sort;
    this.#radios[0].disabled = !state.query;
  }

  /** Opens the panel once its counts are there, or closes it. @param {HTMLButtonElement} toggle */
  async #turn(toggle) {
    const isOpen = toggle.ariaExpanded !== 'true';
    toggle.ariaExpanded = String(isOpen);
    if (isOpen && this.#state) await this.#panel.count(this.#state);
    this.#panel.element.hidden = toggle.ariaExpanded !== 'true';
  }
}
