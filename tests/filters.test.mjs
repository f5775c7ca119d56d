/**
 * Narrowing a list as a person does: filters in the address, chips, the panel with its counts and its chart, the order.
 * On an archive of made-up articles, from www/ as it is, under its Content-Security-Policy. Any message on the console,
 * any error and any request that leaves the page's origin fails the test.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

/**
 * @typedef {import('playwright-core').BrowserContextOptions} Options
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').Page} Page
 */

const WAIT = 10_000; // milliseconds for anything to appear

const WWW = fileURLToPath(new URL('../www', import.meta.url));
const NEWSPRINT = fileURLToPath(new URL(`../${process.env.CARGO_TARGET_DIR ?? 'target'}/release/newsprint`, import.meta.url));

const AUTHORS = ['Ana Ruiz', 'Bo Lind', 'Chen Wei', 'Dilan Aziz', 'Eva Novak', 'Femi Ade', 'Gil Cohen', 'Hana Sato', 'Ines Melo', 'Jan Kos'];
const TAGS = ['oil', 'water', 'schools', 'elections'];
const PLACES = ['Karima', 'Ostrava'];

/** A hundred articles, from 2009 to 2016, some of them with half a date or with none. */
function articles() {
  return Array.from({ length: 100 }, (_, n) => {
    const month = `${2009 + (n % 8)}-${String(1 + (n % 12)).padStart(2, '0')}`;
    const isPersian = n % 10 === 9;
    return {
      id: `a${n}`,
      title: isPersian ? `خبر شماره ${n}` : `${n % 2 ? 'Storm over the valley' : 'Bridge of the north'}, report ${n}`,
      text: isPersian ? 'باران در شهر و در کوه‌ها ادامه دارد و مردم چشم به راه‌اند.' : `The council met on the matter of ${TAGS[n % 4]} and adjourned. ${n % 3 ? 'It was a storm of words.' : 'Nobody spoke of oil.'}`,
      date: n % 25 === 24 ? null : n % 20 === 19 ? month.slice(0, 4) : `${month}-${String(1 + (n % 28)).padStart(2, '0')}`,
      lang: isPersian ? 'fa' : 'en',
      author: AUTHORS[n % 10],
      tags: [TAGS[n % 4]],
      place: PLACES[n % 2],
      source: 'The Valley Post',
    };
  });
}

const PAGE = (/** @type {string} */ body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Articles</title><link rel="icon" href="newsprint/icon.svg"><link rel="stylesheet" href="newsprint/page.css"><script type="module" src="newsprint/newsprint.js"></script><main>${body}</main></html>`;

const isReady = existsSync(NEWSPRINT) && existsSync(`${WWW}/pkg/newsprint_bg.wasm`);

/** @type {import('playwright-core').Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */ let server;
/** @type {string} */ let folder;

const field = (/** @type {Page} */ page) => page.getByRole('searchbox').first();
const part = (/** @type {Page | Locator} */ within, /** @type {string} */ name) => within.locator(`[part~="${name}"]`);
const hits = (/** @type {Page | Locator} */ within) => part(within, 'hit-link');
const count = (/** @type {Page | Locator} */ within) => part(within, 'count');

describe('narrowing a list', { skip: isReady ? false : 'run make widget and make site' }, () => {
  before(async () => {
    folder = mkdtempSync(`${tmpdir()}/newsprint-filters-`);
    writeFileSync(`${folder}/articles.jsonl`, articles().map((article) => JSON.stringify(article)).join('\n'));
    execFileSync(NEWSPRINT, ['build', `${folder}/articles.jsonl`, '--out', `${folder}/site`], { stdio: 'ignore' });
    cpSync(WWW, `${folder}/site/newsprint`, { recursive: true });
    writeFileSync(`${folder}/site/index.html`, PAGE('<newsprint-archive src="archive/"></newsprint-archive>'));
    writeFileSync(
      `${folder}/site/two.html`,
      PAGE('<newsprint-archive src="archive/" address="a"></newsprint-archive><newsprint-archive src="archive/" address="b"></newsprint-archive>'),
    );
    server = await serve(`${folder}/site`);
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  scenario('an address with filters and an order opens fresh', '#filter=author%3A%22Ana%20Ruiz%22&sort=oldest', async (page) => {
    await counts(page, 10);
    const dates = await part(page, 'date').evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    assert.deepEqual(dates, dates.toSorted(), 'the oldest come first');
    await field(page).fill('storm');
    await counts(page, 6);
    await until(async () => page.url().endsWith('#q=storm&filter=author%3A%22Ana%20Ruiz%22&sort=oldest'), 'the address names all of it');
    await hits(page).first().click();
    await shows(part(page, 'article'));
    await part(page, 'back').click();
    await counts(page, 6);
  });

  scenario('filters of one field are alternatives, those of several must all hold', '#filter=tag%3Aoil&filter=tag%3Awater&filter=lang%3Aen&filter=date%3A2009..2011', async (page) => {
    const chosen = articles().filter(({ tags, lang, date }) => ['oil', 'water'].includes(tags[0]) && lang === 'en' && date && date.slice(0, 4) <= '2011');
    await counts(page, chosen.length);
  });

  scenario('what is typed and a filter do not swallow each other', '#filter=tag%3Aoil', async (page) => {
    for (const [typed, total] of /** @type {[string, number][]} */ ([
      ['storm OR bridge', 25],
      ['OR zzzz', 0],
      ['| zzzz', 0],
      ['zzzz OR', 0],
      ['"zzzz', 0],
      ['() OR zzzz', 0],
      [') OR zzzz', 0],
      ['-bridge', 0],
      ['-storm', 9],
    ])) {
      await field(page).fill(typed);
      await counts(page, total, typed);
    }
  });

  scenario('an address that makes no sense is shown as far as it does', '', async (page, url) => {
    const many = Array.from({ length: 500 }, (_, n) => `filter=tag%3At${n}`).join('&');
    for (const [address, total] of /** @type {[string, number][]} */ ([
      ['sort=backwards&filter=tag%3Aoil', 25],
      ['filter=no%20filter&filter=tag%3Aoil', 25],
      ['filter=date%3A2013-99&filter=title%3Astorm&filter=tag%3Aoil%20OR%20water&filter=', 100],
      ['filter=%00%1B%5B31m&filter=tag%3A%22o%07il%22&q=%00%0Astorm%E2%80%AE', articles().filter(({ title, text }) => /storm/i.test(title + text)).length],
      ['filter=tag%3A%22%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22', 0],
      ['filter=%ZZ&filter=%E0%A4%A', 100],
      [`filter=tag%3Aoil&${many}`, 25],
      ['filter=__proto__&filter=constructor%3Ax&sort=__proto__', 100],
    ])) {
      await page.goto('about:blank');
      await page.goto(`${url}#${address}`);
      await counts(page, total, address.slice(0, 80));
    }
  });

  /** @param {string} name @param {string} address @param {(page: Page, url: string) => Promise<void>} steps @param {Options} [options] */
  function scenario(name, address, steps, options) {
    test(name, () => play(address, steps, options));
  }
});

/**
 * Plays one scenario in a browser profile of its own, and then demands silence.
 *
 * @param {string} address behind the site's
 * @param {(page: Page, url: string) => Promise<void>} steps
 * @param {Options} [options]
 */
async function play(address, steps, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(WAIT);
  /** @type {string[]} */
  const complaints = [];
  context.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  context.on('weberror', (event) => complaints.push(`error: ${event.error().stack}`));
  context.on('request', (request) => {
    if (!request.url().startsWith(server.url)) complaints.push(`request to ${request.url()}`);
  });
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} at ${event.sourceFile}:${event.lineNumber}`)),
  );
  try {
    const page = await context.newPage();
    await page.goto(server.url + address);
    await steps(page, server.url).catch((error) => {
      for (const complaint of complaints) console.error(complaint); // the likely cause
      throw error;
    });
    assert.deepEqual(complaints, [], 'the page complained');
  } finally {
    await context.close();
  }
}

/** The list counts so many articles. @param {Page | Locator} within @param {number} total @param {string} [what] */
async function counts(within, total, what = '') {
  const text = `${total} article${total === 1 ? '' : 's'}`;
  await until(async () => (await count(within).textContent()) === text, async () => `${what} ${text}, not ${await count(within).textContent()}`);
}

/** @param {Locator} locator */
async function shows(locator) {
  await locator.waitFor({ state: 'visible' });
}

/**
 * Waits for a condition.
 *
 * @param {() => Promise<boolean>} condition
 * @param {string | (() => Promise<string>)} what for the message when it never comes
 */
async function until(condition, what) {
  for (const end = Date.now() + WAIT; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail(`waited in vain: ${typeof what === 'string' ? what : await what()}`);
}
