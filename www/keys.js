/** What keys mean: the arrow keys lead from the field into the hits, along them, and back; others leave a click to the browser. */

/**
 * Walks between the search field and what stands below it.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement[]} stops The hits and the button for more, in their order.
 * @returns {boolean} Whether the key was used up.
 */
export function walk(event, input, stops) {
  if (event.isComposing || isChord(event)) return false;
  const place = stops.indexOf(/** @type {HTMLElement} */ (event.target));
  if (place < 0 && event.target !== input) return false;
  const target = destination(event.key, place, input, stops);
  if (!target) return false;
  event.preventDefault();
  // Safari would show no focus to those who came by mouse.
  target.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));
  return true;
}

/**
 * @param {string} key
 * @param {number} place Where one stands; -1 in the field.
 * @param {HTMLInputElement} input
 * @param {HTMLElement[]} stops
 * @returns {HTMLElement | undefined}
 */
function destination(key, place, input, stops) {
  if (key === 'ArrowDown') return stops[place + 1];
  if (place < 0) return undefined;
  if (key === 'ArrowUp') return stops[place - 1] ?? input;
  return key === 'Escape' ? input : undefined;
}

/** Whether a click asks for a new tab or window, or to save. @param {MouseEvent} event */
export function isForBrowser(event) {
  return event.button > 0 || isChord(event);
}

/** Whether keys are held that make it mean something else. @param {KeyboardEvent | MouseEvent} event */
export function isChord({ altKey, ctrlKey, metaKey, shiftKey }) {
  return altKey || ctrlKey || metaKey || shiftKey;
}
