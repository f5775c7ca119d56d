/**
 * A site behind a slow line, as a good host serves it: text compressed with brotli, ranges answered, everything cached.
 * What it sends is counted here, headers included, for a browser's own figures leave out what it thinks does not count.
 */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { MIME, rangeOf, serve } from '../../tests/server.mjs';

/**
 * @typedef {{latency: number, rate: number}} Speed milliseconds until an answer begins; bytes a second, of all answers
 *   together
 * @typedef {{path: string, start: number, end: number, bytes: number}} Sent milliseconds; bytes on the line
 */

/** A phone in a village: 150 ms, and 1.6 Mbit/s. @type {Speed} */
export const SLOW = { latency: 150, rate: 200_000 };

/** What is sent at once: a few packets. */
const SLICE = 8_192;

/** Text that hosts compress. Not Pagefind's files, which are compressed in themselves, nor archives. */
const TEXT = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm']);

export class Line {
  /** What was sent since the last {@link take}. @type {Sent[]} */
  sent = [];
  url = '';
  #root;
  #speed;
  /** When the line is free again. */
  #free = 0;
  /** @type {() => Promise<void>} */
  close = async () => {};

  /** @param {string} root @param {Speed} speed */
  constructor(root, speed) {
    this.#root = root;
    this.#speed = speed;
  }

  /** @param {string} root a folder @param {Speed} [speed] */
  static async open(root, speed = SLOW) {
    const line = new Line(root, speed);
    Object.assign(line, await serve(root, { first: (request, response) => line.#answer(request, response) }));
    return line;
  }

  /** What was sent since the last call. */
  take() {
    return this.sent.splice(0);
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const start = performance.now();
    await wait(this.#speed.latency);
    const path = decodeURIComponent(new URL(request.url ?? '/', this.url).pathname).replace(/\/$/, '/index.html');
    const { status, headers, body } = this.#file(path, request.headers.range);
    response.removeHeader('Cache-Control');
    // The policy is the page's own affair, and the peers' pages work under none.
    response.removeHeader('Content-Security-Policy');
    response.writeHead(status, { 'Cache-Control': 'max-age=3600', 'Content-Length': body.length, ...headers });
    response.flushHeaders();
    await this.#send(body, response);
    const before = response.getHeaderNames().reduce((sum, name) => sum + `${name}: ${response.getHeader(name)}\r\n`.length, 0);
    this.sent.push({ path, start, end: performance.now(), bytes: body.length + before });
    return true;
  }

  /** @param {string} path @param {string | undefined} range */
  #file(path, range) {
    const name = join(this.#root, path);
    if (!statSync(name, { throwIfNoEntry: false })?.isFile()) return { status: 404, headers: {}, body: Buffer.from('not found\n') };
    const type = { 'Content-Type': MIME[extname(name)] ?? 'application/octet-stream' };
    if (TEXT.has(extname(name))) return { status: 200, headers: { ...type, 'Content-Encoding': 'br' }, body: compressed(name) };
    const { size } = statSync(name);
    const part = rangeOf(range, size);
    if (part === 'outside') return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: Buffer.alloc(0) };
    if (!part) return { status: 200, headers: { ...type, 'Accept-Ranges': 'bytes' }, body: readFileSync(name) };
    const told = { ...type, 'Content-Range': `bytes ${part.start}-${part.end}/${size}` };
    return { status: 206, headers: told, body: piece(name, part.start, part.end + 1 - part.start) };
  }

  /** Slices take their turn, so answers that are on their way together share the line. @param {Buffer} body @param {import('node:http').ServerResponse} response */
  async #send(body, response) {
    for (let at = 0; at < body.length; at += SLICE) {
      const slice = body.subarray(at, at + SLICE);
      this.#free = Math.max(this.#free, performance.now()) + (slice.length / this.#speed.rate) * 1e3;
      await wait(this.#free - performance.now());
      response.write(slice);
    }
    response.end();
  }
}

/** A piece of a file, which may be too large to read as a whole. @param {string} name @param {number} start @param {number} length */
export function piece(name, start, length) {
  const [file, bytes] = [openSync(name, 'r'), Buffer.alloc(length)];
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, length, start));
  } finally {
    closeSync(file);
  }
}

/** @type {Map<string, Buffer>} */
const known = new Map();

/** @param {string} name */
function compressed(name) {
  const bytes = known.get(name) ?? brotliCompressSync(readFileSync(name));
  known.set(name, bytes);
  return bytes;
}

/**
 * Requests that had to wait for each other: the longest chain in which each began when the one before had ended.
 *
 * @param {Sent[]} sent
 */
export function roundTrips(sent) {
  /** @type {{end: number, depth: number}[]} */
  const before = [];
  for (const { start, end } of sent.toSorted((a, b) => a.start - b.start)) {
    before.push({ end, depth: 1 + Math.max(0, ...before.filter((other) => other.end <= start).map(({ depth }) => depth)) });
  }
  return Math.max(0, ...before.map(({ depth }) => depth));
}

/** @param {Sent[]} sent */
export const bytesOf = (sent) => sent.reduce((sum, { bytes }) => sum + bytes, 0);
