/**
 * Takes what only panics need out of a wasm, before wasm-opt: `node tests/snip.mjs FILE.wasm`.
 *
 * On wasm32-unknown-unknown a panic writes its message nowhere and then traps. So each function through which panics
 * begin becomes a trap at once, and wasm-opt drops what nothing reaches any more. The messages, and the places in the
 * source that they would have named, are blanked, as wasm-opt cannot tell that nobody reads them. What a caller sees
 * stays the same: a `RuntimeError`, "unreachable".
 *
 * Without this step everything works as well, a few kilobytes larger.
 */
import binaryen from 'binaryen';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Functions of the standard library that never return, by the beginning of their path. Any program has these; if one
 * is missing, the compiler names it otherwise by now.
 */
const PANICS = ['core::panicking::', 'alloc::raw_vec::handle_error', 'std::panicking::panic_with_hook'];

/** More of them, which depend on what the program uses. */
const OTHERS = [
  'core::option::expect_failed',
  'core::option::unwrap_failed',
  'core::result::unwrap_failed',
  'core::slice::index::slice_index_fail',
  'core::str::slice_error_fail',
  'core::cell::panic_already_',
  'core::char::methods::encode_utf8_raw::do_panic',
  'alloc::raw_vec::capacity_overflow',
  'alloc::alloc::handle_alloc_error',
  'std::thread::local::panic_access_error',
  '<alloc::vec::Vec<_, _>>::insert_mut::assert_failed',
  '<alloc::vec::Vec<_, _>>::remove::assert_failed',
];

/**
 * What the standard library says when it panics, with the bytes between its pieces. Those of wasm-bindgen, which throws
 * them as errors, stay.
 */
const MESSAGES = [
  /assertion failed: self\.is_char_boundary\(\w+\)/g,
  /assertion `left .{1,3} right` failed(: )?.{1,3} {2}left: .{1,3} right: /gs,
  /slice index starts at .{1,3} but ends at /gs,
  /index out of bounds: the len is .{1,3} but the index is /gs,
  /range (start|end) index .{1,3} out of range for slice of length /gs,
  /(begin > end|start byte index|end byte index) \(?.{1,60}?\) of `/gs,
  /copy_from_slice: source slice length \(.{1,3}\) does not match destination slice length \(/gs,
  /(insertion|removal) index \(is .{1,3}\) should be <=? len \(is /gs,
  /encode_utf8: need .{1,3} bytes to encode U\+.{1,3} but buffer has just /gs,
  /cannot access a Thread Local Storage value during or after destruction: /g,
  /attempt to (divide by zero|join into collection with len > usize::MAX)/g,
  /called `Option::unwrap\(\)` on a `None` value/g,
  /mid > len|reentrant init|capacity overflow|window size must be non-zero|Tried to shrink to a larger capacity/g,
  /RefCell already (mutably )?borrowed/g,
];

/** What formats values: the traits' functions, which tables of methods keep although only panics asked for them. */
const FORMATS = /^<.* as core::(fmt::\w+|panic::PanicPayload)>::/;

/** What every formatting goes through, unless it calls a function of {@link FORMATS} itself. */
const FORMATTER = /^(core::fmt::(write|num\b)|<core::fmt::(Formatter|builders::\w+)>|<[iu]\w+>::_fmt)/;

/** Two digits of every number below a hundred: what numbers are formatted with. */
const PAIRS = /0001020304[0-9]{180}9596979899/g;

const DATA_SECTION = 11;

/** The path of a source file, as `core::panic::Location` keeps it: it begins after a byte that is no part of it. */
const SOURCE = /(?<![\w./-])(?:src|crates|\/rustc|\/rust)\/[\w./-]+?\.rs/g;

/**
 * The functions of a module by their paths: names carry the hash of their crate in brackets.
 *
 * @param {binaryen.Module} module
 * @returns {{func: number, name: string, path: string}[]}
 */
function functions(module) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) => {
    const func = module.getFunctionByIndex(index);
    const name = binaryen.Function.getName(func);
    return { func, name, path: name.replace(/\[[0-9a-f]{16}\]/g, '') };
  });
}

/**
 * Makes the functions that begin a panic trap.
 *
 * @param {Uint8Array} wasm
 * @returns {Uint8Array}
 */
function trap(wasm) {
  const module = binaryen.readBinary(wasm);
  const missing = new Set(PANICS);
  for (const { func, path } of functions(module)) {
    const panic = [...PANICS, ...OTHERS].find((panic) => path.startsWith(panic));
    if (panic === undefined) continue;
    missing.delete(panic);
    binaryen.Function.setBody(func, module.unreachable());
  }
  if (missing.size > 0) throw new Error(`no function is named ${[...missing].join(', nor ')}`);
  binaryen.setDebugInfo(true);
  return module.emitBinary();
}

/**
 * Makes what formats values trap, if nothing that is left formats any. Otherwise the wasm stays as it is.
 *
 * @param {Uint8Array} wasm
 * @returns {Uint8Array}
 */
function forget(wasm) {
  const module = binaryen.readBinary(wasm);
  const formats = functions(module).filter(({ path }) => FORMATS.test(path));
  for (const { func } of formats) binaryen.Function.setBody(func, module.unreachable());
  module.runPasses(['remove-unused-module-elements']);
  const text = module.emitText();
  const users = functions(module).filter(({ path }) => FORMATTER.test(path));
  users.push(...formats.filter(({ name }) => text.includes(`(call $"${name}"`)));
  if (users.length === 0) {
    MESSAGES.push(PAIRS);
    return module.emitBinary();
  }
  console.warn(`snip: formatting stays, for something uses ${users.map(({ path }) => path).join(', ')}`);
  return wasm;
}

/**
 * The segments of data, each with its address in memory and its bytes, which are a view into `wasm`.
 *
 * @param {Buffer} wasm
 * @returns {{address: number, bytes: Buffer}[]}
 */
function segments(wasm) {
  let at = 8;
  const number = () => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = wasm[at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80);
    return value;
  };
  while (at < wasm.length) {
    const [section, length] = [wasm[at++], number()];
    if (section === DATA_SECTION) break;
    at += length;
  }
  const found = [];
  for (let count = number(); count > 0; count -= 1) {
    // An active segment of the first memory: 0, `i32.const` address, `end`, bytes.
    if (number() !== 0 || wasm[at++] !== 0x41) throw new Error('a data segment of an unknown kind');
    const address = number();
    at += 1;
    const length = number();
    found.push({ address, bytes: wasm.subarray(at, at + length) });
    at += length;
  }
  return found;
}

/**
 * Blanks each `core::panic::Location` (address and length of a path, line, column), and the paths.
 *
 * @param {Buffer} wasm changed in place
 * @returns {number} how many locations were found
 */
function blank(wasm) {
  const data = segments(wasm);
  /** Lengths of the paths by their addresses. @type {Map<number, number>} */
  const paths = new Map();
  for (const { address, bytes } of data) {
    for (const { index, 0: path } of bytes.toString('latin1').matchAll(SOURCE)) {
      paths.set(address + index, path.length);
      bytes.fill(0, index, index + path.length);
    }
  }
  let locations = 0;
  for (const { address, bytes } of data) {
    for (let at = -address & 3; at + 16 <= bytes.length; at += 4) {
      if (paths.get(bytes.readUInt32LE(at)) !== bytes.readUInt32LE(at + 4)) continue;
      bytes.fill(0, at, at + 16);
      locations += 1;
    }
  }
  return locations;
}

/**
 * Blanks what panics would have said.
 *
 * @param {Buffer} wasm changed in place
 */
function silence(wasm) {
  for (const { bytes } of segments(wasm)) {
    const text = bytes.toString('latin1');
    for (const message of MESSAGES) {
      for (const { index, 0: said } of text.matchAll(message)) bytes.fill(0, index, index + said.length);
    }
  }
}

const file = process.argv[2];
if (file === undefined) {
  console.error('usage: node tests/snip.mjs FILE.wasm');
  process.exit(2);
}
const wasm = Buffer.from(forget(trap(readFileSync(file))));
if (blank(wasm) === 0) throw new Error('no place in the source is named');
silence(wasm);
writeFileSync(file, wasm);
