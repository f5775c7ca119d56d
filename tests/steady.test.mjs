/**
 * What must stay still: the page while somebody types, and the browser's memory when elements come and go. Chromium
 * alone can be asked for these.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from './server.mjs';
import { NAMES, launch, missing } from './support/browsers.mjs';
import { field, hits, part, shows } from './support/person.mjs';

const SITE = fileURLToPath(new URL('../target/site', import.meta.url));
const skip = missing('chromium') || (existsSync(`${SITE}/index.html`) ? false : 'target/site is not there: run make site');

/** Typed letter by letter: words, a mistake, a phrase, nothing at all. */
const TYPED = ['border security', 'bordr secuirty', '"national security"', 'zzzzqqqq', 'archive'];

/** How often elements are put on the page and taken away. */
const MOUNTS = 1000;

/** @type {import('playwright-core').Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */ let server;

/** Kinds of nodes in a snapshot that are the engine's own. */
const ENGINE = new Set(['code', 'hidden', 'object shape']);

describe('what stays still', { skip: skip || (NAMES.includes('chromium') ? false : 'Chromium is not asked for') }, () => {
  before(async () => {
    // No timer slows down in a page that nobody looks at.
    [browser, server] = await Promise.all([launch('chromium', ['--disable-background-timer-throttling']), serve(SITE)]);
  });
  after(() => Promise.all([browser?.close(), server?.close()]));

  for (const [name, viewport] of Object.entries({ desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } })) {
    test(`nothing jumps while one types, on a ${name}`, async () => {
      const page = await open({ viewport });
      await page.evaluate(() => {
        const shifts = /** @type {number[]} */ ([]);
        Object.assign(globalThis, { shifts });
        // Shifts right after a key count as expected by the browser's own reckoning: here they do not.
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push(/** @type {any} */ (entry).value))).observe({ type: 'layout-shift', buffered: false });
      });
      for (const query of TYPED) await type(page, query, 30);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).shifts), []);
      await page.context().close();
    });
  }

  test(`${MOUNTS} elements that come and go leave nothing`, async (context) => {
    const page = await open({});
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const measure = async () => {
      await page.waitForTimeout(1500);
      const heap = await heapOf(cdp); // which tidies up first
      const { metrics } = await cdp.send('Performance.getMetrics');
      const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
      const { sheets, highlights } = await page.evaluate(() => ({ sheets: document.adoptedStyleSheets.length, highlights: CSS.highlights.size }));
      return { heap, listeners: of('JSEventListeners'), nodes: of('Nodes'), sheets, highlights };
    };
    const mount = (/** @type {number} */ times) => page.evaluate(comeAndGo, times);
    // What is made once and kept, and what the browser compiles once it is used often.
    await mount(2.5 * MOUNTS);
    const before = await measure();
    await mount(MOUNTS);
    const now = await measure();
    context.diagnostic(JSON.stringify({ before, now }));
    for (const name of /** @type {const} */ (['heap', 'listeners', 'nodes', 'sheets', 'highlights'])) {
      assert.ok(now[name] <= before[name] * 1.01, `${name}: ${before[name]} before, ${now[name]} now`);
    }
    await page.context().close();
  });
});

/** @param {import('playwright-core').BrowserContextOptions} options */
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(server.url);
  await shows(hits(page).first());
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} query @param {number} delay Milliseconds from key to key. */
async function type(page, query, delay) {
  await field(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query, { delay });
  await shows(part(page, 'listing-title'));
  await page.waitForTimeout(800);
}

/**
 * Bytes of everything in a page's heap that can be reached, but for what the engine notes of code the more often it runs.
 * What the heap takes in all also counts what is free in it, and differs by some tens of kilobytes from run to run.
 * @param {import('playwright-core').CDPSession} cdp
 */
async function heapOf(cdp) {
  let text = '';
  const take = (/** @type {{ chunk: string }} */ { chunk }) => (text += chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { nodes, snapshot } = JSON.parse(text);
  const fields = snapshot.meta.node_fields;
  const [type, size] = ['type', 'self_size'].map((name) => fields.indexOf(name));
  const types = snapshot.meta.node_types[type];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) if (!ENGINE.has(types[nodes[at + type]])) bytes += nodes[at + size];
  return bytes;
}

/** Puts elements on the page, one after the other, each until it shows its articles. @param {number} times */
async function comeAndGo(times) {
  for (let time = 0; time < times; time += 1) {
    const element = /** @type {any} */ (document.createElement('newsprint-archive'));
    element.setAttribute('src', 'archive/');
    element.setAttribute('address', 'none');
    document.querySelector('main')?.prepend(element);
    await element.ready;
    element.remove();
  }
}
