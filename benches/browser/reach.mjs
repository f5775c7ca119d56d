/**
 * From hundreds of articles to a million, over a slow line, beside Pagefind where it goes along: does an archive stay
 * cheap as it grows? What each figure should reach stands beside it.
 *
 *     node benches/browser/reach.mjs [--collection FOLDER] [--only PARTS] [--rounds N] [--large FILE]
 *
 * Parts, with commas between several: `small` (500 articles of the collection), `whole` (all of them), `10000` and
 * `100000` (made up, by benches/generate). --large measures an archive of one's own too: JSON Lines, `.gz` as well.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../../tests/server.mjs';
import { collection } from './articles.mjs';
import { buildNewsprint, buildPagefind } from './built.mjs';
import { bytesOf, Line, piece, roundTrips } from './line.mjs';
import { articlesOf, commonest, generated, overlap, queriesOf } from './made.mjs';
import { measure } from './measure.mjs';
import { DATA, rows } from './rows.mjs';
import { ISOLATED, launch, PROGRAM, ROOT, stop } from './setting.mjs';
import { kilobytes, median, megabytes, percentile, table } from './table.mjs';
import { NEWSPRINT, PAGEFIND, visit } from './visit.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./types.js').Article} Article
 * @typedef {import('./articles.mjs').Collection} Collection
 * @typedef {import('./visit.mjs').Site} Site
 * @typedef {import('./visit.mjs').Visit} Visit
 * @typedef {string[][]} Rows as HEAD has them
 */

const HEAD = ['articles', 'what', 'Newsprint,', 'Pagefind 1.6,', 'reach,'];

/** Queries of one word, and of two, that are asked of a large archive. */
const QUERIES = 15;

/** A line that only makes one request wait for another: bytes do not depend on its speed. */
const WAITING = { latency: 50, rate: 100e6 };

const { values } = parseArgs({
  options: {
    collection: { type: 'string' },
    only: { type: 'string', default: 'small,whole,10000,100000' },
    rounds: { type: 'string', default: '3' },
    large: { type: 'string' },
  },
});
await main();

async function main() {
  if (!existsSync(PROGRAM)) stop(`${PROGRAM} is not there: run make release`);
  const browser = await launch();
  const parts = /** @type {const} */ ([['small', small], ['whole', whole], ['10000', tenThousand], ['100000', hundredThousand]]);
  /** @type {Rows} */
  const found = [];
  try {
    for (const [name, part] of parts) {
      if (!values.only.split(',').includes(name)) continue;
      console.error(`measuring: ${name}`);
      found.push(...(await part(browser)));
    }
    if (values.large) found.push(...(await large(browser, resolve(values.large), 'large', '64')));
  } finally {
    await browser.close();
    console.log(table(HEAD, found));
  }
}

/** Five hundred articles: all it takes until a first hit is there, one that the first screen does not list. @param {Browser} browser @returns {Promise<Rows>} */
async function small(browser) {
  const { articles, queries } = collection(ROOT, values.collection);
  const some = spread(articles, 500);
  const folder = folderOf('small');
  await buildBoth(some, folder);
  const middle = new Map(some.slice(100, 400).map((article) => [article.id, article.title]));
  const asked = spread(queries.filter(({ article }) => middle.has(article)), Number(values.rounds));
  const line = await Line.open(folder);
  try {
    const [ours, theirs] = [[], []].map(() => /** @type {Visit[]} */ ([]));
    for (const { text, article } of asked) {
      const options = { article: middle.get(article), slow: 4 };
      ours.push(await visit(browser, line, NEWSPRINT, text, options));
      theirs.push(await visit(browser, line, PAGEFIND, text, options));
    }
    const both = (/** @type {(visit: Visit) => number} */ figure) => [ours, theirs].map((visits) => median(visits.map(figure)));
    return [
      ['500', 'to the first hit: kB', ...both(({ sent }) => bytesOf(sent)).map(kilobytes), '100'],
      ['', 'requests', ...both(({ sent }) => sent.length).map(String), '6'],
      ['', 'seconds, processor slowed 4 times', ...both(({ shown }) => shown / 1e3).map((s) => s.toFixed(2)), 'half'],
    ];
  } finally {
    await line.close();
  }
}

/** The whole collection: what ships of it, and what a page holds after fifty queries. @param {Browser} browser @returns {Promise<Rows>} */
async function whole(browser) {
  const { name, articles, queries } = collection(ROOT, values.collection);
  const { newsprint, pagefind } = await buildBoth(articles, folderOf(''));
  const typed = spread(queries, 50).map(({ text }) => ({ text, article: null }));
  const server = await serve(ROOT, { headers: ISOLATED });
  try {
    const [ours, theirs] = ['Newsprint, fetching', 'Pagefind'].map((name) => rows().find((row) => row.name === name));
    if (!ours || !theirs) throw new Error('rows.mjs has no such rows');
    const memory = [];
    for (const row of [ours, theirs]) memory.push((await measure(browser, server.url, row, typed)).memory);
    const built = [newsprint, pagefind];
    return [
      [String(articles.length), `${name}: archive, MB`, ...built.map(({ bytes }) => megabytes(bytes)), '70 %'],
      ['', 'files', ...built.map(({ files }) => String(files)), '64'],
      ['', 'the page after 50 queries, MB', ...memory.map(megabytes), 'half'],
    ];
  } finally {
    await server.close();
  }
}

/** @param {Browser} browser @returns {Promise<Rows>} */
async function tenThousand(browser) {
  const input = generated(10_000);
  const folder = folderOf('10000');
  const articles = articlesOf(input);
  const { newsprint, pagefind } = await buildBoth(articles, folder);
  const word = commonest(articles);
  const line = await Line.open(folder, WAITING);
  try {
    const visits = [];
    for (const site of [NEWSPRINT, PAGEFIND]) visits.push({ site, visit: await visit(browser, line, site, word, { rest: true }) });
    const all = visits.map(({ visit: { opening, sent } }) => bytesOf([...opening, ...sent]));
    const data = visits.map(({ site, visit: { opening, sent } }) => bytesOf([...opening, ...sent].filter(({ path }) => site.data.test(path))));
    const query = visits.map(({ site, visit: { sent } }) => bytesOf(sent.filter(({ path }) => site.data.test(path))));
    const built = [newsprint, pagefind];
    return [
      ['10,000', `commonest word ("${word}"), cold: kB of data`, ...query.map(kilobytes), '60'],
      ['', 'the same with what the page fetched before it', ...data.map(kilobytes), '-'],
      ['', 'the same with script and wasm', ...all.map(kilobytes), '-'],
      ['', 'build: memory, MB', ...built.map(({ memory }) => megabytes(memory)), 'a tenth'],
      ['', 'build: seconds', ...built.map(({ seconds }) => seconds.toFixed(1)), 'a quarter'],
      ['', 'archive, MB', ...built.map(({ bytes }) => megabytes(bytes)), '70 %'],
      ['', 'top ten, of the exact ones', overlap(PROGRAM, folder, input), '-', '.95'],
    ];
  } finally {
    await line.close();
  }
}

/** @param {Browser} browser */
function hundredThousand(browser) {
  return large(browser, generated(100_000), '100000', '32');
}

/**
 * An archive that Pagefind does not reach.
 *
 * @param {Browser} browser
 * @param {string} input
 * @param {string} name of its folder
 * @param {string} root what its root should reach, in kB
 * @returns {Promise<Rows>}
 */
async function large(browser, input, name, root) {
  const folder = folderOf(name);
  const built = await buildNewsprint(PROGRAM, input, folder);
  const line = await Line.open(folder, WAITING);
  try {
    const { pairs, singles } = queriesOf(input, folder);
    return [
      [name, 'root, kB', kilobytes(rootOf(join(folder, 'site/archive/archive.newsprint'))), '-', root],
      ['', 'build: memory, MB', megabytes(built.memory), '-', '300'],
      ['', 'build: seconds', built.seconds.toFixed(0), '-', '-'],
      ['', 'archive, MB in files', `${megabytes(built.bytes)} in ${built.files}`, '-', '64'],
      ...(await asked(browser, line, 'one word', spread(singles, QUERIES), '30')),
      ...(await asked(browser, line, 'two words', spread(pairs, QUERIES), '60')),
      ['', 'top ten, of the exact ones', overlap(PROGRAM, folder, input), '-', '.95; .90 at a million'],
    ];
  } finally {
    await line.close();
  }
}

/** Queries, each on a first visit. @param {Browser} browser @param {Line} line @param {string} what @param {string[]} queries @param {string} reach @returns {Promise<Rows>} */
async function asked(browser, line, what, queries, reach) {
  const visits = [];
  for (const query of queries) visits.push(await visit(browser, line, NEWSPRINT, query, { rest: true }));
  const sent = visits.map(({ sent }) => sent.filter(({ path }) => NEWSPRINT.data.test(path)));
  const told = (/** @type {number[]} */ numbers) => `${median(numbers)}, at most ${Math.max(...numbers)}`;
  const bytes = sent.map(bytesOf);
  return [
    ['', `${what}, cold: kB, median, p90, most`, [median(bytes), percentile(bytes, 0.9), Math.max(...bytes)].map(kilobytes).join(', '), '-', reach],
    ['', `${what}: requests`, told(sent.map(({ length }) => length)), '-', '-'],
    ['', `${what}: round trips`, told(sent.map(roundTrips)), '-', '3'],
  ];
}

/** @param {Article[]} articles @param {string} folder */
async function buildBoth(articles, folder) {
  const input = join(folder, 'articles.jsonl');
  writeFileSync(input, articles.map((article) => `${JSON.stringify(article)}\n`).join(''));
  return { newsprint: await buildNewsprint(PROGRAM, input, folder), pagefind: await buildPagefind(articles, folder) };
}

/** @param {string} name */
function folderOf(name) {
  const folder = join(ROOT, DATA, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Bytes of header and root: the header ends in the root's length. @param {string} archive */
function rootOf(archive) {
  return 16 + piece(archive, 12, 4).readUInt32LE();
}

/** So many of them, evenly. @template T @param {T[]} all @param {number} count @returns {T[]} */
function spread(all, count) {
  return all.length <= count ? all : Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]);
}
