/**
 * Native and wasm give the same hits in the same order with the same scores, bit
 * for bit, on every query of the collections: each folder of documents and queries
 * in ../shared/corpora, or in $NEWSPRINT_CORPORA. Both sides read operators, and
 * neither lets the last word grow.
 *
 * It runs on what `make site` builds: the program and the wasm of its widget.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * @typedef {{id: string, score: number}} Hit
 * @typedef {{id: string, text: string}} Query
 */

const LIMIT = 10; // hits a query

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CORPORA = process.env.NEWSPRINT_CORPORA ?? join(ROOT, '../shared/corpora');
const NEWSPRINT = join(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'release/newsprint');
const PACKAGE = join(ROOT, 'target/site/newsprint/pkg');

const collections = existsSync(CORPORA) ? readdirSync(CORPORA).filter((name) => documents(name) && queriesOf(name)) : [];
const run = promisify(execFile);

describe('native and wasm answer alike', { skip: whyNot() }, () => {
  /** @type {any} */ let Archive;
  /** @type {string} */ let folder;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newsprint-parity-'));
    const glue = await import(pathToFileURL(join(PACKAGE, 'newsprint.js')).href);
    await glue.default({ module_or_path: await readFile(join(PACKAGE, 'newsprint_bg.wasm')) });
    ({ Archive } = glue);
  });
  after(() => rm(folder, { recursive: true }));

  for (const name of collections) {
    test(name, async () => {
      const site = join(folder, name);
      await run(NEWSPRINT, ['build', documents(name) ?? '', '--out', site], { maxBuffer: 1 << 28 });
      const expected = await native(site, queriesOf(name) ?? '', `${site}.run`);
      const archive = await Archive.open(slices(await readFile(join(site, 'archive/archive.newsprint'))));
      const queries = await queriesIn(queriesOf(name) ?? '');
      assert.ok(queries.length > 0 && expected.size > 0, 'there is something to compare');
      for (const { id, text } of queries) {
        const { hits } = await archive.search(text, { limit: LIMIT, prefix: false });
        assert.deepEqual(hits.map(line), expected.get(id) ?? [], `query ${id}: ${text}`);
      }
      archive.free();
    });
  }
});

/** What is missing; `false` if nothing is. */
function whyNot() {
  if (collections.length === 0) return `there are no collections in ${CORPORA}`;
  if (existsSync(NEWSPRINT) && existsSync(PACKAGE)) return false;
  return 'target/release/newsprint or target/site is not there: run make site';
}

/** The file of a collection's articles. @param {string} name */
function documents(name) {
  return ['docs.jsonl', 'docs.jsonl.gz'].map((file) => join(CORPORA, name, file)).find(existsSync);
}

/** The file of a collection's queries. @param {string} name */
function queriesOf(name) {
  return [join(CORPORA, name, 'queries.jsonl')].find(existsSync);
}

/** @param {string} path @returns {Promise<Query[]>} */
async function queriesIn(path) {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((row) => row.trim());
  return lines.map((row) => JSON.parse(row)).map(({ id, text }) => ({ id: encoded(String(id)), text }));
}

/**
 * What the command line finds, by query.
 *
 * @param {string} site
 * @param {string} queries
 * @param {string} out
 */
async function native(site, queries, out) {
  await run(NEWSPRINT, ['search', site, '--queries', queries, '--run', out, '--limit', String(LIMIT), '--syntax']);
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const row of (await readFile(out, 'utf8')).split('\n').filter(Boolean)) {
    const [query, , id, , score] = row.split(' ');
    found.set(query, [...(found.get(query) ?? []), `${id} ${bits(Number(score))}`]);
  }
  return found;
}

/** What an archive reads its bytes with. @param {Uint8Array} bytes */
function slices(bytes) {
  return async (/** @type {number} */ offset, /** @type {number} */ length) => bytes.subarray(offset, offset + length);
}

/** A hit as a line: its id as a run file writes it, and its score. @param {Hit} hit */
function line({ id, score }) {
  return `${encoded(id)} ${bits(score)}`;
}

/** The bits of a number as f32. @param {number} score */
function bits(score) {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, score);
  return view.getUint32(0).toString(16).padStart(8, '0');
}

/** An id in a run file: every `%` and every blank percent-encoded. @param {string} id */
function encoded(id) {
  return id.replace(/[%\s]/gu, encodeURIComponent);
}
