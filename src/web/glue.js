/**
 * What the wasm leaves to JavaScript, because it takes fewer bytes here: reading options, and waiting for bytes. Private to the package; `glue.rs` declares what the wasm calls.
 */

/** Most hits on a page. */
const MAX_LIMIT = 1000;
const MAX_U32 = 2 ** 32 - 1;
const SORTS = ['relevance', 'newest', 'oldest'];

/** The words of the interface, in the order in which the wasm asks for them. */
const STRINGS = {
  previous: 'Previous article',
  next: 'Next article',
  related: 'Related',
  neighbours: 'More articles',
  credit: 'Photo: ',
  tags: 'Tags',
  source: 'Source',
  original: 'Read the original',
  table: 'Table',
};

/** An `Error` with a code beside its message. */
export function error(code, message) {
  return Object.assign(new Error(message), { code });
}

function fault(message) {
  return error('bad-argument', message);
}

/** The object's own property; what a page put into `Object.prototype` is no option. */
function property(object, name) {
  try {
    return Object.hasOwn(object, name) ? object[name] : undefined;
  } catch {
    return undefined;
  }
}

/** The property if it is of this type. */
function typed(object, name, type) {
  const value = property(object, name);
  return typeof value === type ? value : undefined;
}

function whole(object, name, otherwise) {
  const value = property(object, name) ?? otherwise;
  if (typeof value !== 'number' || !(value >= 0 && Math.trunc(value) === value)) {
    throw fault(`${name} must be a whole number of 0 or more`);
  }
  return Math.min(value, MAX_U32);
}

function searchOptions(object) {
  const sort = SORTS.indexOf(property(object, 'sort') ?? 'relevance');
  if (sort < 0) throw fault("sort must be 'relevance', 'newest' or 'oldest'");
  return [
    Math.min(whole(object, 'limit', 10), MAX_LIMIT),
    whole(object, 'offset', 0),
    whole(object, 'recency', 0),
    sort,
    typed(object, 'prefix', 'boolean') ?? true,
    typed(object, 'correct', 'boolean') ?? true,
    typed(object, 'facets', 'boolean') ?? false,
    typed(object, 'exact', 'boolean') ?? false,
  ];
}

/** A text, or a complaint that names what it should be. */
function string(value, what) {
  if (typeof value !== 'string') throw fault(`${what} must be a string`);
  return value;
}

/** Questions by number: search, related articles, what is shown, of which `view` tells the kind, and marks. */
const readers = [
  (text, options) => ({ numbers: [0, 0, ...searchOptions(options)], texts: [string(text, 'a query')] }),
  (id, options) => ({
    numbers: [1, 0, Math.min(whole(options, 'limit', 5), MAX_LIMIT), 0, 0, 0, 0, 0, 0, 0],
    texts: [string(id, 'an id')],
  }),
  view,
  (query, options) => ({
    numbers: [3, 0, ...searchOptions(options)],
    texts: ['article', 'query', 'text'].map((name) => string(name === 'query' ? query : property(options, name), name)),
  }),
];

/** A `ListView` or an `ArticleView`, to be shown in `target`. */
function view(target, object) {
  const [article, text] = ['article', 'query'].map((name) => typed(object, name, 'string'));
  if ((article ?? text) === undefined) throw fault('a view has an article or a query, as text');
  const options = searchOptions(article === undefined ? object : null);
  const kind = article === undefined ? 2 : 4;
  const strings = property(object, 'strings');
  const words = Object.entries(STRINGS).map(([name, english]) => typed(strings, name, 'string') ?? english);
  const heading = whole(object, 'heading_level', article === undefined ? 3 : 2);
  if (!target?.ownerDocument || !target.replaceChildren) throw fault('the target must be an element of a document');
  return {
    numbers: [kind, heading, ...options],
    texts: [article ?? text, ...words],
    before: typed(object, 'href', 'string') ?? '#article=',
    date: typed(object, 'date', 'function'),
    minutes: typed(strings, 'minutes', 'function'),
  };
}

/** What is asked for, checked and with what is left out filled in; an `Error` if it makes no sense. */
export function read(kind, subject, options) {
  try {
    return readers[kind](subject, options);
  } catch (error) {
    return error;
  }
}

/** The numbers of what is asked for; none of an error. */
export function numbers(asked) {
  return asked instanceof Error ? [] : asked.numbers;
}

export function text(asked, index) {
  return asked.texts[index];
}

/** What the page's own function gives, if it is one that gives a text. */
function formatted(format, value, otherwise) {
  try {
    const shown = format.call(null, value);
    return typeof shown === 'string' ? shown : otherwise;
  } catch {
    return otherwise;
  }
}

export function date({ date }, iso) {
  return formatted(date, iso, iso);
}

export function minutes({ minutes }, count) {
  return formatted(minutes, count, `${count} min read`);
}

export function href({ before }, id) {
  return before + encodeURIComponent(id);
}

/** Ranges that the step of a pass lacks. */
let needs = [];

export function need(offset, length) {
  needs.push([offset, length]);
}

/**
 * Passes over an archive until nothing is missing: fetches what a pass lacks, all of it at once, and asks again.
 *
 * @param {(offset: number, length: number) => Promise<Uint8Array>} read gives a range of the archive's bytes
 * @param {{step(): any, insert(offset: number, length: number, bytes: Uint8Array): void, free(): void}} pass
 */
export async function drive(read, pass) {
  try {
    for (;;) {
      needs = [];
      const result = pass.step();
      const ranges = needs;
      if (ranges.length === 0) return result;
      const pieces = await Promise.all(ranges.map(([offset, length]) => read(offset, length)));
      ranges.forEach(([offset, length], i) => {
        if (!(pieces[i] instanceof Uint8Array)) throw error('read-failed', 'read must give a Uint8Array');
        pass.insert(offset, length, pieces[i]);
      });
    }
  } finally {
    try {
      pass.free();
    } catch {
      // A pass that failed midway is still lent out: its own error tells more than this one.
    }
  }
}

/** A promise that fails. */
export async function fail(error) {
  throw error;
}
