/**
 * The browsers that tests drive: `BROWSERS=chromium,firefox,webkit node --test tests/`; Chromium alone where nothing is
 * said. Chromium and Firefox by playwright-core, at the version that speaks to Debian's Firefox ESR as it is; WebKit by
 * `webdriver.mjs`.
 */
import { existsSync } from 'node:fs';
import { chromium, firefox } from 'playwright-core';
import { DRIVER, launchWebKit } from './webdriver.mjs';

/** @typedef {'chromium' | 'firefox' | 'webkit'} Name */

const PATHS = { chromium: process.env.CHROMIUM ?? '/usr/bin/chromium', firefox: process.env.FIREFOX ?? '/usr/bin/firefox-esr', webkit: DRIVER };

/** Those that this run is to use. @type {Name[]} */
export const NAMES = /** @type {Name[]} */ ((process.env.BROWSERS ?? 'chromium').split(','));

/**
 * Why a browser cannot be driven here, for a test's `skip`.
 * @param {Name} name
 */
export function missing(name) {
  return existsSync(PATHS[name]) ? false : `${PATHS[name]} is not there: run make setup-test`;
}

/**
 * Starts a browser.
 * @param {Name} [name]
 * @param {string[]} [args] For Chromium.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function launch(name = NAMES[0], args = []) {
  const executablePath = PATHS[name];
  if (name === 'webkit') return /** @type {Promise<any>} */ (launchWebKit());
  if (name === 'firefox') return firefox.launch({ channel: 'moz-firefox', executablePath });
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...args] });
}

/** Whether a browser's driver tells nothing of the console and of requests. @param {import('playwright-core').Browser} browser */
export function isSilent(browser) {
  return browser.browserType().name() === 'webkit';
}

/** What not every browser lets a test do. @type {Record<string, { browsers: Name[], why: string }>} */
const ABILITIES = {
  answer: { browsers: ['chromium', 'firefox'], why: 'the driver cannot answer for another host' },
  clipboard: { browsers: ['chromium'], why: 'the driver cannot read the clipboard' },
  media: { browsers: ['chromium'], why: 'the driver cannot say what the page is shown on' },
  memory: { browsers: ['chromium'], why: 'the driver tells nothing of the memory' },
  offline: { browsers: ['chromium'], why: 'the driver cannot cut the connection' },
  scripts: { browsers: ['chromium'], why: 'the driver cannot switch scripts off' },
  shifts: { browsers: ['chromium'], why: 'the browser does not tell of what moves' },
  touch: { browsers: ['chromium'], why: 'the driver has no finger' },
  anywhere: { browsers: ['chromium'], why: 'it asks nothing of a browser, and one has answered' },
};

/**
 * Why a browser cannot play a test, for the test's `skip`.
 * @param {Name} name
 * @param {keyof typeof ABILITIES} [ability] What the test needs.
 */
export function lacks(name, ability) {
  return !ability || ABILITIES[ability].browsers.includes(name) ? false : `${name}: ${ABILITIES[ability].why}`;
}

/**
 * A context's options as the browser takes them: only Chromium can be told what the reader prefers.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export function contextOptions(browser, options = {}) {
  if (browser.browserType().name() === 'chromium') return options;
  return { ...options, colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };
}
