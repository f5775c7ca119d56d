/** Where an end-to-end test plays: a site that is served, and a browser. */
import { existsSync } from 'node:fs';
import { after, before, beforeEach, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NAMES, launch, missing } from './browsers.mjs';
import { Host } from './host.mjs';

/** The demonstration as a finished site. */
export const SITE = fileURLToPath(new URL('../../target/site', import.meta.url));

/** Why the demonstration cannot be played on, for a test's `skip`. */
export const noSite = existsSync(`${SITE}/index.html`) ? false : 'target/site is not there: run make site';

/** @typedef {import('./browsers.mjs').Name} Name */
/** @typedef {{ browser: import('playwright-core').Browser, host: Host, url: string }} Stage `url` ends in a slash. */

/**
 * Serves a site and starts a browser before the tests, and ends both after them.
 * @param {Name} [name] Of the browser.
 * @param {string | (() => string)} [root] The site, or what makes it.
 * @returns {Stage} Filled when the tests begin.
 */
export function setStage(name = NAMES[0], root = SITE) {
  const stage = /** @type {Stage} */ ({});
  before(async () => {
    stage.host = await Host.open(typeof root === 'string' ? root : root());
    stage.url = stage.host.url;
    stage.browser = await launch(name);
  });
  beforeEach(() => stage.host.reset());
  after(async () => {
    await stage.browser?.close();
    await stage.host?.close();
  });
  return stage;
}

/**
 * Tests that are played in every browser of this run.
 * @param {string} title
 * @param {{ skip?: string | false, root?: string | (() => string), browsers?: readonly Name[] }} options `browsers`: no more than these
 * @param {(stage: Stage, name: Name) => void} tests
 */
export function inBrowsers(title, { skip = false, root = SITE, browsers = NAMES }, tests) {
  for (const name of NAMES.filter((name) => browsers.includes(name))) {
    describe(`${title}, ${name}`, { skip: missing(name) || skip }, () => tests(setStage(name, root), name));
  }
}
