/**
 * What makes no sense, comes from elsewhere or was altered on its way: archives that are cut short or changed anywhere,
 * redirects to other hosts, nonsense in `src` and in the page's address. What is shown is right, or what is wrong is said;
 * there is never a blank box, and never a script that runs. On target/site.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveOf, manyArticles, noProgram } from './support/articles.mjs';
import { NAMES } from './support/browsers.mjs';
import { Host } from './support/host.mjs';
import { field, fits, hits, pageOf, part, paste, play, shows, until } from './support/person.mjs';
import { SITE, inBrowsers, noSite } from './support/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ said: string, shown: string }} Seen What an element says went wrong, and what it shows. */

/** What browsers say themselves of requests that fail, and of a policy that is kept. */
const FAILED = /Failed to load resource|net::ERR|blocked|policy|Cross-Origin|CORS|may not load|request to/i;

const EMPTY = pageOf('<main></main>');

/** An article of the archive, none of those that are listed first. */
const ARTICLE = manyArticles()[500];

/** @type {Buffer} */
let archive;

/**
 * What is seen of an archive: its list, the results of a search, and an article.
 * @param {Page} page
 * @param {string} src
 * @param {string} [id] Of the article; without one nothing but the list is looked at.
 * @returns {Promise<Seen[]>}
 */
function tour(page, src, id) {
  return page.evaluate(async ([src, id]) => {
    const element = /** @type {any} */ (document.createElement('newsprint-archive'));
    element.setAttribute('src', src);
    element.setAttribute('address', 'none');
    document.querySelector('main')?.replaceChildren(element);
    const text = (/** @type {string} */ part) => {
      const nodes = [...element.shadowRoot.querySelectorAll(`[part~="${part}"]`)];
      return nodes.filter((node) => node.checkVisibility()).map((node) => node.textContent.trim()).join('\n');
    };
    const look = async (/** @type {string} */ sign, /** @type {string[]} */ ...parts) => {
      for (const end = Date.now() + 8000; Date.now() < end && !text('alert') && !text(sign); ) await new Promise((done) => setTimeout(done, 20));
      return { said: text('alert'), shown: text(sign) && parts.map(text).join('\n') };
    };
    const seen = [await look('hit', 'hit-link', 'date')];
    if (!id) return seen;
    element.search('storm');
    seen.push(await look('mark', 'hit-link', 'count'));
    element.open(id);
    seen.push(await look('headline', 'headline', 'para', 'date'));
    return seen;
  }, /** @type {[string, string | undefined]} */ ([src, id]));
}

inBrowsers('bad input', { skip: noSite || noProgram }, (stage, name) => {
  /** @param {import('./support/person.mjs').Scenario['steps']} steps @param {Omit<import('./support/person.mjs').Scenario, 'steps'>} [more] */
  const onPage = (steps, more) => play(stage.browser, `${stage.url}page.html`, { steps, ...more });

  for (const [what, spoil] of /** @type {[string, (place: number) => Buffer][]} */ ([
    ['altered', altered],
    ['cut short', (place) => archive.subarray(0, place)],
  ])) {
    test(`wherever an archive is ${what}, what is shown is right, or what is wrong is said`, (context) => {
      archive ??= archiveOf(manyArticles());
      stage.host.page('page.html', EMPTY);
      stage.host.answers(/^\/whole\//, { bytes: archive });
      return onPage(async (page) => {
        const right = await tour(page, 'whole/', ARTICLE.id);
        assert.deepEqual(right.map(({ said }) => said), ['', '', '']);
        assert.ok(right.every(({ shown }) => shown) && right[2].shown.includes(ARTICLE.text), 'the intact archive shows all');
        const read = stage.host.sent.filter(({ path }) => path.startsWith('/whole/'));
        assert.ok(read.length > 2, `it is read in ${read.length} pieces`);
        // Its first, last and some bytes between of each piece; one browser tries all, for the program is the same everywhere.
        const places = read.flatMap(({ start, bytes }) => [0, 0.1, 0.5, 1].map((share) => start + Math.floor(share * (bytes - 1))));
        const tried = places.filter((_, n) => name === NAMES[0] || n % 5 === 2);
        let said = 0;
        for (const place of tried) {
          stage.host.answers(new RegExp(`^/spoilt-${place}/`), { bytes: spoil(place) });
          const tours = await tour(page, `spoilt-${place}/`, ARTICLE.id);
          for (const [step, seen] of tours.entries()) if (!seen.said) assert.equal(seen.shown, right[step].shown, `step ${step}, ${what} at ${place}`);
          if (tours.some((seen) => seen.said)) said += 1;
          else assert.ok(what === 'altered', `cut short at ${place}, which goes unsaid`);
        }
        assert.ok(said, 'something is said');
        context.diagnostic(`said at ${said} of ${tried.length} places`);
      }, { allows: FAILED });
    });
  }

  test('an archive that is replaced meanwhile is said to be', () => {
    archive ??= archiveOf(manyArticles());
    const renewed = archiveOf(manyArticles().slice(1));
    let version = 0;
    stage.host.page('page.html', EMPTY);
    stage.host.answers(/^\/new\//, () => ({ bytes: version++ ? renewed : archive }));
    return onPage(async (page) => {
      const seen = await tour(page, 'new/', ARTICLE.id);
      assert.ok(version > 1, 'it was read in pieces');
      assert.ok(seen.some(({ said }) => said), 'something is said');
      await shows(part(page, 'alert').getByText('The archive was renewed while you were reading. Reload the page.'));
    });
  });

  for (const [what, policy, headers, sign] of /** @type {[string, string | undefined, Record<string, string>, 'said' | 'shown'][]} */ ([
    ['that the policy forbids', undefined, { 'Access-Control-Allow-Origin': '*' }, 'said'],
    ['that lets nobody read', '', {}, 'said'],
    ['that lets everybody read', '', { 'Access-Control-Allow-Origin': '*' }, 'shown'],
  ])) {
    test(`an archive that has moved to a host ${what}: ${sign}`, async () => {
      const other = await Host.open(SITE, { headers });
      try {
        stage.host.page('page.html', EMPTY, policy);
        stage.host.answers(/^\/moved\//, { status: 302, headers: { Location: `${other.url}archive/archive.newsprint` } });
        await onPage(async (page) => {
          const [seen] = await tour(page, 'moved/');
          assert.ok(seen[sign] && !seen[sign === 'said' ? 'shown' : 'said'], JSON.stringify(seen));
          if (sign === 'said') await shows(part(page, 'alert').getByText('The archive’s files could not be reached.'));
        }, { allows: FAILED });
      } finally {
        await other.close();
      }
    });
  }

  test('a src that makes no sense is said to make none', () => {
    stage.host.page('page.html', EMPTY);
    return onPage(async (page) => {
      for (const src of ['nowhere/', '//', 'http://[', 'javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'blob:x', 'file:///etc/', '\0', '%', '%ZZ/', '__proto__', '\u202earchive', 'https://elsewhere.invalid/', 'x'.repeat(10_000)]) {
        const [seen] = await tour(page, src);
        assert.ok(seen.said && !seen.shown, `${src.slice(0, 40)}: ${JSON.stringify(seen)}`);
      }
    }, { allows: FAILED });
  });

  test('an address that makes no sense shows the archive, or says what is missing', () => {
    stage.host.page('page.html', pageOf('<main><newsprint-archive src="archive/"></newsprint-archive></main>'));
    return onPage(async (page, url) => {
      const long = 'x'.repeat(10_000);
      const script = encodeURIComponent('"><img src=x onerror=alert(1)>');
      const nonsense = [`q=${long}`, `article=${long}`, 'q=%F0%28', 'article=%00', 'article=__proto__', 'article=constructor&q=toString', `q=${script}`, `article=${script}`, 'article=javascript:alert(1)', 'article=../../x', 'q=%22%22%22((((', 'q=%E2%80%AE%E2%81%A7x', `q=Z${'%CC%80'.repeat(300)}`, '&&==&q[]=1&article', 'sort=%00&filter=%3A%3A&q'];
      for (const [n, state] of nonsense.entries()) {
        await page.goto(`${url}?${n}#${state}`);
        const seen = page.locator('newsprint-archive').locator('[part~="hit"], [part="empty"], [part="alert-title"]').first();
        await shows(seen);
        assert.ok((await seen.textContent())?.trim(), state.slice(0, 40));
        await fits(page);
        assert.equal(await page.locator('newsprint-archive').locator('img').count(), 0, state.slice(0, 40));
      }
    }, { options: { viewport: { width: 320, height: 568 } } });
  });

  test('whatever is typed is answered, and nothing runs off to the side', () =>
    play(stage.browser, stage.url, {
      options: { viewport: { width: 320, height: 568 } },
      async steps(page) {
        await shows(hits(page).first());
        for (const typed of ['W'.repeat(10_000), `Z${'\u0300\u0316'.repeat(200)}algo`, '\u202eevil\u202d \u2067x', '"""((("-- -"', '<img src=x onerror=alert(1)>qqqq', '\0\u0007\ufffe', ' '.repeat(500), '🂡'.repeat(300)]) {
          await paste(field(page), typed);
          const words = await field(page).inputValue();
          await until(async () => (await part(page, 'listing-body').getAttribute('aria-busy')) === 'false', 'an answer');
          await shows(page.locator('newsprint-archive').locator('[part~="hit"], [part="empty"]').first());
          await fits(page);
          assert.equal(await page.locator('newsprint-archive').locator('img').count(), 0, words.slice(0, 20));
        }
      },
    }));
});

/** A copy of the archive with a byte changed. @param {number} place */
function altered(place) {
  const bytes = Buffer.from(archive);
  bytes[place] ^= 0x55;
  return bytes;
}
