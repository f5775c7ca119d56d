/**
 * What axe finds in the element's states, by day, by night and in forced colours: nothing that is wrong, and nothing it
 * could not decide. And what the validator of HTML (vnu) says of the pages
 * and of the shadow tree, written out.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { archiveOf, articles, noProgram } from './support/articles.mjs';
import { NAMES, launch, missing } from './support/browsers.mjs';
import { Host } from './support/host.mjs';
import { WAIT } from './support/person.mjs';
import { PIECES, STATES } from './support/states.mjs';

const SITE = fileURLToPath(new URL('../target/site', import.meta.url));
const skip = missing('chromium') || noProgram || (existsSync(`${SITE}/index.html`) ? false : 'target/site is not there: run make site');

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const MEDIA = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'forced colours', forcedColors: 'active' },
];

const ALL = [...STATES, ...PIECES];

/** What the elements have built in the states that were reached. @type {string[]} */
const markup = [];

/** @type {import('playwright-core').Browser} */ let browser;
/** @type {Host} */ let host;

describe('accessibility and markup', { skip: skip || (NAMES.includes('chromium') ? false : 'Chromium is not asked for') }, () => {
  before(async () => {
    [browser, host] = await Promise.all([launch('chromium'), Host.open(SITE)]);
    host.answers(/^\/years\/archive\.newsprint$/, { bytes: archiveOf(articles()) });
  });
  after(() => Promise.all([browser?.close(), host?.close()]));

  for (const state of ALL) {
    test(`axe has nothing to say: ${state.name}`, () => inState(state, async (page) => {
      markup.push(await writtenOut(page));
      for (const { name, ...media } of MEDIA) {
        await page.emulateMedia(/** @type {any} */ ({ colorScheme: null, forcedColors: null, ...media }));
        assert.deepEqual(await faults(page, state.lies), [], `${state.name}, ${name}`);
      }
    }));
  }

  const java = spawnSync('java', ['-version']).status === 0 ? false : 'java is not there: install openjdk-17-jre-headless';
  test('the markup is valid', { skip: java }, () => {
    const folder = mkdtempSync(`${tmpdir()}/newsprint-markup-`);
    try {
      const index = `${folder}/index.html`;
      writeFileSync(index, readFileSync(`${SITE}/index.html`));
      const files = [index];
      assert.equal(markup.length, ALL.length, 'every state was reached');
      for (const [number, text] of markup.entries()) {
        files.push(`${folder}/${number}.html`);
        writeFileSync(files[number + 1], text);
      }
      assert.equal(complaintsOf(files), '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/**
 * @param {typeof STATES[number]} state
 * @param {(page: import('playwright-core').Page) => Promise<void>} look
 */
async function inState({ options, reach }, look) {
  const context = await browser.newContext({ ...options });
  context.setDefaultTimeout(WAIT);
  try {
    const page = await context.newPage();
    await reach(page, host.url);
    await look(page);
  } finally {
    await context.close();
  }
}

/** @param {import('playwright-core').Page} page @param {string} [part] All that is looked at. */
async function faults(page, part) {
  // As the browser's own tools do it, past the page's policy.
  await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(([tags, part]) => {
    const where = part ? { fromShadowDom: ['newsprint-archive', `[part=${part}]`] } : document;
    return /** @type {any} */ (globalThis).axe.run(where, { runOnly: tags, resultTypes: ['violations', 'incomplete'] });
  }, /** @type {[string[], string | undefined]} */ ([TAGS, part]));
  return [...violations, ...incomplete].flatMap((/** @type {any} */ { id, nodes }) =>
    nodes.map((/** @type {any} */ node) => `${id}: ${node.target.flat().join(' ')}: ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')}`));
}

/** The page with its shadow trees in place, as one document. @param {import('playwright-core').Page} page */
async function writtenOut(page) {
  const body = await page.evaluate(() => {
    const roots = [...document.querySelectorAll(':defined')].map(({ shadowRoot }) => shadowRoot).filter((root) => root !== null);
    return roots.flatMap((root) => [...root.children]).map((child) => child.outerHTML).join('\n');
  });
  assert.ok(body, 'an element has a shadow tree');
  return `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Shadow tree</title></head>\n<body>\n<h1>Shadow tree</h1>\n${body}\n</body>\n</html>\n`;
}

/** What the validator complains of. @param {string[]} files */
function complaintsOf(files) {
  const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
  // The attribute is CSS's (https://www.w3.org/TR/css-shadow-parts-1/), and the validator knows only HTML's own.
  const known = '.*Attribute “part” not allowed.*';
  const { status, stderr } = spawnSync('java', ['-jar', jar, '--errors-only', '--filterpattern', known, ...files], { encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}
