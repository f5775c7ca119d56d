/** What the end-to-end tests share: a browser, a way to play a scenario in it and demand silence, and a person's patience. */
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').BrowserContext} BrowserContext
 * @typedef {import('playwright-core').BrowserContextOptions} Options
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').Page} Page
 */

/** Milliseconds for anything to appear. */
export const WAIT = 10_000;

/** Starts the browser. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/**
 * Plays one scenario in a browser profile of its own, and then demands silence: no message on the console, no error, no
 * violation of the page's policy, no request that leaves its origin.
 *
 * @param {Browser} browser
 * @param {string} url the page, below the server's address
 * @param {object} scenario
 * @param {(page: Page, url: string) => Promise<void>} scenario.steps
 * @param {Options} [scenario.options] how the person's browser is set up
 * @param {(context: BrowserContext) => Promise<unknown>} [scenario.prepare] what happens before the page is opened
 * @param {RegExp} [scenario.allows] complaints that the scenario itself provokes
 */
export async function play(browser, url, { steps, options, prepare, allows }) {
  const context = await browser.newContext({ ...options, serviceWorkers: 'allow' });
  context.setDefaultTimeout(WAIT);
  /** @type {string[]} */
  const complaints = [];
  const complain = (/** @type {string} */ text) => {
    if (!allows?.test(text)) complaints.push(text);
  };
  context.on('console', (message) => complain(`console ${message.type()}: ${message.text()} (${message.location().url})`));
  context.on('weberror', (event) => complain(`error: ${event.error().stack}`));
  const { origin } = new URL(url);
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complain(`request to ${request.url()}`);
  });
  // Chromium reports a violation on the console as well, but not of every kind.
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`),
    ),
  );
  try {
    await prepare?.(context);
    const page = await context.newPage();
    await page.goto(url);
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
 * @param {() => boolean | Promise<boolean>} condition
 * @param {string} what for the message when it never comes
 */
export async function until(condition, what) {
  for (const end = Date.now() + WAIT; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail(`waited in vain: ${what}`);
}
