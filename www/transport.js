/**
 * Byte ranges of a file over HTTP, from any static server: one that cuts ranges, or one that only sends whole files. What
 * fails in passing (a connection, a busy server, an answer that was cut) is asked for again, what is on its way already is
 * waited for, and what nobody waits for any longer is called off.
 */

/** @typedef {'offline' | 'unreachable' | 'missing' | 'refused' | 'not-a-file' | 'replaced' | 'broken-off' | 'wrong-piece'} Code */

/** A read that failed; `status`: the HTTP status, if there was an answer. @typedef {Error & { code: Code, status?: number }} ReadError */

/**
 * @param {Code} code
 * @param {string} sentence What happened and what to do.
 * @param {URL} url The file.
 * @param {number} [status]
 * @returns {ReadError}
 */
function failed(code, sentence, url, status) {
  return Object.assign(new Error(`${sentence} (${url.href})`), { code, status });
}

/**
 * A range on its way.
 * @typedef {object} Flight
 * @property {number} offset
 * @property {number} end
 * @property {number} readers How many wait for it.
 * @property {AbortController} stop
 * @property {number} timer Ends it when it takes too long.
 * @property {Promise<Uint8Array>} bytes
 */

/** Pauses before the second and the third try, in milliseconds; chance stretches them, so that not all readers come back at once. */
const PAUSES = [300, 1200];

/** How long a range may take, in milliseconds, beside one for each of its bytes. */
const PATIENCE = 30_000;

/** A file that is read by range. A server that answers with the whole file is asked once; later reads are slices. */
export class RangedFile {
  #url;
  /** @type {Promise<Uint8Array> | null} */
  #whole = null;
  /** @type {Set<Flight>} */
  #flights = new Set();
  /** That of the file's beginning, kept: it is asked for before there is anybody to read it. @type {Flight[]} */
  #beginning = [];
  /** The file's length, once an answer has told it. */
  #size = 0;
  /** Its versions, as answers name them: each node of a host may have a name of its own for the same bytes. */
  #versions = new Set();
  /** @type {RequestCache} */
  #cache = 'default';

  /** @param {URL} url */
  constructor(url) {
    this.#url = url;
  }

  /**
   * Reads `length` bytes from `offset`. Fewer come back only where the file ends.
   * @param {number} offset
   * @param {number} length
   * @param {AbortSignal} [signal] Says that they are no longer needed: the request ends, unless another read waits for it.
   */
  async read(offset, length, signal) {
    const end = offset + length;
    const flight = [...this.#beginning, ...this.#flights].find((one) => one.offset <= offset && end <= one.end) ?? this.#send(offset, end);
    flight.readers += 1;
    signal?.addEventListener('abort', () => {
      flight.readers -= 1;
      if (flight.readers) return;
      this.#flights.delete(flight);
      flight.stop.abort();
    });
    return (await flight.bytes).subarray(offset - flight.offset, end - flight.offset);
  }

  /** Its bytes were damaged: what is kept of them, here or in a cache, is read anew. */
  distrust() {
    this.#whole = null;
    this.#beginning = [];
    this.#size = 0;
    this.#cache = 'reload';
  }

  /** The failure of a file whose bytes do not fit together, where its answers were of several versions. @returns {ReadError | null} */
  get mixed() {
    return this.#versions.size > 1 ? this.#replaced() : null;
  }

  #replaced() {
    return failed('replaced', 'The file was replaced meanwhile: reload the page.', this.#url);
  }

  /** @param {number} offset @param {number} end */
  #send(offset, end) {
    const stop = new AbortController();
    const late = failed('unreachable', 'The server takes too long: try again.', this.#url);
    const timer = window.setTimeout(() => stop.abort(late), PATIENCE + end - offset);
    const flight = /** @type {Flight} */ ({ offset, end, readers: 0, stop, timer });
    const land = () => {
      clearTimeout(timer);
      this.#flights.delete(flight);
    };
    this.#flights.add(flight);
    flight.bytes = persist(() => this.#load(flight), stop.signal);
    flight.bytes.then(() => offset || this.#beginning.push(flight)).then(land, land);
    return flight;
  }

  /** @param {Flight} flight */
  async #load(flight) {
    const { offset, end, stop, timer } = flight;
    let whole = this.#whole;
    if (!whole) {
      const headers = { Range: `bytes=${offset}-${end - 1}` };
      // Chromium sends requests for one file that may use its cache one after the other: at 150 ms, six ranges took 0.97 s,
      // and 0.17 s so.
      const cache = this.#flights.size > 1 ? 'no-store' : this.#cache;
      const response = await request(this.#url, { headers, cache, signal: stop.signal });
      if (response.status === 416) return new Uint8Array();
      this.#versions.add(response.headers.get('ETag') ?? response.headers.get('Last-Modified'));
      if (response.status === 206) return this.#checked(await body(response, this.#url), response, flight);
      whole = this.#take(response);
      // Others wait for it now, however long it is.
      clearTimeout(timer);
      flight.readers = Infinity;
    }
    return (await whole).subarray(offset, end);
  }

  /** The whole file, which another answer may be bringing already; a failure is not kept. @param {Response} response */
  #take(response) {
    if (this.#whole) {
      response.body?.cancel();
      return this.#whole;
    }
    const whole = body(response, this.#url);
    whole.catch(() => (this.#whole = null));
    return (this.#whole = whole);
  }

  /**
   * A partial answer is the slice that was asked for, or one that the file's end cut short.
   * @param {Uint8Array} bytes
   * @param {Response} response
   * @param {Flight} flight
   */
  #checked(bytes, response, { offset, end }) {
    // Servers elsewhere may hide the header; then the length alone must do.
    const header = response.headers.get('Content-Range') ?? `bytes ${offset}-${offset + bytes.length - 1}/*`;
    const [, first, last, total] = (/^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header) ?? []).map(Number);
    if (total) {
      this.#size ||= total;
      if (total !== this.#size) throw this.#replaced();
    }
    const isWhole = last === end - 1 || last === total - 1;
    if (first === offset && isWhole && bytes.length === last - offset + 1) return bytes;
    const asked = `bytes ${offset}-${end - 1}`;
    throw failed('wrong-piece', `The server sent ${bytes.length} bytes as "${header}" instead of ${asked}: its ranges are wrong.`, this.#url, response.status);
  }
}

/**
 * Asks for a file and refuses what cannot be it.
 * @param {URL} url
 * @param {RequestInit} options
 * @param {Promise<Response>} [answer] Where it was asked for before.
 */
export async function request(url, options, answer = fetch(url, options)) {
  const response = await answer.catch(() => {
    throw failed(navigator.onLine ? 'unreachable' : 'offline', 'The file could not be reached: check the connection and CORS.', url);
  });
  const { status } = response;
  if (!response.ok && status !== 416) {
    throw failed(status === 404 ? 'missing' : 'refused', `The server answered HTTP ${status}: check its upload, address and permissions.`, url, status);
  }
  if (/^text\/html\b/i.test(response.headers.get('Content-Type') ?? '')) {
    throw failed('not-a-file', 'The server sent a web page instead of the file: check its upload and address.', url, status);
  }
  return response;
}

/**
 * The bytes of an answer.
 * @param {Response} response
 * @param {URL} url
 */
export async function body(response, url) {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw failed('broken-off', 'The connection broke off: try again.', url, response.status);
  }
}

/**
 * Acts until it works, or fails in a way that another try will not change.
 * @template Result
 * @param {() => Promise<Result>} act
 * @param {AbortSignal} [signal] Ends the trying.
 */
export async function persist(act, signal) {
  for (const pause of PAUSES) {
    try {
      return await act();
    } catch (error) {
      if (!isPassing(/** @type {ReadError} */ (error))) throw error;
    }
    await new Promise((rested) => setTimeout(rested, pause * (1 + Math.random())));
    signal?.throwIfAborted();
  }
  return act();
}

/** Whether another try may go better: a connection that failed, a busy server, an answer that was cut. @param {ReadError} error */
function isPassing({ code, status = 0 }) {
  return /^(unreachable|broken-off|wrong-piece)$/.test(code) || status === 429 || status >= 500;
}
