/**
 * Reading an article as a person does: its marked words, what leads on from it, what can be taken along, its pictures, and
 * articles that are no good. On an archive of made-up articles, with www/ as it is and as it ships.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MIME } from './server.mjs';
import { NEWSPRINT, WIDGET, noProgram } from './support/articles.mjs';
import { NAMES, lacks } from './support/browsers.mjs';
import { fits, focused, pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers } from './support/stage.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./support/person.mjs').Scenario} Scenario
 */

const root = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** What ships, in every browser; www/ as it is in the first one. */
const SHELLS = [
  { shell: 'www', from: root('www'), browsers: NAMES.slice(0, 1) },
  { shell: 'target/widget', from: WIDGET, browsers: NAMES },
];

const BRIDGE = `---
title: The bridge at Karima
date: 2014-05-20
author: Ana Ruiz
tags: [bridges, rivers]
source: The Valley Post
lang: en
url: https://example.org/bridge
---

The bridge was built in a winter. A *bridge* is a promise that two banks make, say the bridge-keepers of Karima.

It stood through eleven floods, as [the drought](#article=drought) of the river shows.

![Iron over water](bridge.png "The bridge in April")

![Dry stones](https://pictures.example.net/dry.jpg "The river in June")

There were other bridges before.
`;

const BAD = [
  { id: 'markup', title: 'Untold <b>bold</b><script>alert(1)</script>', text: 'A <img src=x onerror=alert(1)> bridge.', date: '2013-01-01' },
  { id: 'bidi', title: '\u202eevil\u202d \u2067 title', text: 'Text \u202e with controls.\n\nA bridge.', author: '\u202eAna' },
  { id: 'zalgo', title: `Z${'\u0300\u0316'.repeat(200)}algo`, text: 'A bridge.' },
  { id: 'long word', title: 'W'.repeat(10_000), text: `${'x'.repeat(10_000)}\n\nA bridge.`, date: '2013-01-02' },
  { id: 'untitled', text: 'There is no headline here, and no date, and nothing else that would tell what this may be about. A bridge.' },
  { id: 'tags', title: 'Tags', text: 'A bridge.', tags: Array.from({ length: 200 }, (_, n) => `tag ${n}`) },
  { id: 'quotes', title: `He said: "she said: 'they said: “we said: ‘«no»’”'"`, text: '“‘"\'A bridge\'"’”, „said‚ nobody‘ “.', author: '"\'' },
  { id: 'script address', title: 'A script for an address', text: 'A bridge.', url: 'javascript:alert(1)', source: 'javascript:alert(1)' },
  { id: 'data address', title: 'Data for an address', text: 'A bridge.', url: 'data:text/html,<script>alert(1)</script>' },
  { id: 'title alone', title: 'A bridge, and no word more' },
  { id: 'facts', title: '{"a":1}', text: 'A bridge.', date: '9999-99-99', lang: '"><script>', author: '<b>bold</b>', tags: ['<img src=x onerror=alert(1)>', '', '\u202e', '"'], place: '</p>' },
  { id: '"><img src=x onerror=alert(1)>', title: 'An id that is markup', text: 'A bridge.' },
  { id: '__proto__', title: 'An id of the language’s', text: 'A bridge.' },
];

/** What is written in Markdown may lead anywhere. */
const LINKS = `---
title: Links
lang: en
---

[One](javascript:alert(1)), [two](JaVaScRiPt:alert(1)), [three](data:text/html,<script>alert(1)</script>), [four](vbscript:x),
[five](java&#10;script:alert(1)), [six](&#x6A;avascript:alert(1)), [seven](//elsewhere.invalid/x), [eight](https://example.org/), <javascript:alert(1)>.
<a href="javascript:alert(1)" onclick="alert(1)">Nine</a>, <svg onload="alert(1)"><a href="javascript:alert(1)">ten</a></svg>. A bridge.

![A picture](javascript:alert(1)) ![Another](data:image/svg+xml,<svg onload="alert(1)"/>)

<iframe src="javascript:alert(1)"></iframe><img src="bridge.png" onerror="alert(1)" onload="alert(1)"><style>* { display: none }</style>
`;

/** Schemes that an article's links and pictures may have. */
const SCHEMES = /^(https?|mailto|tel):$/;

const LONG = Array.from({ length: 500 }, (_, n) => Array.from({ length: 100 }, (_, k) => ((7 * n + k) % 40 ? 'stone' : 'bridge')).join(' '));

/** @param {string} folder */
function write(folder) {
  mkdirSync(folder);
  writeFileSync(`${folder}/bridge.md`, BRIDGE);
  writeFileSync(`${folder}/links.md`, LINKS);
  const made = [
    { id: 'flood', title: 'Flood warning', text: 'The river at Karima will rise, and the bridge of Karima stays open.', date: '2014-04-01' },
    { id: 'drought', title: 'Drought', text: 'The river at Karima fell; the old bridges of Karima stood dry.', date: '2014-06-02' },
    { id: 'arabic', title: 'الجسر', text: 'الجسر وعد بين ضفتين.', lang: 'ar', date: '2012-02-02' },
    { id: 'long', title: 'Fifty thousand words', text: LONG.join('\n\n'), date: '2012-01-01' },
    ...BAD,
  ];
  writeFileSync(`${folder}/made.jsonl`, made.map((article) => JSON.stringify({ lang: 'en', ...article })).join('\n'));
}

/** The words that are marked, as the browser knows them. @param {Page} page @param {string} [name] */
const marked = (page, name = 'newsprint-hit') =>
  page.evaluate((name) => {
    const ranges = [...(CSS.highlights.get(name) ?? [])];
    return ranges.map(({ startContainer, startOffset, endOffset }) => startContainer.textContent?.slice(startOffset, endOffset));
  }, name);

const highlights = (/** @type {Page} */ page) => page.evaluate(() => CSS.highlights.size);

const open = (/** @type {Page} */ page) => shows(part(page, 'article'));

/** @param {Page} page @param {string} text */
const counts = (page, text) => until(async () => (await part(page, 'hit-count').textContent()) === text, `the bar says ${text}`);

/** @type {(Scenario & { name: string, path?: string, needs?: string })[]} `needs`: an ability of the browser's. */
const SCENARIOS = [
  {
    name: 'the words of the query are marked as the search finds them, and stepped through',
    address: '#q=brigde&article=bridge',
    async steps(page) {
      await open(page);
      await counts(page, '7 matches');
      assert.deepEqual(await marked(page), ['bridge', 'bridge', 'bridge', 'bridge', 'bridge', 'bridges', 'bridges']);
      assert.equal(await part(page, 'article').locator('mark').count(), 0, 'the article itself is untouched');
      await page.getByRole('button', { name: 'Next match' }).click();
      await counts(page, '1 of 7');
      await page.keyboard.press('End');
      await counts(page, '7 of 7');
      assert.deepEqual(await marked(page, 'newsprint-hit-current'), ['bridges']);
      await page.keyboard.press('ArrowDown');
      await counts(page, '1 of 7');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await counts(page, '6 of 7');
      await shows(page.getByRole('status').filter({ hasText: '6 of 7: There were other bridges before.' }));
      await focused(page.getByRole('button', { name: 'Next match' }));
      await part(page, 'back').click();
      await shows(part(page, 'hit').first());
      assert.equal(await highlights(page), 0, 'no mark is left behind');
    },
  },
  {
    name: 'two elements share the marks, and one that is removed takes only its own',
    path: 'two.html',
    address: '#a.q=bridge&a.article=bridge&b.q=river&b.article=flood',
    async steps(page) {
      const sorted = async () => [...new Set(await marked(page))].sort();
      await until(async () => String(await sorted()) === 'bridge,bridges,river', 'both are marked');
      await page.evaluate(() => document.querySelector('newsprint-archive')?.remove());
      assert.deepEqual(await sorted(), ['river']);
      await page.evaluate(() => document.querySelector('newsprint-archive')?.remove());
      assert.equal(await highlights(page), 0);
    },
  },
  {
    name: 'previous and next come by date, related articles with a reason, and all of them open in place',
    address: '#article=bridge',
    async steps(page, url) {
      await open(page);
      assert.equal(await part(page, 'hits').isVisible(), false, 'nothing was searched for');
      assert.match((await part(page, 'previous').textContent()) ?? '', /Flood warning/);
      await page.getByRole('link', { name: 'the drought', exact: true }).click();
      await focused(page.getByRole('heading', { name: 'Drought' }));
      assert.equal(page.url(), `${url}#article=drought`);
      await part(page, 'previous').getByRole('link').click();
      await focused(page.getByRole('heading', { name: 'The bridge at Karima' }));
      await part(page, 'related-articles').scrollIntoViewIfNeeded();
      await shows(part(page, 'reason').first());
      assert.match((await part(page, 'reason').first().textContent()) ?? '', /Shares .*(karima|bridge|river)/i);
      await part(page, 'related-link').first().click();
      await until(async () => !page.url().endsWith('=bridge'), 'another article is open');
      await page.goBack();
      await focused(page.getByRole('heading', { name: 'The bridge at Karima' }));
    },
  },
  {
    name: 'a picture from elsewhere is not fetched: its caption and a link stand in its place',
    address: '#article=bridge',
    async steps(page) {
      await open(page);
      assert.deepEqual(await part(page, 'article').locator('img').evaluateAll((all) => all.map((image) => image.getAttribute('src'))), ['bridge.png']);
      await shows(part(page, 'caption').filter({ hasText: 'The river in June' }));
      const link = page.getByRole('link', { name: 'See the picture at pictures.example.net' });
      assert.equal(await link.getAttribute('href'), 'https://pictures.example.net/dry.jpg');
    },
  },
  {
    name: 'the article tells machines what it is',
    address: '#article=bridge',
    async steps(page) {
      await open(page);
      const item = part(page, 'article');
      assert.equal(await item.getAttribute('itemtype'), 'https://schema.org/NewsArticle');
      const facts = await item.locator('[itemprop]').evaluateAll((all) => all.map((one) => one.getAttribute('itemprop')));
      for (const name of ['headline', 'author', 'datePublished', 'inLanguage', 'articleBody', 'image', 'caption', 'publisher', 'url']) {
        assert.ok(facts.includes(name), name);
      }
    },
  },
  {
    name: 'the link and a quotation with its source can be copied',
    needs: 'clipboard',
    address: '#q=river&article=bridge',
    options: { permissions: ['clipboard-read', 'clipboard-write'] },
    async steps(page, url) {
      await open(page);
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await page.getByRole('button', { name: 'Copy link' }).click();
      await shows(page.getByRole('status').filter({ hasText: 'Copied' }));
      assert.equal(await copied(), `${url}#article=bridge`);
      const quote = page.getByRole('button', { name: 'Copy quote' });
      assert.equal(await quote.isVisible(), false, 'nothing is selected');
      await part(page, 'para').last().click({ clickCount: 3 });
      await quote.click();
      await until(async () => (await copied()).startsWith('“'), 'the quotation is copied');
      assert.equal(await copied(), `“There were other bridges before.”\n\nThe bridge at Karima. Ana Ruiz, May 20, 2014\n${url}#article=bridge`);
    },
  },
  {
    name: 'on paper the article stands alone',
    needs: 'media',
    address: '#q=river&article=bridge',
    async steps(page) {
      await open(page);
      await shows(part(page, 'hits'));
      await page.emulateMedia({ media: 'print' });
      for (const name of ['search', 'back', 'toolbar', 'hits', 'neighbours', 'related-articles']) {
        assert.equal(await part(page, name).isVisible(), false, name);
      }
      await shows(part(page, 'headline'));
    },
  },
  {
    name: 'an article keeps its language and direction, and the words of the interface theirs',
    address: '#article=arabic',
    async steps(page) {
      await open(page);
      const { lang, direction, date } = await part(page, 'article').evaluate((article) => ({
        lang: article.getAttribute('lang'),
        direction: getComputedStyle(article).direction,
        date: article.querySelector('[part="date"]')?.getAttribute('lang'),
      }));
      assert.deepEqual([lang, direction, date], ['ar', 'rtl', 'en']);
    },
  },
  {
    name: 'articles that are no good are shown safely, and nothing runs off to the side',
    options: { viewport: { width: 320, height: 568 } },
    async steps(page, url) {
      for (const [n, { id }] of [...BAD, { id: 'links' }].entries()) {
        await page.goto(`${url}?${n}#q=bridge&article=${encodeURIComponent(id)}`);
        await open(page);
        await counts(page, '1 match');
        await fits(page);
        assert.ok((await part(page, 'headline').textContent())?.trim(), `${id} has a headline`);
        assert.equal(await part(page, 'article').locator(':is(b, script, style, svg, iframe, [onclick], [onload], [onerror])').count(), 0, id);
        assert.equal(await part(page, 'article').locator('img').count(), id === 'links' ? 1 : 0, id);
        const addresses = await part(page, 'article').locator(':is([href], [src])').evaluateAll((all) => all.map((node) => Reflect.get(node, 'href') ?? Reflect.get(node, 'src')));
        for (const address of addresses) assert.match(new URL(address).protocol, SCHEMES, `${id}: ${address}`);
      }
      // They are listed as safely.
      await page.goto(`${url}?list#q=bridge`);
      await shows(part(page, 'mark').first());
      while (await part(page, 'more').isVisible()) {
        const before = await part(page, 'hit').count();
        await part(page, 'more').click();
        await until(async () => (await part(page, 'hit').count()) > before, 'more are listed');
      }
      assert.ok((await part(page, 'hit').count()) > BAD.length);
      await fits(page);
      assert.equal(await part(page, 'results').locator(':is(img, b, script)').count(), 0);
    },
  },
  {
    name: 'all matches of fifty thousand words are found',
    address: '#q=bridge&article=long',
    async steps(page) {
      await open(page);
      const expected = LONG.join(' ').split('bridge').length - 1;
      await counts(page, `${expected.toLocaleString('en')} matches`);
    },
  },
];

const folder = mkdtempSync(`${tmpdir()}/newsprint-reading-`);
after(() => rmSync(folder, { recursive: true, force: true }));

/** A site with a shell. @param {string} shell @param {string} from Its files. */
function makeSite(shell, from) {
  const site = `${folder}/${shell}`;
  if (existsSync(site)) return site;
  rmSync(`${folder}/articles`, { recursive: true, force: true });
  write(`${folder}/articles`);
  execFileSync(NEWSPRINT, ['build', `${folder}/articles`, '--out', site], { stdio: 'ignore' });
  rmSync(`${site}/newsprint`, { recursive: true });
  cpSync(from, `${site}/newsprint`, { recursive: true });
  cpSync(root('www/screenshot.png'), `${site}/bridge.png`);
  const pages = {
    index: '<newsprint-archive src="archive"></newsprint-archive>',
    remote: '<newsprint-archive src="archive" images="remote"></newsprint-archive>',
    two: '<newsprint-archive src="archive" address="a"></newsprint-archive><newsprint-archive src="archive" address="b"></newsprint-archive>',
  };
  for (const [name, body] of Object.entries(pages)) writeFileSync(`${site}/${name}.html`, pageOf(`<main>${body}</main>`));
  return site;
}

for (const { shell, from, browsers } of SHELLS) {
  const skip = noProgram || (existsSync(`${from}/pkg/newsprint_bg.wasm`) ? false : 'run make widget');
  inBrowsers(`reading, with ${shell}`, { skip, browsers, root: () => makeSite(shell, from) }, (stage, browserName) => {
    for (const { path = '', needs, ...scenario } of SCENARIOS) {
      test(scenario.name, { skip: lacks(browserName, needs) }, () => play(stage.browser, stage.url, { ...scenario, address: path + (scenario.address ?? '') }));
    }

    test('a page that asks for them gets pictures from elsewhere', { skip: lacks(browserName, 'answer') }, async () => {
      const elsewhere = 'https://pictures.example.net/';
      /** @type {string[]} */ const referrers = [];
      stage.host.answers(/^\/open\.html$/, { headers: { 'Content-Type': MIME['.html'], 'Content-Security-Policy': '' }, body: stage.host.file('remote.html') });
      await play(stage.browser, `${stage.url}open.html#article=bridge`, {
        allows: /^request to https:\/\/pictures\.example\.net\//,
        prepare: (context) => context.route(`${elsewhere}**`, (route) => {
          referrers.push(route.request().headers().referer ?? 'none');
          return route.fulfill({ path: root('www/screenshot.png') });
        }),
        async steps(page) {
          await part(page, 'image').last().scrollIntoViewIfNeeded();
          await until(async () => referrers.length > 0, 'the picture is fetched');
          assert.deepEqual(referrers, ['none'], 'and not told from where');
        },
      });
    });
  });
}
