/** Made-up articles (benches/generate), queries for them, and how near the default's answers come to the exact ones. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DATA } from './rows.mjs';
import { ROOT } from './setting.mjs';

/** @typedef {import('./types.js').Article} Article */

/** Hits that are compared. */
const TOP = 10;

/** So many articles: the file that they are in. @param {number} articles */
export function generated(articles) {
  const file = join(ROOT, DATA, 'generated', `${articles}.jsonl`);
  if (!existsSync(file)) generate(file, 'articles', String(articles));
  return file;
}

/** @param {string} file JSON Lines @returns {Article[]} */
export function articlesOf(file) {
  return lines(file).map(({ id, title, text }) => ({ id, title, text }));
}

/** Queries of two neighbours in a headline, and of one word. @param {string} input @param {string} folder */
export function queriesOf(input, folder) {
  const file = queryFile(input, folder);
  const texts = lines(file).map(({ text }) => String(text));
  return { pairs: texts.filter((text) => text.includes(' ')), singles: texts.filter((text) => !text.includes(' ')) };
}

/** The word that most articles hold. @param {Article[]} articles */
export function commonest(articles) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { text } of articles) {
    for (const word of new Set(text.toLowerCase().match(/\p{L}+/gu))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}

/**
 * The share of the exact answers' first ten that the default has among its first ten, in the mean over the queries.
 *
 * @param {string} program
 * @param {string} folder where the site lies
 * @param {string} input its articles
 */
export function overlap(program, folder, input) {
  const queries = queryFile(input, folder);
  const run = (/** @type {string} */ name, /** @type {string[]} */ more) => {
    const out = join(folder, name);
    const args = ['search', join(folder, 'site'), '--queries', queries, '--run', out, '--limit', String(TOP), ...more];
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status === 2 && more.length > 0) return null;
    if (status !== 0) throw new Error(stderr);
    return answers(out);
  };
  const [usual, exact] = [run('usual.txt', []), run('exact.txt', ['--exact'])];
  if (!usual || !exact) return 'the program has no --exact';
  const shares = [...exact].map(([query, hits]) => hits.filter((hit) => usual.get(query)?.includes(hit)).length / hits.length);
  return (shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(3);
}

/** The hits of each query in a TREC run file. @param {string} file */
function answers(file) {
  /** @type {Map<string, string[]>} */
  const answers = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const [query, , hit] = line.split(' ');
    answers.set(query, [...(answers.get(query) ?? []), hit]);
  }
  return answers;
}

/** @param {string} input @param {string} folder */
function queryFile(input, folder) {
  const file = join(folder, 'queries.jsonl');
  if (!existsSync(file)) generate(file, 'queries', input);
  return file;
}

/** Runs the generator; the file is there when it is complete. @param {string} file @param {string[]} args */
function generate(file, ...args) {
  mkdirSync(dirname(file), { recursive: true });
  const out = openSync(`${file}.part`, 'w');
  const cargo = ['bench', '--quiet', '--bench', 'generate', '--', ...args];
  execFileSync('cargo', cargo, { cwd: ROOT, stdio: ['ignore', out, 'inherit'] });
  closeSync(out);
  renameSync(`${file}.part`, file);
}

/** @param {string} file JSON Lines @returns {any[]} */
function lines(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}
