/**
 * MiniSearch. As asked here it ranks the articles that hold any of the words and takes the last word as a beginning.
 * It keeps headlines, no texts, and gives no snippet.
 */

/**
 * `options.index`: the data is an index that was saved, not the articles. `options.fuzzy`: errors are allowed for,
 * a fifth of a word's letters as its documentation proposes.
 *
 * @param {import('../types.js').Source} source
 * @returns {Promise<import('../types.js').Engine>}
 */
export async function prepare({ script, data, options }) {
  const { default: MiniSearch } = await import(script);
  let text = await fetch(data).then((response) => response.text());
  const settings = {
    fields: ['title', 'text'],
    storeFields: ['title'],
    searchOptions: {
      boost: { title: 2 },
      fuzzy: options.fuzzy ? 0.2 : false,
      prefix: (/** @type {string} */ _, /** @type {number} */ i, /** @type {string[]} */ terms) => i === terms.length - 1,
    },
  };
  /** @type {any} */
  let index;
  return {
    async open() {
      if (options.index) {
        index = MiniSearch.loadJSON(text, settings);
      } else {
        index = new MiniSearch(settings);
        index.addAll(JSON.parse(text));
      }
      text = ''; // whoever ships it would not keep it either
    },
    search: (/** @type {string} */ query) => index.search(query).slice(0, 10),
    save: () => JSON.stringify(index),
  };
}
