/** Sites with the same articles, built natively by this engine and by Pagefind: what it takes, and what comes out. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { page, UNUSED } from './data.mjs';

/** @typedef {import('./types.js').Article} Article */
/** @typedef {{seconds: number, memory: number}} Cost `memory`: the most that the process held, in bytes (Linux only, else 0) */
/** @typedef {Cost & {bytes: number, files: number}} Built what ships of articles and index */

const PAGEFIND = fileURLToPath(new URL('node_modules/@pagefind/linux-x64/bin/pagefind_extended', import.meta.url));

/** Pagefind's own interface in a page, as its documentation has it. */
const INTERFACE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Search</title><link rel="icon" href="data:,">
<link href="pagefind/pagefind-ui.css" rel="stylesheet"><script src="pagefind/pagefind-ui.js"></script>
<div id="search"></div><script>new PagefindUI({ element: '#search', showImages: false });</script></html>
`;

/** @param {string} program @param {string} input JSON Lines @param {string} folder @returns {Promise<Built>} */
export async function buildNewsprint(program, input, folder) {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  const cost = await run(program, ['build', input, '--out', site, '--quiet']);
  return { ...cost, ...weight(join(site, 'archive')) };
}

/** @param {Article[]} articles @param {string} folder @returns {Promise<Built>} */
export async function buildPagefind(articles, folder) {
  const [pages, out] = [join(folder, 'pages'), join(folder, 'pagefind')];
  for (const made of [pages, out]) rmSync(made, { recursive: true, force: true });
  for (const article of articles) {
    mkdirSync(join(pages, article.id), { recursive: true });
    writeFileSync(join(pages, article.id, 'index.html'), page(article));
  }
  const cost = await run(PAGEFIND, ['--site', pages, '--output-path', out, '--quiet']);
  rmSync(pages, { recursive: true });
  writeFileSync(join(folder, 'pagefind.html'), INTERFACE);
  return { ...cost, ...weight(out, /\.pf_(meta|index|fragment|filter)$|entry\.json$/) };
}

/** @param {string} program @param {string[]} args @returns {Promise<Cost>} */
async function run(program, args) {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints = (complaints + text).slice(-1_000)));
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, most(child.pid))), 20);
  const code = await new Promise((done, failed) => child.on('error', failed).on('exit', done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${complaints}`);
  return { seconds: (performance.now() - start) / 1e3, memory };
}

/** The most that a process has held so far, as the system counts it. @param {number | undefined} pid */
function most(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** @param {string} folder @param {RegExp} [which] */
function weight(folder, which = /./) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const counted = names.filter(({ name }) => which.test(name) && !UNUSED.test(name));
  const bytes = counted.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return { bytes, files: counted.length };
}
