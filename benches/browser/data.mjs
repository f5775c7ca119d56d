/** What the engines are given, in target/bench: the articles in their forms, and what two of them build natively. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./types.js').Article} Article */

/** Pagefind's interfaces, and its wasm for other languages: no site need upload them that only calls its script. */
export const UNUSED = /-ui\.(css|js)$|-highlight\.js$|^wasm\.unknown\./;

/**
 * @param {string} folder is emptied first
 * @param {string} program the command line program, `make release`
 * @param {Article[]} articles
 * @returns {Promise<{newsprint: number, pagefind: number}>} seconds that building took
 */
export async function writeData(folder, program, articles) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'articles.json'), JSON.stringify(articles));
  writeFileSync(join(folder, 'articles.jsonl'), articles.map((article) => `${JSON.stringify(article)}\n`).join(''));
  const newsprint = await seconds(() => {
    const args = ['build', join(folder, 'articles.jsonl'), '--out', join(folder, 'site')];
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  });
  const pagefind = await seconds(() => buildPagefind(join(folder, 'pagefind'), articles));
  return { newsprint, pagefind };
}

/** @param {string} outputPath @param {Article[]} articles */
async function buildPagefind(outputPath, articles) {
  const { close, createIndex } = await import('pagefind');
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`Pagefind could not begin: ${errors.join('; ')}`);
  for (const article of articles) {
    const answer = await index.addHTMLFile({ url: `/${article.id}/`, content: page(article) });
    if (answer.errors.length) throw new Error(`Pagefind refused ${article.id}: ${answer.errors.join('; ')}`);
  }
  const written = await index.writeFiles({ outputPath });
  if (written.errors.length) throw new Error(`Pagefind could not write: ${written.errors.join('; ')}`);
  await close();
  for (const name of readdirSync(outputPath)) if (UNUSED.test(name)) rmSync(join(outputPath, name));
}

/** An article as a page, with no more on it than Pagefind should find. @param {Article} article */
export function page({ title, text }) {
  const escape = (/** @type {string} */ raw) => raw.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const paragraphs = text.split('\n').map((paragraph) => `<p>${escape(paragraph)}</p>`);
  return `<!doctype html><html lang="en"><title>${escape(title)}</title><body><h1>${escape(title)}</h1>${paragraphs.join('')}</body></html>`;
}

/** @param {() => unknown} work */
async function seconds(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1e3;
}
