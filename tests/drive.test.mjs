/** What `src/web/glue.js` does with the ranges that a pass lacks: no browser and no wasm, but a pass that says what it needs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drive, need } from '../src/web/glue.js';

/** @typedef {[offset: number, length: number]} Range */

const FILE = Uint8Array.from({ length: 20_000 }, (_, place) => place % 251);

/** A pass of some steps, each of which lacks ranges; it keeps what it is given. @param {Range[][]} steps */
function passOf(steps) {
  const left = [...steps];
  const given = /** @type {[...Range, number[]][]} */ ([]);
  return {
    given,
    isFree: false,
    step() {
      for (const range of left.shift() ?? []) need(...range);
      return 'the answer';
    },
    insert(/** @type {number} */ offset, /** @type {number} */ length, /** @type {Uint8Array} */ bytes) {
      given.push([offset, length, [...bytes]]);
    },
    free() {
      this.isFree = true;
    },
  };
}

/** Reads the file, and notes what was read. */
function reader() {
  const reads = /** @type {Range[]} */ ([]);
  const read = async (/** @type {number} */ offset, /** @type {number} */ length) => {
    reads.push([offset, length]);
    return FILE.slice(offset, offset + length);
  };
  return { read, reads };
}

/** @param {Range} range */
const bytesOf = ([offset, length]) => [...FILE.slice(offset, offset + length)];

test('ranges near each other are read as one, and given as they were asked for', async () => {
  /** @type {Range[]} */
  const ranges = [[9000, 100], [100, 50], [150, 30], [1000, 10], [120, 10], [3058, 5]];
  const [pass, { read, reads }] = [passOf([ranges]), reader()];
  assert.equal(await drive(read, pass), 'the answer');
  assert.deepEqual(reads, [[100, 2963], [9000, 100]]);
  assert.deepEqual(new Set(pass.given.map(String)), new Set(ranges.map((range) => String([...range, bytesOf(range)]))));
  assert.ok(pass.isFree);
});

test('more than two kilobytes between them part them', async () => {
  const { read, reads } = reader();
  await drive(read, passOf([[[0, 10], [2059, 10]], [[0, 10], [2058, 10]]]));
  assert.deepEqual(reads, [[0, 10], [2059, 10], [0, 2068]]);
});

test('what the file ends before is given short', async () => {
  const pass = passOf([[[19_990, 20], [20_005, 10]]]);
  await drive(reader().read, pass);
  assert.deepEqual(pass.given, [[19_990, 20, bytesOf([19_990, 10])], [20_005, 10, []]]);
});

test('a signal ends it between two steps, and reads get it', async () => {
  const controller = new AbortController();
  const pass = passOf([[[0, 10]], [[50, 10]]]);
  /** @type {(AbortSignal | undefined)[]} */
  const signals = [];
  const read = async (/** @type {number} */ offset, /** @type {number} */ length, /** @type {AbortSignal | undefined} */ signal) => {
    signals.push(signal);
    controller.abort();
    return FILE.slice(offset, offset + length);
  };
  await assert.rejects(drive(read, pass, { signal: controller.signal }), { name: 'AbortError' });
  assert.deepEqual(signals, [controller.signal]);
  assert.deepEqual([pass.given, pass.isFree], [[], true]);
});

test('what reads something else than bytes is at fault', async () => {
  const read = /** @type {any} */ (async () => 'bytes');
  await assert.rejects(drive(read, passOf([[[0, 10]]])), { code: 'read-failed' });
});
