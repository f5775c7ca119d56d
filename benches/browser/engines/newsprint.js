/**
 * This engine, as the page's element uses it. It ranks the articles that hold any of the words, takes the last word
 * as a beginning, corrects words that it does not know, and gives a headline and a snippet with marks. The archive holds the texts too.
 */

/**
 * `options.ranges`: what a query needs is fetched as it comes, by byte range; else the archive is in memory whole.
 *
 * @param {import('../types.js').Source} source
 * @returns {Promise<import('../types.js').Engine>}
 */
export async function prepare({ script, data, options }) {
  const glue = await import(script);
  const wasm = await fetch(options.wasm).then((response) => response.arrayBuffer());
  const read = options.ranges ? byRange(data) : await inMemory(data);
  /** @type {any} */
  let archive;
  return {
    async open() {
      // A response, as the element has it: the browser compiles it beside the page's own thread.
      const response = new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } });
      await glue.default({ module_or_path: response });
      archive = await glue.Archive.open(read);
    },
    async search(/** @type {string} */ query) {
      const { hits } = await archive.search(query, { limit: 10 });
      return hits;
    },
  };
}

/** @param {string} url */
async function inMemory(url) {
  const response = await fetch(url);
  const whole = new Uint8Array(await response.arrayBuffer());
  return async (/** @type {number} */ offset, /** @type {number} */ length) => whole.subarray(offset, offset + length);
}

/** @param {string} url */
function byRange(url) {
  return async (/** @type {number} */ offset, /** @type {number} */ length) => {
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    const response = await fetch(url, { headers });
    return new Uint8Array(await response.arrayBuffer());
  };
}
