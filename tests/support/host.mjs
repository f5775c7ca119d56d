/**
 * A site whose answers a test changes: pages of its own, files that are spoilt, answers that fail. The server does it, not
 * the browser's driver, so that it goes the same way in every browser. And a browser whose driver tells nothing of what
 * goes wrong in a page tells it here: the page itself reports to the server.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CSP, MIME, rangeOf, serve } from '../server.mjs';

/**
 * What a server answers in place of a file: `bytes` are sent as that file's, by ranges too; `short`: no more than so many
 * of them, under the headers of all; `cut`: after so many the connection ends, and for `'broken'` at once; `wait` comes
 * first, in milliseconds.
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: string | Buffer, bytes?: Buffer, short?: number, cut?: number, wait?: number }} Answer
 * @typedef {Answer | 'broken' | null} Reply `null`: the file as it is.
 */

const INFORMER = readFileSync(fileURLToPath(new URL('informer.js', import.meta.url)));

/** Where the informer reports, and lies. */
const DESK = '/informer';

/** The hosts that are open, by origin. @type {Map<string, Host>} */
const hosts = new Map();

/** What the pages of an origin have reported since it was last asked. @param {string} url @returns {string[]} */
export function reportsOf(url) {
  return hosts.get(new URL(url).origin)?.reports.splice(0) ?? [];
}

export class Host {
  url = '';
  /** What went wrong in pages of a browser whose driver is silent. @type {string[]} */
  reports = [];
  /** The paths that were asked for, in order. @type {string[]} */
  asked = [];
  /** The paths whose answers the browser did not wait for. @type {string[]} */
  calledOff = [];
  /** What was sent: bytes of the body, and from where in the file. @type {{ path: string, start: number, bytes: number }[]} */
  sent = [];
  /** @type {{ path: RegExp, answer: (path: string) => Reply }[]} */
  #answers = [];
  #root;
  /** @type {() => Promise<void>} */
  #close = async () => {};

  /** @param {string} root */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Serves a folder.
   * @param {string} root
   * @param {{ range?: boolean, headers?: Record<string, string> }} [options] As those of `serve`.
   */
  static async open(root, options) {
    const host = new Host(root);
    const { url, close } = await serve(root, { ...options, first: (request, response) => host.#answer(request, response) });
    host.url = url;
    host.#close = close;
    hosts.set(new URL(url).origin, host);
    return host;
  }

  async close() {
    hosts.delete(new URL(this.url).origin);
    await this.#close();
  }

  /**
   * Answers otherwise from now on, where a path matches; the last word counts.
   * @param {RegExp} path
   * @param {Reply | ((path: string) => Reply)} answer
   */
  answers(path, answer) {
    this.#answers.unshift({ path, answer: typeof answer === 'function' ? answer : () => answer });
  }

  /** A page of the test's own, under the policy. @param {string} name @param {string} html @param {string} [policy] */
  page(name, html, policy = CSP) {
    const headers = { 'Content-Type': MIME['.html'], 'Content-Security-Policy': policy };
    this.answers(new RegExp(`^/${name.replaceAll('.', '\\.')}$`), { headers, body: html });
  }

  /** A script of the test's own. @param {string} name @param {string} code */
  script(name, code) {
    this.answers(new RegExp(`^/${name.replaceAll('.', '\\.')}$`), { headers: { 'Content-Type': MIME['.js'] }, body: code });
  }

  /** Everything is as it was. */
  reset() {
    this.#answers = [];
    this.asked = [];
    this.sent = [];
    this.calledOff = [];
    this.reports = [];
  }

  /** A file as it is. @param {string} name */
  file(name) {
    return readFileSync(`${this.#root}/${name}`);
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @returns {Promise<boolean>} Whether it was answered.
   */
  async #answer(request, response) {
    const [path] = (request.url ?? '/').split('?');
    if (path === DESK) return this.#inform(request, response);
    this.asked.push(path);
    response.once('close', () => response.writableFinished || this.calledOff.push(path));
    response.once('finish', () => {
      const [start] = /\d+/.exec(String(response.getHeader('Content-Range') ?? '')) ?? ['0'];
      this.sent.push({ path, start: Number(start), bytes: Number(response.getHeader('Content-Length') ?? 0) });
    });
    const reply = this.#answers.find((one) => one.path.test(path))?.answer(path) ?? this.#informing(path, request);
    if (!reply) return false;
    if (reply === 'broken') return Boolean(response.destroy());
    if (reply.wait) await new Promise((done) => setTimeout(done, reply.wait));
    if (reply.bytes === undefined && reply.body === undefined && reply.status === undefined) return false;
    send(reply, request, response);
    return true;
  }

  /**
   * Pages tell by themselves what goes wrong where nobody else does.
   * @param {string} path
   * @param {import('node:http').IncomingMessage} request
   * @returns {Answer | null}
   */
  #informing(path, request) {
    const name = path.replace(/\/$/, '/index.html');
    if (!name.endsWith('.html') || !isSilent(request) || !existsSync(this.#root + name)) return null;
    return { headers: { 'Content-Type': MIME['.html'] }, body: this.file(name) };
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #inform(request, response) {
    if (request.method !== 'POST') {
      response.writeHead(200, { 'Content-Type': MIME['.js'] }).end(INFORMER);
      return true;
    }
    let text = '';
    for await (const piece of request) text += piece;
    this.reports.push(text);
    response.writeHead(204).end();
    return true;
  }
}

/** Whether a request comes from a browser whose driver tells nothing. @param {import('node:http').IncomingMessage} request */
const isSilent = ({ headers }) => !/Chrome|Firefox/.test(headers['user-agent'] ?? '');

/**
 * @param {Answer} answer
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function send(answer, request, response) {
  const { status = 200, headers = {}, body = '' } = answer;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (answer.bytes) return sendRange(answer, request, response);
  const isPage = headers['Content-Type'] === MIME['.html'] && isSilent(request);
  const content = isPage ? String(body).replace(/<script\b|<\/head>|<main\b|$/, `<script src="${DESK}"></script>$&`) : body;
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(content) }).end(content);
}

/**
 * @param {Answer} answer
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function sendRange({ bytes = Buffer.alloc(0), short, cut }, request, response) {
  const range = rangeOf(request.headers.range, bytes.length);
  if (range === 'outside') return response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
  const { start, end } = range ?? { start: 0, end: bytes.length - 1 };
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${bytes.length}`);
  const body = bytes.subarray(start, end + 1).subarray(0, short);
  response.writeHead(range ? 206 : 200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length });
  if (cut === undefined) return response.end(body);
  response.write(body.subarray(0, cut), () => response.destroy());
}
