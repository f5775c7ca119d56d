/** Waiting for the browser to show what it has to show. */

/** How long a frame is waited for, in milliseconds: one that is late on a slow machine still comes first. */
const UNSEEN = 250;

/** Ends when the next frame is painted; soon, where the page is not seen and none is. */
export function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, UNSEEN);
  });
}
