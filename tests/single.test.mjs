/** The single-file edition (`newsprint build --single-file`), opened from disk: everything works, nothing is fetched. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { NEWSPRINT, articles, noProgram } from './support/articles.mjs';
import { NAMES, launch, missing } from './support/browsers.mjs';
import { WAIT, field, hits, part, shows, toggle, until } from './support/person.mjs';

const folder = mkdtempSync(`${tmpdir()}/newsprint-single-`);
after(() => rmSync(folder, { recursive: true }));

/** @param {object[]} articles @param {string} name @param {string[]} [options] */
function build(articles, name, options = []) {
  writeFileSync(`${folder}/in.jsonl`, articles.map((article) => JSON.stringify(article)).join('\n'));
  execFileSync(NEWSPRINT, ['build', `${folder}/in.jsonl`, '--out', `${folder}/${name}`, '--single-file', ...options], { stdio: 'ignore' });
  return `${folder}/${name}`;
}

/** Titles that would end a script, and braces of the page's own. */
const STORIES = articles().map((article) => ({ ...article, title: `${article.title} </script>{files}{title}` }));

for (const name of NAMES.filter((name) => name !== 'webkit')) {
  describe(`the single file, ${name}`, { skip: missing(name) || noProgram }, () => {
    test('from disk one searches, filters, reads and goes back, and nothing is fetched', () => inFile(name, build(STORIES, 'archive.html', ['--title', 'Back issues {files}']), async (page) => {
      await shows(page.getByRole('heading', { level: 1, name: 'Back issues {files}' }));
      await shows(hits(page).first());
      await field(page).fill('storm');
      await until(async () => (await hits(page).first().textContent())?.startsWith('Storm over the valley') ?? false, 'a hit');
      await hits(page).first().click();
      await shows(part(page, 'headline'));
      await until(() => /#q=storm&article=a\d+$/.test(page.url()), 'the address names the article');
      await page.evaluate(() => history.back());
      await shows(hits(page).first());
      assert.match(page.url(), /#q=storm$/);
      await toggle(page).click();
      await shows(part(page, 'panel'));
    }));

    test('the page speaks the language of its articles', () => inFile(name, build([{ id: 'a', title: 'Der Fluss steigt', text: 'Der Fluss stieg in der Nacht, und die Brücke ist gesperrt worden.', lang: 'de' }], 'de.html'), async (page) => {
      await shows(page.getByRole('searchbox', { name: 'Archiv durchsuchen' }));
      await shows(hits(page).first());
    }));
  });
}

test('out may be a folder; what a person wrote is not overwritten; the page is valid', { skip: noProgram }, () => {
  const page = build(STORIES.slice(0, 3), 'site');
  build(STORIES.slice(0, 2), 'site');
  const html = readFileSync(`${page}/index.html`, 'utf8');
  assert.ok(!html.includes('src="http') && !html.includes("fetch("), 'nothing is fetched');
  writeFileSync(`${folder}/mine.html`, '<p>Mine.');
  const refused = spawnSync(NEWSPRINT, ['build', `${folder}/in.jsonl`, '--out', `${folder}/mine.html`, '--single-file'], { encoding: 'utf8' });
  assert.equal(refused.status, 2, refused.stderr);
  assert.match(refused.stderr, /newsprint did not write .*mine\.html/);
  if (spawnSync('java', ['-version']).status !== 0) return;
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  const { status, stderr } = spawnSync('java', ['-jar', jar, '--errors-only', `${page}/index.html`], { encoding: 'utf8' });
  assert.equal(status === 0 ? '' : stderr, '');
});

/**
 * Opens a file from disk; any message, error or request but for the file itself fails.
 * @param {import('./support/browsers.mjs').Name} name
 * @param {string} file
 * @param {(page: import('playwright-core').Page) => Promise<void>} steps
 */
async function inFile(name, file, steps) {
  const browser = await launch(name);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(WAIT);
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== pathToFileURL(file).href) complaints.push(`request to ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await steps(page).catch((error) => {
      complaints.forEach((complaint) => console.error(complaint));
      throw error;
    });
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
}
