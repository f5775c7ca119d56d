/** Where an end-to-end test plays: a site that is served, and a browser. */
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../server.mjs';
import { launch } from './browsers.mjs';

/** The demonstration as a finished site. */
export const SITE = fileURLToPath(new URL('../../target/site', import.meta.url));

/** Why the demonstration cannot be played on, for a test's `skip`. */
export const noSite = existsSync(`${SITE}/index.html`) ? false : 'target/site is not there: run make site';

/**
 * Serves the demonstration and starts a browser before the tests, and ends both after them.
 * @returns {{ browser: import('playwright-core').Browser, url: string }} Filled when the tests begin; a slash ends `url`.
 */
export function setStage() {
  const stage = /** @type {ReturnType<typeof setStage>} */ ({});
  /** @type {Awaited<ReturnType<typeof serve>> | null} */
  let server = null;
  before(async () => {
    server = await serve(SITE);
    Object.assign(stage, { browser: await launch(), url: server.url });
  });
  after(async () => {
    await stage.browser?.close();
    await server?.close();
  });
  return stage;
}
