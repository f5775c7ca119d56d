/** The rows of the table: which engine, asked to do what, out of which files. */

/**
 * File names are relative to the repository.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} engine its module in engines/
 * @property {string} script what is loaded
 * @property {string[]} program all that ships of the engine: files, and folders with all that is in them
 * @property {boolean} minify whether a host would minify it: it comes with its comments, or as a module to bundle
 * @property {string} data what is fetched before the engine opens; empty if nothing is
 * @property {string[]} ships all of the data that ships; what is named in `program` does not count again
 * @property {boolean} fetches whether it fetches its data piece by piece, as a query needs it
 * @property {Record<string, any>} options for the module in engines/
 * @property {Row | null} saved the row whose index this one loads
 * @property {string} hit what the engine gives for a hit
 */

const NPM = 'benches/browser/node_modules';

/** What the engines are given, and where what they build lies. */
export const DATA = 'target/bench';
const ARTICLES = `${DATA}/articles.json`;

/** @returns {Row[]} */
export function rows() {
  const mini = peer('MiniSearch', 'minisearch', 'dist/es/index.js');
  const flex = peer('FlexSearch', 'flexsearch', 'dist/flexsearch.compact.module.min.js');
  const lunr = peer('lunr', 'lunr', 'lunr.min.js');
  return [
    newsprint('Newsprint', {}),
    newsprint('Newsprint, fetching', { ranges: true }),
    mini,
    { ...mini, name: 'MiniSearch, fuzzy', options: { fuzzy: true } },
    saved(mini),
    flex,
    { ...flex, name: 'FlexSearch, snippets', options: { highlight: true }, hit: 'title, snippet' },
    saved(flex),
    lunr,
    saved(lunr),
    pagefind(),
  ];
}

/**
 * The element around it is left out, as the peers have none or are counted without it.
 *
 * @param {string} name
 * @param {{ranges?: boolean}} options
 * @returns {Row}
 */
function newsprint(name, options) {
  const folder = `${DATA}/site/newsprint/pkg`;
  const archive = `${DATA}/site/archive/archive.newsprint`;
  return {
    name,
    engine: 'newsprint',
    script: `${folder}/newsprint.js`,
    program: [folder],
    minify: false,
    data: archive,
    ships: [archive],
    fetches: options.ranges === true,
    options: { ...options, wasm: `/${folder}/newsprint_bg.wasm` },
    saved: null,
    hit: 'title, snippet',
  };
}

/**
 * An engine that builds its index in the page.
 *
 * @param {string} name
 * @param {string} engine its npm package
 * @param {string} file its script there
 * @returns {Row}
 */
function peer(name, engine, file) {
  const script = `${NPM}/${engine}/${file}`;
  return {
    name,
    engine,
    script,
    program: [script],
    minify: true,
    data: ARTICLES,
    ships: [ARTICLES],
    fetches: false,
    options: {},
    saved: null,
    hit: 'title',
  };
}

/** The same with an index that it saved; the articles' texts do not ship with that. @param {Row} row @returns {Row} */
function saved(row) {
  const data = `${DATA}/${row.engine}.json`;
  return { ...row, name: `${row.name}, saved`, data, ships: [data], options: { index: true }, saved: row };
}

/** It fetches its data by itself. @returns {Row} */
function pagefind() {
  const folder = `${DATA}/pagefind`;
  return {
    name: 'Pagefind',
    engine: 'pagefind',
    script: `${folder}/pagefind.js`,
    program: ['pagefind.js', 'pagefind-worker.js', 'wasm.en.pagefind'].map((name) => `${folder}/${name}`),
    minify: false,
    data: '',
    ships: [folder],
    fetches: true,
    options: {},
    saved: null,
    hit: 'title, snippet',
  };
}
