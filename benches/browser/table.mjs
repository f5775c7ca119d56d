/** Figures as people read them. */

/**
 * A value that a share of the numbers does not exceed: .5 gives the median, .99 the 99th percentile.
 *
 * @param {number[]} numbers
 * @param {number} share
 */
export function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** @param {number[]} numbers */
export const median = (numbers) => percentile(numbers, 0.5);

/** Three digits that count, and no exponent. @param {number} ms */
export function milliseconds(ms) {
  if (ms >= 100) return ms.toFixed(0);
  return ms >= 10 ? ms.toFixed(1) : ms.toFixed(ms >= 1 ? 2 : 3);
}

/** @param {number} bytes */
export const kilobytes = (bytes) => (bytes / 1e3).toFixed(bytes < 1e5 ? 1 : 0);

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/**
 * Columns under each other: texts to the left, figures to the right.
 *
 * @param {string[]} head those of figures end in a unit, as in `open, ms`
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (/** @type {string[]} */ cells) =>
    cells.map((cell, i) => (head[i].includes(',') ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ').trimEnd();
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}
