import { test } from 'node:test';
import assert from 'node:assert/strict';
import { estimate, look_ms } from '../../../admin-site/pace.js';

const seconds = { list: 90, draft: 12, reply: 45, in_doubt: 60, mailbox: 60 };
const own = { list: 0, draft: 30, reply: 0, in_doubt: 0, mailbox: 0 };
const totals = { list: 1, draft: 9, reply: 2, in_doubt: 0, mailbox: 0 };

test('the queue takes as long as its looks, kind by kind, and says whose pace it is', () => {
  const { minutes, parts } = estimate(totals, seconds, own);
  assert.equal(minutes, (90 + 9 * 12 + 2 * 45) / 60);
  assert.deepEqual(parts.map((part) => [part.kind, part.n, part.seconds, part.own]), [['reply', 2, 45, 0], ['draft', 9, 12, 30], ['list', 1, 90, 0]]);
});

test('a cup of coffee is no look, and no time is none', () => {
  assert.deepEqual([900_000, 0, -1, Number.NaN].map(look_ms), [null, null, null, null]);
  assert.deepEqual([0.2, 8_000.4, 300_000].map(look_ms), [1, 8_000, 300_000]);
});
