/** The file server itself: what a page relies on, and what an outsider must not reach. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CSP, serve } from './server.mjs';

/** @type {string} */ let folder;
/** @type {Awaited<ReturnType<typeof serve>>} */ let ranged;
/** @type {Awaited<ReturnType<typeof serve>>} */ let whole;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsprint-server-'));
  await mkdir(join(folder, 'site', 'sub'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'site', 'a.wasm'), '0123456789');
  await writeFile(join(folder, 'site', 'empty.js'), '');
  ranged = await serve(join(folder, 'site'));
  whole = await serve(join(folder, 'site'), { range: false });
});

after(async () => {
  await ranged.close();
  await whole.close();
  await rm(folder, { recursive: true });
});

/**
 * The status of a path sent as it stands: fetch would tidy the dots away.
 *
 * @param {string} path
 * @returns {Promise<number | undefined>}
 */
const status = (path) =>
  new Promise((done, failed) => {
    request(ranged.url, { path }, (response) => done(response.resume().statusCode))
      .on('error', failed)
      .end();
  });

test('every answer carries the policy, a type and no guessing', async () => {
  for (const [path, type] of [
    ['', 'text/html; charset=utf-8'],
    ['a.wasm', 'application/wasm'],
    ['empty.js', 'text/javascript; charset=utf-8'],
    ['missing', 'text/plain; charset=utf-8'],
  ]) {
    const { headers } = await fetch(ranged.url + path);
    assert.equal(headers.get('content-security-policy'), CSP);
    assert.equal(headers.get('content-type'), type);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
});

test('a range gives that part', async () => {
  for (const [range, text, where] of [
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ]) {
    const response = await fetch(`${ranged.url}a.wasm`, { headers: { range } });
    assert.equal(response.status, 206, range);
    assert.equal(response.headers.get('content-range'), where);
    assert.equal(await response.text(), text);
  }
});

test('a range outside the file is refused, a strange one is answered whole', async () => {
  for (const [range, code] of /** @type {[string, number][]} */ ([
    ['bytes=10-', 416],
    ['bytes=-0', 416],
    ['bytes=4-2', 200],
    ['bytes=0-1,4-5', 200],
    ['lines=1-2', 200],
  ])) {
    const response = await fetch(`${ranged.url}a.wasm`, { headers: { range } });
    assert.equal(response.status, code, range);
    await response.text();
  }
});

test('without ranges the whole file comes', async () => {
  const response = await fetch(`${whole.url}a.wasm`, { headers: { range: 'bytes=2-4' } });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('accept-ranges'), null);
  assert.equal(await response.text(), '0123456789');
});

test('nothing outside the folder is served', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/sub/..%2f..%2fsecret.txt', '//other.example/', '/%00', '/%']) {
    assert.equal(await status(path), 404, path);
  }
});

test('a folder without its slash leads to the one with it, and only reading is allowed', async () => {
  const folder = await fetch(`${ranged.url}sub?q=1`, { redirect: 'manual' });
  assert.equal(folder.status, 301);
  assert.equal(folder.headers.get('location'), '/sub/?q=1');
  assert.equal((await fetch(ranged.url, { method: 'POST' })).status, 405);
  assert.equal((await fetch(`${ranged.url}a.wasm`, { method: 'HEAD' })).headers.get('content-length'), '10');
});
