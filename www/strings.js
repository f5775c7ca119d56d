/**
 * Every word the element shows, and how numbers and dates are written.
 * A message is a text, or one text a plural form (`one`, `other`, … as `Intl.PluralRules` names them, chosen by `n`).
 */

/** @typedef {string | { other: string, [form: string]: string }} Message */

export const english = {
  label: 'Search the archive',
  placeholder: 'Words, “a phrase”, -without',
  clear: 'Clear',
  newest: 'Newest articles',
  results: 'Results',
  loading: 'Opening the archive…',
  count: { one: '{n} article', other: '{n} articles' },
  corrected: 'Showing results for {query}',
  instead: 'Search instead for {query}',
  asTyped: 'Searched for exactly what was typed.',
  correct: 'Correct the spelling',
  synonyms: '{word} counts as {names} too',
  comma: ', ',
  found: { one: '{n} article for {query}', other: '{n} articles for {query}' },
  foundCorrected: { one: 'Showing results for {query}: {n} article', other: 'Showing results for {query}: {n} articles' },
  more: { one: 'Show one more', other: 'Show {n} more' },
  added: { one: 'One more article shown', other: '{n} more articles shown' },
  minutes: { one: '{n} min read', other: '{n} min read' },
  back: 'Back to results',
  backToNewest: 'Back to the newest',
  opened: 'Article opened',
  previous: 'Previous article',
  next: 'Next article',
  neighbours: 'More articles',
  related: 'Related',
  credit: 'Photo: ',
  source: 'Source',
  tags: 'Tags',
  original: 'Read the original',
  table: 'Table',
  nothing: 'No articles for {query}',
  noMatch: 'No article matches this search.',
  advice: 'Check the spelling, or try another word for the same thing.',
  withoutQuotes: 'Search for the words without the quotation marks',
  withoutMinus: 'Search without leaving anything out',
  showNewest: 'Show the newest articles',
  empty: 'There are no articles in this archive. An archive beside the page is named by the element’s src.',
  retry: 'Try again',
  broken: 'The archive could not be opened.',
  searchFailed: 'This search could not be finished. What you see may be from an earlier one.',
  articleFailed: 'The article could not be opened.',
  unknownArticle: 'This article is not in the archive. It may have been moved or removed.',
};

/**
 * Says a message in the element's language.
 * @callback Say
 * @param {keyof typeof english} key
 * @param {{ n?: number, query?: string }} [values] What stands in the message's braces; braces without a value stay.
 * @returns {string}
 */

/**
 * The voice of a language.
 * @param {string} language A BCP 47 tag; nonsense speaks English.
 * @param {Record<keyof typeof english, Message>} [messages]
 * @returns {Say}
 */
export function speaker(language, messages = english) {
  const locale = known(language);
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const message = messages[key];
    const text = typeof message === 'string' ? message : message[plurals.select(values.n ?? 0)] ?? message.other;
    return text.replace(/\{(n|query)\}/g, (brace, name) => (name === 'n' ? numbers.format(values.n ?? 0) : values.query ?? brace));
  };
}

/**
 * Writes stamps in a language.
 * @param {string} language
 * @returns {(iso: string) => string} Takes ISO 8601 of any precision (2013, 2013-05, 2013-05-29, with or without a time).
 */
export function dateWriter(language) {
  const locale = known(language);
  // A stamp is the day where it was written; read and written as UTC, no reader's time zone can shift it.
  const year = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' });
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' });
  return (iso) => {
    const [stamp, hasMonth, hasDay] = /^\d{4}(-\d\d)?(-\d\d)?/.exec(iso) ?? [''];
    const date = new Date(stamp);
    if (Number.isNaN(date.getTime())) return iso;
    return (hasDay ? day : hasMonth ? month : year).format(date);
  };
}

/**
 * The language that an element stands in.
 * @param {Element} element
 */
export function languageOf(element) {
  const holder = element.closest('[lang]') ?? element.ownerDocument.documentElement;
  return holder.getAttribute('lang') || 'en';
}

/** @param {string} language */
function known(language) {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
