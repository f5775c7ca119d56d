/**
 * Marks of the CSS Custom Highlight API. Their registry belongs to the whole document, so all elements of a page share a
 * name, each adds and takes away its own ranges, and a name without ranges is taken back.
 */

/**
 * @param {string} name As in `::highlight(name)`.
 * @param {Iterable<AbstractRange>} ranges
 * @param {number} [priority] Where marks overlap, the highest is seen.
 */
export function highlight(name, ranges, priority = 0) {
  // Browsers of before 2025 may lack the registry; then the words can still be stepped through.
  const registry = globalThis.CSS?.highlights;
  if (!registry) return;
  const shared = registry.get(name) ?? new Highlight();
  shared.priority = priority;
  for (const range of ranges) shared.add(range);
  if (shared.size) registry.set(name, shared);
}

/**
 * @param {string} name
 * @param {Iterable<AbstractRange>} ranges
 */
export function unhighlight(name, ranges) {
  const shared = globalThis.CSS?.highlights?.get(name);
  if (!shared) return;
  for (const range of ranges) shared.delete(range);
  if (!shared.size) CSS.highlights.delete(name);
}
