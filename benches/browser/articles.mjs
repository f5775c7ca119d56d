/**
 * What every engine is given: the same articles, and the same queries as someone types them.
 *
 * The articles are other people's, so they are no part of the repository: a collection lies beside the checkout, or is
 * named on the command line. Without one, articles are made up, the same on every machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * @typedef {import('./types.js').Article} Article
 * @typedef {import('./types.js').Keystroke} Keystroke
 * @typedef {{text: string, article: string}} Query `article` is the id of the one that it is meant to find
 * @typedef {{name: string, articles: Article[], queries: Query[]}} Collection
 */

/** About as many keystrokes are measured. */
const KEYSTROKES = 1_600;

/** Made-up articles: how many, of how many words, out of how many different ones; and queries. */
const MADE_UP = { articles: 2_000, words: 380, vocabulary: 30_000, queries: 300 };

/** Where the articles lie that are taken unless others are named, as seen from the repository. */
const USUAL = '../shared/corpora/bbc-news';

/**
 * @param {string} root the repository
 * @param {string} [named] a folder that holds docs.jsonl.gz, queries.jsonl and qrels.tsv
 * @returns {Collection}
 */
export function collection(root, named) {
  if (!named && !existsSync(join(root, USUAL))) return madeUp();
  const folder = resolve(named ?? join(root, USUAL));
  const lines = (/** @type {string} */ text) => text.split('\n').filter((line) => line.trim() !== '');
  const articles = lines(gunzipSync(readFileSync(join(folder, 'docs.jsonl.gz'))).toString())
    .map((line) => JSON.parse(line))
    .map(({ id, title = '', text = '' }) => ({ id: String(id), title, text }));
  const judged = lines(readFileSync(join(folder, 'qrels.tsv'), 'utf8')).map((line) => line.split('\t'));
  const meant = new Map(judged.map(([query, article]) => [query, article]));
  const queries = lines(readFileSync(join(folder, 'queries.jsonl'), 'utf8'))
    .map((line) => JSON.parse(line))
    .map(({ id, text }) => ({ text, article: meant.get(String(id)) ?? '' }));
  return { name: basename(folder), articles, queries };
}

/**
 * Every query letter by letter, or every nth query if they are many: whole queries, for an engine may profit from
 * what the letter before has brought.
 *
 * @param {Query[]} queries
 * @returns {Keystroke[]}
 */
export function keystrokes(queries) {
  const letters = queries.reduce((sum, { text }) => sum + [...text].length, 0);
  const nth = Math.max(1, Math.round(letters / KEYSTROKES));
  return queries.filter((_, i) => i % nth === 0).flatMap(({ text, article }) => {
    const typed = [...text];
    return typed.map((_, i) => ({
      text: typed.slice(0, i + 1).join(''),
      article: i + 1 === typed.length ? article : null,
    }));
  });
}

/** Articles with the word frequencies of natural language (Zipf's law), in the manner of benches/speed.rs. @returns {Collection} */
function madeUp() {
  const random = generator(1);
  const vocabulary = Array.from({ length: MADE_UP.vocabulary }, () => word(random));
  const text = (/** @type {number} */ words) =>
    Array.from({ length: words }, () => vocabulary[Math.floor(vocabulary.length ** random()) - 1]).join(' ');
  const articles = Array.from({ length: MADE_UP.articles }, (_, i) => ({
    id: `article-${i}`,
    title: text(8),
    text: Array.from({ length: 10 }, () => text(MADE_UP.words / 10)).join('\n'),
  }));
  const queries = Array.from({ length: MADE_UP.queries }, () => {
    const { id, title } = articles[Math.floor(random() * articles.length)];
    const first = Math.floor(random() * 6);
    return { text: title.split(' ').slice(first, first + 2).join(' '), article: id };
  });
  return { name: 'made up by the law of Zipf', articles, queries };
}

/** Two to four syllables. @param {() => number} random */
function word(random) {
  const syllables = ['ba', 'der', 'kon', 'li', 'mar', 'no', 'pre', 'ri', 'sul', 'ta', 'ver', 'wi', 'zan', 'gor', 'hem', 'fo'];
  const length = 2 + Math.floor(random() * 3);
  return Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');
}

/** The generator mulberry32: numbers from 0 up to 1. @param {number} seed */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
