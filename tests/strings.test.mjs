/**
 * The words of the interface: each language has every message, in every plural form that its readers meet, with the
 * same braces as the English, and is written in its own direction.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { english, TRANSLATIONS, translationOf, voice } from '../www/strings.js';

const WWW = new URL('../www/', import.meta.url);

/** The languages that issue and guide promise; more are welcome. */
const PROMISED = ['ar', 'ckb', 'de', 'el', 'es', 'fa', 'fr', 'he', 'hi', 'it', 'ja', 'kmr', 'nl', 'pl', 'pt', 'ru', 'sv', 'tr', 'uk', 'zh'];

const RIGHT_TO_LEFT = ['ar', 'ckb', 'fa', 'he'];

/** The English of every module: that of strings.js, and what later modules bring along. @type {Record<string, import('../www/strings.js').Message>} */
const messages = { ...english };
for (const file of readdirSync(WWW).filter((name) => name.endsWith('.js') && name !== 'strings.js')) {
  if (!/export const english\b/.test(readFileSync(new URL(file, WWW), 'utf8'))) continue;
  const module = await import(new URL(file, WWW).href);
  for (const [key, message] of Object.entries(module.english)) {
    assert.deepEqual(messages[key] ?? message, message, `${file} and another module mean different things by ${key}`);
    messages[key] = message;
  }
}

/** @param {string} name */
const translation = (name) => JSON.parse(readFileSync(new URL(`strings/${name}.json`, WWW), 'utf8'));

/** @param {import('../www/strings.js').Message} message */
const formsOf = (message) => (typeof message === 'string' ? { other: message } : message);

/** @param {string} text */
const bracesOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([brace]) => brace).sort();

/** The plural forms of a language, for whole numbers and for halves. @param {string} name */
function pluralsOf(name) {
  const { gap } = voice(name, translation(name));
  const locales = Intl.PluralRules.supportedLocalesOf(name).length ? name : (gap?.numbers ?? name);
  return new Intl.PluralRules(locales).resolvedOptions().pluralCategories;
}

test('the files are the languages that are offered, and all that were promised', () => {
  const files = readdirSync(new URL('strings/', WWW)).map((file) => file.replace(/\.json$/, ''));
  assert.deepEqual(files.sort(), [...TRANSLATIONS].sort());
  for (const name of PROMISED) assert.ok(TRANSLATIONS.includes(name), name);
});

for (const name of TRANSLATIONS) {
  describe(name, () => {
    const translated = translation(name);

    test('has every message, and none that nobody asks for', () => {
      const keys = Object.keys(translated).filter((key) => key !== '#' && key !== 'intl');
      const missing = Object.keys(messages).filter((key) => !keys.includes(key));
      const unknown = keys.filter((key) => !(key in messages));
      assert.deepEqual({ missing, unknown }, { missing: [], unknown: [] });
      assert.match(translated['#'], /^[A-Z]/, 'a comment for translators');
    });

    test('has every plural form', () => {
      const wanted = pluralsOf(name);
      for (const [key, message] of Object.entries(messages)) {
        if (typeof message === 'string' || !translated[key]) continue;
        assert.deepEqual(Object.keys(formsOf(translated[key])).sort(), [...wanted].sort(), key);
      }
    });

    test('keeps the braces', () => {
      for (const [key, message] of Object.entries(messages)) {
        const expected = bracesOf(formsOf(message).other);
        for (const [form, text] of Object.entries(formsOf(translated[key] ?? message))) {
          // Where a form means one number alone, a word may stand for it.
          const own = ['zero', 'one', 'two'].includes(form) ? [...new Set([...bracesOf(text), ...expected.filter((brace) => brace === '{n}')])].sort() : bracesOf(text);
          assert.deepEqual(own, expected, `${key}.${form}: ${text}`);
        }
      }
    });

    test('is no copy of the English, and has no blanks at its ends but where the English has', () => {
      const texts = Object.entries(messages).map(([key, message]) => [formsOf(message).other, formsOf(translated[key] ?? '').other]);
      const same = texts.filter(([original, text]) => original === text);
      assert.ok(same.length <= 5, `${same.length} messages are as in English: ${same.map(([text]) => text).join(' | ')}`);
      for (const [original, text] of texts) {
        if (text.trim() !== text) assert.notEqual(original.trim(), original, text);
      }
    });

    test('runs in its direction', () => {
      const { direction, language } = voice(name, translated);
      assert.equal(direction, RIGHT_TO_LEFT.includes(name) ? 'rtl' : 'ltr');
      assert.equal(language, name);
    });
  });
}

test('a reader gets the language of the script as well', () => {
  for (const [tag, name] of [
    ['de-AT', 'de'], ['pt-BR', 'pt'], ['zh-TW', 'zh'], ['ku', 'kmr'], ['ku-Latn-TR', 'kmr'], ['ku-Arab', 'ckb'], ['ckb-IQ', 'ckb'],
    ['fa-AF', 'fa'], ['iw', 'he'], ['en', undefined], ['qqq', undefined],
  ]) assert.equal(translationOf(Intl.getCanonicalLocales(tag ?? '')[0]), name, tag);
});

test('numbers and plural forms are those of the language, also where a browser does not know it', () => {
  const says = (/** @type {string} */ name, /** @type {number} */ n) => voice(name, translation(name)).say('count', { n });
  assert.equal(says('ar', 2), 'مقالان');
  assert.equal(says('ar', 5), '5 مقالات');
  assert.equal(says('ar', 11), '11 مقالًا');
  assert.equal(says('ru', 21), '21 статья');
  assert.equal(says('ru', 12), '12 статей');
  assert.equal(says('pl', 3), '3 artykuły');
  assert.equal(says('he', 2), 'שתי כתבות');
  assert.equal(says('fr', 0), '0 article');
  assert.equal(says('fr', 1_000_000).replace(/\s/g, ' '), '1 000 000 d’articles');
  assert.equal(says('fa', 12), '۱۲ مطلب');
  assert.equal(says('ckb', 12), '١٢ بابەت');
  assert.equal(says('kmr', 1234), '1.234 nivîs');
});
