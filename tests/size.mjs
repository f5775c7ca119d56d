/**
 * What a site made by `newsprint build` sends over the wire, part by part,
 * against the budgets.
 *
 *     node tests/size.mjs FOLDER [--check]
 *
 * With --check it ends with status 1 when a budget is exceeded. Sizes are bytes,
 * raw and compressed as hosts do it: gzip level 9, brotli quality 11.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * @typedef {'page' | 'script' | 'wasm' | 'data'} Part `script` is the script, style and glue of the elements; the glue
 *   in `pkg/`, for pages that use the package without them, is the page's own
 * @typedef {'start' | 'search' | 'later'} Stage when a file is needed: as soon as the
 *   page names the element, to show the first result, or afterwards
 * @typedef {{name: string, part: Part, stage: Stage, raw: number, gzip: number, brotli: number}} Row
 */

/** Brotli bytes. @type {{what: string, limit: number, counts: (row: Row) => boolean}[]} */
const BUDGETS = [
  {
    what: 'wasm without a corpus',
    limit: 56_000,
    counts: (row) => row.part === 'wasm',
  },
  {
    what: 'script, style and glue before anyone searches',
    limit: 5_000,
    counts: (row) => row.part === 'script' && row.stage === 'start',
  },
  {
    what: 'script, style and glue to the first result',
    limit: 20_000,
    counts: (row) => row.part === 'script' && row.stage !== 'later',
  },
  {
    what: 'script, style and glue in all',
    limit: 28_000,
    counts: (row) => row.part === 'script',
  },
];

/** @type {Stage[]} */
const STAGES = ['start', 'search', 'later'];

/** The module that a page names to get the element. */
const ENTRY = 'newsprint/newsprint.js';

/**
 * Every file of the folder with its part, stage and sizes.
 *
 * @param {string} root
 * @returns {Row[]}
 */
function measure(root) {
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.path, entry.name)).split(sep).join('/'))
    .sort();
  const stages = stagesOf(root, names);
  const page = names.includes('index.html') ? readFileSync(join(root, 'index.html'), 'utf8') : '';
  return names.map((name) => {
    const bytes = readFileSync(join(root, name));
    return {
      name,
      part: partOf(name, page),
      stage: stages.get(name) ?? 'later',
      raw: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
    };
  });
}

/**
 * The page and what it links to are the host's own, all but the element.
 *
 * @param {string} name
 * @param {string} page the text of index.html
 * @returns {Part}
 */
function partOf(name, page) {
  if (name === 'index.html' || name === 'newsprint/pkg/newsprint.js' || (name !== ENTRY && page.includes(`"${name}"`))) return 'page';
  if (/\.(js|css)$/.test(name)) return 'script';
  return name.endsWith('.wasm') ? 'wasm' : 'data';
}

/**
 * Follows what the modules name in each other: the entry and its static imports
 * come at the start; what these name by `import()` or `new URL(…, import.meta.url)` is
 * fetched on demand, with the first search. What those `import()` in turn comes later, and so
 * does what nothing names.
 *
 * @param {string} root
 * @param {string[]} names
 * @returns {Map<string, Stage>}
 */
function stagesOf(root, names) {
  /** @type {Map<string, Stage>} */
  const stages = new Map();
  /** @type {(name: string, stage: Stage) => void} */
  const visit = (name, stage) => {
    const known = stages.get(name);
    if (!names.includes(name) || (known && STAGES.indexOf(known) <= STAGES.indexOf(stage))) return;
    stages.set(name, stage);
    if (!name.endsWith('.js')) return;
    for (const { target, how } of references(readFileSync(join(root, name), 'utf8'))) {
      const isLater = stage === 'later' || (stage === 'search' && how === 'import');
      visit(posix.join(posix.dirname(name), target), isLater ? 'later' : how ? 'search' : stage);
    }
  };
  visit(ENTRY, 'start');
  return stages;
}

/**
 * The files that a module names.
 *
 * @param {string} module its source
 * @returns {{target: string, how: 'import' | 'url' | null}[]} `how`: fetched on demand; null: at once
 */
function references(module) {
  const naming = /(?:\b(import)\s*\(\s*|\bnew (URL)\(\s*)?(["'])([\w./-]+\.(?:js|css|wasm))\3/g;
  const code = module.replace(/\/\*[^]*?\*\//g, '');
  return [...code.matchAll(naming)].map((match) => ({ target: match[4], how: match[1] ? 'import' : match[2] ? 'url' : null }));
}

/** @param {Row[]} rows @returns {string} */
function table(rows) {
  const width = Math.max(...rows.map((row) => row.name.length));
  /** @type {(cells: (string | number)[]) => string} */
  const line = ([part, stage, name, ...sizes]) =>
    [String(part).padEnd(7), String(stage).padEnd(6), String(name).padEnd(width)]
      .concat(sizes.map((size) => String(size).padStart(9)))
      .join('  ');
  return [
    line(['part', 'needed', 'file', 'raw', 'gzip', 'brotli']),
    ...rows.map((row) => line([row.part, row.stage, row.name, row.raw, row.gzip, row.brotli])),
  ].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});
if (positionals.length !== 1) {
  console.error('usage: node tests/size.mjs FOLDER [--check]');
  process.exit(2);
}
const rows = measure(positionals[0]);
console.log(`${table(rows)}\n`);

let exceeded = 0;
for (const { what, limit, counts } of BUDGETS) {
  const counted = rows.filter(counts);
  const size = counted.reduce((sum, row) => sum + row.brotli, 0);
  const verdict = counted.length === 0 ? 'NOTHING FOUND' : size > limit ? `${size - limit} TOO MANY` : 'ok';
  if (verdict !== 'ok') exceeded += 1;
  console.log(`${what.padEnd(46)} ${String(size).padStart(7)} of ${String(limit).padStart(6)}  ${verdict}`);
}
if (values.check && exceeded > 0) {
  console.error(`\n${exceeded} of ${BUDGETS.length} size budgets are not kept in ${basename(positionals[0])}`);
  process.exit(1);
}
