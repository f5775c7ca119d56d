/** The query's words in the open article: marked without touching its nodes, and stepped through. */
import { button, node } from './frame.js';
import { highlight, unhighlight } from './highlights.js';
import { isChord } from './keys.js';
import { passages, rangesOf } from './passage.js';

const ALL = 'newsprint-hit';
const CURRENT = 'newsprint-hit-current';

/** How much is marked at once, in UTF-16 code units: a few milliseconds' work. */
const SLICE = 20_000;

/** Words around a hit that are heard with it, in UTF-16 code units to each side. */
const AROUND = 60;

/** Where keys lead, from a hit's number among `n`; before the first step it is -1. @type {Record<string, (at: number, n: number) => number>} */
const KEYS = {
  ArrowDown: (at, n) => (at + 1) % n,
  ArrowUp: (at, n) => (at > 0 ? at : n) - 1,
  Home: () => 0,
  End: (_, n) => n - 1,
};

export class Hits {
  /** The steps and the count; hidden until there is a hit. */
  bar;
  #frame;
  #announcer;
  #count = node('span', { part: 'hit-count' });
  /** @type {StaticRange[]} */
  #ranges = [];
  #at = -1;

  /**
   * @param {import('./frame.js').Frame} frame
   * @param {import('./announcer.js').Announcer} announcer
   */
  constructor(frame, announcer) {
    const { say } = frame;
    this.#frame = frame;
    this.#announcer = announcer;
    this.bar = node('div', { part: 'hits', role: 'group', 'aria-label': say('hits') }, this.#count);
    this.bar.hidden = true;
    for (const [name, key] of /** @type {const} */ ([['previousHit', 'ArrowUp'], ['nextHit', 'ArrowDown']])) {
      const step = button('step', '');
      step.ariaLabel = say(name);
      step.addEventListener('click', () => this.#step(key));
      this.bar.append(step);
    }
    this.bar.addEventListener('keydown', (event) => {
      if (!KEYS[event.key] || isChord(event)) return;
      event.preventDefault();
      this.#step(event.key);
    });
  }

  /**
   * Marks an article, in slices, so that reading can begin at once.
   * @param {(text: string) => Promise<import('./engine.js').Mark[]>} marksIn
   * @param {AbortSignal} signal Takes the marks away.
   */
  async mark(marksIn, signal) {
    signal.addEventListener('abort', () => this.#clear());
    for (const passage of passages(this.#frame.page, SLICE)) {
      const marks = await marksIn(passage.text);
      if (signal.aborted) return;
      const ranges = rangesOf(passage, marks);
      highlight(ALL, ranges);
      this.#ranges = this.#ranges.concat(ranges);
      this.#tell();
      await new Promise((rested) => setTimeout(rested));
    }
  }

  #clear() {
    unhighlight(ALL, this.#ranges);
    unhighlight(CURRENT, this.#ranges);
    this.#ranges = [];
  }

  #tell() {
    const { say } = this.#frame;
    const total = this.#ranges.length;
    this.bar.hidden = !total;
    this.#count.textContent = this.#at < 0 ? say('hitCount', { n: total }) : say('hitAt', { n: this.#at + 1, total });
  }

  /** @param {string} key */
  #step(key) {
    unhighlight(CURRENT, this.#ranges.slice(Math.max(this.#at, 0), this.#at + 1));
    this.#at = KEYS[key](this.#at, this.#ranges.length);
    const range = this.#ranges[this.#at];
    highlight(CURRENT, [range], 1);
    this.#tell();
    bringToSight(range);
    this.#announcer.say(`${this.#count.textContent}: ${around(range)}`);
  }
}

/** The words around a hit, for those who hear it. @param {StaticRange} range */
function around({ startContainer, startOffset }) {
  const text = startContainer.textContent ?? '';
  return text.slice(Math.max(0, startOffset - AROUND), startOffset + AROUND).trim();
}

/** Scrolls, only if it must, so that a hit stands in the upper half of what is seen. @param {StaticRange} range */
function bringToSight({ startContainer, startOffset, endContainer, endOffset }) {
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  const place = () => range.getBoundingClientRect();
  if (place().top > innerHeight * 0.2 && place().bottom < innerHeight * 0.8 && place().left >= 0 && place().right <= innerWidth) return;
  // The element first, for it may lie in something that scrolls on its own; then the line itself.
  startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  scrollBy({ top: place().top - innerHeight / 3, behavior: 'instant' });
}
