/** How a page loads its archive: whole, at one request, or in pieces; `build` says which by the element's `src`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveOf, manyArticles, noProgram } from './support/articles.mjs';
import { field, hits, pageOf, part, play, shows, until } from './support/person.mjs';
import { inBrowsers, noSite } from './support/stage.mjs';

/** @type {Buffer | undefined} */
let bytes;

inBrowsers('loading', { skip: noSite || noProgram }, (stage) => {
  for (const [src, isWhole] of /** @type {const} */ ([['many/#', true], ['many/', false]])) {
    test(`an archive at ${src} is loaded ${isWhole ? 'whole, once' : 'in pieces'}`, () => {
      bytes ??= archiveOf(manyArticles());
      stage.host.answers(/^\/many\/archive\.newsprint$/, { bytes });
      stage.host.page('page.html', pageOf(`<main><newsprint-archive src="${src}"></newsprint-archive></main>`));
      return play(stage.browser, stage.url, {
        address: 'page.html',
        steps: async (page) => {
          await shows(hits(page).first());
          await field(page).fill('storm');
          await until(async () => (await part(page, 'count').textContent())?.includes('articles') ?? false, 'a count');
          await hits(page).first().click();
          await shows(part(page, 'headline'));
          const asked = stage.host.asked.filter((path) => path.endsWith('archive.newsprint')).length;
          assert.ok(isWhole ? asked === 1 : asked > 1, `${asked} requests`);
        },
      });
    });
  }
});
