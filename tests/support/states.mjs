/** The states that an element can be in, each with the way there, for whoever looks at all of them. */
import { field, hits, part, shows } from './person.mjs';

/**
 * @typedef {import('./person.mjs').Page} Page
 * @typedef {{ name: string, options?: import('./person.mjs').Options, reach: (page: Page, url: string) => Promise<void> }} State
 */

/** @param {Page} page @param {string} url */
async function list(page, url) {
  await page.goto(url);
  await shows(hits(page).first());
}

/** Types, and waits for what is announced. @param {Page} page @param {string} query */
async function search(page, query) {
  await field(page).fill(query);
  await shows(page.getByRole('status').filter({ hasText: /\S/ }));
}

/** @param {Page} page @param {string} url */
async function article(page, url) {
  await list(page, url);
  await search(page, 'border');
  await hits(page).first().click();
  await shows(part(page, 'article'));
}

/** The page in another language. @param {Page} page @param {string} url @param {string} lang @param {string} dir */
async function inLanguage(page, url, lang, dir) {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('<html lang="en" dir="ltr"', `<html lang="${lang}" dir="${dir}"`) });
  });
  await list(page, url);
}

/** A file that is not there. @param {Page} page @param {string} url @param {string} files */
async function without(page, url, files) {
  await page.route(files, (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(url);
  await shows(part(page, 'alert').filter({ hasText: /\S/ }));
}

/** @type {State[]} */
export const STATES = [
  { name: 'list', reach: list },
  { name: 'results', reach: async (page, url) => { await list(page, url); await search(page, 'border security'); } },
  { name: 'corrected', reach: async (page, url) => { await list(page, url); await search(page, 'bordr secuirty'); } },
  { name: 'as typed', reach: async (page, url) => { await page.goto(`${url}#q=bordr%20secuirty&correct=no`); await shows(part(page, 'empty')); } },
  { name: 'nothing found', reach: async (page, url) => { await list(page, url); await search(page, '"zzzz qqqq" -border'); } },
  { name: 'article', reach: article },
  { name: 'unknown article', reach: async (page, url) => { await page.goto(`${url}#article=nowhere`); await shows(part(page, 'alert').filter({ hasText: /\S/ })); } },
  { name: 'no archive', reach: (page, url) => without(page, url, '**/archive.newsprint') },
  { name: 'no wasm', reach: (page, url) => without(page, url, '**/*.wasm') },
  {
    name: 'loading',
    reach: async (page, url) => {
      await page.route('**/*.wasm', () => {});
      await page.goto(url);
      await shows(part(page, 'loading'));
    },
  },
  { name: 'right to left', reach: (page, url) => inLanguage(page, url, 'ar', 'rtl') },
  { name: 'a narrow phone', options: { viewport: { width: 320, height: 568 } }, reach: article },
  {
    name: 'letters twice as large',
    reach: async (page, url) => {
      await list(page, url);
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      await search(page, 'border');
    },
  },
];
