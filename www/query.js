/**
 * What narrows a list beside the words that are typed: filters, texts of the query language, each a field with a value.
 * They are kept apart from what is typed, and the engine is asked for both together.
 */

/** A year, a month or a day. */
const DATE = String.raw`(?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?`;

/** A language's tag. */
const TAG = String.raw`[A-Za-z]{2,3}([-_]\w+)*`;

/** A name in quotation marks, or without. */
const NAME = String.raw`"[^"“”„«»\p{Cc}]*[\p{L}\p{N}][^"“”„«»\p{Cc}]*"|[^\s"“”„«»\p{Cc}]+`;

/** The fields that narrow. What is no value of theirs would count as a word, or run into what is typed. */
const FILTER = new RegExp(`^(date:(${DATE}(\\.\\.(${DATE})?)?|\\.\\.${DATE})|lang:${TAG}|(author|place|source|tag):(${NAME}))$`, 'u');

/** Characters that all filters may have: the engine reads 2,000 bytes of a query. */
const ROOM = 400;

/**
 * The filters among texts from outside, each once.
 * @param {readonly string[]} texts
 */
export function understood(texts) {
  let room = ROOM;
  return [...new Set(texts)].filter((text) => FILTER.test(text) && (room -= text.length) >= 0);
}

/**
 * A filter.
 * @param {string} field
 * @param {string} value Any text.
 */
export function filterOf(field, value) {
  const plain = value.replace(/["“”„«»\p{Cc}]/gu, ' ');
  return /^[\p{L}\p{N}.-]+$/u.test(plain) ? `${field}:${plain}` : `${field}:"${plain}"`;
}

/**
 * The query that asks for filters and typed words together. Filters of one field are alternatives.
 * @param {{ filters: readonly string[], query: string }} list
 * @returns {{ text: string, start: number }} `start`: where what was typed begins.
 */
export function compose({ filters, query }) {
  if (!filters.length) return { text: query, start: 0 };
  /** @type {Record<string, string[]>} */
  const fields = {};
  for (const filter of filters) (fields[filter.split(':', 1)[0]] ??= []).push(filter);
  // A minus alone means nothing, except to an operator that what is typed begins with: it must not join a filter.
  const start = `${Object.values(fields).map((group) => group.join(' OR ')).join(' ')} - `;
  return { text: start + query, start: start.length };
}
