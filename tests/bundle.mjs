/**
 * Makes what ships of `www/` and of the wasm package: `node tests/bundle.mjs SHELL PACKAGE OUT`.
 *
 * `www/` runs as it is; this makes it small and quick to fetch, as wasm-opt does for the wasm. Modules that are needed
 * together become one file, names get short, comments go. OUT then holds, whole, the folder `newsprint/` of a site:
 *
 *     newsprint.js          the script that a page names: what is needed before anyone searches
 *     newsprint-pieces.js   the same for the smaller elements
 *     NAME-HASH.js          what it loads later; another content has another name, so no cache mixes versions
 *     page.css, *.svg, *.json   the site's own style, words of other languages, …
 *     pkg/                  the wasm package, for pages that use it without the element
 *     editions/             what `build` adds only where it is asked for
 *
 * The elements' style sheets stand as texts in the scripts that adopt them: a file less to fetch and to wait for.
 *
 * Measured on the element of 19 modules, brotli: 21.8 kB without comments and indentation, 16.1 kB so.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { rollup } from 'rollup';
import { minify } from 'terser';

const [shell, wasmPackage, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: node tests/bundle.mjs SHELL PACKAGE OUT');
  process.exit(2);
}

/** The element takes along what it needs of the package. */
const inPackage = { name: 'package', resolveId: (/** @type {string} */ id) => (id === './pkg/newsprint.js' ? join(wasmPackage, 'newsprint.js') : null), transform: withoutFallbacks };

/** Style sheets travel in the scripts that adopt them. */
const inScript = { name: 'style', transform: withRules };

/** @param {{ message: string }} warning @returns {never} */
const complain = ({ message }) => {
  throw new Error(message);
};

rmSync(out, { recursive: true, force: true });
for (const file of filesOf(shell, /(page\.css|\.svg|\.json|\.ts)$/)) {
  if (!/^(pkg|editions)\//.test(file)) await copy(join(shell, file), join(out, file));
}
await bundle(readdirSync(shell).filter((file) => /^newsprint.*\.js$/.test(file)).sort().map((file) => join(shell, file)), out);
await bundle([join(wasmPackage, 'newsprint.js')], join(out, 'pkg'));
await copy(join(wasmPackage, 'newsprint_bg.wasm'), join(out, 'pkg/newsprint_bg.wasm'));
await editions(join(shell, 'editions'), join(out, 'editions'));

/**
 * What only some sites need.
 * @param {string} from
 * @param {string} to
 */
async function editions(from, to) {
  const styles = [join(shell, 'newsprint.css'), join(shell, 'reading.css')].map((file) => outside(readFileSync(file, 'utf8')));
  await write(join(to, 'pages.css'), [...styles, readFileSync(join(from, 'pages.css'), 'utf8')].join('\n'));
  for (const script of ['pages', 'offline', 'worker', 'farewell']) {
    // Workers are run as classic scripts, which export nothing.
    await write(join(to, `${script}.js`), readFileSync(join(from, `${script}.js`), 'utf8').replace(/^export \{\};$/m, ''));
  }
  await singleFile(from, to);
}

/**
 * The page of the single-file edition, with its script and style and their hashes for its policy; `build` adds the rest.
 * @param {string} from
 * @param {string} to
 */
async function singleFile(from, to) {
  const modules = await rollup({
    input: join(shell, 'newsprint.js'),
    plugins: [inPackage, inScript, { name: 'carried', transform: (code, id) => (id.endsWith('carried.js') ? null : asCarried(code, resolve(from, 'carried.js'))) }],
    onwarn: complain,
  });
  const { output } = await modules.generate({ format: 'es', inlineDynamicImports: true });
  const script = (await small('single.js', output[0].code)).trim().replaceAll('</script', '<\\/script');
  const style = await small('page.css', readFileSync(join(shell, 'page.css'), 'utf8'));
  const parts = { script, style, 'script-hash': hash(script), 'style-hash': hash(style) };
  const page = readFileSync(join(from, 'single.html'), 'utf8');
  writeFileSync(join(to, 'single.html'), page.replace(/\{([a-z-]+)\}/g, (brace, name) => Reflect.get(parts, name) ?? brace));
}

/** As a policy names it. @param {string} text */
function hash(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * A module that takes from the page what it would fetch.
 * @param {string} code
 * @param {string} carried The module that stands in for `fetch`.
 */
function asCarried(code, carried) {
  const taken = code.replace(/(?<![.\w])fetch\(/g, 'carried(').replaceAll('import.meta.url', "'carried:///'");
  return taken === code ? null : `import { carried } from ${JSON.stringify(carried)};\n${taken}`;
}

/**
 * The element's style for the same structure outside of it: classes in place of parts.
 * @param {string} style
 */
function outside(style) {
  return style
    .replace(/:host\(([^()]*)\)/g, '.edition$1')
    .replace(/:host\b/g, '.edition')
    .replace(/\[part~?="([a-z-]+)"\]/g, '.$1')
    .replace(/\[part\]/g, '[class]');
}

/**
 * Modules that pages name and those that they import, as few files.
 * @param {string[]} input
 * @param {string} folder
 */
async function bundle(input, folder) {
  const modules = await rollup({
    input,
    // What two entries share may lie in one of them, so that newsprint.js stays one file.
    preserveEntrySignatures: 'allow-extension',
    plugins: [inPackage, inScript],
    onwarn: complain,
  });
  const { output } = await modules.generate({ format: 'es', chunkFileNames: '[name]-[hash:6].js', externalLiveBindings: false, freeze: false });
  for (const file of output) if (file.type === 'chunk') await write(join(folder, file.fileName), file.code);
}

/**
 * wasm-bindgen's glue without what stands in for functions that all browsers of the element have, without words on ways
 * to call it that it no longer has, and without what large texts need: those here are short, and no page sees 2 GB of them.
 * @param {string} code
 */
function withoutFallbacks(code) {
  return code
    .replace(/\(typeof FinalizationRegistry === 'undefined'\)\s*\? .*\s*: (?=new)/g, '')
    .replace(/^if \(!\('encodeInto' in cachedTextEncoder\)\) \{[^]*?^\}$/m, '')
    .replace(/^if \(Symbol\.dispose\) .*$/gm, '')
    .replace(/^const MAX_SAFARI_DECODE_BYTES[^]*?^function (\w+)[^]*?^\}/m, 'function $1(bytes) { return cachedTextDecoder.decode(bytes); }')
    .replace(/^    if \(realloc === undefined\) \{([^]*?)^    \}\n[^]*?^\}/m, '$1}')
    .replace(/\.buffer\.detached === true \|\| \(.*\.buffer\.detached === undefined && .*\.buffer (?=!==)(.*)\)\) \{/g, '.buffer $1) {')
    .replace(/(\w+) === null \|\| \1\.byteLength === 0/g, '!$1?.byteLength')
    .replace(/console\.warn\('using deprecated [^']*'\)/g, '');
}

/**
 * A module with the rules of style sheets in place of their addresses; and nothing is left for `rules.js` to read.
 * @param {string} code
 * @param {string} id
 */
function withRules(code, id) {
  if (basename(id) === 'rules.js') return 'export const rulesOf = (rules) => rules;';
  return code.replace(/new URL\('\.\/([\w-]+\.css)', import\.meta\.url\)\.href/g, (_, file) => JSON.stringify(smallStyle(readFileSync(join(dirname(id), file), 'utf8'))));
}

/**
 * @param {string} from
 * @param {string} to
 */
async function copy(from, to) {
  if (/\.(js|css|json)$/.test(from)) return write(to, readFileSync(from, 'utf8'));
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

/**
 * Writes a file without what only its readers need.
 * @param {string} to
 * @param {string} text
 */
async function write(to, text) {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, await small(to, text));
}

/**
 * @param {string} name
 * @param {string} text
 */
async function small(name, text) {
  if (name.endsWith('.json')) return JSON.stringify(JSON.parse(text));
  if (name.endsWith('.css')) return smallStyle(text);
  // Unsafe are these only for code that asks functions for their prototype, or symbols for their text.
  const compress = { passes: 4, unsafe: true, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, hoist_funs: true, lhs_constants: false };
  const { code } = await minify(text, { module: true, ecma: 2022, compress, format: { quote_style: 1 } });
  return `${code}\n`;
}

/**
 * A style sheet without comments and needless blanks; what stands in quotation marks is kept, and so is a sum in `calc()`.
 * @param {string} text
 */
function smallStyle(text) {
  const bare = text.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ').trim();
  const rules = bare.replace(/="([a-z-]+)"\]/g, '=$1]').replace(/([ (])0\./g, '$1.');
  return rules.replace(/("[^"]*")|;? ?([{};,>]) ?| (\+) (?=[[:])|: /g, (_, quoted, sign, plus) => quoted ?? sign ?? plus ?? ':');
}

/**
 * The files below a folder, in order, with slashes.
 * @param {string} folder
 * @param {RegExp} wanted
 */
function filesOf(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => relative(folder, join(entry.path, entry.name)).split(sep).join('/'))
    .sort();
}
