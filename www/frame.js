/** The nodes that stand still while articles come and go: search field, list, reader, and the two live regions. */

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A button that looks the same everywhere.
 * @param {string} name Its part, beside `button`.
 * @param {string} label
 */
export function button(name, label) {
  return node('button', { part: `button ${name}`, type: 'button' }, label);
}

/**
 * A message whose braces hold nodes.
 * @param {string} message
 * @param {Record<string, Node>} nodes By their names in the message's braces.
 * @returns {(Node | string)[]}
 */
export function filled(message, nodes) {
  return message.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? nodes[part] : part));
}

/**
 * The frame's nodes, by what they are for.
 * @typedef {object} Frame
 * @property {import('./strings.js').Voice} voice
 * @property {import('./strings.js').Say} say
 * @property {HTMLElement} archive Holds all others.
 * @property {HTMLFormElement} form
 * @property {HTMLInputElement} input
 * @property {HTMLButtonElement} clear
 * @property {HTMLElement} alert Assertive live region: what went wrong.
 * @property {HTMLElement} list The list with its title, count and button.
 * @property {HTMLElement} tools The row above the list: what narrows and orders it.
 * @property {HTMLElement} title
 * @property {HTMLElement} count
 * @property {HTMLElement} results Where hits, or words in their place, are drawn.
 * @property {HTMLButtonElement} more
 * @property {HTMLElement} reader The open article with its way back.
 * @property {HTMLAnchorElement} back
 * @property {HTMLElement} page Where the article is drawn.
 * @property {HTMLElement} fallback Shows what the page put into the element, when nothing else can be shown.
 * @property {HTMLElement} status Polite live region.
 */

/**
 * @param {import('./strings.js').Voice} voice
 * @param {number} level The heading level of the list's title.
 * @param {string} pageDirection What the page put into the element runs as the page does, not as the frame.
 * @returns {Frame}
 */
export function buildFrame(voice, level, pageDirection) {
  const { say, language, direction } = voice;
  const field = buildSearch(say);
  const list = buildList(say, level);
  const back = node('a', { part: 'back' }, say('back'));
  const page = node('div', { part: 'page' });
  const reader = node('div', { part: 'reader' }, node('div', { part: 'back-bar' }, back), page);
  const alert = node('div', { part: 'alert', role: 'alert' });
  const fallback = node('div', { part: 'fallback', dir: pageDirection }, node('slot'));
  const status = node('p', { part: 'status', role: 'status' });
  reader.hidden = true;
  fallback.hidden = true;
  const search = node('search', { part: 'search' }, field.form);
  const archive = node('div', { part: 'archive', lang: language, dir: direction }, search, alert, list.list, reader, fallback, status);
  return { voice, say, archive, ...field, alert, ...list, reader, back, page, fallback, status };
}

/** @param {import('./strings.js').Say} say */
function buildSearch(say) {
  const input = node('input', {
    part: 'input',
    id: 'query',
    type: 'search',
    name: 'q',
    placeholder: say('placeholder'),
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'search',
    maxlength: '1000',
  });
  const clear = button('clear', say('clear'));
  const label = node('label', { part: 'search-label', for: 'query' }, say('label'));
  const form = node('form', { part: 'form' }, label, node('div', { part: 'field' }, input, clear));
  // Also before there is anybody who could answer.
  form.addEventListener('submit', (event) => event.preventDefault());
  return { form, input, clear };
}

/**
 * @param {import('./strings.js').Say} say
 * @param {number} level
 */
function buildList(say, level) {
  const heading = /** @type {'h2'} */ (`h${level}`);
  const title = node(heading, { part: 'listing-title', id: 'listing-title', tabindex: '-1' }, say('newest'));
  // The blank keeps the line's height until there is a count.
  const count = node('p', { part: 'count' }, '\u00a0');
  const results = node('div', { part: 'listing-body', 'aria-busy': 'true' }, node('p', { part: 'loading' }, say('loading')));
  const more = button('more', '');
  more.hidden = true;
  const tools = node('div', { part: 'tools' });
  const header = node('div', { part: 'listing-header' }, title, count);
  const list = node('section', { part: 'listing', 'aria-labelledby': 'listing-title' }, tools, header, results, more);
  return { list, tools, title, count, results, more };
}
