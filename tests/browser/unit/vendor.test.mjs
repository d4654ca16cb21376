import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const vendor = new URL('../../../admin-site/vendor/', import.meta.url);
const published = new URL('../node_modules/lit-html/', import.meta.url);
const table = [...readFileSync(new URL('README.md', vendor), 'utf8').matchAll(/^\| (\S+) \| `([0-9a-f]{64})` \|$/gm)].map(([, file, sum]) => ({ file, sum }));

test('every vendored file is named in the table, and nothing else is there', () => {
  const files = readdirSync(vendor, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => `${e.parentPath}/${e.name}`.split('/vendor/')[1].replace(/^\//, ''));
  assert.deepEqual(files.filter((f) => f !== 'README.md').sort(), table.map((row) => row.file).sort());
});

for (const { file, sum } of table) {
  test(`${file} is as published`, () => {
    const bytes = readFileSync(new URL(file, vendor));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sum);
    assert.ok(bytes.equals(readFileSync(new URL(file, published))), 'differs from the pinned package');
  });
}

test('the page names no other host, and has no inline script or style', () => {
  const page = readFileSync(new URL('../index.html', vendor), 'utf8');
  assert.doesNotMatch(page, /https?:\/\//);
  assert.doesNotMatch(page, /<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/);
  assert.doesNotMatch(readFileSync(new URL('../style.css', vendor), 'utf8'), /url\(|@import/);
});

test('the lock names no host', () => {
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  assert.doesNotMatch(lock, /"resolved"|https?:\/\//);
});

test('no view makes markup out of text', () => {
  const site = new URL('../', vendor);
  for (const entry of readdirSync(site, { recursive: true })) {
    if (!entry.endsWith('.js') || entry.startsWith('vendor')) continue;
    assert.doesNotMatch(readFileSync(new URL(entry, site), 'utf8'), /unsafeHTML|unsafe-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|style=/, entry);
  }
});
