/**
 * What a page may rightly expect of any custom element, point by point: upgraded late, moved, removed, cloned, adopted,
 * several at once, attributes that make no sense; nothing on the console, nothing left behind. On target/site.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { CSP } from './server.mjs';
import { lacks } from './support/browsers.mjs';
import { pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers, noSite } from './support/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Each with an attribute that it needs to show something. @type {Record<string, Record<string, string>>} */
const ELEMENTS = {
  'newsprint-archive': {},
  'newsprint-search': { href: 'home.html' },
  'newsprint-article': { article: 'embedding' },
  'newsprint-related': { article: 'embedding' },
};

const NAMES = Object.keys(ELEMENTS);

/** Keeps what events the page hears. */
const EARS = `
  globalThis.heard = [];
  for (const type of ['search', 'open', 'close', 'error']) addEventListener('newsprint-' + type, () => heard.push(type));
`;

const archive = '<newsprint-archive src="archive/"><p>Fallback</p></newsprint-archive>';
const heard = (/** @type {Page} */ page) => page.evaluate(() => Reflect.get(globalThis, 'heard'));

/** Markup of an element, with what it needs. @param {string} name */
const markup = (name) => `<${name} src="archive/" ${Object.entries(ELEMENTS[name]).map(([key, value]) => `${key}="${value}"`).join(' ')}></${name}>`;

inBrowsers('a custom element', { skip: noSite }, (stage, browserName) => {
  /**
   * A page of a body's, with the scripts of all elements unless `scripts` says otherwise.
   * @param {string} body
   * @param {(page: Page, path: () => string) => Promise<void>} steps
   * @param {{ scripts?: string[], allows?: RegExp }} [options]
   */
  function on(body, steps, { scripts = ['newsprint', 'newsprint-pieces'], allows } = {}) {
    const { host, url } = stage;
    host.script('ears.js', EARS);
    host.page('frame.html', '<!doctype html><title>f</title><body></body>');
    host.page('page.html', pageOf(body, { scripts, head: '<script src="ears.js"></script>' }), `${CSP}; frame-src 'self'`);
    return play(stage.browser, `${url}page.html`, { allows, steps: (page) => steps(page, () => page.url().slice(url.length)) });
  }

  test('is born with a shadow root, without attributes, and silent', () =>
    on('', async (page) => {
      for (const name of NAMES) {
        const born = await page.evaluate(async (name) => {
          await customElements.whenDefined(name);
          const element = document.createElement(name);
          return [element.shadowRoot?.mode, element.attributes.length];
        }, name);
        assert.deepEqual(born, ['open', 0], name);
      }
    }));

  test('is a block, hides when it is hidden, and keeps what the page has set', () =>
    on('<newsprint-archive src="archive/" id="i" class="c" role="region" tabindex="0" lang="de" dir="ltr" aria-label="x"></newsprint-archive>', async (page) => {
      await shows(part(page, 'hit').first());
      const element = page.locator('newsprint-archive');
      assert.equal(await element.evaluate((node) => getComputedStyle(node).display), 'block');
      const kept = await element.evaluate((node) => Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])));
      assert.deepEqual(kept, { src: 'archive/', id: 'i', class: 'c', role: 'region', tabindex: '0', lang: 'de', dir: 'ltr', 'aria-label': 'x' });
      await element.evaluate((node) => node.toggleAttribute('hidden', true));
      assert.equal(await element.isVisible(), false);
    }));

  test('is as wide as it may be wherever it chooses its width, and makes nothing scroll', () =>
    on('<dialog open></dialog><main></main>', async (page) => {
      const widths = (/** @type {[string, Record<string, string>, string]} */ [place, style, markup]) =>
        page.evaluate(async ([place, style, markup]) => {
          const parent = /** @type {HTMLElement} */ (document.querySelector(String(place)));
          Object.assign(parent.style, style);
          const [, name] = /^<([\w-]+)/.exec(String(markup)) ?? [];
          const element = document.createElement(name);
          element.setAttribute('src', 'archive/');
          parent.replaceChildren(document.createElement('p'), element);
          await new Promise((drawn) => setTimeout(drawn, 400));
          const { width } = element.getBoundingClientRect();
          parent.replaceChildren();
          parent.removeAttribute('style');
          return [width, document.documentElement.scrollWidth - document.documentElement.clientWidth];
        }, [place, style, markup]);
      for (const name of ['newsprint-archive', 'newsprint-search']) {
        for (const [place, style] of /** @type {[string, Record<string, string>][]} */ ([
          ['dialog', {}],
          ['main', { display: 'flex' }],
          ['main', { display: 'inline-block' }],
          ['main', { display: 'grid', placeItems: 'center' }],
          ['main', { display: 'grid', gridTemplateColumns: '1fr 300px' }],
        ])) {
          const [width, over] = await widths([place, style, markup(name)]);
          assert.ok(width >= 250, `${name} in ${place} ${JSON.stringify(style)}: ${width} px wide`);
          assert.ok(over <= 0, `${name} in ${place} ${JSON.stringify(style)}: ${over} px too wide`);
        }
      }
    }));

  test('opens articles in a frame whose address holds no state', () =>
    on('<iframe title="f" srcdoc="<script type=module src=newsprint/newsprint.js></script><newsprint-archive src=archive/></newsprint-archive>"></iframe>', async (page) => {
      const frame = page.frameLocator('iframe');
      await frame.locator('[part~="hit-link"]').first().click();
      await shows(frame.locator('[part~="article"]'));
    }));

  test('attributes and properties are one', () =>
    on('', async (page) => {
      for (const name of NAMES) {
        const differing = await page.evaluate(async (name) => {
          const element = document.createElement(await customElements.whenDefined(name).then(() => name));
          const { observedAttributes } = /** @type {any} */ (customElements.get(name));
          return [...new Set([...observedAttributes, 'links', 'recent'])].filter((attribute) => {
            const property = attribute.replace(/-(\w)/g, (/** @type {string} */ _, /** @type {string} */ letter) => letter.toUpperCase());
            const initial = Reflect.get(element, property);
            const value = typeof initial === 'boolean' ? true : typeof initial === 'number' ? 3 : 'x';
            Reflect.set(element, property, value);
            const reflected = element.getAttribute(attribute) === (value === true ? '' : String(value));
            element.removeAttribute(attribute);
            const isBack = Reflect.get(element, property) === initial;
            element.setAttribute(attribute, value === true ? '' : String(value));
            return !reflected || !isBack || Reflect.get(element, property) !== value;
          });
        }, name);
        assert.deepEqual(differing, [], name);
      }
    }));

  test('upgraded late: what was set and called before counts', () =>
    on('<newsprint-archive><p>Fallback</p></newsprint-archive>', async (page) => {
      await page.locator('newsprint-archive').evaluate((element) =>
        Object.assign(element, { src: 'archive/', headingLevel: 4, strings: { label: 'Look it up', newest: 7, constructor: 'no' } }));
      assert.equal(await page.getByText('Fallback').isVisible(), true, 'the fallback shows meanwhile');
      await page.evaluate(() => import('./newsprint/newsprint.js').then(() => {}));
      await shows(page.getByRole('searchbox', { name: 'Look it up' }));
      await shows(page.getByRole('heading', { level: 4, name: 'Newest articles' }));
      assert.equal(await page.getByText('Fallback').isVisible(), false);
      assert.equal(await page.locator('newsprint-archive').getAttribute('src'), 'archive/');
    }, { scripts: [] }));

  test('made by markup, by script, by cloning and from a template', () =>
    on(`${archive}<template>${archive}</template>`, async (page) => {
      await page.evaluate(() => {
        const first = /** @type {Element} */ (document.querySelector('newsprint-archive'));
        const made = document.createElement('newsprint-archive');
        made.setAttribute('src', 'archive/');
        const template = /** @type {HTMLTemplateElement} */ (document.querySelector('template'));
        document.body.append(made, first.cloneNode(true), template.content.cloneNode(true));
      });
      for (let nth = 0; nth < 4; nth++) {
        const one = page.locator('newsprint-archive').nth(nth);
        await one.scrollIntoViewIfNeeded();
        await shows(one.locator('[part~="hit"]').first());
      }
      const wasm = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length);
      assert.equal(wasm, 1, 'all share one program');
    }));

  test('what the page sets and calls tells no event', () =>
    on(archive, async (page) => {
      await page.locator('newsprint-archive').evaluate(async (/** @type {any} */ element) => {
        await element.ready;
        await element.search('border');
        element.headingLevel = 3;
        element.strings = {};
      });
      await shows(part(page, 'hit').first());
      await page.locator('newsprint-archive').evaluate(async (/** @type {any} */ element) => element.open('embedding'));
      await shows(part(page, 'article'));
      assert.deepEqual(await heard(page), []);
    }));

  test('moved, it goes on: the query stays, Back still works, once', (context) =>
    on(`<div id="a">${archive}</div><div id="b"></div>`, async (page, path) => {
      await part(page, 'input').fill('border');
      await shows(part(page, 'hit').first());
      await until(() => path() === 'page.html#q=border', 'the query is written');
      await page.evaluate(() => document.querySelector('#b')?.append(/** @type {Element} */ (document.querySelector('newsprint-archive'))));
      assert.equal(await part(page, 'input').inputValue(), 'border');
      await part(page, 'hit-link').first().click();
      await shows(part(page, 'article'));
      await page.goBack();
      await shows(part(page, 'hit').first());
      await part(page, 'input').focus();
      const keepsFocus = await page.evaluate(() => {
        const element = /** @type {Element} */ (document.querySelector('newsprint-archive'));
        const place = /** @type {any} */ (document.querySelector('#a'));
        if (place.moveBefore) place.moveBefore(element, null);
        else place.append(element);
        return Boolean(place.moveBefore);
      });
      if (keepsFocus) assert.equal(await page.evaluate(() => document.activeElement?.localName), 'newsprint-archive', 'moveBefore keeps even the focus');
      else context.diagnostic('this browser has no moveBefore');
      await part(page, 'input').fill('wasm');
      await until(() => path() === 'page.html#q=wasm', 'it goes on');
    }));

  test('removed, it no longer follows the address nor writes it', () =>
    on(archive, async (page, path) => {
      await shows(part(page, 'hit').first());
      await page.evaluate(() => {
        const element = /** @type {any} */ (document.querySelector('newsprint-archive'));
        Object.assign(globalThis, { element });
        element.remove();
        location.hash = 'q=border';
      });
      assert.equal(path(), 'page.html#q=border');
      assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'element').shadowRoot.querySelector('input').value), '');
      await page.evaluate(() => document.body.append(Reflect.get(globalThis, 'element')));
      await part(page, 'input').fill('wasm');
      await until(() => path() === 'page.html#q=wasm', 'back in the page, it writes again');
    }));

  test('in another shadow tree and in another document, with its style', () =>
    on('<div id="host"></div><iframe src="frame.html" title="f" width="800" height="600"></iframe>', async (page) => {
      const frame = page.frameLocator('iframe');
      await page.waitForLoadState('load');
      await page.evaluate(() => {
        const element = document.createElement('newsprint-archive');
        element.setAttribute('src', 'archive/');
        document.querySelector('#host')?.attachShadow({ mode: 'open' }).append(element);
      });
      await shows(part(page, 'hit').first());
      await page.evaluate(() => {
        const element = /** @type {Element} */ (document.querySelector('#host')?.shadowRoot?.firstElementChild);
        document.querySelector('iframe')?.contentDocument?.body.append(element);
      });
      await shows(frame.locator('[part~="hit"]').first());
      await until(() => frame.locator('newsprint-archive').evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).display === 'block'), 'the style has come along');
      await frame.locator('[part~="input"]').fill('border');
      await shows(frame.locator('[part~="hit"]').first());
    }));

  test('loaded twice, it is registered once', () =>
    on(archive, async (page) => {
      await shows(part(page, 'hit').first());
      await page.evaluate(() => import('./newsprint/newsprint.js?again').then(() => {}));
      await shows(part(page, 'hit').first());
    }));

  test('attributes that make no sense do no harm', () =>
    on('', async (page) => {
      const values = ['', ' ', 'x', '-1', '99', 'NaN', '[object Object]', 'javascript:alert(1)', '__proto__', '%', '#'];
      for (const name of NAMES) {
        await page.evaluate(async ([name, values]) => {
          await customElements.whenDefined(name);
          const { observedAttributes } = /** @type {any} */ (customElements.get(name));
          for (const value of values) {
            const element = document.createElement(name);
            element.setAttribute('src', 'archive/');
            for (const attribute of [...observedAttributes, 'links', 'recent', 'for', 'lang', 'dir']) if (attribute !== 'src') element.setAttribute(attribute, value);
            document.body.replaceChildren(element);
            await Promise.race([Reflect.get(element, 'ready'), new Promise((done) => setTimeout(done, 300))]);
            // A dialog waits behind a button; what is about an article may say that there is none.
            for (const end = Date.now() + 5000; !element.shadowRoot?.textContent?.trim(); await new Promise((done) => setTimeout(done, 20))) {
              if (Date.now() > end) throw new Error(`${name} with ${JSON.stringify(value)} is a blank box`);
            }
          }
        }, /** @type {[string, string[]]} */ ([name, values]));
      }
    }));

  test('tells what it shows by :state(), and ready when it does', () =>
    on(archive, async (page) => {
      const is = (/** @type {string} */ state) => page.evaluate((state) => !!document.querySelector(`newsprint-archive:state(${state})`), state);
      await page.evaluate(() => Reflect.get(/** @type {Element} */ (document.querySelector('newsprint-archive')), 'ready'));
      assert.equal(await is('list'), true);
      await part(page, 'input').fill('"zzzzqqqq"');
      await until(() => is('empty'), 'nothing is found');
      await part(page, 'input').fill('border');
      await until(() => is('list'), 'something is found');
      await part(page, 'hit-link').first().click();
      await until(() => is('article'), 'an article is open');
      await page.locator('newsprint-archive').evaluate((/** @type {any} */ element) => element.open('no-such'));
      await until(() => is('error'), 'it failed');
    }));

  test('focus() leads to the field; a click on text does not', () =>
    on(`<button>b</button>${archive}`, async (page) => {
      await shows(part(page, 'hit').first());
      await page.getByRole('button', { name: 'b', exact: true }).focus();
      await part(page, 'count').click();
      assert.notEqual(await page.evaluate(() => document.activeElement?.localName), 'newsprint-archive');
      await page.locator('newsprint-archive').evaluate((element) => /** @type {HTMLElement} */ (element).focus());
      await until(() => page.evaluate(() => document.querySelector('newsprint-archive')?.shadowRoot?.activeElement?.localName === 'input'), 'the field has the focus');
    }));

  for (const name of NAMES) {
    test(`put in and taken out a hundred times, ${name} leaves nothing behind`, { skip: lacks(browserName, 'memory') }, () =>
      on('<main></main>', async (page) => {
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable');
        const round = (/** @type {number} */ times) =>
          page.evaluate(async ([markup, times]) => {
            const main = /** @type {Element} */ (document.querySelector('main'));
            const [, name] = /^<([\w-]+)/.exec(String(markup)) ?? [];
            for (let n = 0; n < Number(times); n++) {
              const element = document.createElement(name);
              for (const [, key, value] of String(markup).matchAll(/ ([\w-]+)="([^"]*)"/g)) element.setAttribute(key, value);
              main.replaceChildren(element);
              if (n % 4 === 0 && name !== 'newsprint-search') await Reflect.get(element, 'ready');
            }
            main.replaceChildren();
          }, [markup(name), times]);
        const counts = async () => {
          for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
          const { metrics } = await session.send('Performance.getMetrics');
          const of = (/** @type {string} */ key) => metrics.find(({ name }) => name === key)?.value ?? NaN;
          return { listeners: of('JSEventListeners'), nodes: of('Nodes'), heap: of('JSHeapUsedSize') };
        };
        await round(40);
        await page.waitForTimeout(1500);
        const first = await counts();
        await round(100);
        await page.waitForTimeout(1500);
        const last = await counts();
        assert.ok(last.listeners <= first.listeners + 2, `listeners: ${first.listeners}, then ${last.listeners}`);
        assert.ok(last.nodes <= first.nodes * 1.01 + 20, `nodes: ${first.nodes}, then ${last.nodes}`);
        assert.ok(last.heap <= first.heap * 1.05, `heap: ${first.heap}, then ${last.heap}`);
      }));
  }

  test('its modules can be imported where there is no page', { skip: lacks(browserName, 'anywhere') }, async () => {
    const www = new URL('../www/', import.meta.url);
    const entries = readdirSync(www).filter((file) => /^newsprint.*\.js$/.test(file));
    assert.deepEqual(entries.sort(), ['newsprint-pieces.js', 'newsprint.js']);
    for (const file of entries) await import(new URL(file, www).href);
  });
});
