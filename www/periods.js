/** Time as the chart counts it: years, or the months of a year. */

/** A year (`2013`) or a month (`2013-05`) and its articles. @typedef {{ iso: string, articles: number }} Period */

/** A run of periods: the place of its first, and the place after its last. @typedef {[from: number, to: number]} Span */

/** Most years that are shown with the empty ones between them. */
const MOST_YEARS = 150;

/**
 * The years from the first article to the last, those without one among them.
 * @param {[year: string, articles: number][]} counts Newest first; one at least.
 * @returns {Period[]}
 */
export function yearsOf(counts) {
  const first = Number(counts.at(-1)?.[0]);
  const length = Number(counts[0][0]) - first + 1;
  // An archive that begins with a stray date shows only the years that have articles.
  if (length > MOST_YEARS) return counts.map(([iso, articles]) => ({ iso, articles })).reverse();
  return run(length, (n) => String(first + n).padStart(4, '0'), counts);
}

/**
 * The months of a year.
 * @param {string} year
 * @param {[month: string, articles: number][]} counts
 */
export function monthsOf(year, counts) {
  return run(12, (n) => `${year}-${String(n + 1).padStart(2, '0')}`, counts);
}

/**
 * @param {number} length
 * @param {(n: number) => string} name
 * @param {[iso: string, articles: number][]} counts
 * @returns {Period[]}
 */
function run(length, name, counts) {
  const known = new Map(counts);
  return Array.from({ length }, (_, n) => ({ iso: name(n), articles: known.get(name(n)) ?? 0 }));
}

/**
 * The periods between two dates; all if there are none.
 * @param {string[]} ends Years, months or days, either perhaps empty.
 * @param {Period[]} periods
 * @returns {Span}
 */
export function spanOf([from, to], periods) {
  // A month stands after its year in the order of texts; the tilde puts it, and a day, before the end of that.
  const begin = periods.findIndex(({ iso }) => iso >= from.slice(0, iso.length));
  const end = periods.findLastIndex(({ iso }) => iso <= `${to}~`) + 1;
  return begin >= 0 && begin < end ? [begin, end] : [0, periods.length];
}
