/**
 * What a browser really fetches, request by request, as the server sees it: before anybody touches an element, and until
 * the first result is shown. Bytes are those of a host that compresses (brotli, quality 11); an archive's pieces are
 * compressed already.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { buildSite, noProgram } from './support/articles.mjs';
import { hits, pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers } from './support/stage.mjs';

/** The budgets of the design, in bytes, the first one for 500 articles of 330 words. */
const FIRST_RESULT = 100_000;
const BEFORE_TOUCH = 5_000;

/** What the page itself brings along. */
const OWN = /\.html$|\/icon\.svg$|\/far\.css$|^\/favicon\.ico$/;

/** What is fetched once a result is there: the row above the list, and what draws articles. */
const LATER = /\/(later|related)-.*\.js$/;

const folder = mkdtempSync(`${tmpdir()}/newsprint-fetched-`);
after(() => rmSync(folder, { recursive: true, force: true }));

/** Words of a language's kind: a few of them often, most of them seldom. The same at every call. */
function writer() {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const syllables = ['ka', 'ri', 'mo', 'ten', 'sal', 'u', 'ver', 'in', 'dor', 'pe', 'lu', 'ash', 'gre', 'ton', 'ful', 'ya'];
  const vocabulary = Array.from({ length: 12_000 }, () => Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(''));
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1];
  return (/** @type {number} */ length) => Array.from({ length }, word).join(' ');
}

/** Five hundred articles of 330 words. */
function articles() {
  const write = writer();
  return Array.from({ length: 500 }, (_, n) => ({
    id: `n${n}`,
    title: `${write(6)} report${n === 300 ? ' quillwort' : ''}`,
    text: [110, 110, 110].map((length) => `${write(length)}.`).join('\n'),
    date: `${2010 + (n % 10)}-${String(1 + (n % 12)).padStart(2, '0')}-11`,
    lang: 'en',
  }));
}

inBrowsers('what is fetched', { skip: noProgram, root: () => buildSite(articles(), folder) }, (stage) => {
  /** What was sent so far, but for the page's own: paths, and bytes as they would come over the wire. */
  function fetched() {
    const result = stage.host.sent.findLastIndex(({ path }) => path.endsWith('.newsprint'));
    const sent = stage.host.sent.filter(({ path }, place) => !OWN.test(path) && !(place > result && LATER.test(path)));
    const sizes = sent.map(({ path, bytes }) => (path.endsWith('.newsprint') ? bytes : brotliCompressSync(readFileSync(`${folder}/site${path}`)).length));
    return { paths: sent.map(({ path }) => path), bytes: sizes.reduce((sum, size) => sum + size, 0) };
  }

  /** Where pieces of the archive begin before the one that lies before them ends. */
  function twice() {
    const pieces = stage.host.sent.filter(({ path }) => path.endsWith('.newsprint')).sort((a, b) => a.start - b.start);
    return pieces.filter(({ start }, place) => place && start < pieces[place - 1].start + pieces[place - 1].bytes);
  }

  /** @param {string} body @param {string[]} scripts @param {import('./support/person.mjs').Scenario['steps']} steps @param {string} [address] */
  function on(body, scripts, steps, address) {
    stage.host.page('page.html', pageOf(body, { scripts }));
    return play(stage.browser, `${stage.url}page.html`, { steps, address });
  }

  test('to the first result, of a link to a search', (context) =>
    on('<newsprint-archive src="archive/"></newsprint-archive>', ['newsprint'], async (page) => {
      await shows(part(page, 'mark').first());
      assert.equal(await hits(page).count(), 1);
      const { paths, bytes } = fetched();
      const last = paths.findLastIndex((path) => path.endsWith('.newsprint'));
      context.diagnostic(`${bytes} bytes in ${paths.length} requests: ${paths.join(' ')}`);
      assert.ok(last > 0, 'the archive was read');
      assert.ok(bytes <= FIRST_RESULT, `${bytes} bytes`);
      assert.deepEqual(twice(), [], 'no byte of the archive is sent twice');
      assert.deepEqual(paths.slice(0, last).filter((path) => LATER.test(path)), [], 'nothing else comes first');
    }, '#q=quillwort'));

  for (const [what, scripts, body] of /** @type {[string, string[], string][]} */ ([
    ['an archive far below the screen', ['newsprint'], '<div id="far"></div><newsprint-archive src="archive/"></newsprint-archive>'],
    ['a search field in a dialog', ['newsprint-pieces'], '<newsprint-search src="archive/" href="index.html" dialog></newsprint-search>'],
  ])) {
    test(`before anybody touches ${what}`, (context) => {
      stage.host.answers(/^\/far\.css$/, { headers: { 'Content-Type': 'text/css' }, body: '#far { block-size: 9000px }' });
      return on(`<link rel="stylesheet" href="far.css">${body}`, scripts, async (page) => {
        await until(() => stage.host.asked.some((path) => path.endsWith('newsprint.js')), 'the script is fetched');
        await page.waitForTimeout(700); // nothing comes after it
        const { paths, bytes } = fetched();
        context.diagnostic(`${bytes} bytes in ${paths.length} requests: ${paths.join(' ')}`);
        assert.deepEqual(paths.filter((path) => /\.wasm|\.newsprint/.test(path)), []);
        // The budget is that of the archive's own script.
        if (!scripts.includes('newsprint-pieces')) assert.ok(bytes <= BEFORE_TOUCH, `${bytes} bytes: ${paths.join(' ')}`);
      });
    });
  }
});
