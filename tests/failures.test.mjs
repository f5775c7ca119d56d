/**
 * What readers meet when something fails: a sentence in their language, the evidence behind it for those who run the page,
 * a way to try again, and what the page has put into the element. Never a blank box.
 *
 * It runs on target/site, whose files a test withholds or spoils on their way.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CSP, serve } from './server.mjs';
import { focused, play, shows, until } from './support/person.mjs';
import { SITE, noSite, setStage } from './support/stage.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Route} Route
 */

/** What a browser itself says of a request that failed. */
const FAILED = /Failed to load resource|net::ERR/;

/** @param {string} lang */
const html = (lang) =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title><link rel="icon" href="newsprint/icon.svg"><script type="module" src="newsprint/newsprint.js"></script><newsprint-archive src="archive/"><a href="/old/">The old archive</a></newsprint-archive></html>`;

/** Bytes of the archive, spoilt on their way. @param {(bytes: Buffer) => Buffer | void} change @returns {(route: Route) => Promise<void>} */
const spoilt = (change) => async (route) => {
  const response = await route.fetch();
  const bytes = await response.body();
  await route.fulfill({ response, body: change(bytes) ?? bytes });
};

/**
 * What happens to the archive's file, and what readers are told.
 *
 * @type {{ name: string, code: string, happens: (route: Route) => Promise<void>, says: Record<string, string>, evidence: RegExp }[]}
 */
const CASES = [
  {
    name: 'the file is missing',
    code: 'missing',
    happens: (route) => route.fulfill({ status: 404, contentType: 'text/html', body: 'gone' }),
    says: {
      en: 'If this goes on, please tell the people who run this page.',
      de: 'Eine Datei des Archivs ist nicht dort, wo sie sein sollte.',
      ar: 'أحد ملفات الأرشيف ليس في مكانه.',
      ku: 'Pelek ji arşîvê ne li cihê xwe ye.',
    },
    evidence: /HTTP 404.*\/archive\/archive\.newsprint/,
  },
  {
    name: 'the server refuses',
    code: 'refused',
    happens: (route) => route.fulfill({ status: 503, body: '' }),
    says: { en: 'The server refuses to send a file of the archive.' },
    evidence: /HTTP 503/,
  },
  {
    name: 'the server sends a page instead',
    code: 'not-a-file',
    happens: (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }),
    says: { en: 'The server sent a web page in place of a file of the archive.', ja: 'サーバーがアーカイブのファイルではなくウェブページを送ってきました。' },
    evidence: /web page instead of the file/,
  },
  {
    name: 'the server sends something else',
    code: 'bad-magic',
    happens: (route) => route.fulfill({ status: 200, contentType: 'application/octet-stream', body: 'Welcome to the parking page' }),
    says: { en: 'A file of the archive is damaged or incomplete.' },
    evidence: /begins with/,
  },
  {
    name: 'the archive has another version',
    code: 'bad-version',
    happens: spoilt((bytes) => {
      bytes[8] = 99;
    }),
    says: { en: 'The archive and the program that reads it are of different versions. Reload the page.', fa: 'نسخهٔ آرشیو با نسخهٔ برنامه‌ای که آن را می‌خواند یکی نیست.' },
    evidence: /version 99/,
  },
  {
    name: 'the archive was altered',
    code: 'bad-checksum',
    happens: spoilt((bytes) => {
      bytes[bytes.length >> 1] ^= 255;
    }),
    says: { en: 'A file of the archive is damaged or incomplete.' },
    evidence: /checksum|malformed/,
  },
  {
    name: 'the archive was cut short',
    code: 'wrong-piece',
    happens: spoilt((bytes) => bytes.subarray(0, bytes.length >> 1)),
    says: { en: 'The server sent something other than what was asked for.' },
    evidence: /^The server sent \d+ bytes as .* instead of bytes 0-\d+/,
  },
  {
    name: 'the connection is refused',
    code: 'unreachable',
    happens: (route) => route.abort('connectionrefused'),
    says: { en: 'The archive’s files could not be reached. Check your connection and try again.', he: 'אין גישה לקובצי הארכיון.' },
    evidence: /could not be reached/,
  },
];

const stage = setStage();

const part = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator(`newsprint-archive [part~="${name}"]`);

/** A page in a language, and the codes of the failures that it is told of. @param {import('playwright-core').BrowserContext} context @param {string} lang */
async function speaks(context, lang) {
  await context.route('**/page.html', (route) => route.fulfill({ contentType: 'text/html', headers: { 'Content-Security-Policy': CSP }, body: html(lang) }));
  await context.addInitScript(() => {
    const codes = Object.assign(globalThis, { codes: /** @type {string[]} */ ([]) }).codes;
    addEventListener('newsprint-error', (event) => codes.push(/** @type {CustomEvent} */ (event).detail.code));
  });
}

/** @param {Page} page @returns {Promise<string[]>} */
const codesOf = (page) => page.evaluate(() => Reflect.get(globalThis, 'codes'));

describe('when something fails', { skip: noSite }, () => {
  for (const { name, code, happens, says, evidence } of CASES) {
    for (const [lang, sentence] of Object.entries(says)) {
      test(`${name}, said in ${lang}`, () =>
        play(stage.browser, `${stage.url}page.html`, {
          allows: FAILED,
          async prepare(context) {
            await speaks(context, lang);
            await context.route('**/archive.newsprint', happens);
          },
          async steps(page) {
            await shows(part(page, 'alert').getByText(sentence));
            assert.deepEqual(await codesOf(page), [code]);
            await shows(page.getByRole('link', { name: 'The old archive' }));
            assert.equal(await part(page, 'evidence').isVisible(), false, 'the evidence stays behind');
            await part(page, 'details').locator('summary').click();
            assert.match((await part(page, 'evidence').textContent()) ?? '', evidence);
            await page.unroute('**/archive.newsprint');
            await page.context().unroute('**/archive.newsprint');
            await part(page, 'retry').click();
            await shows(part(page, 'hit').first());
            assert.equal(await part(page, 'alert').textContent(), '');
          },
        }));
    }
  }

  test('offline: what is shown stays, and is searched again once the connection is back', () =>
    play(stage.browser, `${stage.url}page.html`, {
      allows: FAILED,
      prepare: (context) => speaks(context, 'en'),
      async steps(page) {
        await shows(part(page, 'hit').first());
        await page.context().setOffline(true);
        await part(page, 'hit-link').first().click();
        await shows(part(page, 'alert').getByText('You are offline.'));
        await part(page, 'retry').click();
        await focused(part(page, 'retry'));
        await page.context().setOffline(false);
        await part(page, 'retry').click();
        await shows(part(page, 'article'));
      },
    }));

  test('the policy forbids WebAssembly', async () => {
    const strict = await serve(SITE, { headers: { 'Content-Security-Policy': CSP.replace(" 'wasm-unsafe-eval'", '') } });
    try {
      await play(stage.browser, strict.url, {
        allows: /policy|Content Security Policy/,
        async steps(page) {
          await shows(part(page, 'alert').getByText('The security rules of this page keep the archive’s program from running.'));
          await part(page, 'details').locator('summary').click();
          await shows(part(page, 'evidence').getByText('wasm-unsafe-eval'));
        },
      });
    } finally {
      await strict.close();
    }
  });

  test('WebAssembly is switched off', () =>
    play(stage.browser, `${stage.url}page.html`, {
      async prepare(context) {
        await speaks(context, 'tr');
        await context.addInitScript(() => void Reflect.deleteProperty(globalThis, 'WebAssembly'));
      },
      async steps(page) {
        await shows(part(page, 'alert').getByText('Arşiv için WebAssembly gerekir; bu tarayıcıda kapalı.'));
        assert.deepEqual(await codesOf(page), ['no-wasm']);
      },
    }));

  test('the heavy half of the element is missing, as after a new release', () =>
    play(stage.browser, `${stage.url}page.html`, {
      allows: FAILED,
      async prepare(context) {
        await speaks(context, 'de');
        await context.route('**/controller-*.js', (route) => route.fulfill({ status: 404, body: '' }));
      },
      async steps(page) {
        await shows(part(page, 'alert').getByText('Das Programm des Archivs ist nicht gestartet. Laden Sie die Seite neu.'));
        await shows(page.getByRole('link', { name: 'The old archive' }));
      },
    }));

  test('the wasm is missing', () =>
    play(stage.browser, `${stage.url}page.html`, {
      allows: FAILED,
      async prepare(context) {
        await speaks(context, 'en');
        await context.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
      },
      async steps(page) {
        await shows(part(page, 'alert').getByText('A file of the archive is not where it should be.'));
        assert.match((await part(page, 'evidence').textContent()) ?? '', /newsprint_bg\.wasm/);
      },
    }));

  test('the translation is missing: English', () =>
    play(stage.browser, `${stage.url}page.html`, {
      allows: FAILED,
      async prepare(context) {
        await speaks(context, 'fr');
        await context.route('**/strings/fr.json', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<p>no</p>' }));
      },
      async steps(page) {
        await shows(page.getByRole('searchbox', { name: 'Search the archive' }));
        await shows(part(page, 'hit').first());
      },
    }));

  test('without JavaScript the page’s own content shows', () =>
    play(stage.browser, stage.url, {
      options: { javaScriptEnabled: false },
      async steps(page) {
        await until(async () => ((await page.locator('newsprint-archive').innerText()) ?? '').trim().length > 20, 'the fallback is there');
      },
    }));

  test('storage is denied', () =>
    play(stage.browser, `${stage.url}page.html`, {
      async prepare(context) {
        await speaks(context, 'en');
        await context.addInitScript(() => {
          const denied = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
          Object.defineProperty(globalThis, 'localStorage', denied);
          Object.defineProperty(globalThis, 'sessionStorage', denied);
        });
      },
      async steps(page) {
        await part(page, 'input').fill('guide');
        await shows(part(page, 'hit').first());
      },
    }));
});
