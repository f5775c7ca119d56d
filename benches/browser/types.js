/** What the runner, the page and the engines mean by their words. */

/** @typedef {{id: string, title: string, text: string}} Article */

/**
 * A query as someone types it, up to some letter.
 * @typedef {{text: string, article: string | null}} Keystroke `article` is set where the query is typed out: the id
 *   of the article that it is meant to find
 */

/**
 * What an engine answers to a keystroke: at most ten hits, and what it gives for each.
 * @typedef {{id: string, title: string, snippet?: string}} Hit
 */

/**
 * An engine, as its module in engines/ makes it.
 * @typedef {object} Engine
 * @property {() => Promise<unknown>} open Makes it ready for the first query, out of what was fetched.
 * @property {(query: string) => Hit[] | Promise<Hit[]>} search
 * @property {() => string | Promise<string>} [save] What it holds, as text: an index that can be shipped instead.
 */

/**
 * What an engine is made of. Addresses are absolute.
 * @typedef {object} Source
 * @property {string} script Its own module, or script.
 * @property {string} data The articles as JSON, an index, or an archive; Pagefind's is elsewhere, and it knows where.
 * @property {Record<string, any>} options As its row of the table (rows.mjs) has them.
 */

export {};
