/** Byte ranges of a file over HTTP, from any static server: one that cuts ranges, or one that only sends whole files. */

/** A read that failed. */
export class ReadError extends Error {
  /**
   * @param {'offline' | 'unreachable' | 'missing' | 'refused' | 'not-a-file' | 'replaced' | 'broken-off' | 'wrong-piece'} code
   * @param {string} sentence What happened and what to do.
   * @param {URL} url The file.
   * @param {number} [status] The HTTP status, if there was an answer.
   */
  constructor(code, sentence, url, status) {
    super(`${sentence} (${url.href})`);
    this.name = 'ReadError';
    this.code = code;
    this.url = url.href;
    this.status = status;
  }
}

/**
 * Reads `length` bytes from `offset`. Fewer come back only where the file ends.
 * @callback Read
 * @param {number} offset
 * @param {number} length
 * @returns {Promise<Uint8Array>}
 */

/**
 * Opens a file for reading by range. A server that answers with the whole file is asked once; later reads are slices.
 * @param {URL} url
 * @param {boolean} [isWhole] Whether the whole file is asked for at once: a small one is there sooner than its pieces.
 * @returns {Read}
 */
export function byteRanges(url, isWhole) {
  /** @type {Uint8Array | null} */
  let whole = null;
  /** The file's version, as the first answer names it. @type {string | null} */
  let version = null;

  return async (offset, length) => {
    if (length === 0) return new Uint8Array();
    if (whole) return whole.subarray(offset, offset + length);
    const response = await request(url, isWhole ? {} : { Range: `bytes=${offset}-${offset + length - 1}` });
    if (response.status === 416) return new Uint8Array();
    const tag = response.headers.get('ETag') ?? response.headers.get('Last-Modified');
    version ??= tag;
    if (tag !== version) throw new ReadError('replaced', 'The file was replaced meanwhile: reload the page.', url, response.status);
    const bytes = await body(response, url);
    if (response.status === 206) return checked(bytes, response, url, offset, length);
    whole = bytes;
    return bytes.subarray(offset, offset + length);
  };
}

/**
 * Asks for a file and refuses what cannot be it.
 * @param {URL} url
 * @param {HeadersInit} [headers]
 * @returns {Promise<Response>}
 */
export async function request(url, headers) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { headers });
  } catch {
    if (!navigator.onLine) throw new ReadError('offline', 'There is no connection.', url);
    throw new ReadError('unreachable', 'The file could not be reached: check the connection, and that the page may read it.', url);
  }
  const { status } = response;
  if (status === 404) throw new ReadError('missing', 'There is no such file (HTTP 404): check that it was uploaded, and the address.', url, status);
  if (!response.ok && status !== 416) throw new ReadError('refused', `The server answered HTTP ${status}: check the address, and its permissions.`, url, status);
  if (/^text\/html\b/i.test(response.headers.get('Content-Type') ?? '')) {
    throw new ReadError('not-a-file', 'The server sent a web page instead of the file: check that it was uploaded, and the address.', url, status);
  }
  return response;
}

/**
 * @param {Response} response
 * @param {URL} url
 */
async function body(response, url) {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new ReadError('broken-off', 'The connection broke off: try again.', url, response.status);
  }
}

/**
 * A partial answer is the slice that was asked for, or one that the file's end cut short.
 * @param {Uint8Array} bytes
 * @param {Response} response
 * @param {URL} url
 * @param {number} offset
 * @param {number} length
 */
function checked(bytes, response, url, offset, length) {
  // Servers elsewhere may hide the header; then the length alone must do.
  const header = response.headers.get('Content-Range') ?? `bytes ${offset}-${offset + bytes.length - 1}/*`;
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header) ?? [];
  const isWhole = Number(last) === offset + length - 1 || Number(last) === Number(total) - 1;
  if (Number(first) === offset && isWhole && bytes.length === Number(last) - offset + 1) return bytes;
  const asked = `bytes ${offset}-${offset + length - 1}`;
  throw new ReadError('wrong-piece', `The server sent ${bytes.length} bytes as "${header}" instead of ${asked}: its ranges are wrong.`, url, response.status);
}
