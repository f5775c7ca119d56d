/** Chips: what narrows the list, each a button that takes it away. */
import { button, node } from './frame.js';
import { filterName } from './naming.js';

/** @typedef {import('./address.js').State} State */
/** @typedef {import('./engine.js').SearchResult} SearchResult */

/** What one chip says, and what is shown without it. @typedef {[name: string, rest: Partial<State>]} Chip */

export class Chips {
  list = node('div', { part: 'chips' });
  #desk;
  #refuge;
  /** The ways out of an empty list that are offered. @type {HTMLElement[]} */
  #ways = [];

  /**
   * @param {import('./tools.js').Desk} desk
   * @param {HTMLElement} refuge Gets the focus when the last chip has gone.
   */
  constructor(desk, refuge) {
    this.#desk = desk;
    this.#refuge = refuge;
  }

  /**
   * @param {State} state
   * @param {SearchResult} answer
   */
  show({ query, filters }, { corrected, parsed }) {
    const { results, say } = this.#desk.frame;
    const text = corrected ?? query;
    const parts = parsed.filter(({ kind }) => kind !== 'words');
    /** @type {Chip[]} */
    const chips = [
      ...filters.map((filter, index) => /** @type {Chip} */ ([filterName(this.#desk, filter), { filters: filters.toSpliced(index, 1) }])),
      ...parts.map((part) => /** @type {Chip} */ ([text.slice(part.start, part.end), { query: cut(text, [part]) }])),
    ];
    const { narrow } = this.#desk;
    const ways = chips.map(([name, rest]) => node('li', {}, choice('way-out', say('remove', { what: name }), () => this.#leave(rest))));
    for (const former of this.#ways) former.remove();
    this.#ways = ways;
    results.querySelector('[part="ways-out"]')?.prepend(...ways);
    const buttons = chips.map(([name, rest]) => choice('chip', name, () => narrow(() => rest)));
    buttons.forEach((chip, place) => (chip.ariaLabel = ways[place].textContent));
    if (chips.length > 1) buttons.push(choice('quiet', say('clearAll'), () => narrow(() => ({ filters: [], query: cut(text, parts) }))));
    this.#replace(buttons);
  }

  /** @param {HTMLButtonElement[]} buttons */
  #replace(buttons) {
    const place = [...this.list.children].findIndex((chip) => chip.matches(':focus'));
    this.list.replaceChildren(...buttons);
    // The chip that was used is gone: the next one, or what stands before, is at hand.
    if (place >= 0) (buttons[place] ?? buttons.at(-1) ?? this.#refuge).focus({ preventScroll: true });
  }

  /** Leaves an empty list, and its way out with it. @param {Partial<State>} rest */
  async #leave(rest) {
    await this.#desk.narrow(() => rest);
    this.#desk.frame.title.focus({ preventScroll: true });
  }
}

/**
 * A button with a text of any script, which must not turn what is around it.
 * @param {string} part
 * @param {string} label
 * @param {() => void} act
 */
export function choice(part, label, act) {
  const made = button(part, '');
  made.append(node('bdi', {}, label));
  made.addEventListener('click', act);
  return made;
}

/**
 * A query without some of its parts.
 * @param {string} query
 * @param {import('./engine.js').Part[]} parts In their order.
 */
function cut(query, parts) {
  const rest = parts.reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, query);
  return rest.replace(/\s+/g, ' ').trim();
}
