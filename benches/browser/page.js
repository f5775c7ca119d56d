/**
 * The page in which one engine is measured. The runner calls its steps, in the order in which they stand here.
 * It is cross-origin isolated, so `performance.now()` tells 5 µs apart.
 */

/**
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {import('./types.js').Keystroke} Keystroke
 * @typedef {import('./types.js').Source} Source
 */

/** @type {Engine} */
let engine;

/**
 * Fetches everything, which is not measured: the network is not what differs here.
 *
 * @param {string} name the module in engines/
 * @param {Source} source
 */
async function prepare(name, source) {
  const module = await import(`./engines/${name}.js`);
  engine = await module.prepare(source);
}

/**
 * Opens the engine: how long that takes, and how long the page could do nothing else meanwhile.
 *
 * @returns {Promise<{open: number, slice: number}>} milliseconds
 */
async function open() {
  await task();
  const stop = heartbeat();
  const start = performance.now();
  await engine.open();
  const end = performance.now();
  await task();
  return { open: end - start, slice: stop() };
}

/**
 * Types: how long each keystroke takes until its hits are there.
 *
 * @param {Keystroke[]} keystrokes
 * @returns {Promise<{times: number[], found: number, asked: number}>} milliseconds; in how many of the queries that
 *   were typed out the article that was meant is among the hits
 */
async function type(keystrokes) {
  const times = [];
  let [found, asked] = [0, 0];
  for (const { text, article } of keystrokes) {
    const start = performance.now();
    const hits = await engine.search(text);
    times.push(performance.now() - start);
    if (hits.length > 10) throw new Error('an engine must give ten hits at most');
    if (article !== null) asked++;
    if (hits.some(({ id }) => id === article)) found++;
    await task(); // as between two keys: the page may do what else it has to
  }
  return { times, found, asked };
}

/** The bytes that the page and its workers hold, but for wasm's memories. It collects its garbage first. */
async function memory() {
  const { bytes } = await /** @type {any} */ (performance).measureUserAgentSpecificMemory();
  return bytes;
}

/** What the engine holds, as text. */
async function save() {
  return engine.save?.();
}

/**
 * Does the same thing many times.
 *
 * @returns {Promise<number[]>} milliseconds of each
 */
async function noise() {
  const times = [];
  for (let i = 0; i < 500; i++) {
    const start = performance.now();
    let x = 0;
    for (let turn = 0; turn < 1e6; turn++) x = (x * 31 + turn) | 0;
    times.push(performance.now() - start + x * 0);
    await task();
  }
  return times;
}

/** Ends with the next task: whatever waits has its turn. @returns {Promise<void>} */
function task() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/**
 * A task that calls for itself again and again: the longest gap between two of them is the longest time in which
 * the page could not answer a key.
 *
 * @returns {() => number} stops it, and gives the longest gap in milliseconds
 */
function heartbeat() {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  port1.onmessage = () => {
    beat();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  return () => {
    beat();
    port1.close();
    return longest;
  };
}

Object.assign(window, { bench: { prepare, open, type, memory, save, noise } });
