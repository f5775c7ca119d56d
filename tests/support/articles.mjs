/** Made-up articles, and archives of them, for tests that need to know what is in one. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? `${ROOT}/target`;

/** The program that builds archives. */
export const NEWSPRINT = `${TARGET}/release/newsprint`;

/** Why there can be no archive, for a test's `skip`. */
export const noProgram = existsSync(NEWSPRINT) && existsSync(`${TARGET}/widget/newsprint.js`) ? false : 'there is no program: run make site';

/** What ships of www/. */
export const WIDGET = `${TARGET}/widget`;

const AUTHORS = ['Ana Ruiz', 'Bo Lind', 'Chen Wei', 'Dilan Aziz', 'Eva Novak', 'Femi Ade', 'Gil Cohen', 'Hana Sato', 'Ines Melo', 'Jan Kos'];
const TAGS = ['oil', 'water', 'schools', 'elections'];
const PLACES = ['Karima', 'Ostrava'];

/** A hundred articles, from 2009 to 2016, some of them with half a date or with none. */
export function articles() {
  return Array.from({ length: 100 }, (_, n) => {
    const month = `${2009 + (n % 8)}-${String(1 + (n % 12)).padStart(2, '0')}`;
    const isPersian = n % 10 === 9;
    return {
      id: `a${n}`,
      title: isPersian ? `خبر شماره ${n}` : `${n % 2 ? 'Storm over the valley' : 'Bridge of the north'}, report ${n}`,
      text: isPersian ? 'باران در شهر و در کوه‌ها ادامه دارد و مردم چشم به راه‌اند.' : `The council met on the matter of ${TAGS[n % 4]} and adjourned. ${n % 3 ? 'It was a storm of words.' : 'Nobody spoke of oil.'}`,
      date: n % 25 === 24 ? null : n % 20 === 19 ? month.slice(0, 4) : `${month}-${String(1 + (n % 28)).padStart(2, '0')}`,
      lang: isPersian ? 'fa' : 'en',
      author: AUTHORS[n % 10],
      tags: [TAGS[n % 4]],
      place: PLACES[n % 2],
      source: 'The Valley Post',
    };
  });
}

/** More articles than one read brings along: each has words of its own. */
export function manyArticles() {
  return Array.from({ length: 10 }, () => articles()).flat().map((article, n) => ({ ...article, id: `m${n}`, tags: [`A subject with a rather long name, number ${n % 25}`], text: `${article.text} ${words(n, 30)}` }));
}

/** Words that only one article has. @param {number} n @param {number} length */
export const words = (n, length) => Array.from({ length }, (_, place) => ((n * 7919 + place * 104729) % 1679616).toString(36)).join(' ');

/** An archive's file. @param {object[]} articles */
export function archiveOf(articles) {
  const folder = mkdtempSync(`${tmpdir()}/newsprint-archive-`);
  try {
    return readFileSync(`${buildSite(articles, folder)}/archive/archive.newsprint`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Builds a site of articles.
 * @param {object[]} articles
 * @param {string} folder Gets `site/`.
 * @param {string} [shell] What stands in place of the widget that the program carries.
 * @param {string[]} [options] Further ones of `build`; the widget stays then, as they add to it.
 */
export function buildSite(articles, folder, shell = WIDGET, options = []) {
  const site = `${folder}/site`;
  writeFileSync(`${folder}/articles.jsonl`, articles.map((article) => JSON.stringify(article)).join('\n'));
  execFileSync(NEWSPRINT, ['build', `${folder}/articles.jsonl`, '--out', site, ...options], { stdio: 'ignore' });
  if (options.length) return site;
  rmSync(`${site}/newsprint`, { recursive: true });
  cpSync(shell, `${site}/newsprint`, { recursive: true });
  return site;
}
