/**
 * Narrowing a list as a person does: filters in the address, chips, the panel with its counts and its chart, the order.
 * On an archive of made-up articles, from www/ as it is and from what ships of it, under its Content-Security-Policy.
 * Any message on the console, any error and any request that leaves the page's origin fails the test.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WIDGET, articles, buildSite, manyArticles, noProgram } from './support/articles.mjs';
import { NAMES, lacks } from './support/browsers.mjs';
import { NO_STORAGE, bars, counts, drag, field, fits, focused, hits, openPanel, pageOf, part, play, pointOf, shows, toggle, until } from './support/person.mjs';
import { inBrowsers } from './support/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WWW = fileURLToPath(new URL('../www', import.meta.url));

/** What ships, in every browser; www/ as it is in the first one. */
const SHELLS = [
  { shell: 'www', from: WWW, browsers: NAMES.slice(0, 1) },
  { shell: 'target/widget', from: WIDGET, browsers: NAMES },
];

const chips = (/** @type {Page} */ page) => part(page, 'chip');
const box = (/** @type {Page} */ page, /** @type {string | RegExp} */ name) => page.getByRole('checkbox', { name });

const folder = mkdtempSync(`${tmpdir()}/newsprint-filters-`);
after(() => rmSync(folder, { recursive: true, force: true }));

/** A site with a shell. @param {string} shell @param {string} from Its files. */
function makeSite(shell, from) {
  const place = `${folder}/${shell}`;
  if (existsSync(place)) return `${place}/site`;
  mkdirSync(`${place}/many`, { recursive: true });
  const site = buildSite(articles(), place, from);
  cpSync(`${buildSite(manyArticles(), `${place}/many`)}/archive`, `${site}/many`, { recursive: true });
  const pages = {
    index: '<newsprint-archive src="archive/"></newsprint-archive>',
    two: '<newsprint-archive src="archive/" address="a"></newsprint-archive><newsprint-archive src="archive/" address="b"></newsprint-archive>',
    many: '<newsprint-archive src="many/"></newsprint-archive>',
    recent: '<newsprint-archive src="archive/" recent></newsprint-archive>',
  };
  const head = '<link rel="stylesheet" href="newsprint/page.css">';
  for (const [name, body] of Object.entries(pages)) writeFileSync(`${site}/${name}.html`, pageOf(`<main>${body}</main>`, { head }));
  // Between two addresses of a page that differ in their fragment alone; another origin would fail to fetch the icon.
  writeFileSync(`${site}/blank.html`, '<!doctype html><title>Blank</title><link rel="icon" href="newsprint/icon.svg">');
  return site;
}

for (const { shell, from, browsers } of SHELLS) {
  const skip = noProgram || (existsSync(`${from}/pkg/newsprint_bg.wasm`) ? false : 'run make widget');
  inBrowsers(`narrowing a list (${shell})`, { skip, browsers, root: () => makeSite(shell, from) }, listing);
}

/** @param {import('./support/stage.mjs').Stage} stage @param {import('./support/browsers.mjs').Name} browserName */
function listing(stage, browserName) {
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
  }, { needs: 'anywhere' });

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
  }, { needs: 'anywhere' });

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
      await page.goto(`${url}blank.html`);
      await page.goto(`${url}#${address}`);
      await counts(page, total, address.slice(0, 80));
    }
  }, { needs: 'anywhere' });

  scenario('chips name what narrows the list, and take it away, by keyboard and by mouse', '#q=%22storm%22%20valley%20-oil&filter=author%3A%22Bo%20Lind%22&filter=lang%3Aen', async (page, url) => {
    const names = () => chips(page).evaluateAll((all) => all.map((chip) => chip.ariaLabel));
    await until(async () => (await names()).length === 4, 'a chip for each');
    assert.deepEqual(await names(), ['Remove Author: Bo Lind', 'Remove Language: English', 'Remove "storm"', 'Remove -oil']);
    await page.getByRole('button', { name: 'Remove "storm"' }).click();
    await until(async () => (await field(page).inputValue()) === 'valley -oil', 'the phrase has left the field');
    await focused(page.getByRole('button', { name: 'Remove -oil' }));
    await page.keyboard.press('Enter');
    await counts(page, 10);
    assert.equal(page.url(), `${url}#q=valley&filter=author%3A%22Bo%20Lind%22&filter=lang%3Aen`);
    await focused(page.getByRole('button', { name: 'Clear all' }));
    await page.goBack();
    assert.equal(await field(page).inputValue(), 'valley -oil');
    await until(async () => (await names()).length === 3, 'Back brings the chip again');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await until(async () => page.url() === `${url}#q=valley`, 'only words are left');
    await until(async () => (await chips(page).count()) === 0, 'no chip is left');
    await focused(toggle(page));
  });

  scenario('words alone make no chip', '', async (page) => {
    await field(page).fill('storm al-Araji 3.3');
    await until(async () => page.url().includes('3.3'), 'typing rests');
    assert.equal(await chips(page).count(), 0);
  }, { needs: 'anywhere' });

  scenario('an article is looked for in another order', '#q=storm', async (page, url) => {
    const dates = () => part(page, 'date').evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    await page.getByRole('radio', { name: 'Oldest' }).check();
    await until(async () => String(await dates()) === String((await dates()).toSorted()), 'the oldest come first');
    assert.equal(page.url(), `${url}#q=storm&sort=oldest`);
    await focused(page.getByRole('radio', { name: 'Oldest' }));
    await page.keyboard.press('ArrowLeft');
    await until(async () => page.url() === `${url}#q=storm&sort=newest`, 'an arrow key goes to the next order');
    await page.goBack();
    assert.ok(await page.getByRole('radio', { name: 'Oldest' }).isChecked());
    // Without words nothing is better than anything else.
    await page.goto(url);
    assert.ok(await page.getByRole('radio', { name: 'Newest' }).isChecked());
    assert.equal(await page.getByRole('radio', { name: 'Best' }).count(), 0);
  });

  scenario('the panel counts values, and a tick narrows the list', '', async (page, url) => {
    await openPanel(page);
    assert.deepEqual(await valuesOf(page, 'Place'), ['Karima 50', 'Ostrava 50']);
    assert.deepEqual(await valuesOf(page, 'Language'), ['English 90', 'Persian 10']);
    assert.equal(await page.getByRole('list', { name: 'Source' }).count(), 0, 'what all articles share narrows nothing');
    await box(page, 'oil 25').check();
    await counts(page, 25);
    await focused(box(page, 'oil 25'));
    await shows(page.getByRole('status').filter({ hasText: '25 articles' }));
    await until(async () => String(await valuesOf(page, 'Place')) === 'Karima 25', 'other fields count what is left');
    assert.equal((await valuesOf(page, 'Tag')).length, 4, 'a field still offers its alternatives');
    await box(page, 'water 25').press('Space');
    await counts(page, 50);
    assert.equal(page.url(), `${url}#filter=tag%3Aoil&filter=tag%3Awater`);
    await page.goBack();
    await counts(page, 25);
    await until(async () => !(await box(page, 'water 25').isChecked()), 'Back takes the tick away');
    // What is chosen stays in view, though nothing has it any more.
    await field(page).fill('"Nobody spoke of oil" -storm schools');
    await until(async () => (await valuesOf(page, 'Tag')).length > 0 && (await box(page, /^oil \d+/).isChecked()), 'the choice stays');
    await toggle(page).click();
    await part(page, 'panel').waitFor({ state: 'hidden' });
  });

  scenario('the less frequent values are a click away, and what is chosen of them stays', '', async (page) => {
    await openPanel(page);
    const authors = page.getByRole('list', { name: 'Author' });
    assert.equal(await authors.getByRole('checkbox').count(), 5);
    await part(page, 'facet').filter({ hasText: 'Author' }).getByText('Show 5 more').click();
    await box(page, 'Jan Kos 10').check();
    await counts(page, 10);
    await field(page).click();
    await field(page).fill('storm');
    await until(async () => (await authors.first().getByRole('checkbox').count()) === 6, 'it stands with the first ones');
  });

  scenario('long names fill a list as short ones do', 'many.html', async (page) => {
    await openPanel(page);
    await part(page, 'facet').filter({ hasText: 'Tag' }).getByText('Show 15 more').click();
    assert.equal(await page.getByRole('list', { name: 'Tag' }).getByRole('checkbox').count(), 20);
  });

  scenario('a change is announced once, when all has settled', '', async (page) => {
    await openPanel(page);
    const status = part(page, 'status');
    await status.evaluate((region) => {
      const said = Object.assign(globalThis, { said: /** @type {string[]} */ ([]) }).said;
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, { childList: true });
    });
    const began = performance.now();
    await box(page, 'oil 25').check();
    await box(page, 'water 25').check();
    await page.getByRole('radio', { name: 'Oldest' }).check();
    const took = performance.now() - began;
    await counts(page, 50);
    await new Promise((done) => setTimeout(done, 1500));
    const said = await page.evaluate(() => Reflect.get(globalThis, 'said'));
    assert.equal(said.at(-1), '50 articles');
    // On a busy machine a change has settled before the next is made.
    if (took < 500) assert.equal(said.length, 1, said.join());
    else assert.ok(said.length <= 3, said.join());
  });

  scenario('years are brushed with the mouse', '', async (page, url) => {
    await openPanel(page);
    await shows(bars(page).first());
    assert.deepEqual(await bars(page).allTextContents(), articlesOf().map(([year, total]) => `${year}: ${total} articles`));
    await drag(page, 1, 3);
    await counts(page, articlesOf().slice(1, 4).reduce((sum, [, total]) => sum + total, 0));
    assert.equal(page.url(), `${url}#filter=date%3A2010..2012`);
    await shows(page.getByRole('button', { name: 'Remove Date: 2010 to 2012' }));
    assert.equal(await bars(page).and(page.locator('[part~="chosen"]')).count(), 3);
    // Above its bar, too, a column can be clicked.
    const { x, y } = await pointOf(page, 4, 0.02);
    await page.mouse.click(x, y);
    await counts(page, articlesOf()[4][1]);
    await page.getByRole('button', { name: 'Months of 2013' }).click();
    await until(async () => (await bars(page).count()) === 12, 'a bar a month');
    await drag(page, 0, 5);
    await until(async () => page.url().endsWith('#filter=date%3A2013-01..2013-06'), 'the address names the months');
    const fresh = await page.context().newPage();
    await fresh.goto(page.url());
    await openPanel(fresh);
    assert.equal(await bars(fresh).count(), 12, 'months are shown as months');
    await page.getByRole('button', { name: 'All years' }).click();
    await until(async () => (await bars(page).count()) === 8, 'the years again');
    await until(async () => page.url().endsWith('#filter=date%3A2013'), 'of the year');
  });

  scenario('a range of years is set by keyboard, as one step of the history', '#q=storm', async (page, url) => {
    await openPanel(page);
    const [from, to] = [page.getByRole('slider', { name: 'From' }), page.getByRole('slider', { name: 'To' })];
    await from.focus();
    await page.keyboard.press('ArrowRight');
    await until(async () => page.url() === `${url}#q=storm&filter=date%3A2010..2016`, 'the list follows');
    assert.equal(await from.getAttribute('aria-valuetext'), '2010');
    await page.keyboard.press('ArrowRight');
    await to.press('ArrowLeft');
    await until(async () => page.url() === `${url}#q=storm&filter=date%3A2011..2015`, 'and goes on');
    await focused(to);
    await page.keyboard.press('Home');
    await until(async () => page.url() === `${url}#q=storm&filter=date%3A2009`, 'the ends push each other');
    await page.keyboard.press('End');
    await until(async () => page.url() === `${url}#q=storm`, 'all years are no filter');
    await page.goBack();
    assert.equal(page.url(), `${url}#q=storm`);
    // What comes after Back is a step of its own.
    await from.press('End');
    await until(async () => page.url() === `${url}#q=storm&filter=date%3A2016`, 'the last year');
    await page.goBack();
    assert.equal(page.url(), `${url}#q=storm`);
  });

  scenario('where the counts cannot be had, that is said, and the list stays', 'many.html', async (page) => {
    await counts(page, 1000);
    stage.host.answers(/\.newsprint$/, { status: 503 });
    await toggle(page).click();
    await shows(page.getByRole('alert').filter({ hasText: 'HTTP 503' }));
    await counts(page, 1000);
    assert.ok((await hits(page).count()) >= 10);
    stage.host.reset();
    await toggle(page).click();
    await openPanel(page);
    assert.equal(await bars(page).count(), 8);
  }, {}, /503/);

  scenario('a finger brushes sideways, and scrolls the page up and down', '', async (page, url) => {
    await openPanel(page);
    await touch(page, [1, 0.5], [2, 0.5], [3, 0.5]);
    await until(async () => page.url() === `${url}#filter=date%3A2010..2012`, 'sideways chooses');
    await touch(page, [5, 0.5], [5, -1], [5, -4]);
    assert.ok(await page.evaluate(() => scrollY > 0), 'the page has scrolled');
    await new Promise((done) => setTimeout(done, 600));
    assert.equal(page.url(), `${url}#filter=date%3A2010..2012`, 'and nothing was chosen');
    await toggle(page).tap();
    await part(page, 'panel').waitFor({ state: 'hidden' });
  }, { needs: 'touch', hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });

  scenario('an empty list leads out: without a filter, without quotation marks, to all articles', '#q=%22storm%20council%22&filter=author%3ANobody', async (page, url) => {
    await shows(page.getByText('No article matches this search.'));
    const ways = () => part(page, 'way-out').allTextContents();
    await until(async () => (await ways()).length === 4, 'ways out');
    assert.deepEqual(await ways(), ['Remove Author: Nobody', 'Remove "storm council"', 'Search for the words without the quotation marks', 'Show the newest articles']);
    await part(page, 'way-out').first().click();
    await until(async () => page.url() === `${url}#q=%22storm%20council%22`, 'the filter is gone');
    await focused(part(page, 'listing-title'));
    await page.goBack();
    await part(page, 'way-out').last().click();
    await counts(page, 100);
    assert.equal(page.url(), url);
  });

  scenario('filters that leave nothing are no empty archive', '#filter=author%3ANobody', async (page) => {
    await shows(page.getByText('No article matches this search.'));
    await shows(page.getByRole('button', { name: 'Remove Author: Nobody' }).first());
  });

  scenario('what was searched for is offered again only where the page asks for it', 'recent.html', async (page, url) => {
    const offers = () => part(page, 'recent-query').allTextContents();
    await shows(toggle(page));
    for (const query of ['storm', 'bridge', 'storm', '"of oil"']) {
      await field(page).fill(query);
      await field(page).press('Enter');
    }
    await field(page).press('Escape');
    await until(async () => String(await offers()) === '"of oil",storm,bridge', 'the last one first, each once');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await focused(page.getByRole('button', { name: 'storm' }));
    await page.keyboard.press('Escape');
    await focused(field(page));
    await page.keyboard.press('Escape');
    await part(page, 'recent').waitFor({ state: 'hidden' });
    // Closed, the arrow keys lead into the list again.
    await page.keyboard.press('ArrowDown');
    await focused(hits(page).first());

    await until(async () => page.url() === `${url}recent.html`, 'the address has followed');
    await page.reload();
    await field(page).click();
    await page.getByRole('button', { name: 'bridge' }).click();
    await counts(page, articles().filter(({ title, text }) => /bridge/i.test(title + text)).length);
    assert.equal(await field(page).inputValue(), 'bridge');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('button', { name: 'Delete these' }).click();
    await part(page, 'recent').waitFor({ state: 'hidden' });
    await focused(field(page));
    await page.goto(`${url}blank.html`);
    await page.goto(`${url}#q=storm`);
    await field(page).press('Enter');
    await field(page).fill('');
    assert.equal(await part(page, 'recent').count(), 0, 'this page has not asked');
    assert.deepEqual(await page.evaluate(() => Object.values(localStorage)), ['[]']);
  });

  scenario('where storage is denied nothing is offered, and nothing breaks', '', async (page, url) => {
    stage.host.script('denied.js', NO_STORAGE);
    stage.host.page('denied.html', pageOf('<newsprint-archive src="archive/" recent></newsprint-archive>', { head: '<script src="denied.js"></script>' }));
    await page.goto(`${url}denied.html`);
    await shows(toggle(page));
    await field(page).fill('storm');
    await field(page).press('Enter');
    await shows(part(page, 'mark').first());
    await field(page).press('Escape');
    await counts(page, 100);
    assert.ok(await part(page, 'recent').isHidden());
  });

  for (const width of [320, 1280]) {
    scenario(`nothing jumps while one types and ticks, ${width} px wide`, '', async (page) => {
      await openPanel(page);
      await page.evaluate(() => {
        const shifts = Object.assign(globalThis, { shifts: /** @type {object[]} */ ([]) }).shifts;
        new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift' });
      });
      const top = () => part(page, 'listing-header').evaluate((header) => header.getBoundingClientRect().top + scrollY);
      await new Promise((done) => setTimeout(done, 600));
      const before = await top();
      await field(page).click();
      await page.keyboard.type('storm oil water', { delay: 60 });
      await until(async () => page.url().includes('water'), 'typing rests');
      await new Promise((done) => setTimeout(done, 600));
      assert.equal(await top(), before);
      assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'shifts').filter((/** @type {any} */ shift) => !shift.hadRecentInput).map((/** @type {any} */ shift) => shift.value)), []);
      await field(page).fill('"oil council"');
      await counts(page, 0);
      await until(async () => (await bars(page).allTextContents()).every((text) => text.endsWith(': 0 articles')), 'nothing is counted');
      assert.equal(await bars(page).count(), 8, 'the years stay');
      assert.equal(await top(), before);
      await fits(page);
    }, { needs: 'shifts', viewport: { width, height: 800 } });
  }

  /**
   * @param {string} name
   * @param {string} address Where the person begins, behind the site's address.
   * @param {import('./support/person.mjs').Scenario['steps']} steps
   * @param {import('./support/person.mjs').Options & { needs?: string }} [options] `needs`: an ability of the browser's.
   * @param {RegExp} [allows] What the page may complain of.
   */
  function scenario(name, address, steps, { needs, ...options } = {}, allows) {
    test(name, { skip: lacks(browserName, needs) }, () => play(stage.browser, stage.url, { address, steps, options, allows }));
  }
}

/** The values that a list of the panel offers, with their counts. @param {Page} page @param {string} name */
async function valuesOf(page, name) {
  const labels = await page.getByRole('list', { name }).first().locator('label').allTextContents();
  return labels.map((label) => label.trim());
}

/** How many articles each year has. @returns {[year: string, total: number][]} */
function articlesOf() {
  /** @type {Record<string, number>} */
  const years = {};
  for (const { date } of articles()) if (date) years[date.slice(0, 4)] = (years[date.slice(0, 4)] ?? 0) + 1;
  return Object.entries(years).sort();
}

/** Draws with a finger over bars. @param {Page} page @param {...[place: number, height: number]} way */
async function touch(page, ...way) {
  const session = await page.context().newCDPSession(page);
  const points = [];
  for (const [place, height] of way) points.push(await pointOf(page, place, height));
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [points[0]] });
  for (const point of points) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
