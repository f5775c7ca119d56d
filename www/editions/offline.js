/**
 * Has the browser keep the archive for when there is no connection (`newsprint build --offline`). The page's policy must
 * allow it: where it wants trusted types, by `trusted-types newsprint-offline`. Where it may not be, nothing is kept, and
 * the page works as before.
 */
const worker = new URL('../newsprint-worker.js', import.meta.url).href;

/** @typedef {{ createPolicy: (name: string, rules: { createScriptURL: () => string }) => { createScriptURL: (text: string) => any } }} TrustedTypes */

/** The worker's address, and no other, as a policy wants it. */
function address() {
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (globalThis);
  return trustedTypes ? trustedTypes.createPolicy('newsprint-offline', { createScriptURL: () => worker }).createScriptURL(worker) : worker;
}

try {
  await navigator.serviceWorker?.register(address(), { updateViaCache: 'none' });
} catch (error) {
  console.info(`The archive is not kept for offline: ${error}`);
}
