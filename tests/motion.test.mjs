/** Motion: a transition between the list and an article where the reader welcomes it, and nothing that moves where not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hits, part, play, shows } from './support/person.mjs';
import { inBrowsers, noSite } from './support/stage.mjs';

/** Writes down which element's transition moves what, as soon as it does. */
function watch() {
  const moved = /** @type {string[]} */ ([]);
  Object.assign(globalThis, { moved });
  const { prototype } = /** @type {any} */ (Element);
  const start = prototype.startViewTransition;
  prototype.startViewTransition = function (/** @type {() => void} */ change) {
    const transition = start.call(this, change);
    transition.ready.then(() => moved.push(`${this.part}: ${this.getAnimations({ subtree: true }).length > 0}`), () => {});
    return transition;
  };
}

// The only one of the three that can move an element alone, and the only one that can be told what the reader prefers.
inBrowsers('motion', { skip: noSite, browsers: ['chromium'] }, (stage) => {
  for (const [reducedMotion, expected] of /** @type {const} */ ([['no-preference', ['archive: true', 'archive: true']], ['reduce', []]])) {
    test(`to an article and back, motion: ${reducedMotion}`, () =>
      play(stage.browser, stage.url, {
        options: { reducedMotion },
        prepare: (context) => context.addInitScript(watch),
        async steps(page) {
          await hits(page).first().click();
          await shows(part(page, 'article'));
          await part(page, 'back').click();
          await shows(hits(page).first());
          // What is under way comes to its end.
          await page.waitForTimeout(300);
          assert.deepEqual(await page.evaluate('moved'), expected);
          assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        },
      }));
  }
});
