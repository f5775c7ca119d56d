/** A reader's first visit: an empty cache, a page that opens, a query that is typed as soon as there is a field. */

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./line.mjs').Line} Line
 * @typedef {import('./line.mjs').Sent} Sent
 */

/**
 * How a page is used.
 * @typedef {object} Site
 * @property {string} path of the page
 * @property {RegExp} data the paths of what holds the articles and their index; the rest is program
 * @property {(page: Page) => Locator} field
 * @property {(page: Page) => Locator} hits
 */

/** @type {Site} */
export const NEWSPRINT = {
  path: 'site/',
  data: /\/archive\//,
  field: (page) => page.getByRole('searchbox').first(),
  hits: (page) => page.locator('[part~="hit-link"]'),
};

/** Its own interface, the lighter one of the two that it brings. @type {Site} */
export const PAGEFIND = {
  path: 'pagefind.html',
  data: /\/pagefind\/.*\.(pf_\w+|json)$/,
  field: (page) => page.locator('.pagefind-ui__search-input'),
  hits: (page) => page.locator('.pagefind-ui__result-link'),
};

/**
 * @typedef {object} Visit
 * @property {number} shown milliseconds from the address to the first hit
 * @property {Sent[]} opening what was sent until the page was at rest; empty if it was not waited for
 * @property {Sent[]} sent what was sent from then on until the first hit was shown, and until the line was at rest
 */

/**
 * @param {Browser} browser
 * @param {Line} line
 * @param {Site} site
 * @param {string} query
 * @param {{article?: string, slow?: number, rest?: boolean}} [options] a headline that must be shown; how many times
 *   slower the processor is; `rest`: the query is typed when the page is at rest
 * @returns {Promise<Visit>}
 */
export async function visit(browser, line, site, query, { article = '', slow = 1, rest = false } = {}) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
    line.take();
    await page.goto(line.url + site.path, { waitUntil: 'commit' });
    await site.field(page).waitFor();
    if (rest) await page.waitForLoadState('networkidle');
    const opening = rest ? line.take() : [];
    await site.field(page).fill(query);
    await site.hits(page).filter({ hasText: article }).first().waitFor();
    const shown = await page.evaluate(() => performance.now());
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(4 * 150);
    return { shown, opening, sent: line.take() };
  } finally {
    await context.close();
  }
}
