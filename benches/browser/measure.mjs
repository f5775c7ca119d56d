/** One engine in a fresh page: what the page's steps (page.js) give. */
import { wasmMemory } from './memory.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./rows.mjs').Row} Row
 * @typedef {import('./types.js').Keystroke} Keystroke
 */

/**
 * What one page shows of an engine.
 * @typedef {object} Measured
 * @property {number} open milliseconds from what was fetched to ready
 * @property {number} slice the longest of these in one piece
 * @property {number} first milliseconds of the first keystroke
 * @property {number} fetched bytes of data that were fetched until it was answered
 * @property {number[]} times milliseconds of every keystroke
 * @property {number} found the share of queries that found the article that was meant
 * @property {number} memory bytes, beyond an empty page's
 */

/** Keystrokes that are typed before what counts, so that the browser has compiled what it will: a tenth. */
const WARM_UP = 0.1;

/**
 * @param {Browser} browser
 * @param {string} url the server's
 * @param {Row} row
 * @param {Keystroke[]} typed
 * @returns {Promise<Measured>}
 */
export function measure(browser, url, row, typed) {
  return inPage(browser, url, async (page) => {
    const data = dataFetched(page, row);
    const empty = await step(page, 'memory');
    await step(page, 'prepare', row.engine, sourceOf(row, url));
    const opened = await step(page, 'open');
    const { times: [first] } = await step(page, 'type', typed.slice(0, 1));
    const fetched = await data();
    await step(page, 'type', typed.slice(0, typed.length * WARM_UP));
    const { times, found, asked } = await step(page, 'type', typed);
    const memory = (await step(page, 'memory')) + (await wasmMemory(page)) - empty;
    return { ...opened, first, fetched, times, found: found / asked, memory };
  });
}

/**
 * How long a fixed piece of work takes in a page: what differs there is the machine's doing.
 *
 * @param {Browser} browser
 * @param {string} url
 * @returns {Promise<number[]>} milliseconds
 */
export function noise(browser, url) {
  return inPage(browser, url, (page) => step(page, 'noise'));
}

/**
 * The index that an engine builds, as text.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {Row} row
 * @returns {Promise<string>}
 */
export function savedIndex(browser, url, row) {
  return inPage(browser, url, async (page) => {
    await step(page, 'prepare', row.engine, sourceOf(row, url));
    await step(page, 'open');
    return step(page, 'save');
  });
}

/**
 * Does something in a page with nothing behind it: no cache, no other page in its process.
 *
 * @template T
 * @param {Browser} browser
 * @param {string} url
 * @param {(page: Page) => Promise<T>} work
 */
async function inPage(browser, url, work) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    page.on('console', (message) => console.error(message.text()));
    await page.goto(`${url}benches/browser/page.html`, { waitUntil: 'networkidle' });
    return await work(page);
  } finally {
    await context.close();
  }
}

/**
 * Counts what a page fetches from now on, but for the engine's program.
 *
 * @param {Page} page
 * @param {Row} row
 * @returns {() => Promise<number>} the bytes so far
 */
function dataFetched(page, { program }) {
  /** @type {import('playwright-core').Request[]} */
  const requests = [];
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    const isProgram = [...program, 'benches/browser/engines'].some((name) => pathname.startsWith(`/${name}`));
    if (!isProgram) requests.push(request);
  });
  return async () => {
    const sizes = await Promise.all(requests.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  };
}

/**
 * A step of page.js.
 *
 * @param {Page} page
 * @param {string} name
 * @param {unknown[]} args
 * @returns {Promise<any>}
 */
function step(page, name, ...args) {
  return page.evaluate(([name, args]) => /** @type {any} */ (window).bench[name](...args), /** @type {[string, any[]]} */ ([name, args]));
}

/** @param {Row} row @param {string} url @returns {import('./types.js').Source} */
function sourceOf({ script, data, options }, url) {
  return { script: url + script, data: url + data, options };
}
