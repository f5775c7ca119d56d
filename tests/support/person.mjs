/** What a person does on a page with an archive, and what they see; and a page that must not complain meanwhile. */
import assert from 'node:assert/strict';
import { contextOptions, isSilent } from './browsers.mjs';

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
 * violation of the page's policy and any request that leaves its origin fails the test. (WebKit's driver tells nothing of these.)
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url The page.
 * @param {Scenario} scenario
 */
export async function play(browser, url, { steps, options, prepare, allows, address = '' }) {
  const context = await browser.newContext(contextOptions(browser, options));
  const complaints = isSilent(browser) ? [] : await complaintsOf(context, url);
  const unforeseen = () => complaints.filter((complaint) => !allows?.test(complaint));
  try {
    await prepare?.(context);
    const page = await context.newPage();
    await page.goto(url + address);
    await steps(page, url).catch((error) => {
      for (const complaint of unforeseen()) console.error(complaint); // the likely cause
      throw error;
    });
    assert.deepEqual(unforeseen(), [], 'the page complained');
  } finally {
    await context.close();
  }
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
