/**
 * The states that an element can be in, each with the way there, for whoever looks at all of them: on the demonstration,
 * with an archive of `articles.mjs` at `years/` beside it.
 */
import { CSP } from '../server.mjs';
import { drag, field, hits, openPanel, pageOf, part, shows, toggle, until } from './person.mjs';

/**
 * @typedef {import('./person.mjs').Page} Page
 * @typedef {{ name: string, options?: import('./person.mjs').Options, lies?: string, reach: (page: Page, url: string) => Promise<void> }} State
 *   `lies`: a part that lies over others, whose colours then cannot be judged: only what is in it can
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

/** The panel of filters, with what it counts in an archive of several years, at `years/`. @param {Page} page @param {string} url */
async function panel(page, url) {
  await pageWith(page, url, '<newsprint-archive src="years/"></newsprint-archive>');
  await openPanel(page);
  await shows(part(page, 'facet').filter({ hasText: 'Tag' }));
  await shows(part(page, 'chart'));
}

/** Queries that are offered again. @param {Page} page @param {string} url */
async function recent(page, url) {
  await pageWith(page, url, '<newsprint-archive src="archive/" recent></newsprint-archive>');
  await shows(toggle(page));
  for (const query of ['border', '"national security" -oil']) {
    await field(page).fill(query);
    await field(page).press('Enter');
  }
  await field(page).press('Escape');
  await shows(part(page, 'recent-query').nth(1));
}

/**
 * A page with other elements, on the site.
 * @param {Page} page
 * @param {string} url
 * @param {string} body
 */
async function pageWith(page, url, body) {
  const head = '<link rel="stylesheet" href="newsprint/page.css">';
  const html = pageOf(`<main><h1>A page</h1>${body}</main>`, { scripts: ['newsprint-pieces'], head });
  await page.route(`${url}other.html`, (route) => route.fulfill({ contentType: 'text/html', headers: { 'Content-Security-Policy': CSP }, body: html }));
  await page.goto(`${url}other.html`);
}

const FIELD = '<newsprint-search src="archive/" href="index.html"></newsprint-search>';
const DIALOG = '<newsprint-search src="archive/" href="index.html" dialog></newsprint-search>';

/** @param {Page} page @param {string} url */
async function dialog(page, url) {
  await pageWith(page, url, DIALOG);
  await page.getByRole('button', { name: 'Search the archive' }).click();
  await shows(page.getByRole('dialog', { name: 'Search the archive' }));
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
  { name: 'filters', reach: panel },
  { name: 'filters on a narrow phone', options: { viewport: { width: 320, height: 568 } }, reach: panel },
  {
    name: 'what narrows the list',
    reach: async (page, url) => {
      await page.goto(`${url}#q=%22national%20security%22%20-oil&filter=lang%3Aen&filter=date%3A2000..2030`);
      await shows(part(page, 'chip').nth(3));
    },
  },
  {
    name: 'a range brushed over the chart',
    reach: async (page, url) => {
      await panel(page, url);
      await drag(page, 1, 3);
      await shows(part(page, 'chip').first());
    },
  },
  { name: 'recent queries', lies: 'search', reach: recent },
];

/** Those of the smaller elements. @type {State[]} */
export const PIECES = [
  { name: 'a search field', reach: async (page, url) => { await pageWith(page, url, FIELD); await shows(field(page)); } },
  { name: 'a search field with results', reach: async (page, url) => { await pageWith(page, url, FIELD); await search(page, 'border'); await shows(part(page, 'all')); } },
  { name: 'a search field that finds nothing', reach: async (page, url) => { await pageWith(page, url, FIELD); await search(page, '"zzzz qqqq"'); } },
  { name: 'a button that opens a dialog', reach: async (page, url) => { await pageWith(page, url, DIALOG); await shows(part(page, 'open')); } },
  { name: 'a dialog', reach: dialog },
  { name: 'a dialog with results', reach: async (page, url) => { await dialog(page, url); await search(page, 'border'); await shows(part(page, 'all')); } },
  {
    name: 'an article alone',
    reach: async (page, url) => {
      await pageWith(page, url, '<newsprint-article src="archive/" article="embedding"></newsprint-article>');
      await shows(part(page, 'headline'));
    },
  },
  {
    name: 'an article that is not there',
    reach: async (page, url) => {
      await pageWith(page, url, '<newsprint-article src="archive/" article="nowhere"></newsprint-article>');
      await shows(part(page, 'alert').filter({ hasText: /\S/ }));
    },
  },
  {
    name: 'related articles',
    reach: async (page, url) => {
      await pageWith(page, url, '<newsprint-related src="archive/" article="embedding" href="index.html"></newsprint-related>');
      await until(async () => (await part(page, 'reason').count()) > 1, 'articles, each with a reason');
    },
  },
];
