/**
 * The page as a person meets it: served under its Content-Security-Policy and
 * driven by keyboard in a real browser. Any message on the console, any error and
 * any request that leaves the page's origin fails the test.
 *
 * It runs on www/ (the corpus inside the wasm, `make widget`) and on target/site
 * (a fetched archive, `make site`), there from hosts with and without byte ranges.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { NAMES, launch, missing } from './support/browsers.mjs';
import { Host } from './support/host.mjs';
import { field, fits, focused, hits, part, play, shows, until } from './support/person.mjs';

/**
 * @typedef {import('./support/person.mjs').Options} Options
 * @typedef {import('./support/person.mjs').Page} Page
 * @typedef {import('./support/browsers.mjs').Name} Name
 */

const SEED = {
  headline: 'Senior Iraqi delegation led by national security adviser arrives in Tehran',
  caption: 'The Iraqi and Iranian flags are pictured in an unknown location',
  credit: 'Anadolu Agency',
  dateline: 'SULAIMANI (ESTA)',
  previous: 'KRG delegation is due to visit Baghdad, Minister says',
  next: 'Oil gains after US leaders strike debt deal',
};

const SITES = [
  { name: 'corpus in the wasm', root: 'www', proof: 'pkg/newsprint_bg.wasm', make: 'make widget', range: true },
  { name: 'fetched archive', root: 'target/site', proof: 'index.html', make: 'make site', range: true },
  { name: 'fetched archive, no ranges', root: 'target/site', proof: 'index.html', make: 'make site', range: false },
];

const hit = (/** @type {Page} */ page) => page.getByRole('link', { name: SEED.headline });

/**
 * What a person does: a name, the steps, and how their browser is set up.
 *
 * @type {{name: string, options?: Options, steps: (page: Page, url: string) => Promise<void>, browsers?: Name[]}[]}
 *   `browsers`: those that can be told what it needs; all, if not given
 */
const SCENARIOS = [
  {
    name: 'the page opens on a list of articles',
    async steps(page) {
      await shows(field(page));
      await shows(hits(page).first());
      assert.ok((await hits(page).count()) >= 5, 'at least five articles are listed');
      const dates = await part(page, 'date').evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
      assert.deepEqual(dates, dates.toSorted().reverse(), 'the newest come first');
    },
  },
  {
    name: 'search, open by keyboard, read, and go back to the results as they were',
    async steps(page) {
      await search(page, 'border');
      const marks = part(page, 'hit').filter({ has: hit(page) }).locator('[part~="snippet"]').locator('mark');
      await shows(marks.first());
      for (const word of await marks.allTextContents()) assert.match(word, /^border/i);

      await page.keyboard.press('ArrowDown');
      await focused(hits(page).first());
      await page.keyboard.press('Enter');
      await reads(page);

      const results = page.url();
      await page.goBack();
      assert.notEqual(page.url(), results, 'an article has an address of its own');
      await focused(hit(page));
      assert.equal(await field(page).inputValue(), 'border');
      await page.goForward();
      await reads(page);
    },
  },
  {
    name: 'who walks into the list stays in it when a later one comes',
    async steps(page) {
      await search(page, 'border');
      await page.keyboard.press('ArrowDown');
      await focused(hits(page).first());
      const ask = (/** @type {string} */ query) => page.locator('newsprint-archive').evaluate((element, query) => Reflect.get(element, 'search').call(element, query), query);
      await ask('archive');
      await answers(page, 'archive');
      assert.equal(await hit(page).count(), 0, 'the list has other articles');
      await focused(hits(page).first());
      const id = await hits(page).first().getAttribute('data-id');
      await ask('');
      await until(async () => (await hits(page).count()) > 10, 'the newest articles');
      assert.notEqual(await hits(page).first().getAttribute('data-id'), id, 'it stands further down now');
      await focused(page.locator(`[data-id="${id}"]`));
      await ask('"zzzz qqqq"');
      await shows(page.getByText('No article matches this search.'));
      await focused(field(page));
    },
  },
  {
    name: "an article's address opens it in a fresh page",
    async steps(page, url) {
      await search(page, 'border');
      await hit(page).click();
      await reads(page);
      const context = page.context();
      const fresh = await context.newPage();
      await fresh.goto(page.url());
      await reads(fresh);
      assert.ok(page.url().startsWith(url));
    },
  },
  {
    name: 'what is typed before the archive is there is answered when it is',
    browsers: ['chromium', 'firefox'],
    async steps(page, url) {
      await page.route('**/*.wasm', async (route) => {
        await new Promise((done) => setTimeout(done, 500));
        await route.continue();
      });
      await page.goto(url, { waitUntil: 'commit' });
      await search(page, 'border');
    },
  },
  {
    name: 'far from the screen only the small half of the element is loaded',
    browsers: ['chromium', 'firefox'],
    async steps(page) {
      await page.route('**/page.css', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: 'newsprint-archive { display: block; margin-top: 9000px }' });
      });
      await page.reload({ waitUntil: 'networkidle' });
      const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
      assert.deepEqual(loaded.filter((name) => name.endsWith('.wasm')), []);
      await page.mouse.wheel(0, 9000);
      await shows(hits(page).first());
    },
  },
  {
    name: 'Escape empties the field and the list is whole again',
    async steps(page) {
      await shows(hits(page).first());
      const all = await hits(page).count();
      await search(page, 'border');
      await field(page).press('Escape');
      assert.equal(await field(page).inputValue(), '');
      await until(async () => (await hits(page).count()) === all, 'every article is listed again');
      await focused(field(page));
    },
  },
  {
    name: 'a search without results says so, and markup in it stays text',
    async steps(page) {
      // As a phrase, for some of the words are in the guide.
      await field(page).fill('"<img src=x onerror=alert(1)> zzzzqqqq"');
      await shows(page.getByText('No article matches this search.'));
      assert.equal(await hits(page).count(), 0, 'no article is listed');
      await shows(page.getByRole('status').filter({ hasText: 'No articles for "<img src=x onerror=alert(1)> zzzzqqqq"' }));
      assert.equal(await page.locator('img[src=x]').count(), 0);
    },
  },
  {
    name: 'a mistyped query is corrected, what was typed can be searched for, and Back restores',
    async steps(page, url) {
      await search(page, 'bordr secuirty');
      const told = part(page, 'correction');
      await shows(told.getByText('border security'));
      await shows(page.getByRole('button', { name: 'Filter' }));
      await shows(page.getByRole('status').filter({ hasText: /border security: \d+ article/ }));

      await until(async () => page.url().endsWith('#q=bordr%20secuirty'), 'the address names what was typed');
      // Past the button that clears the field, the one that opens the filters, and the order.
      for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Tab');
      await focused(page.getByRole('link', { name: 'Search instead for bordr secuirty' }));
      await page.keyboard.press('Enter');
      await asTyped(page);
      await focused(part(page, 'listing-title'));
      await shows(page.getByRole('status').filter({ hasText: 'No articles for bordr secuirty' }));
      const fresh = await page.context().newPage();
      await fresh.goto(page.url());
      await asTyped(fresh);
      await fresh.getByRole('link', { name: 'Correct the spelling' }).click();
      await shows(hit(fresh));

      await page.goBack();
      await shows(told.getByText('border security'));
      await shows(hit(page));
      assert.equal(await field(page).inputValue(), 'bordr secuirty');
      await page.goForward();
      await asTyped(page);
      // The choice was for that query alone.
      await field(page).fill('bordr');
      await shows(told.getByText('border'));
      await until(async () => page.url() === `${url}#q=bordr`, 'the address has forgotten the choice');
    },
  },
  {
    name: 'an article found by what was typed leads back to what was typed',
    async steps(page, url) {
      await page.goto(`${url}#q=sulaimani%20secuirty&correct=no`);
      await shows(part(page, 'correction').getByText('exactly what was typed'));
      await hit(page).click();
      await reads(page);
      const fresh = await page.context().newPage();
      await fresh.goto(page.url());
      await reads(fresh);
      await part(fresh, 'back').click();
      await shows(part(fresh, 'correction').getByText('exactly what was typed'));
    },
  },
  {
    name: 'on a narrow phone nothing runs off to the side',
    options: { viewport: { width: 320, height: 568 } },
    async steps(page) {
      await shows(hits(page).first());
      await fits(page);
      await field(page).fill(`secuirty ${'x'.repeat(80)}`);
      await shows(part(page, 'correction'));
      await fits(page);
      await field(page).fill('');
      await search(page, 'border');
      await fits(page);
      await hit(page).click();
      await reads(page);
      await fits(page);
    },
  },
  {
    name: 'with a finger: search, read, step through the matches, go back',
    browsers: ['chromium'],
    options: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } },
    async steps(page) {
      await shows(hits(page).first());
      await field(page).tap();
      await page.keyboard.type('border');
      await page.keyboard.press('Enter');
      await shows(part(page, 'mark').first());
      await until(async () => !(await field(page).evaluate((input) => input.matches(':focus'))), 'the keyboard makes room for the results');
      await hit(page).tap();
      await reads(page);
      const count = part(page, 'hit-count');
      await until(async () => /^\d+ match/.test((await count.textContent()) ?? ''), 'the matches are counted');
      await page.getByRole('button', { name: 'Next match' }).tap();
      await until(async () => ((await count.textContent()) ?? '').startsWith('1 of '), 'the first match');
      for (const { width, height } of await targets(page)) assert.ok(width >= 24 && height >= 24, `a target of ${width} by ${height} px`);
      await part(page, 'back').tap();
      await shows(hit(page));
      await page.getByRole('button', { name: 'Clear', exact: true }).tap();
      assert.equal(await field(page).inputValue(), '');
    },
  },
  {
    name: 'the page is light by day',
    browsers: ['chromium'],
    options: { colorScheme: 'light' },
    async steps(page) {
      await shows(hits(page).first());
      assert.ok((await cornerBrightness(page)) > 200);
    },
  },
  {
    name: 'the page is dark by night',
    browsers: ['chromium'],
    options: { colorScheme: 'dark' },
    async steps(page) {
      await shows(hits(page).first());
      assert.ok((await cornerBrightness(page)) < 80);
    },
  },
];

for (const browserName of NAMES) {
  // Without ranges it is the same for every browser: they are asked for, and the whole file comes.
  for (const site of SITES) if (site.range || browserName === NAMES[0]) describeSite(browserName, site);
}

/**
 * @param {Name} browserName
 * @param {typeof SITES[number]} site
 */
function describeSite(browserName, { name, root, proof, make, range }) {
  const folder = fileURLToPath(new URL(`../${root}`, import.meta.url));
  const skip = missing(browserName) || (existsSync(`${folder}/${proof}`) ? false : `${root}/${proof} is not there: run ${make}`);
  describe(`${name} (${root}), ${browserName}`, { skip }, () => {
    /** @type {import('playwright-core').Browser} */ let browser;
    /** @type {Host} */ let server;
    before(async () => {
      [browser, server] = await Promise.all([launch(browserName), Host.open(folder, { range })]);
    });
    after(() => Promise.all([browser?.close(), server?.close()]));
    for (const scenario of SCENARIOS) {
      const skip = scenario.browsers?.includes(browserName) === false ? `only ${scenario.browsers} can be told what it needs` : false;
      test(scenario.name, { skip }, () => play(browser, server.url, scenario));
    }
  });
}

const NEWSPRINT = fileURLToPath(new URL(`../${process.env.CARGO_TARGET_DIR ?? 'target'}/release/newsprint`, import.meta.url));

describe('an archive with synonyms', { skip: existsSync(NEWSPRINT) ? false : 'there is no program: run make site' }, () => {
  /** @type {string} */ let folder;
  /** @type {import('playwright-core').Browser} */ let browser;
  /** @type {Host} */ let server;
  before(async () => {
    browser = await launch();
    folder = mkdtempSync(`${tmpdir()}/newsprint-synonyms-`);
    writeFileSync(`${folder}/synonyms.txt`, 'sulaimani = slemani = سلێمانی\n');
    const seeds = fileURLToPath(new URL('../seeds', import.meta.url));
    const options = ['--synonyms', `${folder}/synonyms.txt`, '--out', `${folder}/site`];
    execFileSync(NEWSPRINT, ['build', seeds, ...options], { stdio: 'ignore' });
    server = await Host.open(`${folder}/site`);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true });
  });
  test('says which words counted as others', () =>
    play(browser, server.url, {
      async steps(page) {
        await search(page, 'slemani');
        await shows(part(page, 'synonyms').getByText('slemani counts as sulaimani, سلێمانی too'));
        assert.equal(await part(page, 'correction').count(), 0);
        assert.equal(await part(page, 'synonyms').locator('bdi').count(), 3, 'words of other scripts are isolated');
        await search(page, ' secuirty');
        await shows(part(page, 'correction').getByText('slemani security'));
        await shows(part(page, 'synonyms'));
        await field(page).fill('border');
        await until(async () => (await part(page, 'synonyms').count()) === 0, 'no synonym is named any more');
      },
    }));
});

/** Types a query and waits for the seed article. @param {Page} page @param {string} query */
async function search(page, query) {
  await field(page).click();
  await page.keyboard.type(query);
  await answers(page, await field(page).inputValue());
  await until(async () => (await part(page, 'snippet').locator('mark').count()) > 0, `marks for ${query}`);
  await shows(hit(page));
}

/** The list is the answer to this query, not to its beginning. @param {Page} page @param {string} query */
async function answers(page, query) {
  const asked = `q=${encodeURIComponent(query.trim())}&`;
  await until(async () => (await hits(page).first().getAttribute('href'))?.includes(asked) ?? false, `hits for ${query}`);
}

/** The honest answer to a query that no article matches as it was typed. @param {Page} page */
async function asTyped(page) {
  await shows(page.getByText('No article matches this search.'));
  await shows(part(page, 'correction').getByText('exactly what was typed'));
  assert.equal(await hits(page).count(), 0);
  assert.match(page.url(), /#q=bordr%20secuirty&correct=no$/);
  assert.equal(await field(page).inputValue(), 'bordr secuirty');
}

/** How large the buttons are that can be seen. @param {Page} page */
function targets(page) {
  return page.locator('newsprint-archive').locator('button').evaluateAll((all) =>
    all.filter((button) => button.checkVisibility({ visibilityProperty: true })).map((button) => button.getBoundingClientRect().toJSON()));
}

/** The seed article is open and whole. @param {Page} page */
async function reads(page) {
  const heading = page.getByRole('heading', { name: SEED.headline });
  await shows(part(page, 'article'));
  await focused(heading);
  assert.equal(await part(page, 'para').count(), 11, 'paragraphs');
  for (const [name, text] of [
    ['caption', SEED.caption],
    ['credit', SEED.credit],
    ['dateline', SEED.dateline],
    ['previous', SEED.previous],
    ['next', SEED.next],
  ]) {
    await shows(part(page, name).filter({ hasText: text }));
  }
  assert.equal(await part(page, 'figure').locator('figcaption').count(), 1);
}

/**
 * The brightness, 0 to 255, of the pixel in the page's upper left corner: what is
 * really painted, however the style sheet comes to it.
 *
 * @param {Page} page
 */
async function cornerBrightness(page) {
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  const data = [];
  for (let at = 8, size; at < png.length; at += size + 12) {
    size = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + size));
  }
  const [, red, green, blue] = inflateSync(Buffer.concat(data));
  return (red + green + blue) / 3;
}
