/** The bench's results as text: one that can be pasted into a guide. */
import { readFileSync } from 'node:fs';
import { shipped } from './bytes.mjs';
import { kilobytes, median, megabytes, milliseconds, percentile, table } from './table.mjs';

/**
 * @typedef {import('./rows.mjs').Row} Row
 * @typedef {import('./measure.mjs').Measured} Measured
 * @typedef {import('./types.js').Keystroke} Keystroke
 */

const HEAD = [
  'engine',
  'program, kB',
  'data, kB',
  'to first, kB',
  'open, ms',
  'slice, ms',
  'first, ms',
  'median, ms',
  'p99, ms',
  'steady, ms',
  'memory, MB',
  'found, %',
  'a hit has',
];

/** What the columns and the rows mean. */
export const LEGEND = `
program   what ships to search with, without an interface; scripts minified, brotli 11
data      what ships of the articles, brotli 11. Newsprint and Pagefind: index and texts. "saved": the index, and headlines
          as the only text. The others: the texts, out of which the page builds the index
to first  what of both it takes to answer the first keystroke: all, or what is fetched for it
open      from what was fetched to ready for a query: build, or load
slice     the longest time while opening in which the page could do nothing else
first     the first keystroke in a fresh page; what an engine put off while opening is done here
median    and p99: a keystroke, from the query to the first ten hits
steady    the p99 of what each keystroke took in the median of the rounds, so without what strikes once: the machine's
          noise, but the collection of garbage, too
memory    what the page holds after all keystrokes, more than an empty one
found     of the queries typed out, how many have the article that was meant among the first ten hits

Not all do the same. Newsprint, MiniSearch and lunr rank the articles that hold any of the words, and take the last word
as a beginning. Newsprint corrects words that it does not know; "fuzzy" allows for a wrong letter in five. FlexSearch gives the articles that hold all of the words, each
as a beginning, without statistics of words; "snippets" gives those that hold any. Pagefind gives the articles with all
of the words; it fetches index and hits while one types, as "fetching" does: from this machine, so no network's time is
included. What memory holds of the texts: all, with Newsprint and "snippets"; what was fetched, with the two that fetch;
headlines only, with the others.`;

/**
 * @param {string} root the repository
 * @param {Map<Row, Measured[]>} measured a round each
 */
export function figures(root, measured) {
  return table(HEAD, [...measured].map(([row, rounds]) => line(root, row, rounds)));
}

/** @param {string} root @param {Row} row @param {Measured[]} rounds */
function line(root, row, rounds) {
  const program = shipped(root, row.program, { minify: row.minify });
  const data = shipped(root, row.ships, { except: row.program });
  const over = (/** @type {(round: Measured) => number} */ figure) => median(rounds.map(figure));
  return [
    row.name,
    kilobytes(program),
    kilobytes(data),
    kilobytes(program + (row.fetches ? over(({ fetched }) => fetched) : data)),
    milliseconds(over(({ open }) => open)),
    milliseconds(over(({ slice }) => slice)),
    milliseconds(over(({ first }) => first)),
    milliseconds(over(({ times }) => median(times))),
    milliseconds(over(({ times }) => percentile(times, 0.99))),
    milliseconds(percentile(steady(rounds), 0.99)),
    megabytes(over(({ memory }) => memory)),
    over(({ found }) => found * 100).toFixed(0),
    row.hit,
  ];
}

/** What each keystroke took, not for once but in the median of the rounds: milliseconds. @param {Measured[]} rounds */
function steady(rounds) {
  return rounds[0].times.map((_, i) => median(rounds.map(({ times }) => times[i])));
}

/**
 * The keystrokes that took longest in the median of the rounds.
 *
 * @param {Row} row
 * @param {Measured[]} rounds
 * @param {Keystroke[]} typed
 */
export function slowest({ name }, rounds, typed) {
  const keys = steady(rounds).map((ms, i) => ({ text: typed[i].text, ms }));
  const top = keys.toSorted((a, b) => b.ms - a.ms).slice(0, 10);
  const lines = top.map(({ text, ms }) => `${milliseconds(ms).padStart(8)} ms  "${text}"`);
  return [`\nslowest keystrokes of ${name}, each in the median of the rounds`, ...lines].join('\n');
}

/** The peers' versions, as they are installed. */
export function versions() {
  const named = { MiniSearch: 'minisearch', FlexSearch: 'flexsearch', lunr: 'lunr', Pagefind: 'pagefind' };
  const of = (/** @type {string} */ folder) =>
    JSON.parse(readFileSync(new URL(`node_modules/${folder}/package.json`, import.meta.url), 'utf8')).version;
  return Object.entries(named).map(([name, folder]) => `${name} ${of(folder)}`).join(', ');
}

/** How much the machine did besides: the times of one and the same loop. @param {number[]} times */
export function noisiness(times) {
  return `the same loop took ${milliseconds(median(times))} ms in the median, ${milliseconds(percentile(times, 0.99))} ms at p99`;
}
