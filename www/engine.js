/** The wasm package, loaded once a page, and the archives it opens. */
import { Archive as Fetched, initSync, marks, related, render, search } from './pkg/newsprint.js';
import { isDamage } from './failures.js';
import { PROGRAM, askForProgram } from './program.js';
import { compose } from './query.js';
import { RangedFile, body, persist, request } from './transport.js';

/**
 * What `search` and `render` answer; the fields the shell reads. The package's own types say the rest.
 * @typedef {object} SearchResult
 * @property {number} total
 * @property {boolean} exact Whether `total` was counted; else it is an estimate.
 * @property {string | null} corrected What was typed as it was answered, if typing errors were corrected.
 * @property {Part[]} parsed What was typed as it was understood.
 * @property {Facet[]} facets What the articles have in common, if that was asked for.
 * @property {[word: string, names: string[]][]} synonyms Words that counted as others too.
 */

/**
 * A part of what was typed; `start` and `end` are its place there, or in `corrected`.
 * @typedef {{ kind: string, text: string, start: number, end: number, without: boolean }} Part
 */

/** @typedef {{ name: string, values: [value: string, articles: number][] }} Facet */

/**
 * What articles are to hold.
 * @typedef {object} Asked
 * @property {string} query `''` lists every article, newest first.
 * @property {readonly string[]} filters
 * @property {boolean} correct Whether typing errors are corrected.
 */

/**
 * A list to ask for.
 * @typedef {Asked & Range} Question
 */

/**
 * @typedef {object} Range
 * @property {import('./address.js').Sort} sort
 * @property {number} limit
 * @property {number} [offset]
 * @property {boolean} [facets] Whether what the articles have in common is counted.
 * @property {AbortSignal} [signal] Says that the answer is no longer wanted.
 */

/**
 * A list to draw.
 * @typedef {object} Drawing
 * @property {string} href Stands before an article's id in its link.
 * @property {(iso: string) => string} date
 * @property {number} heading_level
 * @property {Record<string, unknown>} strings
 */

/** @typedef {Question & Drawing} ListView */

/**
 * An article to draw.
 * @typedef {object} ArticleView
 * @property {string} article Its id.
 * @property {string} href Stands before an article's id in the links to its neighbours.
 * @property {(iso: string) => string} date
 * @property {number} heading_level
 * @property {Record<string, unknown>} strings
 */

/** @typedef {{ id: string, title: string, lang: string | null, dir: string | null }} Opened */

/** Start and end of a marked run of a text. @typedef {[start: number, end: number]} Mark */

/** @typedef {Opened & { date: string | null, reason: string[] }} Related An article, and words that it shares with another. */

/**
 * An archive that can draw its articles: the embedded one, or one that is fetched as it is read.
 * @typedef {object} Archive
 * @property {(target: Element, view: ListView) => Promise<SearchResult>} renderList
 * @property {(question: Question) => Promise<SearchResult>} search
 * @property {(target: Element, view: ArticleView) => Promise<Opened>} renderArticle
 * @property {(id: string, limit: number) => Promise<Related[]>} related
 * @property {(asked: Asked, id: string, text: string) => Promise<Mark[]>} marks Where a text of an article holds what was asked for.
 */

/** What an archive is asked for first, as in `src/archive/store.rs`. */
const FIRST_READ = 8 << 10;

/** @type {Promise<void> | null} */
let loading = null;

/** How often the wasm was asked for. */
let tries = 0;

/** Loads the wasm. A failure is not kept: the next call tries again. */
function loadWasm() {
  loading ??= loadOnce();
  loading.catch(() => (loading = null));
  return loading;
}

async function loadOnce() {
  const bytes = await persist(async () => body(await request(PROGRAM, {}, tries++ ? undefined : askForProgram()), PROGRAM));
  try {
    // Not streamed: some hosts send the file as something else than wasm, which streaming refuses.
    initSync({ module: await WebAssembly.compile(bytes) });
  } catch (error) {
    throw whyNotStarted(error);
  }
}

/** @param {unknown} cause @returns {Error & { code: string }} */
function whyNotStarted(cause) {
  const [code, message] = !globalThis.WebAssembly
    ? ['no-wasm', 'This browser has WebAssembly switched off.']
    : /unsafe-eval|policy|csp/i.test(String(cause))
      ? ['blocked', "This page's Content-Security-Policy forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'."]
      : ['not-started', `The archive's program did not start: upload pkg/ again, whole. (${cause})`];
  return Object.assign(new Error(message, { cause }), { code });
}

/** The archives that are open, by address: all elements of a page share them. @type {Map<string, Promise<Archive>>} */
const archives = new Map();

/**
 * Opens an archive, once a page. A failure is not kept: the next call tries again.
 * @param {string} src The folder that `newsprint build` wrote, relative to the page; with a `#` behind it for an archive that
 *   is loaded whole; `''` for the articles in the wasm.
 * @returns {Promise<Archive>}
 */
export async function openArchive(src) {
  const key = keyOf(src);
  const archive = archives.get(key) ?? openOnce(src);
  archives.set(key, archive);
  archive.catch(() => {
    if (archives.get(key) === archive) archives.delete(key);
  });
  return archive;
}

/** Lets an archive be opened anew: its file was replaced. @param {string} src */
export function forgetArchive(src) {
  archives.delete(keyOf(src));
}

/** @param {string} src */
const keyOf = (src) => src && archiveUrl(src).href;

/** @param {string} src @returns {Promise<Archive>} */
async function openOnce(src) {
  const file = src ? new RangedFile(archiveUrl(src)) : null;
  // Both at once; the first bytes are those that the program will ask for: of an archive that is loaded whole, all.
  await Promise.all([loadWasm(), file?.read(0, src.includes('#') ? 2 ** 30 : FIRST_READ)]);
  const source = file ? await openFile(file) : embedded;
  return {
    renderList: (target, view) => ask(view, (query) => source('render', target, { ...view, query })),
    renderArticle: (target, view) => source('render', target, view),
    search: (question) => ask(question, (query) => source('search', query, question)),
    related: async (id, limit) => (await source('related', id, { limit })).related,
    marks: (asked, article, text) => source('marks', compose(asked).text, { correct: asked.correct, article, text }),
  };
}

/**
 * What answers an archive's questions: a function of the package by its name.
 * @typedef {(name: 'render' | 'search' | 'related' | 'marks', subject: any, options: object) => Promise<any>} Source
 */

/** The articles in the wasm. @type {Source} */
const embedded = async (name, ...asked) => /** @type {any} */ ({ marks, related, render, search })[name](...asked);

/** @param {RangedFile} file @returns {Promise<Source>} */
async function openFile(file) {
  const archive = /** @type {any} */ (await whole(file, () => Fetched.open((...range) => file.read(...range))));
  return (name, ...asked) => whole(file, () => archive[name](...asked));
}

/**
 * Asks once more where bytes of a file turn out to be damaged: they may be so on their way alone.
 * @template Result
 * @param {RangedFile} file
 * @param {() => Promise<Result>} act
 */
function whole(file, act) {
  /** @param {(error: Error) => Promise<Result> | never} otherwise */
  const once = (otherwise) =>
    act().catch((error) => {
      if (!isDamage(error)) throw error;
      file.distrust();
      return otherwise(error);
    });
  return once(() =>
    once((error) => {
      throw file.mixed ?? error;
    }),
  );
}

/**
 * Asks for filters and typed words together, and answers as if only the words had been asked for.
 * @param {Question} question
 * @param {(query: string) => any} answer
 * @returns {Promise<SearchResult>}
 */
async function ask(question, answer) {
  const { text, start } = compose(question);
  const result = await answer(text);
  const parsed = result.parsed.filter((/** @type {Part} */ part) => part.start >= start);
  for (const part of parsed) {
    part.start -= start;
    part.end -= start;
  }
  return { ...result, parsed, corrected: result.corrected?.slice(start) ?? null };
}

/** @param {string} src */
function archiveUrl(src) {
  const folder = new URL(src.endsWith('/') ? src : `${src}/`, document.baseURI);
  return new URL('archive.newsprint', folder);
}
