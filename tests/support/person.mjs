/** What a person does on a page with an archive, and what they see; and a page that must not complain meanwhile. */
import assert from 'node:assert/strict';
import { contextOptions, isSilent } from './browsers.mjs';
import { reportsOf } from './host.mjs';

/**
 * @typedef {import('playwright-core').BrowserContextOptions} Options
 * @typedef {import('playwright-core').BrowserContext} BrowserContext
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').Page} Page
 */

/**
 * What a person does.
 * @typedef {object} Scenario
 * @property {(page: Page, url: string) => Promise<void>} steps
 * @property {Options} [options] How their browser is set up.
 * @property {string} [address] Where they begin, behind the page's address.
 * @property {(context: BrowserContext) => Promise<unknown>} [prepare] What happens before the page is opened.
 * @property {RegExp} [allows] Complaints that the scenario itself provokes.
 */

/** Milliseconds for anything to appear. */
export const WAIT = 10_000;

/** The search field. @param {Page} page */
export const field = (page) => page.getByRole('searchbox').first();

/** Puts a text in place of what a field holds, at one go. @param {Locator} field @param {string} text */
export async function paste(field, text) {
  await field.evaluate((node, text) => {
    /** @type {HTMLInputElement} */ (node).select();
    document.execCommand('insertText', false, text);
  }, text);
}

/** What bears a part's name. @param {Page | Locator} within @param {string} name */
export const part = (within, name) => within.locator(`[part~="${name}"]`);

/** The links to the articles that were found. @param {Page | Locator} within */
export const hits = (within) => part(within, 'hit-link');

/** @param {Locator} locator */
export async function shows(locator) {
  await locator.waitFor({ state: 'visible' });
}

/** The element has the focus, wherever its shadow root lies. @param {Locator} locator */
export async function focused(locator) {
  await shows(locator);
  await until(
    () => locator.evaluate((node) => /** @type {Document | ShadowRoot} */ (node.getRootNode()).activeElement === node),
    `the focus is on ${locator}`,
  );
}

/** The button that opens the filters. @param {Page | Locator} within */
export const toggle = (within) => within.getByRole('button', { name: 'Filter', exact: true });

/** Opens the panel of filters. @param {Page} page */
export async function openPanel(page) {
  await toggle(page).click();
  await shows(part(page, 'panel'));
}

/** The chart's bars. @param {Page | Locator} within */
export const bars = (within) => part(within, 'bar');

/** The middle of a bar's column on the screen, `height` of the chart's from its top. @param {Page} page @param {number} place @param {number} height */
export async function pointOf(page, place, height) {
  const chart = /** @type {{x: number, y: number, width: number, height: number}} */ (await part(page, 'bars').boundingBox());
  return { x: Math.round(chart.x + (chart.width * (place + 0.5)) / (await bars(page).count())), y: Math.round(chart.y + chart.height * height) };
}

/** Draws with the mouse from one bar to another. @param {Page} page @param {number} first @param {number} last */
export async function drag(page, first, last) {
  await shows(bars(page).first());
  await part(page, 'bars').scrollIntoViewIfNeeded();
  const [from, to] = [await pointOf(page, first, 0.5), await pointOf(page, last, 0.5)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}

/** The list counts so many articles. @param {Page | Locator} within @param {number} total @param {string} [what] */
export async function counts(within, total, what = '') {
  const count = part(within, 'count');
  const text = `${total.toLocaleString('en')} article${total === 1 ? '' : 's'}`;
  await until(async () => (await count.textContent()) === text, async () => `${what} ${text}, not ${await count.textContent()}`);
}

/**
 * A page of a test's own.
 * @param {string} body
 * @param {{ lang?: string, scripts?: string[], folder?: string, head?: string }} [options] `folder`: where the scripts lie.
 */
export function pageOf(body, { lang = 'en', scripts = ['newsprint'], folder = 'newsprint/', head = '' } = {}) {
  const tags = scripts.map((name) => `<script type="module" src="${folder}${name}.js"></script>`).join('');
  const viewport = '<meta name="viewport" content="width=device-width">';
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8">${viewport}<title>A page</title><link rel="icon" href="${folder}icon.svg">${head}${tags}<body>${body}</body></html>`;
}

/** A script that denies its page all storage, as privacy settings do. */
export const NO_STORAGE = `
  const denied = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, denied);
`;

/** Nothing scrolls sideways. @param {Page} page */
export async function fits(page) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= screen, `content of ${content} px on a screen of ${screen} px`);
}

/**
 * Waits for a condition.
 * @param {() => Promise<boolean> | boolean} condition
 * @param {string | (() => Promise<string>)} what For the message when it never comes.
 */
export async function until(condition, what) {
  for (const end = Date.now() + WAIT; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail(`waited in vain: ${typeof what === 'string' ? what : await what()}`);
}

/**
 * Acts on a page in a browser profile of its own, and then demands silence: any message on the console, any error, any
 * violation of the page's policy and any request that leaves its origin fails the test. (WebKit's driver tells nothing of
 * these; there the page itself reports what it can know to its host, see `host.mjs`.)
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url The page.
 * @param {Scenario} scenario
 */
export async function play(browser, url, { steps, options, prepare, allows, address = '' }) {
  const context = await browser.newContext(contextOptions(browser, options));
  if (isSilent(browser)) reportsOf(url); // what is left of others
  const complaints = isSilent(browser) ? [] : await complaintsOf(context, url);
  const unforeseen = () => complaints.filter((complaint) => !allows?.test(complaint));
  try {
    await prepare?.(context);
    const page = await context.newPage();
    await page.goto(url + address);
    await steps(page, url).catch(async (error) => {
      if (isSilent(browser)) complaints.push(...await reported(page, url));
      for (const complaint of unforeseen()) console.error(complaint); // the likely cause
      throw error;
    });
    if (isSilent(browser)) complaints.push(...await reported(page, url));
    assert.deepEqual(unforeseen(), [], 'the page complained');
  } finally {
    await context.close();
  }
}

/** What pages have told their host by now. @param {Page} page @param {string} url */
async function reported(page, url) {
  await page.evaluate(() => Promise.all(Reflect.get(globalThis, 'reports') ?? []).then(() => null)).catch(() => null);
  return reportsOf(url);
}

/**
 * What goes wrong in a context, as it happens.
 * @param {BrowserContext} context
 * @param {string} url
 */
async function complaintsOf(context, url) {
  /** @type {string[]} */
  const complaints = [];
  const { origin } = new URL(url);
  context.setDefaultTimeout(WAIT);
  context.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`));
  context.on('weberror', (event) => complaints.push(`error: ${event.error().stack}`));
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`request to ${request.url()}`);
  });
  // Chromium reports a violation on the console as well, but not of every kind.
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`),
    ),
  );
  return complaints;
}
