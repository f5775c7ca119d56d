/**
 * Passes over an archive until nothing is missing: fetches what a pass lacks, all of it at once, and asks again.
 * The one asynchronous thing that the package does, so it is written where promises are at home.
 *
 * @param {(offset: number, length: number) => Promise<Uint8Array>} read gives a range of the archive's bytes
 * @param {{step(): number[] | undefined, insert(offset: number, length: number, bytes: Uint8Array): void, result(): any, free(): void}} pass
 */
export async function drive(read, pass) {
  try {
    for (let needs = pass.step(); needs; needs = pass.step()) {
      const ranges = [];
      for (let i = 0; i < needs.length; i += 2) ranges.push([needs[i], needs[i + 1]]);
      const pieces = await Promise.all(ranges.map(([offset, length]) => read(offset, length)));
      ranges.forEach(([offset, length], i) => pass.insert(offset, length, pieces[i]));
    }
    return pass.result();
  } finally {
    try {
      pass.free();
    } catch {
      // A pass that failed midway is still lent out: its own error tells more than this one.
    }
  }
}
