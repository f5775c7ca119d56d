/** Speaks to people who hear the page: one polite sentence at a time, once things have settled. */

/** Screen readers cut a sentence off at each key; so it waits until typing has rested. Milliseconds. */
const SETTLED = 600;

export class Announcer {
  #region;
  #timer = 0;

  /** @param {HTMLElement} region A polite live region that is in the page already. */
  constructor(region) {
    this.#region = region;
  }

  /**
   * Says a sentence when nothing else has been said for a moment.
   * @param {string} sentence
   */
  say(sentence) {
    this.stop();
    this.#region.textContent = '';
    this.#timer = window.setTimeout(() => (this.#region.textContent = sentence), SETTLED);
  }

  /** Keeps what was not yet said. */
  stop() {
    clearTimeout(this.#timer);
  }
}
