/**
 * What GOV.UK asks of a field that answers while one types
 * (https://github.com/alphagov/accessible-autocomplete/blob/main/accessibility-criteria.md), as far as it applies to a
 * field with a list of links below it, where nothing drops down, is preselected or confirmed. In every browser.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, focused, hits, part, play, shows, until } from './support/person.mjs';
import { inBrowsers, noSite } from './support/stage.mjs';

/** @typedef {import('./support/person.mjs').Page} Page */

/** What is said in the end, once typing has rested. @param {Page} page @param {RegExp} words */
const hears = (page, words) => shows(page.getByRole('status').filter({ hasText: words }));

/** @type {Record<string, (page: Page, url: string) => Promise<void>>} */
const CRITERIA = {
  'is focusable with a keyboard': async (page) => {
    await shows(hits(page).first());
    await page.keyboard.press('Tab');
    await focused(field(page));
  },
  'indicates when it has the focus': async (page) => {
    await shows(hits(page).first());
    const border = () => part(page, 'field').evaluate((node) => getComputedStyle(node).borderBlockEndColor);
    const before = await border();
    await field(page).focus();
    assert.notEqual(await border(), before);
  },
  'tells that it is a field that can be edited, and of what': async (page) => {
    await shows(page.getByRole('searchbox', { name: 'Search the archive' }));
    assert.equal(await field(page).evaluate((node) => /** @type {HTMLInputElement} */ (node).readOnly), false);
  },
  'tells of a value that is there already': async (page, url) => {
    await page.goto(`${url}#q=border`);
    await until(async () => (await field(page).inputValue()) === 'border', 'the field holds what the address asks for');
  },
  'tells that it searches: it stands in a landmark for that': async (page) => {
    await shows(field(page));
    assert.equal(await field(page).evaluate((node) => Boolean(node.closest('search') && !node.closest('search')?.hasAttribute('role'))), true);
  },
  'explains how it is used': async (page) => {
    await shows(field(page));
    assert.match(String(await field(page).getAttribute('placeholder')), /phrase.*-without/);
  },
  'tells that there are matches, and how many': async (page) => {
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /^\d+ articles? for border$/);
  },
  'tells that there are none': async (page) => {
    await field(page).click();
    await page.keyboard.type('"zzzz qqqq"');
    await hears(page, /^No articles for "zzzz qqqq"$/);
  },
  'tells when their number changes, once typing has rested': async (page) => {
    await shows(hits(page).first());
    await page.evaluate(() => {
      const said = /** @type {string[]} */ ([]);
      Object.assign(globalThis, { said });
      const status = document.querySelector('newsprint-archive')?.shadowRoot?.querySelector('[role=status]');
      if (status) new MutationObserver(() => status.textContent && said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
    });
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /for border$/);
    await page.keyboard.type(' security');
    await hears(page, /for border security$/);
    assert.equal((await page.evaluate(() => /** @type {any} */ (globalThis).said)).length, 2, 'one sentence for each query that settled');
  },
  'lets one go along the matches by keyboard, and back into the field': async (page) => {
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /for border$/);
    await page.keyboard.press('ArrowDown');
    await focused(hits(page).first());
    await page.keyboard.press('ArrowDown');
    await focused(hits(page).nth(1));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await focused(field(page));
  },
  'tells which of the matches one is at: they are items of one list, and the one with the focus is marked': async (page) => {
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /^(\d+) articles? for border$/);
    assert.equal(await part(page, 'results').count(), 1);
    const [list, places] = await hits(page).evaluateAll((all) => [all.map((link) => link.closest('li')?.parentElement?.localName), all.length]);
    assert.deepEqual([...new Set(list)], ['ol']);
    assert.ok(Number(places) > 1);
    await page.keyboard.press('ArrowDown');
    await focused(hits(page).first());
    const outline = (/** @type {number} */ nth) => hits(page).nth(nth).evaluate((link) => [getComputedStyle(link).outlineStyle, getComputedStyle(link).boxShadow].join());
    assert.notEqual(await outline(0), await outline(1), 'the focus shows');
  },
  'selects none beforehand: Enter in the field opens nothing': async (page, url) => {
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /for border$/);
    await focused(field(page));
    await page.keyboard.press('Enter');
    await until(() => page.url() === `${url}#q=border`, 'the address names the query alone');
    assert.equal(await part(page, 'article').count(), 0);
    await shows(hits(page).first());
  },
  'needs no more than a pointer that clicks': async (page) => {
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /for border$/);
    await hits(page).nth(1).click();
    await shows(part(page, 'article'));
    await part(page, 'back').click();
    await focused(hits(page).nth(1));
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    assert.equal(await field(page).inputValue(), '');
    await focused(field(page));
  },
  'has matches that a finger can hit': async (page) => {
    await shows(hits(page).first());
    const { width, height } = await hits(page).first().evaluate((node) => {
      const { width, height } = node.getBoundingClientRect();
      return { width, height };
    });
    assert.ok(width >= 44 && height >= 24, `${width} by ${height} px`);
  },
  'tells when a match is opened, and leads back to where it was': async (page) => {
    await field(page).click();
    await page.keyboard.type('border');
    await hears(page, /for border$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await focused(part(page, 'headline'));
    await hears(page, /^Article opened$/);
    await page.goBack();
    await focused(hits(page).first());
    assert.equal(await field(page).inputValue(), 'border');
  },
};

inBrowsers('a field that answers', { skip: noSite }, (stage) => {
  for (const [criterion, steps] of Object.entries(CRITERIA)) test(criterion, () => play(stage.browser, stage.url, { steps }));
});
