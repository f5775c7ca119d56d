/** How dates are written in the reader's language. */

/**
 * Writes stamps in a language.
 * @param {import('./strings.js').Voice} voice
 * @returns {(iso: string) => string} Takes ISO 8601 of any precision (2013, 2013-05, 2013-05-29, with or without a time).
 */
export function dateWriter({ locales, gap }) {
  // A stamp is the day where it was written; read and written as UTC, no reader's time zone can shift it. Archives count
  // by the Gregorian calendar, and so do queries; a page that wants another one names it, as in `fa-u-ca-persian`.
  const calendar = new Intl.Locale(locales[0]).calendar ?? 'gregory';
  const writer = (/** @type {Intl.DateTimeFormatOptions} */ parts) => {
    const format = new Intl.DateTimeFormat(locales, { timeZone: 'UTC', calendar, year: 'numeric', ...parts });
    return (/** @type {Date} */ date) => format.format(date);
  };
  const [year, month, day] = gap
    ? ['{year}', gap.month, gap.day].map((pattern) => filler(gap, pattern))
    : [writer({}), writer({ month: 'long' }), writer({ month: 'long', day: 'numeric' })];
  return (iso) => {
    const [stamp, hasMonth, hasDay] = /^\d{4}(-\d\d)?(-\d\d)?/.exec(iso) ?? [''];
    const date = new Date(stamp);
    if (Number.isNaN(date.getTime())) return iso;
    return (hasDay ? day : hasMonth ? month : year)(date);
  };
}

/**
 * Writes dates by a pattern, for a language whose months browsers do not know.
 * @param {import('./strings.js').Gap} gap
 * @param {string} pattern
 */
function filler({ numbers, months }, pattern) {
  const figures = new Intl.NumberFormat(numbers, { useGrouping: false });
  return (/** @type {Date} */ date) =>
    pattern
      .replace('{day}', figures.format(date.getUTCDate()))
      .replace('{month}', months[date.getUTCMonth()])
      .replace('{year}', figures.format(date.getUTCFullYear()));
}
