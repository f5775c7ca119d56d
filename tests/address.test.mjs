/**
 * The state in the page's address: in the fragment or in the query string, beside what belongs to the page, and beside
 * other archives. On target/site, with pages of the test's own.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf, play, shows, until } from './support/person.mjs';
import { inBrowsers, noSite } from './support/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const archive = (/** @type {Page} */ page, nth = 0) => page.locator('newsprint-archive').nth(nth);
const part = (/** @type {Locator} */ within, /** @type {string} */ name) => within.locator(`[part~="${name}"]`);

inBrowsers('the address', { skip: noSite }, (stage) => {
  /**
   * @param {string} body
   * @param {string} address behind the page's
   * @param {(page: Page, path: () => string) => Promise<void>} steps
   */
  function on(body, address, steps) {
    stage.host.page('page.html', pageOf(body));
    return play(stage.browser, `${stage.url}page.html`, { address, steps: (page) => steps(page, () => page.url().slice(stage.url.length)) });
  }

  test('in the query string: what is there of the page stays, every state is a link, Back restores', () =>
    on('<newsprint-archive src="archive/" address="?"></newsprint-archive>', '?edition=2&q=border#contact', async (page, path) => {
      const element = archive(page);
      await until(async () => (await part(element, 'input').inputValue()) === 'border', 'the address is read');
      const title = await part(element, 'hit-link').first().textContent();
      const href = (await part(element, 'hit-link').first().getAttribute('href')) ?? '';
      assert.match(href, /^\/page\.html\?edition=2&q=border&article=[^#]+$/);
      await part(element, 'hit-link').first().click();
      await shows(part(element, 'article'));
      assert.ok(`/${path()}`.startsWith(href) && path().endsWith('#contact'), path());
      await page.reload();
      await shows(part(element, 'article'));
      await part(element, 'back').click();
      await shows(part(element, 'hit').first());
      assert.equal(path(), 'page.html?edition=2&q=border#contact');
      await page.goForward();
      await shows(part(element, 'article'));
      await page.goBack();
      await shows(page.getByRole('link', { name: title ?? '' }).first());
      await part(element, 'input').fill('guide & more');
      await until(() => path() === 'page.html?edition=2&q=guide%20%26%20more#contact', 'typing is written');
      await part(element, 'input').fill('');
      await until(() => path() === 'page.html?edition=2#contact', 'an empty query leaves nothing behind');
    }));

  test('in the query string a page’s route in the fragment is no hindrance, and blanks may be plus signs', () =>
    on('<newsprint-archive src="archive/" address="?news"></newsprint-archive>', '?news.q=border+security#/route', async (page, path) => {
      const element = archive(page);
      await until(async () => (await part(element, 'input').inputValue()) === 'border security', 'the address is read');
      await part(element, 'input').fill('wasm');
      await until(() => path() === 'page.html?news.q=wasm#/route', 'typing is written');
    }));

  test('several archives do not fight: fragment and query string, named and not', () => {
    const elements = ['', '?', 'a', '?b', 'none'].map((address) => `<newsprint-archive src="archive/" address="${address}"></newsprint-archive>`);
    return on(elements.join(''), '', async (page, path) => {
      const words = ['border', 'wasm', 'theming', 'search', 'index'];
      for (const [nth, word] of words.entries()) {
        await archive(page, nth).scrollIntoViewIfNeeded();
        await part(archive(page, nth), 'input').fill(word);
        await shows(part(archive(page, nth), 'hit').first());
      }
      await until(() => path() === 'page.html?q=wasm&b.q=search#q=border&a.q=theming', 'each has written its own');
      const opened = part(archive(page, 3), 'hit-link').first();
      await opened.click();
      await shows(part(archive(page, 3), 'article'));
      assert.equal(await part(page.locator('newsprint-archive'), 'article').count(), 1, 'the others stay as they are');
      await page.goBack();
      await shows(part(archive(page, 3), 'hit').first());
      await page.reload();
      for (const [nth, word] of words.slice(0, 4).entries()) {
        await archive(page, nth).scrollIntoViewIfNeeded();
        await until(async () => (await part(archive(page, nth), 'input').inputValue()) === word, `${word} is restored`);
      }
    });
  });

  test('a name that addresses encode is written once', () =>
    on('<newsprint-archive src="archive/" address="هەواڵ ١"></newsprint-archive>', '', async (page, path) => {
      const name = encodeURIComponent('هەواڵ ١');
      const element = archive(page);
      for (const word of ['border', 'wasm']) {
        await part(element, 'input').fill(word);
        await until(() => path() === `page.html#${name}.q=${word}`, `${word} is all that is written, not ${path()}`);
        await part(element, 'hit-link').first().click();
        await shows(part(element, 'article'));
        await page.goBack();
        await shows(part(element, 'hit').first());
      }
    }));

  test('Enter before the program is there sends nothing away', () => {
    stage.host.answers(/controller.*\.js$/, { wait: 1500 });
    return on('<newsprint-archive src="archive/"></newsprint-archive>', '', async (page, path) => {
      const element = archive(page);
      await part(element, 'input').fill('border');
      await part(element, 'input').press('Enter');
      await shows(part(element, 'mark').first());
      assert.equal(await part(element, 'input').inputValue(), 'border');
      await until(() => path() === 'page.html#q=border', 'the page is where it was');
    });
  });

  test('an address that makes no sense opens the archive as it is', () =>
    on('<newsprint-archive src="archive/" address="?x.y=&z"></newsprint-archive>', '?x.y=&z.q=%ZZ&article=&&&==&q[]=1', async (page) => {
      await shows(part(archive(page), 'hit').first());
    }));
});
