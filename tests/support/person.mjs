/**
 * A person at a browser, for end-to-end tests: any message on the console, any error and any request that leaves the
 * page's origin fails what they do.
 */
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').Page} Page
 */

/**
 * What a person does.
 *
 * @typedef {object} Scenario
 * @property {(page: Page, url: string) => Promise<void>} steps
 * @property {import('playwright-core').BrowserContextOptions} [options] how their browser is set up
 * @property {string} [address] where they begin, behind the site's address
 * @property {string[]} [allowed] other addresses that the page may fetch from
 */

const WAIT = 10_000; // milliseconds for anything to appear

/** Chromium, or what the variable names. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/**
 * Plays one scenario in a browser profile of its own, and then demands silence.
 *
 * @param {Browser} browser
 * @param {string} url the site's, with a slash at its end
 * @param {Scenario} scenario
 */
export async function play(browser, url, { options, steps, address = '', allowed = [] }) {
  const context = await browser.newContext({ ...options, serviceWorkers: 'allow' });
  context.setDefaultTimeout(WAIT);
  /** @type {string[]} */
  const complaints = [];
  context.on('console', (message) =>
    complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`),
  );
  context.on('weberror', (event) => complaints.push(`error: ${event.error().stack}`));
  context.on('request', (request) => {
    if (![url, ...allowed].some((start) => request.url().startsWith(start))) complaints.push(`request to ${request.url()}`);
  });
  // Chromium reports a violation on the console as well, but not of every kind.
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`),
    ),
  );
  try {
    const page = await context.newPage();
    await page.goto(url + address);
    await steps(page, url).catch((error) => {
      for (const complaint of complaints) console.error(complaint); // the likely cause
      throw error;
    });
    assert.deepEqual(complaints, [], 'the page complained');
  } finally {
    await context.close();
  }
}

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
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(content <= screen, `content of ${content} px on a screen of ${screen} px`);
}

/**
 * Waits for a condition.
 *
 * @param {() => Promise<boolean>} condition
 * @param {string} what for the message when it never comes
 */
export async function until(condition, what) {
  for (const end = Date.now() + WAIT; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail(`waited in vain: ${what}`);
}
