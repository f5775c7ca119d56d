/**
 * Locators as playwright-core has them, for a page that WebDriver drives (see `webdriver.mjs`): what tests ask for, no more.
 */
import assert from 'node:assert/strict';
import { setTimeout as rest } from 'node:timers/promises';

/** @typedef {import('./webdriver.mjs').Page} Page */

/** Milliseconds for an element to appear, or to go. */
const PATIENCE = 10_000;

/** Roles that the journeys ask for, as selectors. @type {Record<string, string>} */
const ROLES = {
  searchbox: 'input[type=search]',
  link: 'a[href]',
  button: 'button',
  heading: 'h1, h2, h3, h4, h5, h6',
  status: '[role=status]',
  alert: '[role=alert]',
  checkbox: 'input[type=checkbox]',
  slider: 'input[type=range], [role=slider]',
  radio: 'input[type=radio]',
  list: 'ol, ul, [role=list]',
  dialog: 'dialog, [role=dialog]',
  combobox: 'select',
};

/**
 * Runs in the page: the elements that a chain of steps leads to, through open shadow roots.
 * @param {Step[]} steps
 * @param {number} [index] Only this one of them; -1 is the last.
 */
const FIND = `
  const [steps, index] = arguments;
  const below = (root, selector) => {
    const found = [];
    const visit = (node) => {
      for (const element of node.children) {
        if (element.matches(selector)) found.push(element);
        if (element.shadowRoot) visit(element.shadowRoot);
        visit(element);
      }
    };
    if (root.shadowRoot) visit(root.shadowRoot);
    visit(root);
    return found;
  };
  const plain = (text) => text.replace(/\\s+/g, ' ').trim();
  const matches = (text, { source, flags, exact }) =>
    flags !== undefined ? new RegExp(source, flags).test(text) : exact ? plain(text) === source : plain(text).toLowerCase().includes(source.toLowerCase());
  const label = (element) => element.getRootNode().getElementById?.(element.getAttribute('aria-labelledby'));
  const name = (element) => element.getAttribute('aria-label') ?? (label(element) ?? element.labels?.[0] ?? element).textContent;
  const deepest = (elements) => elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));
  const run = (found, steps) => steps.reduce((found, step) => {
    const all = (selector) => [...new Set(found.flatMap((root) => below(root, selector)))];
    if (step.css) return all(step.css).filter((element) => !step.isSeen || element.checkVisibility({ visibilityProperty: true }));
    if (step.text) return deepest([...found.filter((root) => root !== document), ...all('*')].filter((element) => matches(element.textContent, step.text)));
    if (step.name) return found.filter((element) => matches(name(element), step.name));
    if (step.hasText) return found.filter((element) => matches(element.textContent, step.hasText));
    if (step.frame) return all(step.frame).map((frame) => frame.contentDocument);
    if (step.and) return found.filter((element) => run([document], step.and).includes(element));
    if (step.has) return found.filter((element) => run([element], step.has).length);
    return found.slice(step.index, step.index + 1 || undefined);
  }, found);
  const found = run([document], steps);
`;

/**
 * @typedef {{ source: string, flags?: string, exact?: boolean }} Text
 * @typedef {{ css?: string, isSeen?: boolean, text?: Text, name?: Text, hasText?: Text, has?: Step[], and?: Step[], frame?: string, index?: number }} Step
 */

/** @param {string | RegExp} text @param {boolean} [exact] @returns {Text} */
function written(text, exact) {
  return text instanceof RegExp ? { source: text.source, flags: text.flags } : { source: text.replace(/\s+/g, ' ').trim(), exact };
}

/** Elements, found anew each time that something is asked of them. */
export class Locator {
  #page;
  #steps;

  /** @param {Page} page @param {Step[]} steps */
  constructor(page, steps) {
    this.#page = page;
    this.#steps = steps;
  }

  toString() {
    return JSON.stringify(this.#steps);
  }

  /** @param {Step} step */
  #then(...step) {
    return new Locator(this.#page, [...this.#steps, ...step]);
  }

  /** @param {string} css Names one element: a blank in it would not lead into a shadow tree, as playwright's does. */
  locator = (css) => this.#then({ css });
  /** @param {string | RegExp} text @param {{ exact?: boolean }} [options] */
  getByText = (text, { exact } = {}) => this.#then({ text: written(text, exact) });
  /** @param {string} text */
  getByLabel = (text) => this.#then({ css: 'input, select, textarea', isSeen: true }, { name: written(text) });
  /** Also an element of another locator. @param {Locator} other */
  and = (other) => this.#then({ and: other.#steps });
  first = () => this.#then({ index: 0 });
  last = () => this.#then({ index: -1 });
  /** @param {number} index */
  nth = (index) => this.#then({ index });

  /** @param {string} role @param {{ name?: string | RegExp, exact?: boolean }} [options] */
  getByRole(role, { name, exact } = {}) {
    assert.ok(ROLES[role], `support/webdriver.mjs knows no selector for the role ${role}`);
    return this.#then({ css: ROLES[role], isSeen: true }, ...(name === undefined ? [] : [{ name: written(name, exact) }]));
  }

  /** @param {{ hasText?: string | RegExp, has?: Locator }} options */
  filter({ hasText, has }) {
    return this.#then(hasText === undefined ? { has: has?.#steps ?? [] } : { hasText: written(hasText) });
  }

  /** @param {string} script Works on `found`. @param {unknown[]} [more] */
  #run(script, ...more) {
    return this.#page.call('execute/sync', { script: `${FIND} return ${script}`, args: [this.#steps, null, ...more] });
  }

  /** @param {string} script Works on `found[0]`, once there is one. @param {unknown[]} [more] */
  async #ofOne(script, ...more) {
    for (const end = Date.now() + PATIENCE; Date.now() < end && !(await this.count()); ) await rest(50);
    return this.#run(script, ...more);
  }

  count = () => this.#run('found.length');
  allTextContents = () => this.#run('found.map((element) => element.textContent)');
  inputValue = () => this.#ofOne('found[0].value');
  textContent = () => this.#ofOne('found[0].textContent');
  /** @param {string} name */
  getAttribute = (name) => this.#ofOne('found[0].getAttribute(arguments[2])', name);
  innerText = () => this.#ofOne('found[0].innerText');
  isChecked = () => this.#ofOne('found[0].checked');
  isHidden = async () => !(await this.isVisible());
  isVisible = () => this.#run('Boolean(found[0]?.checkVisibility({ visibilityProperty: true }))');

  /** @param {Function} script @param {unknown} [argument] */
  evaluate = (script, argument) => this.#ofOne(`(${script})(found[0], arguments[2])`, argument ?? null);
  /** @param {Function} script @param {unknown} [argument] */
  evaluateAll = (script, argument) => this.#run(`(${script})(found, arguments[2])`, argument ?? null);

  /** @param {{ state?: 'visible' | 'hidden' }} [options] */
  async waitFor({ state = 'visible' } = {}) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await rest(50)) {
      if ((await this.isVisible()) === (state === 'visible')) return;
    }
    assert.fail(`waited in vain for ${this} to be ${state}`);
  }

  /**
   * With the pointer, where the element is: WebDriver's own click takes what lies in a shadow tree for covered.
   * @param {{ clickCount?: number, position?: { x: number, y: number } }} [options]
   */
  async click({ clickCount = 1, position } = {}) {
    await this.waitFor();
    const place = () => this.#run(`(() => {
      found[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = found[0].getClientRects()[0];
      const at = arguments[2];
      return at ? [Math.round(left + at.x), Math.round(top + at.y)] : [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
    })()`, position ?? null);
    // Nobody hits what moves: it has to rest first.
    let [before, now] = [[NaN, NaN], await place()];
    for (const end = Date.now() + PATIENCE; String(before) !== String(now) && Date.now() < end; [before, now] = [now, await place()]) await rest(50);
    await this.#page.mouse.click(now[0], now[1], { clickCount });
  }

  async focus() {
    await this.waitFor();
    await this.#run('found[0].focus()');
  }

  /** @param {string} text */
  async fill(text) {
    await this.waitFor();
    // As if it was typed: leaving the field then tells of a change.
    await this.#run(`(found[0].focus(), found[0].select(), document.execCommand(arguments[2] ? 'insertText' : 'delete', false, arguments[2]), null)`, text);
  }

  /** @param {string} keys */
  async press(keys) {
    await this.focus();
    await this.#page.keyboard.press(keys);
  }

  async check() {
    if (!(await this.isChecked())) await this.click();
    assert.ok(await this.isChecked(), `${this} is checked`);
  }

  scrollIntoViewIfNeeded = () => this.#ofOne("(found[0].scrollIntoView({ block: 'nearest', behavior: 'instant' }), null)");

  /** On the screen, as it is scrolled. */
  boundingBox = () => this.#ofOne('(({ x, y, width, height }) => ({ x, y, width, height }))(found[0].getBoundingClientRect())');
}
