/**
 * Pagefind. It fetches what a query needs, in pieces, and the text of each hit for its headline and excerpt. It ranks
 * the pages that hold all of the words. It finds beginnings of any word, and searches in a worker where it can.
 * Its documentation proposes to wait for a pause in typing; here every keystroke is answered.
 */

/**
 * @param {import('../types.js').Source} source
 * @returns {Promise<import('../types.js').Engine>}
 */
export async function prepare({ script }) {
  const pagefind = await import(script);
  return {
    open: () => pagefind.init(),
    async search(/** @type {string} */ query) {
      const { results } = await pagefind.search(query);
      const first = await Promise.all(results.slice(0, 10).map((/** @type {any} */ result) => result.data()));
      return first.map(({ raw_url, url, meta, excerpt }) => ({
        id: (raw_url ?? url).replaceAll('/', ''),
        title: meta.title,
        snippet: excerpt,
      }));
    },
  };
}
