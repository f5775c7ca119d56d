/**
 * The archive's file on its way: servers that drop, delay, cut, mix up or corrupt any one answer, or refuse it, or send
 * more than was asked for; and that nothing is fetched twice, or for nobody. What readers get is right, or said clearly and
 * mended by another try.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { archiveOf, buildSite, manyArticles, noProgram, words } from './support/articles.mjs';
import { field, hits, pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers } from './support/stage.mjs';

/**
 * @typedef {import('./support/host.mjs').Host} Host
 * @typedef {import('./support/host.mjs').Reply} Reply
 */

/** What a browser itself says of a request that failed. */
const FAILED = /Failed to load resource|net::ERR/;

/** The file of the archive. */
const FILE = /\/archive\.newsprint$/;
const ARCHIVE = 'archive/archive.newsprint';

const BODY = '<newsprint-archive src="archive/"></newsprint-archive>';

/** Finds one article, none of those that are listed first. */
const QUERY = `#q=${words(502, 1)}`;
const FOUND = 'a[data-id="m502"]';

const BINARY = { 'Content-Type': 'application/octet-stream' };

/** The module that reads ranges, for a page of a test's own. */
const TRANSPORT = readFileSync(fileURLToPath(new URL('../www/transport.js', import.meta.url)), 'utf8');

/**
 * What may happen to an answer, and pass.
 * @type {Record<string, (file: Buffer) => Reply>}
 */
const PASSING = {
  dropped: () => 'broken',
  delayed: () => ({ wait: 700 }),
  'cut off': (bytes) => ({ bytes, cut: 100 }),
  'shorter than it says': (bytes) => ({ bytes, short: 100 }),
  'of other bytes': (bytes) => ({ bytes: Buffer.concat([bytes.subarray(500), bytes.subarray(0, 500)]) }),
  corrupt: (bytes) => ({ bytes: bytes.map((byte) => byte ^ 1) }),
  'the whole file': (body) => ({ headers: BINARY, body }),
  'said to be from elsewhere': (bytes) => ({ status: 206, headers: { ...BINARY, 'Content-Range': `bytes 7-106/${bytes.length}` }, body: bytes.subarray(7, 107) }),
  'beyond the end': () => ({ status: 416, body: '' }),
  'an error of the server': () => ({ status: 500 }),
  'a busy server': () => ({ status: 503 }),
  'too many requests': () => ({ status: 429 }),
};

const folder = mkdtempSync(`${tmpdir()}/newsprint-transport-`);
after(() => rmSync(folder, { recursive: true, force: true }));

inBrowsers('an archive on its way', { skip: noProgram, root: () => buildSite(manyArticles(), folder) }, (stage) => {
  /** @param {import('./support/person.mjs').Scenario['steps']} steps @param {string} [address] */
  function on(steps, address = QUERY) {
    stage.host.page('page.html', pageOf(BODY));
    return play(stage.browser, `${stage.url}page.html`, { allows: FAILED, address, steps });
  }

  /** The answers to requests for the archive that a page sends: what happens to the one with this number. @param {number} number @param {Reply} reply */
  function onceAt(number, reply) {
    let at = 0;
    stage.host.answers(FILE, () => (at++ === number ? reply : null));
  }

  /** How many requests for the archive were sent. */
  const requests = () => stage.host.asked.filter((path) => FILE.test(path)).length;

  /** How many it takes where nothing happens. */
  async function usual() {
    await on(async (page) => shows(page.locator(FOUND)));
    const count = requests();
    assert.ok(count > 2, `${count} requests`);
    stage.host.reset();
    return count;
  }

  for (const [what, fault] of Object.entries(PASSING)) {
    test(`any one answer is ${what}: the result is right`, async () => {
      const count = await usual();
      for (let number = 0; number < count; number += 1) {
        onceAt(number, fault(stage.host.file(ARCHIVE)));
        await on(async (page) => {
          await shows(page.locator(FOUND));
          assert.equal(await part(page, 'alert').textContent(), '', `answer ${number}`);
        });
        stage.host.reset();
      }
    });
  }

  test('any one answer is that there is no such file: it is said at once, and another try mends it', async () => {
    const count = await usual();
    for (let number = 0; number < count; number += 1) {
      onceAt(number, { status: 404 });
      await on(async (page) => {
        await part(page, 'retry').click();
        await shows(page.locator(FOUND));
        assert.equal(await part(page, 'alert').textContent(), '', `answer ${number}`);
      });
      stage.host.reset();
    }
  });

  test('nodes that name the same version differently are one host', () => {
    const marks = [{ ETag: '"a"' }, { ETag: 'W/"a"' }, { ETag: '"b"' }, { 'Last-Modified': 'Mon, 30 Nov 2026 08:00:00 GMT' }, {}];
    let at = 0;
    stage.host.answers(FILE, () => ({ bytes: stage.host.file(ARCHIVE), headers: marks[at++ % marks.length] }));
    return on(async (page) => {
      await shows(page.locator(FOUND));
      await hits(page).first().click();
      await shows(part(page, 'article'));
      assert.equal(await part(page, 'alert').textContent(), '');
    });
  });

  test('an archive that was renewed meanwhile is told, and opened by another try', () => {
    const renewed = archiveOf([{ id: 'new', title: 'A quillwort', text: 'It grows in the lake.' }, ...manyArticles()]);
    return on(async (page) => {
      await shows(hits(page).first());
      stage.host.answers(FILE, { bytes: renewed });
      await field(page).fill(words(502, 1));
      await shows(part(page, 'alert').getByText('The archive was renewed while you were reading.'));
      await part(page, 'retry').click();
      await shows(page.locator(FOUND));
      await field(page).fill('quillwort');
      await shows(page.locator('a[data-id="new"]'));
      assert.equal(await part(page, 'alert').textContent(), '');
    }, '');
  });

  test('a file of the same length and another version, whose bytes do not fit, was renewed', () => {
    const [bytes, other] = [stage.host.file(ARCHIVE), stage.host.file(ARCHIVE).map((byte) => byte ^ 1)];
    let at = 0;
    stage.host.answers(FILE, () => (at++ ? { bytes: Buffer.from(other), headers: { ETag: '"b"' } } : { bytes, headers: { ETag: '"a"' } }));
    return on((page) => shows(part(page, 'alert').getByText('The archive was renewed while you were reading.')));
  });

  /**
   * On a page with the module that reads ranges.
   * @param {(read: (...ranges: [offset: number, length: number][]) => Promise<(string | number[])[]>, page: import('playwright-core').Page) => Promise<void>} steps
   *   `read` reads at the same time, and gives bytes, or a failure's code.
   */
  function onModule(steps) {
    stage.host.script('transport.js', TRANSPORT);
    stage.host.page('page.html', pageOf('', { scripts: [] }));
    return play(stage.browser, `${stage.url}page.html`, {
      allows: FAILED,
      steps: (page) => steps((...ranges) => page.evaluate(readAll, ranges), page),
    });
  }

  /** @param {number} offset @param {number} length */
  const bytesAt = (offset, length) => [...stage.host.file(ARCHIVE).subarray(offset, offset + length)];

  test('what is on its way already is not asked for again', () =>
    onModule(async (read) => {
      assert.deepEqual(await read([100, 50], [100, 50], [120, 10]), [bytesAt(100, 50), bytesAt(100, 50), bytesAt(120, 10)]);
      assert.equal(requests(), 1);
    }));

  test('a whole file in place of a range is taken once, also by those that wait', () => {
    stage.host.answers(FILE, { headers: BINARY, body: stage.host.file(ARCHIVE), wait: 50 });
    return onModule(async (read) => {
      assert.deepEqual(await read([100, 50], [300, 50], [900, 10]), [bytesAt(100, 50), bytesAt(300, 50), bytesAt(900, 10)]);
      assert.equal(requests(), 3);
      assert.deepEqual(await read([5000, 20]), [bytesAt(5000, 20)]);
      assert.equal(requests(), 3);
    });
  });

  test('a file of another size is another file', () =>
    onModule(async (read) => {
      await read([0, 50]);
      stage.host.answers(FILE, { bytes: stage.host.file(ARCHIVE).subarray(1) });
      assert.deepEqual(await read([100, 50]), ['replaced']);
    }));

  test('what fails for good is not asked for again', () => {
    stage.host.answers(FILE, { status: 404 });
    return onModule(async (read) => {
      assert.deepEqual(await read([0, 50]), ['missing']);
      assert.equal(requests(), 1);
    });
  });

  test('what fails in passing is asked for three times', () => {
    stage.host.answers(FILE, { status: 503 });
    return onModule(async (read) => {
      assert.deepEqual(await read([0, 50]), ['refused']);
      assert.equal(requests(), 3);
    });
  });

  test('a server that never answers is given up, and asked anew by another try', () => {
    stage.host.answers(FILE, { wait: 4000 });
    return onModule(async (read, page) => {
      await page.evaluate(() => {
        const wait = window.setTimeout;
        // More than half a minute is a second here; a driver's own patience is not more.
        Object.assign(window, { setTimeout: (/** @type {() => void} */ act, /** @type {number} */ time) => wait(act, time > 30_000 ? 1000 : time) });
      });
      assert.deepEqual(await read([0, 50]), ['unreachable']);
      assert.equal(requests(), 1);
      stage.host.reset();
      assert.deepEqual(await read([0, 50]), [bytesAt(0, 50)]);
    });
  });

  test('a request ends with the last that waits for it', () => {
    stage.host.answers(FILE, { bytes: stage.host.file(ARCHIVE), wait: 800 });
    return onModule(async (_, page) => {
      const read = await page.evaluate(async () => {
        const { RangedFile } = await import(/** @type {any} */ ('/transport.js'));
        const file = new RangedFile(new URL('/archive/archive.newsprint', location.href));
        const [first, second, third] = [0, 0, 0].map(() => new AbortController());
        const reads = [file.read(0, 10, first.signal), file.read(0, 10, second.signal), file.read(20, 10, third.signal)];
        setTimeout(() => [first, third].forEach((controller) => controller.abort()), 200);
        return (await Promise.allSettled(reads)).map(({ status }) => status);
      });
      assert.deepEqual(read.slice(1), ['fulfilled', 'rejected']);
      await until(() => stage.host.calledOff.length === 1, 'one request is called off');
    });
  });

  test('a search that was overtaken is called off, and the last one is shown', () =>
    on(async (page) => {
      await shows(hits(page).first());
      stage.host.answers(FILE, { bytes: stage.host.file(ARCHIVE), wait: 500 });
      await field(page).fill(words(31, 1));
      await page.waitForTimeout(250);
      await field(page).fill(words(502, 1));
      await shows(page.locator(FOUND));
      assert.ok(stage.host.calledOff.length > 0, 'nothing was called off');
    }, ''));
});

/** Reads ranges of the archive at the same time, each time of the same file. @param {[offset: number, length: number][]} ranges */
async function readAll(ranges) {
  const { RangedFile } = await import(/** @type {any} */ ('/transport.js'));
  const kept = /** @type {any} */ (globalThis);
  kept.file ??= new RangedFile(new URL('/archive/archive.newsprint', location.href));
  return Promise.all(ranges.map(async ([offset, length]) => kept.file.read(offset, length).then(
    (/** @type {Uint8Array} */ bytes) => [...bytes],
    (/** @type {{ code: string }} */ { code }) => code,
  )));
}
