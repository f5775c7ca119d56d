/** Filters: their fields and values, and what they are called in the reader's language. */

/**
 * A filter's field and value.
 * @param {string} filter
 * @returns {[field: string, value: string]}
 */
export function split(filter) {
  const [field, ...value] = filter.split(':');
  return [field, value.join(':').replaceAll('"', '')];
}

/**
 * What a value is called.
 * @param {import('./tools.js').Desk} desk
 * @param {string} field
 * @param {string} value
 */
export function valueName({ frame: { voice }, date }, field, value) {
  if (field === 'date') return spanName(voice.say, ...ends(value).map((end) => end && date(end)));
  if (field !== 'lang') return value;
  if (value === 'und') return voice.say('unknownLanguage');
  try {
    return new Intl.DisplayNames(voice.locales, { type: 'language' }).of(value.replaceAll('_', '-')) ?? value;
  } catch {
    return value;
  }
}

/**
 * What a filter is called.
 * @param {import('./tools.js').Desk} desk
 * @param {string} filter
 */
export function filterName(desk, filter) {
  const [field, value] = split(filter);
  return desk.frame.say('fieldValue', { field: desk.frame.say(/** @type {import('./strings.js').Key} */ (field)), value: valueName(desk, field, value) });
}

/** The first and the last of a date's two ends, either perhaps open. @param {string} date */
export function ends(date) {
  const [from, to = from] = date.split('..');
  return [from, to];
}

/**
 * What a time is called.
 * @param {import('./strings.js').Say} say
 * @param {string[]} ends Its first and its last period.
 */
export function spanName(say, ...[from, to]) {
  return from === to ? from : say('span', { from: from || '…', to: to || '…' });
}
