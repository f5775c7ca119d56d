/**
 * The service worker of a site that is kept for offline. `build` puts its manifest before it: what the site is made of, by
 * hash. Another site is another manifest, and so another worker: it keeps everything anew, under its own version, before it
 * takes over from the old one and drops what that had kept. Nothing of two versions is ever in one cache.
 *
 * Kept are the shell at once, and of the archive what was read: ranges as they came, the oldest dropped beyond the quota;
 * or all of it, if `build` was asked for that.
 */

/**
 * @typedef {object} Manifest
 * @property {string} version
 * @property {Record<string, string>} files The shell: SHA-256 by path from the site's folder.
 * @property {{ path: string, length: number, head: number, headHash: string, hash: string, first: [start: number, end: number][] }} archive
 *   `head`: bytes at its beginning that tell one archive from another; `first`: what the first list is read from.
 * @property {boolean} whole Whether all of the archive is kept.
 * @property {number} quota Bytes of ranges that are kept.
 */

const manifest = /** @type {Manifest} */ (Reflect.get(globalThis, 'MANIFEST'));
const worker = /** @type {any} */ (globalThis);

/** @type {string} */
const SCOPE = worker.registration.scope;
const PREFIX = `newsprint ${SCOPE} `;
const CACHE = PREFIX + manifest.version;
const ARCHIVE = SCOPE + manifest.archive.path;

/** Pages of articles that are kept. */
const PAGES = 500;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (/** @type {any} */ event) => answer(event));

/** Keeps the shell, or fails: then the old worker stays, and the browser tries again later. */
async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(manifest.files).map(([path, hash]) => keep(cache, path, hash)));
  const { length, head, first } = manifest.archive;
  if (!(await storeArchive(await ask(`bytes=0-${Math.min(head, length) - 1}`), true))) throw new Error('the archive is not of this version');
  // The first list was read before there was a worker.
  await Promise.all(first.map(async ([start, end]) => storeArchive(await ask(`bytes=${start}-${end - 1}`))));
  await worker.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
  // What cannot be had whole now is kept as it is read.
  if (manifest.whole) await ask().then((response) => storeArchive(response)).catch(() => {});
}

/** @param {string} [range] */
function ask(range) {
  return fetch(ARCHIVE, { cache: 'no-cache', headers: range ? { Range: range } : {} });
}

/**
 * Keeps a file of the shell.
 * @param {Cache} cache
 * @param {string} path
 * @param {string} hash
 */
async function keep(cache, path, hash) {
  const response = await fetch(SCOPE + path, { cache: 'no-cache' });
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await digest(bytes)) !== hash) throw new Error(`${path} is not of this version`);
  await cache.put(SCOPE + path, copy(response, bytes));
}

/**
 * An answer with its headers, its policy among them, but for those that tell how it was sent.
 * @param {Response} response
 * @param {BodyInit} body
 */
function copy(response, body) {
  const headers = new Headers(response.headers);
  for (const name of ['Content-Encoding', 'Content-Length', 'Transfer-Encoding']) headers.delete(name);
  return new Response(body, { headers });
}

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Answers what belongs to the site; all else goes its way. @param {any} event */
function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  if (request.method !== 'GET' || !address.startsWith(SCOPE)) return;
  const path = address.slice(SCOPE.length) || 'index.html';
  if (path === manifest.archive.path) event.respondWith(archive(event));
  else if (path in manifest.files) event.respondWith(shell(request, path));
  else if (/^pages\/.*\.html$/.test(path)) event.respondWith(page(event, address));
}

/** @param {Request} request @param {string} path */
async function shell(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(SCOPE + path)) ?? fetch(request);
}

/** A page of an article: as it is now, else as it was read. @param {any} event @param {string} address */
async function page(event, address) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keepPage(cache, address, response.clone()));
    return response;
  } catch (error) {
    const kept = await cache.match(address);
    if (kept) return kept;
    throw error;
  }
}

/** @param {Cache} cache @param {string} address @param {Response} response */
async function keepPage(cache, address, response) {
  await cache.put(address, copy(response, await response.arrayBuffer()));
  const pages = (await cache.keys()).filter(({ url }) => /\/pages\/.*\.html$/.test(url));
  for (const old of pages.slice(0, -PAGES)) await cache.delete(old);
}

/** A range of the archive, or all of it. @param {any} event */
async function archive(event) {
  const { length } = manifest.archive;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(event.request.headers.get('Range') ?? '') ?? [];
  const [start, end] = first === undefined ? [0, length] : [Number(first), Math.min(Number(last) + 1, length)];
  const kept = await keptRange(start, end, first !== undefined);
  if (kept) return kept;
  const response = await fetch(event.request);
  event.waitUntil(storeArchive(response.clone()).catch(() => {}));
  return response;
}

/** A kept range by its key: `archive.newsprint?0-8192`. @param {Request} key */
function rangeOf({ url }) {
  const [, start, end] = (url.startsWith(`${ARCHIVE}?`) && /\?(\d+)-(\d+)$/.exec(url)) || [];
  return start === undefined ? null : { start: Number(start), end: Number(end) };
}

/**
 * The answer from a kept range that holds what is asked for.
 * @param {number} start
 * @param {number} end
 * @param {boolean} isPart
 */
async function keptRange(start, end, isPart) {
  const cache = await caches.open(CACHE);
  for (const key of await cache.keys()) {
    const range = rangeOf(key);
    const kept = range && range.start <= start && range.end >= end && start < end ? await cache.match(key) : null;
    if (!range || !kept) continue;
    const body = (await kept.blob()).slice(start - range.start, end - range.start);
    const headers = new Headers(kept.headers);
    if (isPart) headers.set('Content-Range', `bytes ${start}-${end - 1}/${manifest.archive.length}`);
    return new Response(body, { status: isPart ? 206 : 200, headers });
  }
  return null;
}

/**
 * Keeps what the server sent of the archive, if it is of this version.
 * @param {Response} response
 * @param {boolean} [isHead] Whether it is the beginning, by which the version is told.
 * @returns {Promise<boolean>} Whether it is.
 */
async function storeArchive(response, isHead = false) {
  const { length, headHash, hash } = manifest.archive;
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '') ?? [];
  const isWhole = response.status === 200;
  const [start, end] = isWhole ? [0, length] : [Number(first), Number(last) + 1];
  if (!response.ok || (!isWhole && Number(total) !== length)) return false;
  const cache = await caches.open(CACHE);
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength !== end - start) return false;
  const mark = response.headers.get('ETag') ?? response.headers.get('Last-Modified') ?? '';
  if (isWhole || isHead) {
    if ((await digest(bytes)) !== (isWhole ? hash : headHash)) return false;
  } else if (mark !== (await markOf(cache))) return false;
  const headers = new Headers({ 'Content-Type': 'application/octet-stream' });
  for (const name of ['ETag', 'Last-Modified']) {
    const value = response.headers.get(name);
    if (value) headers.set(name, value);
  }
  if (!isWhole || manifest.whole || length <= manifest.quota) await cache.put(`${ARCHIVE}?${start}-${end}`, new Response(bytes, { headers }));
  await settle(cache);
  return true;
}

/** What the server called the version, when the beginning was kept. @param {Cache} cache */
async function markOf(cache) {
  for (const key of await cache.keys()) {
    const kept = rangeOf(key)?.start === 0 ? await cache.match(key) : null;
    if (kept) return kept.headers.get('ETag') ?? kept.headers.get('Last-Modified') ?? '';
  }
  return null;
}

/** Drops the oldest ranges beyond the quota; the beginning stays, and so does an archive that is to be kept whole. @param {Cache} cache */
async function settle(cache) {
  const ranges = (await cache.keys()).flatMap((key) => ({ key, ...(rangeOf(key) ?? { start: 0, end: 0 }) })).filter(({ start }) => start > 0);
  let sum = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  for (const { key, start, end } of ranges) {
    if (sum <= manifest.quota) return;
    await cache.delete(key);
    sum -= end - start;
  }
}

// A module of its own for the checker of types.
export {};
