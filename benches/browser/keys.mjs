/**
 * How long a key waits for what it brings, on a processor four times as slow: `node benches/browser/keys.mjs [SITE]`.
 * Event timing (https://www.w3.org/TR/event-timing/), from the key to the next picture, in Chromium, on a site that
 * `newsprint build` wrote; the demonstration if none is named.
 */
import { fileURLToPath } from 'node:url';
import { serve } from '../../tests/server.mjs';
import { launch } from '../../tests/support/browsers.mjs';
import { field, hits, shows } from '../../tests/support/person.mjs';

/** Words, a mistake, a phrase, nothing at all. */
const TYPED = ['border security', 'bordr secuirty', '"national security"', 'zzzzqqqq', 'archive'];

/** Milliseconds from key to key: a quick typist's. */
const PACE = 120;

const site = process.argv[2] ?? fileURLToPath(new URL('../../target/site', import.meta.url));
const [browser, server] = await Promise.all([launch('chromium'), serve(site)]);
const page = await (await browser.newContext()).newPage();
await page.goto(server.url);
await shows(hits(page).first());
await page.waitForTimeout(1000);
const cdp = await page.context().newCDPSession(page);
await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
await page.evaluate(() => {
  const times = /** @type {number[]} */ ([]);
  Object.assign(globalThis, { times });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (/** @type {any} */ (entry).interactionId && entry.name === 'keydown') times.push(entry.duration);
  }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16 }));
});
for (const query of TYPED) {
  await field(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query, { delay: PACE });
  await page.waitForTimeout(1000);
}
const slow = /** @type {number[]} */ (await page.evaluate(() => /** @type {any} */ (globalThis).times));
// What took less than 16 milliseconds is not told.
const keys = TYPED.join('').length;
const times = [...Array(Math.max(keys - slow.length, 0)).fill(16), ...slow].sort((a, b) => a - b);
const at = (/** @type {number} */ share) => times[Math.ceil(times.length * share) - 1];
console.log(`${keys} keys, processor throttled 4 times: median ${at(0.5)} ms, p98 ${at(0.98)} ms, the slowest ${times.at(-1)} ms`);
await Promise.all([browser.close(), server.close()]);
