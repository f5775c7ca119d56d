/** In the place of a service worker whose site is no longer kept for offline: takes leave, and drops what was kept. */
const worker = /** @type {any} */ (globalThis);

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(leave()));

async function leave() {
  const { scope } = worker.registration;
  for (const name of await caches.keys()) if (name.startsWith(`newsprint ${scope} `)) await caches.delete(name);
  await worker.registration.unregister();
}

// A module of its own for the checker of types.
export {};
