/**
 * The manifest (www/custom-elements.json) and the types (www/newsprint.d.ts) against the elements themselves: attributes,
 * properties and methods, events with their details, slots, parts, custom properties, states. And the guide against both.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { CSP } from './server.mjs';
import { play, shows, until } from './support/person.mjs';
import { noSite, setStage } from './support/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (/** @type {string} */ file) => readFileSync(`${ROOT}/${file}`, 'utf8');

/** What the smaller elements do otherwise than the archive's, inside: no page's business. */
const INSIDE = ['archiveOf', 'arrange', 'draw', 'isPatient', 'leadsAway', 'page', 'start', 'styles'];

/** The platform's own. */
const CALLBACKS = /^(constructor|(connected|disconnected|connectedMove|adopted|attributeChanged)Callback)$/;

const manifest = JSON.parse(read('www/custom-elements.json'));
/** @type {any[]} */
const declarations = manifest.modules.flatMap((/** @type {any} */ module) => module.declarations ?? []);

/** A declaration with what it has of those above it. @param {any} declaration @returns {any} */
function whole(declaration) {
  const above = declarations.find(({ name }) => name === declaration.superclass.name);
  const inherited = above ? whole(above) : {};
  const kinds = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates'];
  const own = (/** @type {any[]} */ inherited, /** @type {any[]} */ added) => [...inherited.filter(({ name }) => !added.some((one) => one.name === name)), ...added];
  return { ...declaration, ...Object.fromEntries(kinds.map((kind) => [kind, own(inherited[kind] ?? [], declaration[kind] ?? [])])) };
}

const elements = declarations.map(whole);
const namesOf = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();
const allOf = (/** @type {string} */ kind) => [...new Set(elements.flatMap((element) => namesOf(element[kind])))].sort();

/** The shell's own text, without what its comments name. */
const sources = readdirSync(`${ROOT}/www`).filter((file) => file.endsWith('.js')).map((file) => read(`www/${file}`)).join('\n').replace(/^ *\/\*\*[^]*?\*\//gm, '');
const sheets = readdirSync(`${ROOT}/www`).filter((file) => file.endsWith('.css') && file !== 'page.css').map((file) => read(`www/${file}`)).join('\n');

const types = ts.createSourceFile('newsprint.d.ts', read('www/newsprint.d.ts'), ts.ScriptTarget.Latest);
/** @type {Map<string, ts.InterfaceDeclaration>} */
const interfaces = new Map();
types.forEachChild((node) => {
  if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
});

/** An interface's members by name, each as written. @param {string} name @returns {Record<string, string>} */
const typed = (name) =>
  Object.fromEntries((interfaces.get(name)?.members ?? []).map((member) => [member.name?.getText(types).replace(/'/g, '') ?? '', member.getText(types)]));

test('every element is declared, with its script', () => {
  const tags = [...sources.matchAll(/\bdefine\('([\w-]+)', (\w+)\)/g)].map(([, tag, name]) => [tag, name]);
  assert.deepEqual(elements.map(({ tagName, name }) => [tagName, name]).sort(), tags.sort());
  const definitions = manifest.modules.flatMap((/** @type {any} */ { path, exports }) => exports.filter((/** @type {any} */ { kind }) => kind === 'custom-element-definition').map(({ name }) => [path, name]));
  for (const [path, tag] of definitions) assert.match(read(`www/${path}`), new RegExp(`define\\('${tag}'`));
  assert.equal(definitions.length, tags.length);
});

test('events: those that are dispatched, with the same details in the types', () => {
  const dispatched = [...new Set([...sources.matchAll(/(?:#?tell|CustomEvent)\('(newsprint-\w+)'/g)].map(([, name]) => name))].sort();
  assert.deepEqual(allOf('events'), dispatched);
  assert.deepEqual(Object.keys(typed('NewsprintEventMap')).sort(), dispatched);
  for (const { name, type } of elements[0].events) assert.ok(typed('NewsprintEventMap')[name].endsWith(`: ${type.text};`), name);
});

test('members: the same in the types', () => {
  for (const element of declarations) {
    const members = typed(element.name);
    assert.deepEqual(Object.keys(members).sort(), namesOf(element.members.filter((/** @type {any} */ { name }) => name !== 'focus' || members.focus)), element.name);
    for (const { name, kind, type, readonly } of element.members) {
      if (kind === 'method' || name === 'strings') continue;
      assert.equal(members[name], `${readonly ? 'readonly ' : ''}${name}: ${type.text};`, `${element.name}.${name}`);
    }
  }
});

test('codes of errors: those that are thrown', () => {
  const codes = new Set([...(interfaces.get('NewsprintErrorDetail')?.getText(types) ?? '').matchAll(/'([\w-]+)'/g)].map(([, code]) => code));
  const thrown = [
    ...[...sources.matchAll(/\bfailed\([^,]*,/g)].flatMap(([code]) => [...code.matchAll(/'([\w-]+)'/g)].map(([, code]) => code)),
    ...[...sources.matchAll(/\['([\w-]+)', (?:'This |"This |`The )/g), ...sources.matchAll(/\bcode = '([\w-]+)'/g)].map(([, code]) => code),
    ...[...read('src/web/types.rs').matchAll(/Every error has a code: (.*)\. \*\//g)].flatMap(([, list]) => [...list.matchAll(/'([\w-]+)'/g)].map(([, code]) => code)),
  ];
  assert.deepEqual([...codes].sort(), [...new Set(thrown)].sort());
});

test('custom properties: those that the style sheets read', () => {
  assert.deepEqual(allOf('cssProperties'), [...new Set([...sheets.matchAll(/var\((--newsprint-[\w-]+)/g)].map(([, name]) => name))].sort());
});

test('states: those that are told', () => {
  const [, told] = /@typedef \{([^}]*)\} Showing/.exec(read('www/lifecycle.js')) ?? [];
  assert.deepEqual(allOf('cssStates'), [...told.matchAll(/'(\w+)'/g)].map(([, state]) => state).sort());
});

test('parts: none that nothing draws', () => {
  const drawn = sources + readdirSync(`${ROOT}/src/view`).map((file) => read(`src/view/${file}`)).join('\n');
  const words = new Set([...drawn.matchAll(/["'`]([\w -]+)["'`]/g)].flatMap(([, text]) => text.split(' ')));
  assert.deepEqual(allOf('cssParts').filter((part) => !words.has(part)), []);
});

test('the guide names all of it', () => {
  const guide = read('seeds/embedding.md') + read('seeds/theming.md');
  const code = new Set([...guide.replace(/^```[^]*?^```/gm, '').matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text.split(' ')));
  for (const kind of ['attributes', 'cssParts', 'cssProperties', 'events']) assert.deepEqual(allOf(kind).filter((name) => !code.has(name)), [], kind);
  assert.deepEqual(allOf('cssStates').filter((name) => !code.has(`:state(${name})`)), []);
});

describe('in a page', { skip: noSite }, () => {
  const stage = setStage();
  const on = (/** @type {string} */ body, /** @type {(page: Page) => Promise<void>} */ steps, /** @type {RegExp} */ allows = /^$/) =>
    play(stage.browser, `${stage.url}page.html`, {
      allows,
      prepare: (context) =>
        context.route('**/page.html', (route) => {
          const scripts = ['newsprint', 'newsprint-pieces'].map((name) => `<script type="module" src="newsprint/${name}.js"></script>`);
          const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="newsprint/icon.svg">${scripts.join('')}${body}</html>`;
          return route.fulfill({ contentType: 'text/html', headers: { 'Content-Security-Policy': CSP }, body: html });
        }),
      steps,
    });

  for (const element of elements) {
    test(`${element.tagName}: attributes and members are those of the class`, () =>
      on('', async (page) => {
        const found = await page.evaluate(async (tag) => {
          const Class = /** @type {any} */ (await customElements.whenDefined(tag));
          const members = [];
          for (let prototype = Class.prototype; prototype !== HTMLElement.prototype; prototype = Object.getPrototypeOf(prototype)) members.push(...Object.getOwnPropertyNames(prototype));
          const writable = members.filter((name) => {
            for (let prototype = Class.prototype; prototype; prototype = Object.getPrototypeOf(prototype)) {
              const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
              if (descriptor) return !!descriptor.set;
            }
          });
          return { observed: Class.observedAttributes, members: [...new Set(members)], writable };
        }, element.tagName);
        const attributes = namesOf(element.attributes);
        assert.deepEqual(found.observed.filter((/** @type {string} */ name) => !attributes.includes(name)), []);
        assert.deepEqual(found.members.filter((name) => !CALLBACKS.test(name) && !INSIDE.includes(name)).sort(), namesOf(element.members));
        for (const { name, fieldName } of element.attributes) {
          const member = element.members.find((/** @type {any} */ one) => one.name === fieldName);
          assert.equal(member?.attribute, name);
          assert.ok(found.writable.includes(fieldName), fieldName);
        }
      }));
  }

  test('parts: all that are drawn, in every state that can be made', () =>
    on('<newsprint-archive src="archive/"></newsprint-archive><newsprint-search src="archive/" dialog></newsprint-search><newsprint-related src="archive/" article="embedding"></newsprint-related><newsprint-article src="none/" article="x"></newsprint-article>', async (page) => {
      /** @type {Set<string>} */
      const parts = new Set();
      const collect = async () => {
        const drawn = await page.locator('[part]').evaluateAll((all) => all.flatMap((node) => [...node.part]));
        for (const part of drawn) parts.add(part);
      };
      const archive = page.locator('newsprint-archive');
      const input = archive.locator('[part="input"]');
      await shows(archive.locator('[part="hit"]').first());
      for (const query of ['bordr', '"zzzz" -qqqq', '']) {
        await input.fill(query);
        await until(async () => (await archive.locator('[part="listing-body"]').getAttribute('aria-busy')) === 'false', 'the list is there');
        await page.waitForTimeout(300);
        await collect();
      }
      for (const id of ['embedding', 'query-language', 'no-such']) {
        await archive.evaluate((/** @type {any} */ element, id) => element.open(id), id);
        await page.waitForTimeout(300);
        await collect();
      }
      await input.fill('tehran');
      await archive.locator('[part="hit-link"]').first().click();
      await shows(archive.locator('[part="article"]'));
      await page.locator('newsprint-article [part="details"]').waitFor();
      await page.locator('newsprint-related [part="related-link"]').first().waitFor();
      await collect();
      assert.ok(parts.size > 60, `${parts.size} parts were drawn`);
      assert.deepEqual([...parts].filter((part) => !allOf('cssParts').includes(part)), []);
    }, /Failed to load resource/));
});
