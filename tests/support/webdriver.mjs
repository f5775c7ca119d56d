/**
 * WebKitGTK, the stand-in for Safari, driven over WebDriver (https://www.w3.org/TR/webdriver2/) behind the part of
 * playwright-core's interface that the journeys use, so that the same journeys run in it: playwright itself accepts only
 * a WebKit of its own making. What WebDriver does not tell (the console, requests) is not seen here.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { setTimeout as rest } from 'node:timers/promises';

export const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** What a page has to run without a screen of the machine's own. */
const ENVIRONMENT = { NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };

/** Milliseconds for the driver's answer. */
const PATIENCE = 30_000;

/** Keys by their names, as WebDriver writes them. @type {Record<string, string>} */
const KEYS = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C',
  PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};

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
  const name = (element) => element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
  const deepest = (elements) => elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));
  const run = (found, steps) => steps.reduce((found, step) => {
    const all = (selector) => [...new Set(found.flatMap((root) => below(root, selector)))];
    if (step.css) return all(step.css).filter((element) => !step.isSeen || element.checkVisibility({ visibilityProperty: true }));
    if (step.text) return deepest([...found.filter((root) => root !== document), ...all('*')].filter((element) => matches(element.textContent, step.text)));
    if (step.name) return found.filter((element) => matches(name(element), step.name));
    if (step.hasText) return found.filter((element) => matches(element.textContent, step.hasText));
    if (step.has) return found.filter((element) => run([element], step.has).length);
    return found.slice(step.index, step.index + 1 || undefined);
  }, found);
  const found = run([document], steps);
`;

/**
 * @typedef {{ source: string, flags?: string, exact?: boolean }} Text
 * @typedef {{ css?: string, isSeen?: boolean, text?: Text, name?: Text, hasText?: Text, has?: Step[], index?: number }} Step
 */

/** @param {string | RegExp} text @param {boolean} [exact] @returns {Text} */
function written(text, exact) {
  return text instanceof RegExp ? { source: text.source, flags: text.flags } : { source: text.replace(/\s+/g, ' ').trim(), exact };
}

/** Starts WebKit. One session at a time is what its driver takes. @param {number} [port] */
export async function launchWebKit(port = 4400 + Math.floor(Math.random() * 500)) {
  const driver = spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x1400x24', DRIVER, `--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: 'ignore',
    detached: true,
  });
  const stop = () => driver.pid && process.kill(-driver.pid, 'SIGTERM');
  process.once('exit', stop);
  const root = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100 && !(await fetch(`${root}/status`).catch(() => null)); tries += 1) await rest(100);
  return {
    browserType: () => ({ name: () => 'webkit' }),
    /** @param {{ viewport?: { width: number, height: number } }} [options] */
    newContext: (options) => Context.open(root, options),
    async close() {
      process.off('exit', stop);
      stop();
    },
  };
}

/** A session: a browser's window with nothing of earlier ones. */
class Context {
  #session;
  /** The window that is at the front. @type {string | null} */
  #front = null;
  /** The driver takes one call at a time. @type {Promise<any>} */
  #last = Promise.resolve();

  /** @param {string} session Its address. */
  constructor(session) {
    this.#session = session;
  }

  /**
   * @param {string} root
   * @param {{ viewport?: { width: number, height: number } }} [options]
   */
  static async open(root, { viewport = { width: 1280, height: 720 } } = {}) {
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] } } };
    const { sessionId } = await call(`${root}/session`, { capabilities });
    const context = new Context(`${root}/session/${sessionId}`);
    await context.call('window/rect', viewport);
    return context;
  }

  /**
   * @param {string} path
   * @param {unknown} [body] `undefined` for a question, `null` for an end.
   */
  call(path, body) {
    const answer = this.#last.then(() => call(`${this.#session}/${path}`, body));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Brings a window to the front. @param {string} handle */
  async show(handle) {
    if (this.#front !== handle) await this.call('window', { handle });
    this.#front = handle;
  }

  async newPage() {
    const handle = this.#front === null ? await this.call('window') : (await this.call('window/new', { type: 'window' })).handle;
    return new Page(this, handle);
  }

  async close() {
    await this.#last;
    await call(this.#session, null);
  }
}

/** A window. Where it had been left for another one, each call brings it to the front first. */
class Page {
  #context;
  #handle;
  #url = '';

  /** @param {Context} context @param {string} handle */
  constructor(context, handle) {
    this.#context = context;
    this.#handle = handle;
  }

  /** @param {string} path @param {unknown} [body] */
  async call(path, body) {
    await this.#context.show(this.#handle);
    const answer = await this.#context.call(path, body);
    this.#url = await this.#context.call('url');
    return answer;
  }

  /** @param {string} url */
  async goto(url) {
    await this.call('url', { url });
  }

  // The driver's own `back` waits for a page to load, for ever where none does.
  goBack = () => this.evaluate(() => history.back());
  goForward = () => this.evaluate(() => history.forward());
  reload = () => this.call('refresh', {});
  context = () => this.#context;

  /** As it was a moment ago: an answer at once, as in playwright, cannot wait for the driver. */
  url() {
    const refresh = async () => (this.#url = await this.#context.call('url'));
    refresh().catch(() => {});
    return this.#url;
  }

  /** @param {Function} script @param {unknown} [argument] */
  evaluate(script, argument) {
    return this.call('execute/sync', { script: `return (${script}).apply(null, arguments)`, args: [argument ?? null] });
  }

  /** @param {string} css */
  locator(css) {
    return new Locator(this, [{ css }]);
  }

  /** @param {string} role @param {{ name?: string | RegExp, exact?: boolean }} [options] */
  getByRole(role, options) {
    return new Locator(this, []).getByRole(role, options);
  }

  /** @param {string | RegExp} text */
  getByText(text) {
    return new Locator(this, []).getByText(text);
  }

  keyboard = {
    /** @param {string} keys As `Control+k`. */
    press: (keys) => this.#type([keys.split(/(?<=.)\+/)]),
    /** @param {string} text */
    type: (text) => this.#type([...text].map((letter) => [letter])),
  };

  /** @param {string[][]} strokes Keys that go down together. */
  async #type(strokes) {
    const actions = strokes.flatMap((keys) => {
      const values = keys.map((key) => KEYS[key] ?? key);
      return [...values.map((value) => ({ type: 'keyDown', value })), ...values.toReversed().map((value) => ({ type: 'keyUp', value }))];
    });
    await this.call('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

/** Elements, found anew each time that something is asked of them. */
class Locator {
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

  /** @param {string} css */
  locator = (css) => this.#then({ css });
  /** @param {string | RegExp} text */
  getByText = (text) => this.#then({ text: written(text) });
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

  count = () => this.#run('found.length');
  allTextContents = () => this.#run('found.map((element) => element.textContent)');
  inputValue = () => this.#run('found[0].value');
  textContent = () => this.#run('found[0].textContent');
  /** @param {string} name */
  getAttribute = (name) => this.#run('found[0].getAttribute(arguments[2])', name);
  isVisible = () => this.#run('Boolean(found[0]?.checkVisibility({ visibilityProperty: true }))');

  /** @param {Function} script @param {unknown} [argument] */
  evaluate = (script, argument) => this.#run(`(${script})(found[0], arguments[2])`, argument ?? null);
  /** @param {Function} script @param {unknown} [argument] */
  evaluateAll = (script, argument) => this.#run(`(${script})(found, arguments[2])`, argument ?? null);

  async waitFor() {
    for (let tries = 0; tries < 200; tries += 1) {
      if (await this.isVisible()) return;
      await rest(50);
    }
    assert.fail(`waited in vain for ${this}`);
  }

  /** With the pointer, where the element is: WebDriver's own click takes what lies in a shadow tree for covered. */
  async click() {
    await this.waitFor();
    const [x, y] = await this.#run(`(() => {
      found[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = found[0].getClientRects()[0];
      return [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
    })()`);
    const actions = [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.#page.call('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async focus() {
    await this.waitFor();
    await this.#run('found[0].focus()');
  }

  /** @param {string} text */
  async fill(text) {
    await this.waitFor();
    await this.#run(`(found[0].focus(), found[0].value = arguments[2], found[0].dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })), null)`, text);
  }

  /** @param {string} keys */
  async press(keys) {
    await this.focus();
    await this.#page.keyboard.press(keys);
  }
}

/**
 * @param {string} address
 * @param {unknown} [body]
 */
async function call(address, body) {
  const method = body === undefined ? 'GET' : body === null ? 'DELETE' : 'POST';
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(address, { method, signal, headers: { 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : undefined });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (value?.error) throw new Error(`${value.error}: ${value.message} (${method} ${new URL(address).pathname.replace(/session\/[^/]+\//, '')})`);
  return value;
}
