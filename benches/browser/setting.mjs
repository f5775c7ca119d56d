/** Where things lie, and the browser that all is measured in. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release/newsprint');

/** What makes a page cross-origin isolated: precise clocks, and the memory's size. */
export const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launch() {
  // The driver is the tests', and so is its pinned version.
  const { chromium } = createRequire(join(ROOT, 'tests/package.json'))('playwright-core');
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // The last: memory is measured at once, not when the browser happens to collect its garbage.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--enable-blink-features=ForceEagerMeasureMemory'],
  });
}

/** @param {string} why @returns {never} */
export function stop(why) {
  console.error(`bench: cannot go on: ${why}`);
  process.exit(1);
}
