/**
 * Plain pages (`newsprint build --pages`): read without scripts, and with them turned into the archive before the reader's
 * eyes, where nothing may flash or jump; and valid.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { articles, buildSite, noProgram } from './support/articles.mjs';
import { lacks } from './support/browsers.mjs';
import { field, fits, hits, part, play, shows, until } from './support/person.mjs';
import { inBrowsers } from './support/stage.mjs';

const folder = mkdtempSync(`${tmpdir()}/newsprint-pages-`);
after(() => rmSync(folder, { recursive: true }));

/** Long enough to scroll. */
const LONG = Array.from({ length: 40 }, (_, n) => `Paragraph ${n}. ${'The river rose, and the town watched it rise. '.repeat(6)}`).join('\n\n');

const STORIES = [
  { id: 'flood', title: 'River takes the bridge at Karima', text: LONG, date: '2020-02-02', author: 'Ana Ruiz', lang: 'en' },
  ...articles().map((article) => ({ ...article, title: article.id === 'a3' ? '</title><script>alert(1)</script>' : article.title })),
];

/** @type {string | undefined} */
let site;

/** The site, built at first need. */
const root = () => (site ??= buildSite(STORIES, folder, undefined, ['--pages', '--title', 'The Valley Post']));

inBrowsers('plain pages', { skip: noProgram, root }, (stage, name) => {
  /** @param {import('./support/person.mjs').Scenario} scenario */
  const reader = (scenario) => play(stage.browser, stage.url, scenario);
  /**
   * A page that notes where its text stands.
   * @param {string} address
   * @param {import('./support/person.mjs').Scenario} scenario
   */
  const watched = (address, scenario) => {
    stage.host.script('watch.js', `(${watch})()`);
    stage.host.page(address, String(stage.host.file(address)).replace('<head>', '<head><script src="/watch.js"></script>'));
    return reader({ address, ...scenario });
  };
  const unscripted = { skip: lacks(name, 'scripts') };

  test('without scripts one reads, goes from article to article and through the lists', unscripted, () => reader({
    options: { javaScriptEnabled: false },
    address: 'pages/flood.html',
    steps: async (page) => {
      await shows(page.getByRole('heading', { level: 1, name: 'River takes the bridge at Karima' }));
      await page.locator('.previous a').click();
      await shows(page.getByRole('heading', { level: 1 }));
      await page.locator('a.back').click();
      await shows(page.getByRole('heading', { level: 1, name: 'The Valley Post' }));
      assert.equal(await page.locator('.hit').count(), 100);
      await page.locator('a[rel=next]').click();
      assert.equal(await page.locator('.hit').count(), 1);
      await fits(page);
      await page.locator('a[rel=prev]').click();
      await shows(page.locator('.hit-link').first());
    },
  }));

  test('with scripts the archive takes the place of an article, and nothing moves', () => watched('pages/flood.html', {
    steps: async (page, url) => {
      await shows(part(page, 'headline'));
      await until(async () => (await page.locator('.edition').count()) === 0, 'the page gave way');
      assert.equal(page.url(), `${url}#article=flood`);
      const tops = await page.evaluate(() => Reflect.get(globalThis, 'tops'));
      assert.ok(tops.length > 2 && Math.max(...tops) - Math.min(...tops) < 2, `the headline stood at ${[...new Set(tops)].join(', ')}`);
      await shows(field(page));
      await part(page, 'back').click();
      await shows(hits(page).first());
      assert.equal(await page.title(), 'The Valley Post');
      await hits(page).nth(1).click();
      await shows(part(page, 'headline'));
      await back(page);
      await shows(hits(page).first());
      await back(page);
      await shows(page.getByRole('heading', { name: 'River takes the bridge at Karima' }));
      await page.reload();
      await shows(page.getByRole('heading', { name: 'River takes the bridge at Karima' }));
    },
  }));

  test('whoever has scrolled meanwhile reads on at the same line', () => {
    stage.host.answers(/\.wasm$/, { wait: 1500 });
    return reader({
      address: 'pages/flood.html',
      steps: async (page) => {
        await page.evaluate(() => scrollTo(0, 900));
        const before = await page.locator('.headline').evaluate((node) => node.getBoundingClientRect().top);
        await until(async () => (await page.locator('.edition').count()) === 0, 'the page gave way');
        const now = await part(page, 'headline').evaluate((node) => node.getBoundingClientRect().top);
        assert.ok(Math.abs(now - before) < 2, `the headline went from ${before} to ${now}`);
      },
    });
  });

  test('with scripts the list becomes the archive, and nothing moves', () => watched('index.html', {
    steps: async (page, url) => {
      await until(async () => (await page.locator('.edition').count()) === 0, 'the page gave way');
      await shows(hits(page).first());
      assert.equal(page.url(), `${url}index.html`);
      const tops = await page.evaluate(() => Reflect.get(globalThis, 'tops'));
      assert.ok(tops.length > 2 && Math.max(...tops) - Math.min(...tops) < 2, `the first hit stood at ${[...new Set(tops)].join(', ')}`);
    },
  }));

  test('further pages of the list have a field that leads to the archive', () => reader({
    address: 'pages/list/2.html',
    steps: async (page, url) => {
      await field(page).fill('river');
      await shows(hits(page).first());
      await hits(page).first().click();
      await until(() => page.url().startsWith(`${url}#`), 'the archive');
      await shows(part(page, 'headline'));
    },
  }));

  test('an address with a state of its own is kept', () => reader({
    address: 'pages/flood.html#q=storm',
    steps: async (page, url) => {
      await shows(hits(page).first());
      assert.equal(page.url(), `${url}#q=storm`);
    },
  }));

  test('where the archive cannot be read, the page stays, and its links lead on', () => {
    stage.host.answers(/archive\.newsprint$/, { status: 500 });
    return reader({
      address: 'pages/flood.html',
      allows: /500/,
      steps: async (page, url) => {
        await until(() => page.url() === `${url}pages/flood.html`, 'the address is that of the page');
        await shows(page.locator('.edition .headline'));
        await page.locator('.previous a').click();
        await until(() => /pages\/a\d+\.html/.test(page.url()), 'the page of another article');
      },
    });
  });
});

test('the pages are valid', { skip: noProgram || (spawnSync('java', ['-version']).status === 0 ? false : 'java is not there') }, () => {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  const pages = readdirSync(`${root()}/pages`).filter((file) => file.endsWith('.html')).slice(0, 20).map((file) => `${root()}/pages/${file}`);
  const files = [`${root()}/index.html`, `${root()}/pages/list/2.html`, ...pages, new URL('golden/pages/flood.html', import.meta.url).pathname];
  const { status, stderr } = spawnSync('java', ['-jar', jar, '--errors-only', ...files], { encoding: 'utf8' });
  assert.equal(status === 0 ? '' : stderr, '');
});

/** A step back; Firefox's driver waits for a page to load, where none does. @param {import('playwright-core').Page} page */
const back = (page) => page.evaluate(() => history.back());

/** Notes at every frame where the headline, or the first hit, stands; runs in the page. */
function watch() {
  /** @type {number[]} */
  const tops = [];
  Object.assign(globalThis, { tops });
  const look = () => {
    const archive = document.querySelector('newsprint-archive')?.shadowRoot;
    const root = document.querySelector('.edition') ?? archive;
    const node = root?.querySelector('.headline, [part="headline"], .hit-link, [part="hit-link"]');
    if (node) tops.push(Math.round(node.getBoundingClientRect().top * 10) / 10);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
