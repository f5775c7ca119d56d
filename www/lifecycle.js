/** What every element does when it enters the page, and what makes its attributes and properties one. */

/** How far from the screen loading begins: about a second of scrolling. */
const APPROACH = '800px';

/** Outside a browser (a server that renders pages) the modules can be imported, though not used. */
export const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/**
 * Registers an element. A page that loads it twice, or in two versions, keeps the one that came first.
 * @param {string} name
 * @param {CustomElementConstructor} element
 */
export function define(name, element) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}

/**
 * Properties that a page set before the element was defined hide its accessors: hands them on.
 * @param {HTMLElement} element
 */
export function takeEarlyProperties(element) {
  const own = /** @type {any} */ (element);
  for (const name of Object.keys(own)) {
    if (!(name in Object.getPrototypeOf(own))) continue;
    const { [name]: value } = own;
    delete own[name];
    own[name] = value;
  }
}

/**
 * Sets an attribute, or takes it away.
 * @param {Element} element
 * @param {string} name
 * @param {string | null | undefined} value
 */
export function reflect(element, name, value) {
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/**
 * The heading level that an element's attribute names, 1 to 5; 2 if it names none.
 * @param {Element} element
 */
export function headingLevel(element) {
  const level = Math.trunc(Number(element.getAttribute('heading-level')));
  return level >= 1 && level <= 5 ? level : 2;
}

/**
 * Calls once when an element comes near the screen.
 * @param {HTMLElement} element
 * @param {AbortSignal} signal Ends the waiting.
 * @param {() => void} near
 * @param {() => void} far It is not near yet.
 */
export function onNear(element, signal, near, far) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return far();
    observer.disconnect();
    near();
  }, { rootMargin: APPROACH });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}

/**
 * Calls when an element is first touched: by mouse, finger or key.
 * @param {HTMLElement} element
 * @param {AbortSignal} signal Ends the waiting.
 * @param {() => void} act
 */
export function onTouch(element, signal, act) {
  for (const touch of ['focusin', 'pointerenter']) element.addEventListener(touch, act, { once: true, signal });
}

/** @typedef {'loading' | 'list' | 'empty' | 'article' | 'error'} Showing What an element shows; one of its `:state()`s. */

/**
 * Lets the page's style sheet see what an element shows.
 * @param {ElementInternals} internals
 * @param {Showing} showing
 */
export function showState({ states }, showing) {
  try {
    states.clear();
    states.add(showing);
  } catch {
    // Browsers of before 2024 have no such states, or others; the element works without.
  }
}

/** The event that tells of a failure. @param {Error & { code?: string }} error */
export function failure({ code = 'failed', message }) {
  return new CustomEvent('newsprint-error', { detail: { code, message }, bubbles: true, composed: true });
}
