/**
 * Gives what the wasm imports from its glue short names, in both: `node tests/rename.mjs PACKAGE`, after wasm-opt.
 *
 * wasm-bindgen names each function with a hash of sixteen letters (`__wbg_push_c9f4893fc209f768`), which no compression
 * makes smaller, and which nobody but these two files reads. Measured, brotli: 0.3 kB of the wasm and 0.3 kB of the glue.
 * Without this step everything works as well.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the WebAssembly binary format (https://webassembly.github.io/spec/core/binary/modules.html). */
const HEADER = 8;
const IMPORTS = 2;
const FUNCTION = 0;

/** Functions, and the modules that they belong to, where the glue hands them to the wasm. */
const IN_GLUE = /^( +)(?:(__wb\w+)(?=: function)|"(\.\/[^"]+)"(?=: import\d+))/gm;

/**
 * Short names for the functions of the glue and their modules, by their long ones.
 * @param {string} glue
 */
function shortNames(glue) {
  const long = [...glue.matchAll(IN_GLUE)].map((match) => match[2] ?? match[3]);
  return new Map([...new Set(long)].map((name, number) => [name, `_${number.toString(36)}`]));
}

/** Reads numbers and names one after the other. */
class Reader {
  /** @param {Buffer} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = this.bytes[this.at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80);
    return value;
  }

  name() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }
}

/** A number as the format writes it (LEB128). @param {number} value */
function number(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) + 0x80);
  return Buffer.from([...bytes, value]);
}

/** @param {string} text */
function name(text) {
  return Buffer.concat([number(Buffer.byteLength(text)), Buffer.from(text)]);
}

/**
 * The section of imports with other names.
 * @param {Buffer} section
 * @param {Map<string, string>} names
 */
function renamed(section, names) {
  const reader = new Reader(section);
  const count = reader.number();
  const parts = [number(count)];
  for (let left = count; left > 0; left -= 1) {
    const [from, field] = [reader.name(), reader.name()];
    const kind = reader.bytes[reader.at++];
    if (kind !== FUNCTION) throw new Error(`${from} ${field}: the wasm imports something else than a function`);
    parts.push(name(names.get(from) ?? from), name(names.get(field) ?? field), Buffer.from([kind]), number(reader.number()));
  }
  return Buffer.concat(parts);
}

/**
 * @param {Buffer} wasm
 * @param {Map<string, string>} names
 */
function withNames(wasm, names) {
  const reader = new Reader(wasm, HEADER);
  while (reader.at < wasm.length) {
    const start = reader.at;
    const [id, length] = [wasm[reader.at++], reader.number()];
    if (id !== IMPORTS) {
      reader.at += length;
      continue;
    }
    const section = renamed(wasm.subarray(reader.at, reader.at + length), names);
    return Buffer.concat([wasm.subarray(0, start), Buffer.from([id]), number(section.length), section, wasm.subarray(reader.at + length)]);
  }
  throw new Error('the wasm imports nothing');
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node tests/rename.mjs PACKAGE');
  process.exit(2);
}
const [glue, wasm] = ['newsprint.js', 'newsprint_bg.wasm'].map((file) => join(folder, file));
const code = readFileSync(glue, 'utf8');
const names = shortNames(code);
writeFileSync(wasm, withNames(readFileSync(wasm), names));
writeFileSync(glue, code.replace(IN_GLUE, (_, indent, func, module) => indent + names.get(func ?? module)));
