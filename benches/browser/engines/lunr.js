/**
 * lunr. As asked here it ranks the articles that hold any of the words, stems them, and takes the last word as a
 * beginning as well. It keeps neither headlines nor texts, so the page keeps the headlines; it gives no snippet.
 */

/**
 * `options.index`: the data is an index that was saved, with the headlines, not the articles.
 *
 * @param {import('../types.js').Source} source
 * @returns {Promise<import('../types.js').Engine>}
 */
export async function prepare({ script, data, options }) {
  const lunr = await load(script);
  let text = await fetch(data).then((response) => response.text());
  /** @type {any} */
  let index;
  /** @type {Map<string, string>} */
  let titles;
  return {
    async open() {
      const parsed = JSON.parse(text);
      titles = new Map(options.index ? parsed.titles : parsed.map((/** @type {any} */ { id, title }) => [id, title]));
      index = options.index ? lunr.Index.load(parsed.index) : build(lunr, parsed);
      text = ''; // whoever ships it would not keep it either
    },
    search(/** @type {string} */ query) {
      const found = index.query((/** @type {any} */ clauses) => ask(lunr, clauses, query));
      return found.slice(0, 10).map((/** @type {any} */ { ref }) => ({ id: ref, title: titles.get(ref) ?? '' }));
    },
    save: () => JSON.stringify({ titles: [...titles], index }),
  };
}

/** @param {any} lunr @param {any[]} articles */
function build(lunr, articles) {
  return lunr((/** @type {any} */ builder) => {
    builder.ref('id');
    builder.field('title', { boost: 2 });
    builder.field('text');
    for (const article of articles) builder.add(article);
  });
}

/** Search as you type, as its documentation has it. @param {any} lunr @param {any} clauses @param {string} query */
function ask(lunr, clauses, query) {
  const words = lunr.tokenizer(query).map(String);
  for (const word of words) clauses.term(word, { boost: 100 });
  if (words.length === 0) return;
  clauses.term(words.at(-1), { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
}

/** It is no module, so its script is put into the page. @param {string} url @returns {Promise<any>} */
async function load(url) {
  const script = document.createElement('script');
  script.src = url;
  await new Promise((done, failed) => {
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return /** @type {any} */ (window).lunr;
}
