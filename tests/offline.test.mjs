/**
 * A site that is kept for offline (`newsprint build --offline`): what was read can be searched without a server, no two
 * versions are mixed, and a site that is no longer kept leaves nothing behind.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { NEWSPRINT, manyArticles, noProgram } from './support/articles.mjs';
import { NAMES, launch, missing } from './support/browsers.mjs';
import { Host } from './support/host.mjs';
import { WAIT, field, hits, part, shows, until } from './support/person.mjs';
import { CSP } from './server.mjs';

const folder = mkdtempSync(`${tmpdir()}/newsprint-offline-`);
after(() => rmSync(folder, { recursive: true }));

/** The strict policy, but for the one address that a worker is registered by. */
const POLICY = CSP.replace("trusted-types 'none'", 'trusted-types newsprint-offline');

/** @param {string} title @param {string[]} options */
function build(title, options) {
  const stories = manyArticles().map((article) => ({ ...article, title: `${article.title}, ${title}` }));
  writeFileSync(`${folder}/in.jsonl`, stories.map((article) => JSON.stringify(article)).join('\n'));
  execFileSync(NEWSPRINT, ['build', `${folder}/in.jsonl`, '--out', `${folder}/site`, '--title', title, ...options], { stdio: 'ignore' });
}

for (const name of NAMES.filter((name) => name !== 'webkit')) {
  describe(`offline, ${name}`, { skip: missing(name) || noProgram }, () => {
    /** @type {import('playwright-core').Browser} */ let browser;
    /** @type {Host} */ let host;
    /** @type {import('playwright-core').Page} */ let page;
    /** @type {string[]} */ let faults;
    before(async () => (browser = await launch(name)));
    after(() => browser?.close());
    beforeEach(() => {
      rmSync(`${folder}/site`, { recursive: true, force: true });
    });
    afterEach(async () => {
      await page?.context().close();
      await host?.close().catch(() => {});
    });

    /** Serves the site and opens it, until the worker is in charge. @param {string} [policy] */
    async function open(policy = POLICY) {
      host = await Host.open(`${folder}/site`, { headers: { 'Content-Security-Policy': policy } });
      page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(WAIT);
      faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.goto(host.url);
      await shows(hits(page).first());
    }

    const inCharge = () => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    const keptNames = () => page.evaluate(async () => caches.keys());
    const kept = () => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat());

    /** Asks for words, and waits for the answer. @param {string} words */
    async function search(words) {
      await field(page).fill(words);
      await until(() => page.url().includes(`#q=${words}`), 'the address');
      await shows(page.locator('section[data-view=results]'));
      await page.waitForTimeout(300);
    }

    test('what was read is searched and read without a server; what was not says so', async () => {
      build('first', ['--offline', '--load', 'pieces', '--pages']);
      await open();
      await inCharge();
      await page.reload();
      await search('storm');
      await hits(page).first().click();
      await shows(part(page, 'headline'));
      const headline = await part(page, 'headline').textContent();
      assert.deepEqual(faults, []);
      await until(async () => (await kept()).filter((url) => url.includes('archive.newsprint?')).length > 3, 'ranges are kept');
      await host.close();
      await page.goto(host.url);
      await shows(hits(page).first());
      await search('storm');
      await hits(page).first().click();
      await shows(part(page, 'headline'));
      assert.equal(await part(page, 'headline').textContent(), headline);
      await page.goto(`${host.url}#article=m777`);
      await page.reload();
      await shows(part(page, 'alert-title')).catch(async (error) => {
        console.error(await page.locator('newsprint-archive').evaluate((node) => node.shadowRoot?.textContent), await kept());
        throw error;
      });
    });

    test('one visit leaves the newest articles behind', async () => {
      build('first', ['--offline', '--load', 'pieces']);
      await open();
      await inCharge();
      const first = await hits(page).first().textContent();
      await host.close();
      await page.reload();
      await shows(hits(page).first());
      assert.equal(await hits(page).first().textContent(), first);
    });

    test('the whole archive is kept on request', async () => {
      build('first', ['--offline=whole']);
      await open();
      await inCharge();
      await until(async () => (await kept()).some((url) => /archive\.newsprint\?0-\d{6}/.test(url)), 'the archive is kept');
      await host.close();
      await page.goto(`${host.url}#article=m777`);
      await shows(part(page, 'headline'));
      await page.goto(`${host.url}#q=elections`);
      await shows(hits(page).first());
      assert.deepEqual(faults.filter((fault) => !/ERR_|worker|NetworkError/i.test(fault)), []);
    });

    test('a new version takes the place of the old one as a whole', async () => {
      build('first', ['--offline', '--load', 'pieces']);
      await open();
      await inCharge();
      const [old] = await keptNames();
      build('second', ['--offline', '--load', 'pieces']);
      await page.reload();
      await until(async () => (await keptNames()).join() !== old && (await keptNames()).length === 1, 'the old cache is gone');
      await page.reload();
      await shows(page.getByRole('heading', { level: 1, name: 'second' }));
      await search('storm');
      assert.match((await hits(page).first().textContent()) ?? '', /second$/);
      await until(async () => (await kept()).length > 10, 'the new one is kept');
      assert.deepEqual(faults, []);
    });

    test('half a deploy is not kept', async () => {
      build('first', ['--offline']);
      await open();
      await inCharge();
      const [old] = await keptNames();
      const bytes = host.file('archive/archive.newsprint');
      build('second', ['--offline']);
      host.answers(/archive\.newsprint$/, { bytes });
      host.answers(/controller-.*\.js$/, { headers: { 'Content-Type': 'text/javascript' }, body: 'throw new Error("of another version")' });
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}));
      await page.waitForTimeout(1000);
      await page.reload();
      await shows(hits(page).first());
      await shows(page.getByRole('heading', { level: 1, name: 'first' }));
      assert.ok((await keptNames()).includes(old));
    });

    test('a site that is no longer kept leaves nothing behind', async () => {
      build('first', ['--offline']);
      await open();
      await inCharge();
      build('second', []);
      await page.reload();
      await until(async () => (await keptNames()).length === 0, 'nothing is kept');
      await page.reload();
      await shows(page.getByRole('heading', { level: 1, name: 'second' }));
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    });

    test('where the policy forbids it, the page works as before', async () => {
      build('first', ['--offline']);
      await open(CSP);
      await search('storm');
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      assert.ok(faults.every((fault) => /trusted/i.test(fault)), faults.join());
    });
  });
}
