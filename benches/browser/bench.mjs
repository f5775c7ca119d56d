/**
 * This engine beside its peers, on the same articles, in one run of one browser.
 *
 *     node benches/browser/bench.mjs [--collection FOLDER] [--only NAMES] [--rounds N] [--slow]
 *
 * Every round opens every engine in a page of its own, in turn, so that whatever else the machine does strikes all of
 * them; what is printed is the median over the rounds. --only takes the rows whose names begin so, with commas between
 * several. --slow adds the keystrokes that took each engine longest.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../../tests/server.mjs';
import { collection, keystrokes } from './articles.mjs';
import { writeData } from './data.mjs';
import { measure, noise, savedIndex } from './measure.mjs';
import { figures, LEGEND, noisiness, slowest, versions } from './report.mjs';
import { DATA, rows } from './rows.mjs';
import { ISOLATED, launch, PROGRAM, ROOT, stop } from './setting.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./measure.mjs').Measured} Measured
 * @typedef {import('./rows.mjs').Row} Row
 * @typedef {import('./types.js').Keystroke} Keystroke
 */

const { values } = parseArgs({
  options: {
    collection: { type: 'string' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    slow: { type: 'boolean', default: false },
  },
});
await main();

async function main() {
  const chosen = rows().filter(({ name }) => values.only.split(',').some((start) => name.startsWith(start)));
  if (chosen.length === 0) stop(`no row begins with ${values.only}: ${rows().map(({ name }) => name).join('; ')}`);
  if (!(Number(values.rounds) >= 1)) stop('--rounds needs a number, at least 1');
  if (!existsSync(PROGRAM)) stop(`${PROGRAM} is not there: run make release`);
  const { name, articles, queries } = collection(ROOT, values.collection);
  const typed = keystrokes(queries);
  const built = await writeData(join(ROOT, DATA), PROGRAM, articles);
  const { measured, noises, browser } = await inBrowser(chosen, typed);
  console.log(`${name}: ${articles.length} articles, ${typed.length} keystrokes. Chromium ${browser}; ${versions()}`);
  console.log(`built before: Newsprint's archive in ${built.newsprint.toFixed(1)} s, Pagefind's in ${built.pagefind.toFixed(1)} s`);
  console.log(`noise of the machine: ${noisiness(noises)}\n`);
  console.log(figures(ROOT, measured));
  console.log(LEGEND);
  if (values.slow) for (const [row, rounds] of measured) console.log(slowest(row, rounds, typed));
}

/** @param {Row[]} chosen @param {Keystroke[]} typed */
async function inBrowser(chosen, typed) {
  const server = await serve(ROOT, { headers: ISOLATED });
  const browser = await launch();
  try {
    for (const { saved, data } of chosen) {
      if (saved) writeFileSync(join(ROOT, data), await savedIndex(browser, server.url, saved));
    }
    return { ...(await rounds(browser, server.url, chosen, typed)), browser: browser.version() };
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * @param {Browser} browser
 * @param {string} url the server's
 * @param {Row[]} chosen
 * @param {Keystroke[]} typed
 */
async function rounds(browser, url, chosen, typed) {
  /** @type {Map<Row, Measured[]>} */
  const measured = new Map(chosen.map((row) => [row, []]));
  const noises = [];
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const row of chosen) {
      console.error(`round ${round} of ${values.rounds}: ${row.name}`);
      noises.push(...(await noise(browser, url)));
      measured.get(row)?.push(await measure(browser, url, row, typed));
    }
  }
  return { measured, noises };
}
