/** The bytes of wasm's memories, which the browser does not count as a page's own. */

/** @typedef {(method: string, params: object) => Promise<any>} Send to a page or a worker, in the DevTools protocol */

/** Runs where the memories are, on all of them in a list. */
const SUM = 'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }';

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number>} bytes, its workers' included
 */
export async function wasmMemory(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {Send[]} */
  const sends = [(method, params) => session.send(/** @type {any} */ (method), params)];
  session.on('Target.attachedToTarget', ({ sessionId }) => sends.push(toWorker(session, sessionId)));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let bytes = 0;
  for (const send of sends) bytes += await memories(send);
  await session.detach();
  return bytes;
}

/** Finds every memory that is alive. @param {Send} send @returns {Promise<number>} bytes */
async function memories(send) {
  const { result } = await send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const sum = { objectId: objects.objectId, functionDeclaration: SUM, returnByValue: true };
  return (await send('Runtime.callFunctionOn', sum)).result.value;
}

/**
 * Letters to a worker go through its page's session.
 *
 * @param {import('playwright-core').CDPSession} session
 * @param {string} sessionId the worker's
 * @returns {Send}
 */
function toWorker(session, sessionId) {
  let last = 0;
  return (method, params) => {
    const id = ++last;
    return new Promise((done, failed) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId !== sessionId || answer.id !== id) return;
        if (answer.error) failed(new Error(answer.error.message));
        else done(answer.result);
      });
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(failed);
    });
  };
}
