/**
 * The smaller elements as a person meets them, on pages of the test's own: a search field in a page's head, one in a
 * dialog, an article alone, and articles on the same subject. On target/site and on www/.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NAMES } from './support/browsers.mjs';
import { fits, focused, pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers } from './support/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./support/person.mjs').Options} Options */

/** What ships, in every browser; www/ as it is, with the corpus in the wasm, in the first one. */
const SITES = [
  { root: 'target/site', proof: 'index.html', scripts: 'newsprint/', src: 'archive/', browsers: NAMES },
  { root: 'www', proof: 'pkg/newsprint_bg.wasm', scripts: '', src: '', browsers: NAMES.slice(0, 1) },
];

const HOME = '<newsprint-archive id="archive" SRC></newsprint-archive>';

for (const { root: name, proof, scripts, src, browsers } of SITES) {
  const root = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const skip = existsSync(`${root}/${proof}`) ? false : `${name}/${proof} is not there`;
  inBrowsers(`smaller elements (${name})`, { skip, root, browsers }, (stage) => {
    /** A page around a body, in which SRC stands for the archive. @param {string} body */
    const html = (body) => pageOf(body.replaceAll('SRC', src && `src="${src}"`), { scripts: ['newsprint-pieces'], folder: scripts });

    /**
     * @param {string} body
     * @param {(page: Page, path: () => string) => Promise<void>} steps
     * @param {Options} [options]
     */
    function on(body, steps, options) {
      stage.host.page('page.html', html(body));
      stage.host.page('home.html', html(HOME));
      return play(stage.browser, `${stage.url}page.html`, { options, steps: (page) => steps(page, () => page.url().slice(stage.url.length)) });
    }

    const field = (/** @type {Page} */ page) => page.locator('newsprint-search').getByRole('searchbox');

    test('a search field opens no archive until it is touched', () =>
      on('<newsprint-search SRC href="home.html"></newsprint-search><p>Text</p>', async (page) => {
        await shows(field(page));
        await page.waitForLoadState('networkidle');
        assert.deepEqual(stage.host.asked.filter((path) => /\.wasm|\.newsprint$/.test(path)), []);
        const { height } = (await page.locator('newsprint-search').boundingBox()) ?? { height: 0 };
        assert.ok(height > 44 && height < 150, `it is as high as a field: ${height} px`);
      }));

    test('a search field: results drop over the page, by keys, and lead to the archive’s page', () =>
      on('<newsprint-search SRC href="home.html"></newsprint-search><p>Text</p>', async (page, path) => {
        const text = page.getByText('Text', { exact: true });
        await shows(field(page));
        const before = await text.boundingBox();
        await field(page).click();
        assert.equal(await part(page, 'listing').isVisible(), false, 'nothing is listed before something is typed');
        await page.keyboard.type('border');
        await shows(part(page, 'hit').first());
        assert.deepEqual(await text.boundingBox(), before, 'the page does not move');
        assert.match((await part(page, 'hit-link').first().getAttribute('href')) ?? '', /^\/home\.html#q=border&article=./);
        await shows(page.getByRole('status').filter({ hasText: /\d+ articles? for border/ }));
        await shows(part(page, 'all').filter({ hasText: /Show (all \d+ results|the one result)/ }));
        await page.keyboard.press('ArrowDown');
        await focused(part(page, 'hit-link').first());
        await page.keyboard.press('Enter');
        await shows(part(page, 'article'));
        assert.match(path(), /^home\.html#q=border&article=./);
        await page.goBack();
        await until(() => path() === 'page.html', 'Back leads to the page');
      }));

    test('Enter shows all results on the archive’s page; Escape empties the field', () =>
      on('<newsprint-search SRC href="home.html"></newsprint-search>', async (page, path) => {
        await field(page).fill('zzz');
        await field(page).press('Escape');
        assert.equal(await field(page).inputValue(), '');
        await field(page).fill('border');
        await shows(part(page, 'hit').first());
        await field(page).press('Enter');
        await until(() => path() === 'home.html#q=border', 'the archive’s page is there');
        await shows(part(page, 'hit').first());
      }));

    test('results vanish when the focus leaves', () =>
      on('<newsprint-search SRC href="home.html"></newsprint-search><button>Elsewhere</button>', async (page) => {
        await field(page).fill('border');
        await shows(part(page, 'hit').first());
        await page.getByRole('button', { name: 'Elsewhere' }).focus();
        await part(page, 'hit').first().waitFor({ state: 'hidden' });
      }));

    test('a mistyped query is corrected, and what is not found is said', () =>
      on('<newsprint-search SRC href="home.html"></newsprint-search>', async (page) => {
        await field(page).fill('bordr secuirty');
        await shows(part(page, 'correction').getByText('border security'));
        await field(page).fill('"zzzzqqqq"');
        await shows(page.getByText('No article matches this search.'));
        assert.equal(await part(page, 'all').isVisible(), false);
      }));

    test('an archive on the same page shows what is chosen', () =>
      on('<newsprint-search SRC for="archive"></newsprint-search><newsprint-archive id="archive" address="none" SRC></newsprint-archive>', async (page, path) => {
        const archive = page.locator('newsprint-archive');
        await field(page).fill('border');
        await part(page.locator('newsprint-search'), 'hit-link').first().click();
        await shows(archive.locator('[part~="article"]'));
        assert.equal(path(), 'page.html');
        await archive.locator('[part~="back"]').click();
        assert.equal(await archive.getByRole('searchbox').inputValue(), 'border');
        await field(page).press('Enter');
        await focused(archive.getByRole('searchbox'));
      }));

    test('a dialog on a shortcut, which is nobody’s while somebody types', () =>
      on('<input aria-label="Name"><newsprint-search SRC href="home.html" dialog shortcut="/"></newsprint-search>', async (page) => {
        const opener = page.getByRole('button', { name: 'Search the archive' });
        const dialog = page.getByRole('dialog', { name: 'Search the archive' });
        await shows(opener);
        await page.getByLabel('Name').click();
        await page.keyboard.type('a/b');
        assert.equal(await page.getByLabel('Name').inputValue(), 'a/b');
        await opener.focus();
        await page.keyboard.press('/');
        await shows(dialog);
        await focused(field(page));
        assert.equal(await field(page).inputValue(), '', 'the shortcut is not typed');
        await page.keyboard.type('border');
        await shows(part(page, 'hit').first());
        await fits(page);
        await page.keyboard.press('Escape');
        assert.equal(await field(page).inputValue(), '', 'Escape empties the field first');
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'hidden' });
        await focused(opener);
        await opener.click();
        await shows(dialog);
        await page.getByRole('button', { name: 'Close' }).click();
        await dialog.waitFor({ state: 'hidden' });
      }, { viewport: { width: 360, height: 640 } }));

    test('an article alone: it takes neither focus nor scroll, and shows another when the page says so', () =>
      on('<p>Above</p><div id="space"></div><newsprint-article SRC article="embedding"><a href="/embedding">Read it there</a></newsprint-article>', async (page) => {
        await shows(page.getByRole('heading', { name: 'Embedding the archive in a page' }));
        assert.equal(await page.evaluate(() => scrollY), 0);
        assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
        assert.equal(await page.getByRole('searchbox').count(), 0);
        assert.equal(await part(page, 'back').isVisible(), false);
        assert.equal(await page.getByRole('link', { name: 'Read it there' }).isVisible(), false);
        await page.locator('newsprint-article').evaluate((element) => Reflect.set(element, 'article', 'theming'));
        await shows(page.getByRole('heading', { name: 'Theming', level: 2 }).first());
        await page.locator('newsprint-article').evaluate((element) => element.setAttribute('heading-level', '3'));
        await shows(page.getByRole('heading', { name: 'Theming', level: 3 }).first());
        await page.locator('newsprint-article').evaluate((element) => element.setAttribute('article', 'no-such'));
        await shows(page.getByText('This article is not in the archive.'));
      }));

    test('articles on the same subject, each with its reason, lead to the archive’s page', () =>
      on('<newsprint-related SRC article="embedding" href="home.html" limit="2"></newsprint-related>', async (page, path) => {
        await shows(page.getByRole('heading', { name: 'On the same subject' }));
        const links = part(page, 'related-link');
        await shows(links.first());
        assert.equal(await links.count(), 2);
        await shows(part(page, 'reason').filter({ hasText: /Shares \S/ }).first());
        const name = (await links.first().textContent()) ?? '';
        await links.first().click();
        await shows(page.getByRole('heading', { name }));
        assert.match(path(), /^home\.html#article=./);
      }));

    test('an article that nothing is related to leaves no trace; one that is unknown is said to be', () =>
      on('<newsprint-related SRC article="no-such"></newsprint-related>', async (page) => {
        await shows(page.getByRole('alert').filter({ hasText: 'archive' }));
      }));

    test('the page may keep an article closed', () =>
      on('<newsprint-related SRC article="embedding" href="home.html"></newsprint-related>', async (page, path) => {
        await page.evaluate(() =>
          addEventListener('newsprint-open', (event) => {
            event.preventDefault();
            document.title = /** @type {CustomEvent} */ (event).detail.id;
          }));
        await part(page, 'related-link').first().click();
        await until(async () => (await page.title()) !== 'A page', 'the page is told');
        assert.equal(path(), 'page.html');
      }));
  });
}
