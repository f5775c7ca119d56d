/**
 * WebKitGTK, the stand-in for Safari, driven over WebDriver (https://www.w3.org/TR/webdriver2/) behind the part of
 * playwright-core's interface that the journeys use, so that the same journeys run in it: playwright itself accepts only
 * a WebKit of its own making. What WebDriver does not tell (the console, a policy that is not kept) `host.mjs` hears from the page.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { Locator } from './locator.mjs';

export const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** What a page has to run without a screen of the machine's own. */
const ENVIRONMENT = { NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };

/** A port that stands for the machine's one session: two at a time hang, and one that dies gives the port back. */
const TURN = 4399;

/** Milliseconds for the driver's answer. */
const PATIENCE = 30_000;

/** Keys by their names, as WebDriver writes them. @type {Record<string, string>} */
const KEYS = {
  Space: ' ', Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C',
  PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};

/** Milliseconds for a session to begin, and how often it may fail to: now and then one hangs, and its driver with it. */
const BEGINNING = 15_000;
const BEGINNINGS = 3;

/** Starts WebKit. One session at a time is what its driver takes. */
export async function launchWebKit() {
  let driver = await startDriver();
  return {
    browserType: () => ({ name: () => 'webkit' }),
    /** @param {{ viewport?: { width: number, height: number } }} [options] */
    async newContext(options) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await Context.open(driver.root, options);
        } catch (error) {
          if (tries === BEGINNINGS) throw error;
          driver.stop();
          driver = await startDriver();
        }
      }
    },
    async close() {
      driver.stop();
    },
  };
}

/** A driver that answers. */
async function startDriver() {
  const port = 4400 + Math.floor(Math.random() * 500);
  const driver = spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x1400x24', DRIVER, `--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: 'ignore',
    detached: true,
  });
  const end = () => driver.exitCode === null && driver.pid && process.kill(-driver.pid, 'SIGTERM');
  process.once('exit', end);
  const root = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100 && !(await fetch(`${root}/status`).catch(() => null)); tries += 1) await rest(100);
  return {
    root,
    stop() {
      process.off('exit', end);
      end();
    },
  };
}

/** Waits until no other test file has a session. @returns {Promise<import('node:net').Server>} To be closed with one's own. */
async function takeTurn() {
  for (;;) {
    const turn = createServer();
    const isMine = await new Promise((done) => {
      turn.once('error', () => done(false));
      turn.listen(TURN, '127.0.0.1', () => done(true));
    });
    if (isMine) return turn;
    await rest(50);
  }
}

/** A session: a browser's window with nothing of earlier ones. */
class Context {
  #session;
  #turn;
  /** The window that is at the front. @type {string | null} */
  #front = null;
  /** The driver takes one call at a time. @type {Promise<any>} */
  #last = Promise.resolve();

  /** @param {string} session Its address. @param {import('node:net').Server} turn */
  constructor(session, turn) {
    this.#session = session;
    this.#turn = turn;
  }

  /**
   * @param {string} root
   * @param {{ viewport?: { width: number, height: number } }} [options]
   */
  static async open(root, { viewport = { width: 1280, height: 720 } } = {}) {
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] } } };
    const turn = await takeTurn();
    const context = await call(`${root}/session`, { capabilities }, BEGINNING).then(
      ({ sessionId }) => new Context(`${root}/session/${sessionId}`, turn),
      (error) => {
        turn.close();
        throw error;
      },
    );
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
    await call(this.#session, null).finally(() => this.#turn.close());
  }
}

/** A window. Where it had been left for another one, each call brings it to the front first. */
export class Page {
  #context;
  #handle;
  #url = '';
  /** Where the pointer is. @type {[x: number, y: number]} */
  #pointer = [0, 0];

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
  goBack = () => this.#travel(() => history.back());
  goForward = () => this.#travel(() => history.forward());
  reload = () => this.call('refresh', {});
  context = () => this.#context;

  /** Until the address is another one, or has had the time to become it. @param {() => void} step */
  async #travel(step) {
    const from = await this.call('url');
    await this.evaluate(step);
    for (let tries = 0; tries < 20 && (await this.call('url')) === from; tries += 1) await rest(50);
  }

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

  /** @param {string} css */
  frameLocator(css) {
    return new Locator(this, [{ frame: css }]);
  }

  /** @param {string} text */
  getByLabel(text) {
    return new Locator(this, []).getByLabel(text);
  }

  title = () => this.evaluate(() => document.title);
  /** @param {number} time */
  waitForTimeout = (time) => rest(time);

  /** The page has loaded; of its requests the driver knows nothing. */
  async waitForLoadState() {
    while ((await this.evaluate(() => document.readyState)) !== 'complete') await rest(50);
  }

  /** @param {string} role @param {{ name?: string | RegExp, exact?: boolean }} [options] */
  getByRole(role, options) {
    return new Locator(this, []).getByRole(role, options);
  }

  /** @param {string | RegExp} text @param {{ exact?: boolean }} [options] */
  getByText(text, options) {
    return new Locator(this, []).getByText(text, options);
  }

  keyboard = {
    /** @param {string} keys As `Control+k`. */
    press: (keys) => this.#type([keys.split(/(?<=.)\+/)]),
    /** @param {string} text */
    type: (text) => this.#type([...text].map((letter) => [letter])),
  };

  mouse = {
    /** @param {number} x @param {number} y @param {{ steps?: number }} [options] */
    move: (x, y, { steps = 1 } = {}) => this.#point(...Array.from({ length: steps }, (_, step) => this.#to(x, y, (step + 1) / steps))),
    down: () => this.#point({ type: 'pointerDown', button: 0 }),
    up: () => this.#point({ type: 'pointerUp', button: 0 }),
    /** @param {number} x @param {number} y @param {{ clickCount?: number }} [options] */
    click: (x, y, { clickCount = 1 } = {}) =>
      this.#point(this.#to(x, y), ...Array.from({ length: clickCount }, () => [{ type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]).flat()),
  };

  /** A part of the way from where the pointer is. @param {number} x @param {number} y */
  #to(x, y, share = 1) {
    const [fromX, fromY] = this.#pointer;
    if (share === 1) this.#pointer = [x, y];
    return { type: 'pointerMove', x: Math.round(fromX + (x - fromX) * share), y: Math.round(fromY + (y - fromY) * share) };
  }

  /** @param {object[]} actions */
  async #point(...actions) {
    await this.call('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  /** @param {string[][]} strokes Keys that go down together. */
  async #type(strokes) {
    const actions = strokes.flatMap((keys) => {
      const values = keys.map((key) => KEYS[key] ?? key);
      return [...values.map((value) => ({ type: 'keyDown', value })), ...values.toReversed().map((value) => ({ type: 'keyUp', value }))];
    });
    await this.call('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

/**
 * @param {string} address
 * @param {unknown} [body]
 * @param {number} [patience] In milliseconds.
 */
async function call(address, body, patience = PATIENCE) {
  const method = body === undefined ? 'GET' : body === null ? 'DELETE' : 'POST';
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(address, { method, signal, headers: { 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : undefined });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (value?.error) throw new Error(`${value.error}: ${value.message} (${method} ${new URL(address).pathname.replace(/session\/[^/]+\//, '')})`);
  return value;
}
