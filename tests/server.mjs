/**
 * A static file server for tests and for `make serve`: this machine only, no
 * dependency, and the Content-Security-Policy that the page must run under.
 *
 *     node tests/server.mjs FOLDER [--port N] [--no-range]
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The strictest policy that the page promises to work under. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** @type {Record<string, string>} */
export const MIME = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/**
 * Answers in place of the folder, where it says that it has.
 * @callback First
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<boolean>}
 */

/**
 * Serves a folder on 127.0.0.1.
 *
 * @param {string} root the folder
 * @param {{port?: number, range?: boolean, headers?: Record<string, string>, first?: First}} [options]
 *   port 0, the default, takes a free one; `range: false` answers whole files, as
 *   some hosts do; `headers` stand in place of the Content-Security-Policy
 * @returns {Promise<{url: string, close: () => Promise<void>}>} `url` ends in a slash
 */
export async function serve(root, { port = 0, range = true, headers = { 'Content-Security-Policy': CSP }, first = async () => false } = {}) {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    first(request, response)
      .then((isAnswered) => isAnswered || answer(resolve(root), range, request, response))
      .catch((error) => {
        console.error(error);
        response.destroy();
      });
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done(undefined));
  });
  const { port: chosen } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${chosen}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} root
 * @param {boolean} range
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(root, range, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  }
  const [path, query] = (request.url ?? '/').split('?', 2);
  const file = await find(root, path);
  if (!file) {
    return response.writeHead(404, { 'Content-Type': MIME['.txt'] }).end('not found\n');
  }
  if (file.folder) {
    return response.writeHead(301, { Location: `${path}/${query ? `?${query}` : ''}` }).end();
  }
  response.setHeader('Content-Type', MIME[extname(file.name)] ?? 'application/octet-stream');
  if (range) response.setHeader('Accept-Ranges', 'bytes');
  send(file, range ? request.headers.range : undefined, request.method, response);
}

/**
 * The file that a URL's path means, or null: no such file, or one outside the root.
 *
 * @param {string} root
 * @param {string} path still percent-encoded
 */
async function find(root, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  // `//` at the start would make a redirect leave for another host.
  if (decoded.includes('\0') || decoded.startsWith('//')) return null;
  let name = join(root, decoded);
  if (name !== root && !name.startsWith(root + sep)) return null;
  if (decoded.endsWith('/')) name = join(name, 'index.html');
  const found = await stat(name).catch(() => null);
  if (!found) return null;
  return { name, size: found.size, folder: found.isDirectory() };
}

/**
 * Sends a file, or the part of it that a Range header asks for.
 *
 * @param {{name: string, size: number}} file
 * @param {string | undefined} header
 * @param {string} method
 * @param {import('node:http').ServerResponse} response
 */
function send({ name, size }, header, method, response) {
  const part = rangeOf(header, size);
  if (part === 'outside') {
    return response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
  }
  const { start, end } = part ?? { start: 0, end: size - 1 };
  if (part) response.setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
  response.writeHead(part ? 206 : 200, { 'Content-Length': end - start + 1 });
  if (method === 'HEAD' || size === 0) return response.end();
  createReadStream(name, { start, end }).on('error', () => response.destroy()).pipe(response);
}

/**
 * The single range of a Range header (RFC 9110, section 14). Null means to
 * answer with the whole file, as a server may for anything else.
 *
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{start: number, end: number} | 'outside' | null} `end` is inclusive
 */
export function rangeOf(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1], match[2]].map((digits) => (digits === '' ? null : Number(digits)));
  if (first === null) {
    const start = Math.max(0, size - (last ?? 0));
    return start < size ? { start, end: size - 1 } : 'outside';
  }
  if (last !== null && last < first) return null;
  return first < size ? { start: first, end: Math.min(last ?? size, size - 1) } : 'outside';
}

/** The command line. */
async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8080' },
      'no-range': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (positionals.length !== 1 || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error('usage: node tests/server.mjs FOLDER [--port N] [--no-range]');
    process.exit(2);
  }
  try {
    const { url } = await serve(positionals[0], { port, range: !values['no-range'] });
    console.log(`Newsprint is at ${url} (Ctrl-C stops it)`);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    console.error(`port ${port} is taken: choose another one, as in make serve PORT=${port + 1}`);
    process.exit(1);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
