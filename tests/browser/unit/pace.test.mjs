import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ENOUGH, estimate, looks_of, with_look } from '../../../admin-site/pace.js';

const usual = { list: 90, draft: 20, reply: 45, in_doubt: 60, mailbox: 60 };
const totals = { list: 1, draft: 9, reply: 2, in_doubt: 0, mailbox: 0 };
const looks = (...ms) => ms.reduce((all, one) => with_look(all, 'draft', one), {});

test('without verdicts the usual seconds count', () => {
  const { minutes, parts } = estimate(totals, usual, {});
  assert.equal(minutes, (90 + 9 * 20 + 2 * 45) / 60);
  assert.deepEqual(parts.map((part) => [part.kind, part.n, part.seconds, part.own]), [['reply', 2, 45, 0], ['draft', 9, 20, 0], ['list', 1, 90, 0]]);
});

test('from five verdicts on it is the median of one’s own looks, kind by kind', () => {
  const few = looks(...Array(ENOUGH - 1).fill(8_000));
  assert.equal(estimate(totals, usual, few).parts[1].seconds, 20);
  const enough = with_look(few, 'draft', 200_000);
  assert.deepEqual(estimate(totals, usual, enough).parts[1], { kind: 'draft', n: 9, seconds: 8, own: ENOUGH });
  assert.equal(estimate(totals, usual, enough).parts[0].seconds, 45);
});

test('a cup of coffee is no look, and old looks make room', () => {
  assert.deepEqual(looks(900_000, 0, -1), {});
  assert.equal(looks(...Array(100).fill(1_000)).draft.length, 30);
});

test('a look of no time still takes a second', () => {
  assert.equal(estimate(totals, usual, looks(...Array(ENOUGH).fill(10))).parts[1].seconds, 1);
});

test('what is kept in the tab is believed only where it can be true', () => {
  assert.deepEqual(looks_of({ draft: [5_000, 'x', 1e9, null], reply: 'no', other: [1] }), { draft: [5_000] });
  assert.deepEqual(looks_of(null), {});
});
