/**
 * How long a key waits for what it brings, on a processor four times as slow: `node benches/browser/keys.mjs [SITE]`.
 * Event timing (https://www.w3.org/TR/event-timing/), from the key to the next picture, in Chromium, on a site that
 * `newsprint build` wrote; the demonstration if none is named. And how long after a key its list is on the screen.
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
  const [times, lists] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  Object.assign(globalThis, { times, lists });
  let pressed = 0;
  addEventListener('keydown', () => (pressed = performance.now()), true);
  new MutationObserver(() => {
    const since = pressed;
    pressed = 0;
    if (since) requestAnimationFrame(() => setTimeout(() => lists.push(performance.now() - since)));
  }).observe(/** @type {any} */ (document.querySelector('newsprint-archive')).shadowRoot.querySelector('[part="listing-body"]'), { childList: true });
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
const [slow, lists] = /** @type {number[][]} */ (await page.evaluate(() => [/** @type {any} */ (globalThis).times, /** @type {any} */ (globalThis).lists]));
// What took less than 16 milliseconds is not told.
const keys = TYPED.join('').length;
const times = [...Array(Math.max(keys - slow.length, 0)).fill(16), ...slow].sort((a, b) => a - b);
const at = (/** @type {number[]} */ sorted, /** @type {number} */ share) => sorted[Math.ceil(sorted.length * share) - 1];
console.log(`${keys} keys, processor throttled 4 times: median ${at(times, 0.5)} ms, p98 ${at(times, 0.98)} ms, the slowest ${times.at(-1)} ms`);
lists.sort((a, b) => a - b);
console.log(`${lists.length} lists, from the key to the screen: median ${Math.round(at(lists, 0.5))} ms, p98 ${Math.round(at(lists, 0.98))} ms`);
await Promise.all([browser.close(), server.close()]);
