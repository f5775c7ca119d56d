/**
 * The rules of a style sheet, from its file. Only `www/` as it is reads files: in what ships the rules stand in the scripts,
 * each in place of its file's address, and this module gives them back as they are (`tests/bundle.mjs`).
 */

/** What was read, once a page. @type {Map<string, Promise<string>>} */
const texts = new Map();

/** The text of a file; `''` if it cannot be had, and the next call tries again. @param {string} file */
export async function rulesOf(file) {
  const asked = texts.get(file) ?? fetch(file).then((response) => (response.ok ? response.text() : ''));
  texts.set(file, asked);
  const rules = await asked.catch(() => '');
  if (!rules) texts.delete(file);
  return rules;
}
