import { test } from 'node:test';
import assert from 'node:assert/strict';
import { differences } from '../../../admin-site/differences.js';

const shown = (old, now) => {
  const { old: then, now: here } = differences(old, now);
  return [then, here].map((side) => side.map((p) => (p.differs ? `[${p.text}]` : p.text)).join(''));
};

test('words that differ are marked on their side', () => {
  assert.deepEqual(shown('Hello Ana, may I call you on Tuesday?', 'Hello Ana, may I write to you on Tuesday?'), ['Hello Ana, may I [call] you on Tuesday?', 'Hello Ana, may I [write to] you on Tuesday?']);
  assert.deepEqual(shown('the same', 'the same'), ['the same', 'the same']);
  assert.deepEqual(shown('', 'new'), ['', '[new]']);
});

test('several words in a row are one stroke', () => {
  assert.deepEqual(shown('a one two three z', 'a four five z'), ['a [one two three] z', 'a [four five] z']);
});

test('one word alone amid others differs with them, and no stroke goes over a paragraph that both have', () => {
  const old = 'Hello Ana,\n\nreturns take no effort with us.\n\nWould 20 minutes suit you for a look?';
  const now = 'Hello Ana,\n\nwe take returns off the floor.\n\nMay I call you on Tuesday for a look?';
  assert.deepEqual(shown(old, now), ['Hello Ana,\n\n[returns take no effort with us.]\n\n[Would 20 minutes suit you] for a look?', 'Hello Ana,\n\n[we take returns off the floor.]\n\n[May I call you on Tuesday] for a look?']);
});

test('joined again, the pieces are the texts', () => {
  let seed = 7;
  const random = (n) => { seed = (seed * 48271) % 2147483647; return seed % n; };
  const text = () => Array.from({ length: random(30) }, () => ['a', 'b', 'cc', '\n\n', ' ', '👩‍🚀', '‮x'][random(7)]).join(' ');
  for (let i = 0; i < 300; i += 1) {
    const [old, now] = [text(), text()];
    const both = differences(old, now);
    assert.equal(both.old.map((p) => p.text).join(''), old);
    assert.equal(both.now.map((p) => p.text).join(''), now);
  }
});

test('two long texts are compared in bounded time', () => {
  const long = (word) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join(' ');
  const both = differences(`same ${long('a')} end`, `same ${long('b')} end`);
  assert.equal(both.old[0].text, 'same ');
  assert.equal(both.old.at(-1).text, ' end');
});
