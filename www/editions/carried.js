/**
 * What the single-file edition fetches: nothing. Every file that the element asks for lies in the page itself, in base64, in
 * a `<script>` of a type that is no script's:
 *
 *     <script type="application/octet-stream" data-file="archive.newsprint">TkVXU1BSTlQ…</script>
 *
 * Base64 is cut anywhere: three bytes are four letters. So the archive stays a text, and only what a query touches is
 * decoded; opening a large one takes no longer than a small one.
 *
 * `tests/bundle.mjs` puts `carried` in the place of `fetch`.
 */

/** The texts of files that were asked for, by name. @type {Map<string, string>} */
const texts = new Map();

/** Letters that are decoded at a time; a whole number of fours. */
const RUN = 1 << 16;

/**
 * Answers as `fetch` would.
 * @param {URL | string} url
 * @param {{ headers?: any }} [init] Its `Range`, as `bytes=0-99`, is kept to.
 */
export async function carried(url, { headers } = {}) {
  const name = new URL(url).pathname.split('/').pop() ?? '';
  const text = textOf(name);
  if (text === null) return new Response(null, { status: 404 });
  const total = (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers?.Range ?? '') ?? [];
  if (first === undefined) return new Response(decoded(text, 0, total));
  const [start, end] = [Number(first), Math.min(Number(last) + 1, total)];
  if (start >= end) return new Response(null, { status: 416 });
  return new Response(decoded(text, start, end), { status: 206, headers: { 'Content-Range': `bytes ${start}-${end - 1}/${total}` } });
}

/** The text of a file. Its element goes: one copy is enough. @param {string} name */
function textOf(name) {
  const element = document.querySelector(`script[data-file="${CSS.escape(name)}"]`);
  if (element) texts.set(name, element.textContent?.trim() ?? '');
  element?.remove();
  return texts.get(name) ?? null;
}

/**
 * The bytes from `start` to `end` of a file.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function decoded(text, start, end) {
  const bytes = new Uint8Array(end - start);
  const begin = Math.floor(start / 3);
  let at = begin * 3 - start;
  for (let letter = begin * 4; at < bytes.length; letter += RUN) {
    const run = atob(text.slice(letter, Math.min(letter + RUN, Math.ceil(end / 3) * 4)));
    for (let place = 0; place < run.length; place += 1, at += 1) if (at >= 0) bytes[at] = run.charCodeAt(place);
  }
  return bytes;
}
