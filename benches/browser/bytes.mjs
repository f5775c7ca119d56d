/** What a reader downloads, in bytes: scripts minified, and everything with brotli at its best setting. */
import { transformSync } from 'esbuild';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/**
 * @param {string} root the folder that the names are relative to
 * @param {string[]} names files, or folders with all that is in them
 * @param {{minify?: boolean, except?: string[]}} [options] whether scripts ship minified; files that do not count
 */
export function shipped(root, names, { minify = false, except = [] } = {}) {
  const counted = names.flatMap((name) => files(root, name)).filter((name) => !except.includes(name));
  return counted.reduce((sum, name) => sum + weight(join(root, name), minify), 0);
}

/** Brotli takes its time, and the articles ship with several engines. @type {Map<string, number>} */
const weighed = new Map();

/** @param {string} file @param {boolean} minify */
function weight(file, minify) {
  const known = weighed.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(file);
  const isScript = /\.m?js$/.test(file);
  const size = compressed(minify && isScript ? minified(bytes.toString()) : bytes);
  weighed.set(file, size);
  return size;
}

/** @param {string} root @param {string} name @returns {string[]} */
function files(root, name) {
  if (!statSync(join(root, name)).isDirectory()) return [name];
  return readdirSync(join(root, name)).flatMap((entry) => files(root, `${name}/${entry}`));
}

/** Only names within a module are shortened; what others may call stays. @param {string} script */
function minified(script) {
  return Buffer.from(transformSync(script, { minify: true, legalComments: 'none' }).code);
}

/** Where brotli gains nothing (what is compressed already), a host sends the file as it is. @param {Buffer} bytes */
function compressed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return Math.min(bytes.length, brotliCompressSync(bytes, { params }).length);
}
