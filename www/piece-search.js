/** A search field for any page, whose results lead to the page with the archive. */
import { button, node } from './frame.js';
import { reflect } from './lifecycle.js';
import { Piece } from './piece.js';

export const english = {
  close: 'Close',
  allResults: { one: 'Show the one result', other: 'Show all {n} results' },
};

/**
 * `<newsprint-search src="archive/" href="archive.html">`: the field of `<newsprint-archive>`, with results that drop over
 * the page as one types. No archive is opened before somebody touches it.
 *
 * Attributes beside those of `<newsprint-archive>`, each also a property:
 * - `href`: the page with the archive, where results lead; absent, this page.
 * - `for`: the id of a `<newsprint-archive>` on this page that shows what is chosen, in place of `href`.
 * - `dialog`: a button stands on the page, and the field in a dialog that it opens.
 */
export class NewsprintSearch extends Piece {
  /** @type {import('./frame.js').Frame | null} */
  #frame = null;
  /** Leads to all results; the words and the address come with them. */
  #all = node('a', { part: 'button all' });
  /** @type {HTMLDialogElement | null} */
  #dialog = null;

  /** The id of the archive that shows what is chosen. @type {string} */
  get for() {
    return this.getAttribute('for') ?? '';
  }

  set for(id) {
    reflect(this, 'for', id);
  }

  /** Whether the field waits in a dialog. @type {boolean} */
  get dialog() {
    return this.hasAttribute('dialog');
  }

  set dialog(isDialog) {
    this.toggleAttribute('dialog', isDialog);
  }

  /** Opens the dialog, if there is one, and puts the cursor into the field. @param {FocusOptions} [options] */
  async focus(options) {
    if (this.dialog) await this.draw();
    if (!this.#dialog?.open) this.#dialog?.showModal();
    super.focus(options);
  }

  /** Closes the dialog. */
  close() {
    this.#dialog?.close();
  }

  get isPatient() {
    return true;
  }

  /** @param {import('./frame.js').Frame} frame */
  arrange(frame) {
    const { archive, form, input, list, more, tools, voice } = frame;
    voice.learn(english);
    this.#frame = frame;
    // Some browsers do not focus a link that is clicked; the focus then stays inside, and what is clicked in sight.
    list.tabIndex = -1;
    more.replaceWith(this.#all);
    tools.remove();
    // What is typed first waits in sight for the archive.
    input.oninput = () => {
      list.dataset.view ??= 'results';
    };
    form.onsubmit = () => {
      // Where this query's answer is not there yet.
      this.#all.href = frame.back.href;
      this.#all.click();
    };
    this.#all.onclick = (event) => {
      if (this.#lead()) event.preventDefault();
    };
    return this.dialog ? this.#inDialog(archive, voice) : [archive];
  }

  /**
   * @param {HTMLElement} archive
   * @param {import('./strings.js').Voice} voice
   */
  #inDialog(archive, { language, direction, say }) {
    const open = button('open', say('label'));
    const close = button('close', say('close'));
    open.onclick = () => this.focus();
    close.onclick = () => this.close();
    archive.prepend(close);
    this.#dialog = node('dialog', { part: 'dialog', closedby: 'any', 'aria-label': say('label') }, archive);
    // Safari keeps the key to a search field, even an empty one.
    this.#dialog.onkeydown = (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        this.close();
        event.preventDefault();
      }
    };
    return [node('div', { part: 'opener', lang: language, dir: direction }, open), this.#dialog];
  }

  /** @param {import('./engine.js').Archive} archive */
  archiveOf(archive) {
    const renderList = async (/** @type {Element} */ stage, /** @type {import('./engine.js').ListView} */ view) => {
      const answer = await archive.renderList(stage, view);
      const { back, say } = /** @type {import('./frame.js').Frame} */ (this.#frame);
      this.#all.href = back.href;
      this.#all.textContent = say('allResults', { n: answer.total });
      this.#all.hidden = !answer.total;
      return answer;
    };
    return { ...archive, renderList };
  }

  /**
   * @param {string} href
   * @param {string} id
   */
  leadsAway(href, id) {
    if (!this.#lead(id)) location.assign(href);
    return true;
  }

  /**
   * Lets an archive on this page show an article, or all results.
   * @param {string} [id]
   * @returns {boolean} Whether there is one.
   */
  #lead(id) {
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const archive = /** @type {import('./element.js').NewsprintArchive | null} */ (this.for && root.getElementById(this.for));
    this.close();
    if (!archive) return false;
    const { value } = /** @type {import('./frame.js').Frame} */ (this.#frame).input;
    // The focus goes where the reader goes.
    /** @type {HTMLElement | null | undefined} */ (this.shadowRoot?.activeElement)?.blur();
    archive.search(value).then(() => (id ? archive.open(id) : archive.focus()), () => {});
    return true;
  }
}
