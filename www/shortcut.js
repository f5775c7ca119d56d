/**
 * Keys that lead to the search field, if the page asks for them. They are written as in `aria-keyshortcuts`: `/`,
 * `Control+k`, or several with blanks between. They are nobody's while somebody types, and not where the page has used them.
 */

/** @typedef {HTMLElement & { readonly shortcut: string }} Host */

/**
 * @param {Host} host Its keys are read when one is pressed.
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function onShortcut(host, act, signal) {
  // At the window, after everybody else: what the page has used is marked as prevented.
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat || isTyping(event)) return;
    if (!host.shortcut.split(/\s+/).some((keys) => matches(event, keys))) return;
    event.preventDefault();
    act();
  }, { signal });
}

/**
 * @param {KeyboardEvent} event
 * @param {string} keys
 */
function matches(event, keys) {
  // A plus sign may be the key itself.
  const [, modifiers, key] = /^((?:\w+\+)*)(.+)$/.exec(keys) ?? [];
  if (!key || event.key.toLowerCase() !== key.toLowerCase()) return false;
  const asked = modifiers.split('+').filter(Boolean);
  // Where a sign stands on the keyboard is the layout's business: it may need Shift, or what counts as Control with Alt.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !asked.length;
  return ['Control', 'Alt', 'Meta', 'Shift'].every((name) => asked.includes(name) === event.getModifierState(name) || (isSign && name === 'Shift'));
}

/** Whether the key goes into a text, a choice, or anything that takes letters. @param {KeyboardEvent} event */
function isTyping(event) {
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  const takes = 'input:not([type=button], [type=checkbox], [type=radio], [type=submit], [type=reset], [type=range]), textarea, select, [role=textbox], [role=searchbox], [role=combobox], [role=listbox], [role=application]';
  return target.matches(takes) || /** @type {HTMLElement} */ (target).isContentEditable;
}
