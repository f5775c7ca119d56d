/**
 * What was searched for before, offered under the empty field: only where the page asks for it by `recent`. It stays in
 * this browser's storage, if that may be used, until the reader deletes it.
 */
import { choice } from './chips.js';
import { node } from './frame.js';
import { walk } from './keys.js';

/** Queries that are kept. */
const MOST = 6;

/**
 * @param {import('./element.js').NewsprintArchive} host
 * @param {import('./tools.js').Desk} desk
 */
export function offerRecent(host, { frame: { input, form, say }, narrow }) {
  const list = node('div', { part: 'recent', role: 'group', 'aria-label': say('recent') });
  const follow = () => {
    const queries = host.recent && !input.value && form.matches(':focus-within') ? kept(host.src) : [];
    list.replaceChildren(...queries.map((query) => choice('recent-query', query, () => go(query))), forget);
    list.hidden = !queries.length;
  };
  const go = (/** @type {string} */ query) => {
    input.focus();
    narrow(() => ({ query }));
    follow();
  };
  const forget = choice('quiet', say('forget'), () => {
    kept(host.src, []);
    input.focus();
    follow();
  });
  form.append(list);
  // Some browsers do not focus a button that is clicked: the field keeps the focus, and the list stays.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  listen(form, input, list, follow);
  // The field has changed when it is left, or Enter is pressed.
  input.addEventListener('change', () => {
    const query = input.value.trim();
    if (host.recent && query) kept(host.src, [query, ...kept(host.src).filter((other) => other !== query)].slice(0, MOST));
  });
  follow();
}

/**
 * @param {HTMLElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {() => void} follow Shows the list where it belongs.
 */
function listen(form, input, list, follow) {
  for (const type of ['focus', 'input', 'click']) input.addEventListener(type, follow);
  form.addEventListener('keydown', (event) => {
    walkIn(event, list, input);
    // Escape is about to empty the field.
    if (event.key === 'Escape' && input.value) setTimeout(follow);
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!form.contains(/** @type {Node | null} */ (relatedTarget))) list.hidden = true;
  });
}

/**
 * The arrow keys walk along the list, and Escape closes it; then they are nobody else's.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} list
 * @param {HTMLInputElement} input
 */
function walkIn(event, list, input) {
  if (list.hidden) return;
  const isUsed = walk(event, input, [...list.querySelectorAll('button')]);
  const isClosing = event.key === 'Escape' && !isUsed;
  if (isClosing) list.hidden = true;
  if (isClosing || isUsed) event.stopPropagation();
}

/**
 * What is kept for an archive; nothing where storage is denied or holds something else.
 * @param {string} src
 * @param {string[]} [queries] To be kept instead.
 * @returns {string[]}
 */
function kept(src, queries) {
  try {
    const key = `newsprint-recent ${src}`;
    if (queries) localStorage.setItem(key, JSON.stringify(queries));
    return JSON.parse(localStorage.getItem(key) ?? '[]').map(String);
  } catch {
    return [];
  }
}
