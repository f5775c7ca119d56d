/**
 * Every word the element shows. English stands here, and in the modules that are loaded later, which export theirs as
 * `english` too and teach it to the voice. What is translated lies in `strings/`, a file a language, and is fetched for
 * readers of that language before anything is drawn.
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
  unreachable: 'The archive’s files could not be reached. Check your connection and try again.',
  notStarted: 'The archive’s program did not start. Reload the page.',
};

/**
 * A message's key: of the words above, or of those that a later module brings along.
 * @typedef {keyof (typeof english & typeof import('./failures.js').english & typeof import('./piece-search.js').english & typeof import('./tools.js').english & typeof import('./words.js').english)} Key
 */

/**
 * Says a message in the reader's language.
 * @callback Say
 * @param {Key} key
 * @param {{ n?: number, [name: string]: number | string | undefined }} [values] What stands in the message's braces; braces without a value stay.
 * @returns {string}
 */

/**
 * A language as the element uses it.
 * @typedef {object} Voice
 * @property {string} language Of the words.
 * @property {'ltr' | 'rtl'} direction Of the words.
 * @property {string[]} locales For `Intl`: the page's language, and what stands in for it where a browser does not know it.
 * @property {Gap} [gap]
 * @property {Say} say
 * @property {(more: Messages) => void} learn Takes the English of a module that was loaded later.
 */

/** @typedef {Record<string, Message>} Messages */

/**
 * How a language that browsers do not know writes numbers (as the locale `numbers`) and dates: a translation's key `intl`.
 * @typedef {{ numbers: string, months: string[], month: string, day: string }} Gap
 */

/** The translations: `strings/NAME.json`. */
export const TRANSLATIONS = 'ar ckb de el es fa fr he hi it ja kmr nl pl pt ru sv tr uk zh'.split(' ');

/** Kurdish is Kurmanji in Latin letters, and read as Sorani in Arabic ones. */
const ALIASES = /** @type {Record<string, string>} */ ({ ku: 'kmr', 'ku-Arab': 'ckb' });

/** Scripts that run from right to left. */
const RIGHT_TO_LEFT = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/;

/** How long a translation is waited for, in milliseconds, before the element speaks English. */
const PATIENCE = 3000;

/** What was read of `strings/`, once a page. @type {Map<string, Promise<Messages>>} */
const files = new Map();

/**
 * The voice of the language that an element stands in.
 * @param {Element & { strings?: unknown }} host Its property `strings` overrides any message.
 * @returns {Promise<Voice>}
 */
export async function voiceOf(host) {
  const tag = known(languageOf(host));
  const name = translationOf(tag);
  return voice(tag, name ? await translation(name) : null, Object(host.strings));
}

/**
 * @param {string} tag
 * @param {Messages | null} translated `null` where there is no translation: then English.
 * @param {object} own The page's own messages.
 * @returns {Voice}
 */
export function voice(tag, translated, own = {}) {
  const overrides = Object.entries(own).filter(([, message]) => typeof (message?.other ?? message) === 'string');
  const messages = /** @type {Messages} */ ({ ...english, ...translated, ...Object.fromEntries(overrides) });
  const gap = /** @type {Gap | undefined} */ (/** @type {unknown} */ (translated?.intl));
  const locales = [...(gap ? [gap.numbers] : []), tag, 'en'];
  const language = translated || overrides.length ? tag : 'en';
  return {
    language,
    direction: RIGHT_TO_LEFT.test(maximal(language).script ?? '') ? 'rtl' : 'ltr',
    locales,
    say: speaker(messages, locales),
    gap,
    learn: (more) => Object.entries(more).forEach(([key, message]) => (messages[key] ??= message)),
  };
}

/**
 * @param {Messages} messages
 * @param {string[]} locales
 * @returns {Say}
 */
function speaker(messages, locales) {
  const plurals = new Intl.PluralRules(locales);
  const numbers = new Intl.NumberFormat(locales);
  return (key, values = {}) => {
    const message = messages[key] ?? '';
    const text = typeof message === 'string' ? message : message[plurals.select(values.n ?? 0)] ?? message.other;
    return text.replace(/\{(\w+)\}/g, (brace, name) => {
      const value = values[name] ?? brace;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

/**
 * A translation, or `null` if it cannot be had in good time.
 * @param {string} name
 * @returns {Promise<Messages | null>}
 */
function translation(name) {
  const file = files.get(name) ?? fetch(new URL(`./strings/${name}.json`, import.meta.url)).then((response) => response.json());
  files.set(name, file);
  file.catch(() => files.delete(name));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  return Promise.race([file, patience]).catch(() => null);
}

/**
 * The translation for a language, by its script and by itself.
 * @param {string} tag
 */
export function translationOf(tag) {
  const { language, script } = maximal(tag);
  const names = [`${language}-${script}`, language].map((name) => ALIASES[name] ?? name);
  return names.find((name) => TRANSLATIONS.includes(name));
}

/**
 * The language that an element stands in: its own, an ancestor's or the document's, also from within shadow trees.
 * @param {Element} element
 * @returns {string}
 */
export function languageOf(element) {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang') || 'en';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : element.ownerDocument.documentElement.lang || 'en';
}

/** Nonsense is English. @param {string} language */
function known(language) {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** A language with its likely script and region. @param {string} tag */
function maximal(tag) {
  return new Intl.Locale(tag).maximize();
}
