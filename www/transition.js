/** How the list and an article take each other's place. */

/**
 * Changes what an element shows before the reader's eyes, where motion is welcome: as a transition of the element alone
 * (https://drafts.csswg.org/css-view-transitions-2/), for one of the document holds up the whole page meanwhile.
 * @param {Element & { startViewTransition?: Document['startViewTransition'] }} element
 * @param {() => unknown} change
 * @returns {Promise<unknown> | unknown} Kept when the change is made.
 */
export function transition(element, change) {
  if (!element.startViewTransition || matchMedia('(prefers-reduced-motion)').matches) return change();
  const { ready, updateCallbackDone } = element.startViewTransition(change);
  // Out of sight nothing moves; the change is made all the same.
  ready.catch(() => {});
  return updateCallbackDone;
}
