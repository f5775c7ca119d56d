/**
 * FlexSearch, its compact edition. Every beginning of every word is in its index (`tokenize: 'forward'`). By default
 * it gives the articles that hold all of the words, those first that hold them early; it has no statistics of words.
 * With `options.highlight` it keeps the texts, allows for words that are missing, and gives a snippet with marks.
 */

/**
 * `options.index`: the data is an index that was saved, not the articles.
 *
 * @param {import('../types.js').Source} source
 * @returns {Promise<import('../types.js').Engine>}
 */
export async function prepare({ script, data, options }) {
  const { Document } = (await import(script)).default;
  let text = await fetch(data).then((response) => response.text());
  const settings = {
    document: {
      id: 'id',
      index: ['title', 'text'].map((field) => ({ field, tokenize: 'forward' })),
      store: options.highlight ? ['title', 'text'] : ['title'],
    },
  };
  const query = options.highlight
    ? { limit: 10, enrich: true, suggest: true, highlight: { template: '<mark>$1</mark>', boundary: 160 } }
    : { limit: 10, enrich: true, merge: true };
  /** @type {any} */
  let index;
  return {
    async open() {
      index = new Document(settings);
      if (options.index) for (const [key, value] of JSON.parse(text)) index.import(key, value);
      else for (const article of JSON.parse(text)) index.add(article);
      text = ''; // whoever ships it would not keep it either
    },
    search: (/** @type {string} */ words) => hits(index.search(words, query)),
    async save() {
      /** @type {[string, unknown][]} */
      const parts = [];
      await index.export((/** @type {string} */ key, /** @type {unknown} */ value) => void parts.push([key, value]));
      return JSON.stringify(parts);
    },
  };
}

/**
 * Highlighting excludes `merge`, so the hits come field by field: those of the headline first, each article once.
 *
 * @param {any[]} answer
 * @returns {import('../types.js').Hit[]}
 */
function hits(answer) {
  /** @type {Map<string, import('../types.js').Hit>} */
  const found = new Map();
  for (const { id, doc, highlight } of answer.flatMap((part) => part.result ?? [part])) {
    const known = found.get(id);
    found.set(id, { id, title: doc.title, snippet: highlight ?? known?.snippet });
  }
  return [...found.values()].slice(0, 10);
}
