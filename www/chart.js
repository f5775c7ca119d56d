/**
 * The articles over time: a bar a year, or a month of a chosen year. A range is brushed over the bars with a mouse or a
 * finger, or set by two sliders. The bars are a list of what they stand for, to be read aloud.
 */
import { button, node } from './frame.js';
import { ends, spanName, split } from './naming.js';
import { monthsOf, spanOf, yearsOf } from './periods.js';

/** @typedef {import('./periods.js').Span} Span */

/** How long a choice rests before the list follows, in milliseconds. */
const REST = 250;

export class Chart {
  element;
  #desk;
  #bars = node('ol', { part: 'bars' });
  #from;
  #to;
  #told = node('p', { part: 'range-text' });
  #zoom = button('quiet', '');
  #axis = node('p', { part: 'axis', 'aria-hidden': 'true' });
  /** @type {import('./panel.js').Counts} */
  #counts = { year: [], month: [] };
  /** What the list is narrowed to: a date of the query language, or `''`. */
  #date = '';
  /** The year whose months the bars stand for; `''` if they stand for years. */
  #year = '';
  /** What the bars stand for. @type {import('./periods.js').Period[]} */
  #periods = [];
  /** What is chosen among them. @type {Span} */
  #span = [0, 0];
  /** The bar where brushing began. */
  #anchor = 0;
  /** Runs while the list is to follow: nothing may change under the hand that chooses. */
  #timer = 0;

  /** @param {import('./tools.js').Desk} desk */
  constructor(desk) {
    this.#desk = desk;
    this.#from = this.#slider('from', (edge) => [edge, Math.max(edge + 1, this.#span[1])]);
    this.#to = this.#slider('to', (edge) => [Math.min(edge - 1, this.#span[0]), edge]);
    const head = node('div', { part: 'range-head' }, this.#told, this.#zoom);
    const range = node('div', { part: 'range' }, this.#from, this.#to);
    this.element = node('div', { part: 'chart', role: 'group', 'aria-label': desk.frame.say('date') }, head, this.#bars, range, this.#axis);
    this.element.hidden = true;
    this.#zoom.addEventListener('click', () => this.#turn());
    this.#listen();
  }

  /**
   * @param {import('./panel.js').Counts} counts Of the articles of any time.
   * @param {readonly string[]} filters
   */
  show(counts, filters) {
    if (this.#timer) return;
    const dates = filters.map(split).filter(([field]) => field === 'date');
    this.#date = dates.length === 1 ? dates[0][1] : '';
    // Years that were there once stay, for the bars must not move under the pointer.
    const years = new Map([...this.#counts.year.map(([year]) => /** @type {[string, number]} */ ([year, 0])), ...counts.year]);
    this.#counts = { ...counts, year: [...years].sort().reverse() };
    const [from, to] = ends(this.#date).map((end) => end.slice(0, 4));
    // What is finer than a year is a choice among its months.
    if (this.#year !== from || from !== to) this.#year = from === to && this.#date.includes('-') ? from : '';
    if (!years.size) return;
    this.#draw();
    // What all articles share narrows nothing.
    if (counts.month.length > 1 || this.#date) this.element.hidden = false;
  }

  #draw() {
    const { year, month } = this.#counts;
    const only = year.length > 1 ? this.#year : year[0][0];
    this.#periods = only ? monthsOf(only, month) : yearsOf(year);
    this.#span = spanOf(ends(this.#date), this.#periods);
    const { say } = this.#desk.frame;
    const most = Math.max(1, ...this.#periods.map(({ articles }) => articles));
    this.#bars.replaceChildren(...this.#periods.map(({ articles }, place) => {
      const bar = node('li', { part: 'bar' }, say('fieldValue', { field: this.#name(place), value: say('count', { n: articles }) }));
      bar.style.setProperty('--share', String(articles / most));
      return bar;
    }));
    this.#axis.replaceChildren(...[0, this.#periods.length - 1].map((place) => node('span', {}, this.#name(place))));
    this.#mark();
  }

  /** @param {number} place Of a bar. */
  #name(place) {
    return this.#desk.date(this.#periods[place].iso);
  }

  /** Shows what is chosen. */
  #mark() {
    const { say } = this.#desk.frame;
    const { length } = this.#periods;
    const [from, to] = this.#span;
    const names = [this.#name(from), this.#name(to - 1)];
    const n = this.#periods.slice(from, to).reduce((sum, { articles }) => sum + articles, 0);
    this.#told.textContent = say('fieldValue', { field: spanName(say, ...names), value: say('count', { n }) });
    [this.#from, this.#to].forEach((slider, end) => {
      slider.max = String(length);
      slider.value = String(this.#span[end]);
      slider.ariaValueText = names[end];
    });
    this.element.style.setProperty('--from', String(from / length));
    this.element.style.setProperty('--to', String(to / length));
    [...this.#bars.children].forEach((bar, place) => bar.part.toggle('chosen', to - from < length && from <= place && place < to));
    this.#zoom.hidden = this.#counts.year.length < 2 || (!this.#year && to - from > 1);
    this.#zoom.textContent = this.#year ? say('years') : say('months', { year: names[0] });
  }

  /** Changes between the years and the months of the one that is chosen. */
  #turn() {
    this.#date = this.#periods[this.#span[0]].iso.slice(0, 4);
    this.#year = this.#year ? '' : this.#date;
    this.#draw();
    this.#commit();
  }

  /** A run of bars is chosen by drawing over them, or one by a tap; a finger may also scroll the page from here. */
  #listen() {
    const bars = this.#bars;
    const choose = (/** @type {MouseEvent} */ event) => {
      const place = this.#placeOf(event);
      this.#choose([Math.min(place, this.#anchor), Math.max(place, this.#anchor) + 1]);
    };
    bars.addEventListener('pointerdown', (event) => {
      this.#anchor = this.#placeOf(event);
      bars.setPointerCapture(event.pointerId);
    });
    bars.addEventListener('pointermove', (event) => {
      if (bars.hasPointerCapture(event.pointerId) && this.#placeOf(event) !== this.#anchor) choose(event);
    });
    bars.addEventListener('click', choose);
  }

  /** The bar under a pointer, the nearest one if it is beside them. @param {MouseEvent} event */
  #placeOf({ offsetX }) {
    const way = offsetX / this.#bars.clientWidth;
    const { length } = this.#periods;
    return clamp(Math.floor((this.#bars.matches(':dir(rtl)') ? 1 - way : way) * length), 0, length - 1);
  }

  /**
   * A slider moves along the bars' edges.
   * @param {'from' | 'to'} key Of its name.
   * @param {(edge: number) => Span} choose
   */
  #slider(key, choose) {
    const slider = node('input', { part: 'slider', type: 'range', min: '0', 'aria-label': this.#desk.frame.say(key) });
    slider.addEventListener('input', () => this.#choose(choose(slider.valueAsNumber)));
    return slider;
  }

  /** @param {Span} span */
  #choose([from, to]) {
    const { length } = this.#periods;
    this.#span = [clamp(from, 0, length - 1), clamp(to, 1, length)];
    this.#mark();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#commit(), REST);
  }

  /** Lets the list follow, unless it has left the page meanwhile. */
  #commit() {
    this.#timer = 0;
    if (!this.element.isConnected) return;
    const [from, to] = this.#span;
    const [first, last] = [this.#periods[from].iso, this.#periods[to - 1].iso];
    // Of all months of a year, that year is what is chosen; and of all years, any time.
    const date = to - from === this.#periods.length ? this.#year : first === last ? first : `${first}..${last}`;
    const chosen = date ? [`date:${date}`] : [];
    this.#desk.narrow(({ filters }) => ({ filters: [...filters.filter((filter) => split(filter)[0] !== 'date'), ...chosen] }), 'date');
  }
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
