/**
 * What readers meet when something fails: a sentence in their language, the evidence behind it for those who run the page,
 * a way to try again, and what the page has put into the element. Never a blank box.
 *
 * It runs on target/site, whose files a test withholds or spoils on their way.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CSP, MIME } from './server.mjs';
import { NAMES, lacks } from './support/browsers.mjs';
import { NO_STORAGE, focused, pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers, noSite } from './support/stage.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./support/host.mjs').Host} Host
 * @typedef {import('./support/host.mjs').Reply} Reply
 */

/** What a browser itself says of a request that failed. */
const FAILED = /Failed to load resource|net::ERR|Loading module from .* was blocked/;

/** What it says of a policy that was not kept. */
const POLICY = /policy|Content.Security.Policy/i;

/** The file of the archive. */
const FILE = /\/archive\.newsprint$/;
const ARCHIVE = 'archive/archive.newsprint';

const BODY = '<newsprint-archive src="archive/"><a href="/old/">The old archive</a></newsprint-archive>';

/** Keeps the codes of the failures that the page is told of. */
const EARS = `
  globalThis.codes = [];
  addEventListener('newsprint-error', (event) => codes.push(event.detail.code));
`;

/** The archive's file with its bytes changed. @param {(bytes: Buffer) => Buffer | void} change @returns {(host: Host) => Reply} */
const spoilt = (change) => (host) => {
  const bytes = host.file(ARCHIVE);
  return { bytes: change(bytes) ?? bytes };
};

/** Where an archive's sections begin: what the first list shows comes first. @param {Buffer} bytes */
const behindRoot = (bytes) => 16 + bytes.readUInt32LE(12);

const HTML = { 'Content-Type': MIME['.html'] };

/**
 * What happens to the archive's file, and what readers are told.
 *
 * @type {{ name: string, code: string, happens: Reply | ((host: Host) => Reply), says: Record<string, string>, evidence: RegExp }[]}
 */
const CASES = [
  {
    name: 'the file is missing',
    code: 'missing',
    happens: { status: 404, headers: HTML, body: 'gone' },
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
    happens: { status: 503 },
    says: { en: 'The server refuses to send a file of the archive.' },
    evidence: /HTTP 503/,
  },
  {
    name: 'the server sends a page instead',
    code: 'not-a-file',
    happens: { headers: HTML, body: '<h1>Welcome</h1>' },
    says: { en: 'The server sent a web page in place of a file of the archive.', ja: 'サーバーがアーカイブのファイルではなくウェブページを送ってきました。' },
    evidence: /web page instead of the file/,
  },
  {
    name: 'the server sends something else',
    code: 'bad-magic',
    happens: { headers: { 'Content-Type': 'application/octet-stream' }, body: 'Welcome to the parking page' },
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
      bytes[behindRoot(bytes) + 9] ^= 255;
    }),
    says: { en: 'A file of the archive is damaged or incomplete.' },
    evidence: /checksum|malformed/,
  },
  {
    name: 'the server sends less than it says',
    code: 'wrong-piece',
    happens: (host) => ({ bytes: host.file(ARCHIVE), short: 1000 }),
    says: { en: 'The server sent something other than what was asked for.' },
    evidence: /^The server sent \d+ bytes as .* instead of bytes 0-\d+/,
  },
  {
    name: 'the archive was cut short',
    code: 'truncated',
    happens: spoilt((bytes) => bytes.subarray(0, behindRoot(bytes) + 9)),
    says: { en: 'A file of the archive is damaged or incomplete.' },
    evidence: /ends|short|bytes/,
  },
  {
    name: 'the archive is empty',
    code: 'truncated',
    happens: spoilt(() => Buffer.alloc(0)),
    says: { en: 'A file of the archive is damaged or incomplete.' },
    evidence: /ends|short|bytes/,
  },
  {
    name: 'the connection breaks off',
    code: 'broken-off',
    happens: (host) => ({ bytes: host.file(ARCHIVE), cut: 1000 }),
    says: { en: 'The connection broke off. Try again.' },
    evidence: /broke off/,
  },
  {
    name: 'the server redirects to a page',
    code: 'not-a-file',
    happens: { status: 302, headers: { Location: '/page.html' } },
    says: { en: 'The server sent a web page in place of a file of the archive.' },
    evidence: /web page instead of the file/,
  },
  {
    name: 'the server redirects in a circle',
    code: 'unreachable',
    happens: { status: 302, headers: { Location: '/archive/archive.newsprint' } },
    says: { en: 'The archive’s files could not be reached.' },
    evidence: /could not be reached/,
  },
  {
    name: 'the connection is refused',
    code: 'unreachable',
    happens: 'broken',
    says: { en: 'The archive’s files could not be reached. Check your connection and try again.', he: 'אין גישה לקובצי הארכיון.' },
    evidence: /could not be reached/,
  },
];

inBrowsers('when something fails', { skip: noSite }, (stage, name) => {
  /**
   * On a page in a language, which keeps the codes of the failures that it is told of.
   * @param {import('./support/person.mjs').Scenario['steps']} steps
   * @param {{ lang?: string, before?: string, policy?: string, allows?: RegExp }} [options] `before`: a script that runs first.
   */
  function on(steps, { lang, before = '', policy, allows } = {}) {
    stage.host.script('ears.js', EARS + before);
    stage.host.page('page.html', pageOf(BODY, { lang, head: '<script src="ears.js"></script>' }), policy);
    return play(stage.browser, `${stage.url}page.html`, { allows, steps });
  }

  for (const { name: what, code, happens, says, evidence } of CASES) {
    // How a language is chosen is the same everywhere.
    for (const [lang, sentence] of Object.entries(says).slice(0, name === NAMES[0] ? undefined : 1)) {
      test(`${what}, said in ${lang}`, () => {
        stage.host.answers(FILE, typeof happens === 'function' ? happens(stage.host) : happens);
        return on(async (page) => {
          await shows(part(page, 'alert').getByText(sentence));
          assert.deepEqual(await codesOf(page), [code]);
          await shows(page.getByRole('link', { name: 'The old archive' }));
          assert.equal(await part(page, 'evidence').isVisible(), false, 'the evidence stays behind');
          await part(page, 'details').locator('summary').click();
          assert.match((await part(page, 'evidence').textContent()) ?? '', evidence);
          stage.host.reset();
          await part(page, 'retry').click();
          await shows(part(page, 'hit').first());
          assert.equal(await part(page, 'alert').textContent(), '');
        }, { lang, allows: FAILED });
      });
    }
  }

  test('offline: what is shown stays, and is searched again once the connection is back', { skip: lacks(name, 'offline') }, () =>
    on(async (page) => {
      await shows(part(page, 'hit').first());
      await page.context().setOffline(true);
      await part(page, 'hit-link').first().click();
      await shows(part(page, 'alert').getByText('You are offline.'));
      await part(page, 'retry').click();
      await focused(part(page, 'retry'));
      await page.context().setOffline(false);
      await part(page, 'retry').click();
      await shows(part(page, 'article'));
    }, { allows: FAILED }));

  test('the policy forbids WebAssembly', () =>
    on(async (page) => {
      await shows(part(page, 'alert').getByText('The security rules of this page keep the archive’s program from running.'));
      await part(page, 'details').locator('summary').click();
      await shows(part(page, 'evidence').getByText('wasm-unsafe-eval'));
    }, { policy: CSP.replace(" 'wasm-unsafe-eval'", ''), allows: POLICY }));

  test('WebAssembly is switched off', () =>
    on(async (page) => {
      await shows(part(page, 'alert').getByText('Arşiv için WebAssembly gerekir; bu tarayıcıda kapalı.'));
      assert.deepEqual(await codesOf(page), ['no-wasm']);
    }, { lang: 'tr', before: 'delete globalThis.WebAssembly;' }));

  test('the heavy half of the element is missing, as after a new release', () => {
    stage.host.answers(/\/controller-.*\.js$/, { status: 404 });
    return on(async (page) => {
      await shows(part(page, 'alert').getByText('Das Programm des Archivs ist nicht gestartet. Laden Sie die Seite neu.'));
      await shows(page.getByRole('link', { name: 'The old archive' }));
    }, { lang: 'de', allows: FAILED });
  });

  test('the wasm is missing', () => {
    stage.host.answers(/\.wasm$/, { status: 404 });
    return on(async (page) => {
      await shows(part(page, 'alert').getByText('A file of the archive is not where it should be.'));
      assert.match((await part(page, 'evidence').textContent()) ?? '', /newsprint_bg\.wasm/);
    }, { allows: FAILED });
  });

  test('the translation is missing: English', () => {
    stage.host.answers(/\/strings\/fr\.json$/, { headers: HTML, body: '<p>no</p>' });
    return on(async (page) => {
      await shows(page.getByRole('searchbox', { name: 'Search the archive' }));
      await shows(part(page, 'hit').first());
    }, { lang: 'fr', allows: FAILED });
  });

  for (const [what, lacking, options, policy] of /** @type {const} */ ([
    ['JavaScript', lacks(name, 'scripts'), { javaScriptEnabled: false }, CSP],
    ['scripts that the policy lets run', false, {}, CSP.replace(/script-src [^;]*/, "script-src 'none'")],
  ])) {
    test(`without ${what} the page’s own content shows`, { skip: lacking }, () => {
      stage.host.page('page.html', pageOf(BODY), policy);
      return play(stage.browser, `${stage.url}page.html`, {
        options,
        allows: POLICY,
        steps: (page) => shows(page.getByRole('link', { name: 'The old archive' })),
      });
    });
  }

  test('storage is denied', () =>
    on(async (page) => {
      await part(page, 'input').fill('guide');
      await shows(part(page, 'hit').first());
    }, { before: NO_STORAGE }));
});

/** @param {Page} page @returns {Promise<string[]>} */
const codesOf = (page) => page.evaluate(() => Reflect.get(globalThis, 'codes'));
