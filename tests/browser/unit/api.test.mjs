import { afterEach, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { ApiError, call, keep_outbox, query, stored_outbox, verdict_id } from '../../../admin-site/api.js';

const real_fetch = globalThis.fetch;
let kept;
beforeEach(() => {
  kept = new Map();
  globalThis.localStorage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: (k) => kept.delete(k) };
});
afterEach(() => { globalThis.fetch = real_fetch; });

const answers = (body, init) => { globalThis.fetch = async () => new Response(body, init); };

test('a problem is told in its own words', async () => {
  answers(JSON.stringify({ title: 'Stale', detail: 'Bo changed the text.', decided_by: 'Bo', card: null }), { status: 409 });
  await assert.rejects(call('POST', '/x', {}), (e) => e instanceof ApiError && e.problem.detail === 'Bo changed the text.' && e.problem.decided_by === 'Bo' && !e.again);
});

test('no answer, a broken one, and a busy server are asked again; a refusal is not', async () => {
  globalThis.fetch = async () => { throw new TypeError('failed'); };
  await assert.rejects(call('GET', '/x'), (e) => e.problem.status === 0 && e.again);
  answers('{"broken', { status: 200 });
  await assert.rejects(call('GET', '/x'), (e) => e.problem.status === 0 && e.again);
  for (const [status, again] of [[500, true], [503, true], [429, true], [401, true], [400, false], [404, false], [409, false], [413, false]]) {
    answers('a page', { status });
    await assert.rejects(call('GET', '/x'), (e) => e.again === again && e.problem.detail.length > 0, String(status));
  }
});

test('a spoiled store is an empty one', () => {
  kept.set('onloop.outbox', '{no');
  assert.deepEqual(stored_outbox(), []);
  keep_outbox([{ id: 'v' }]);
  assert.deepEqual(stored_outbox(), [{ id: 'v' }]);
  keep_outbox([]);
  assert.equal(kept.has('onloop.outbox'), false);
});

test('ids are fresh, and empty values leave the address', () => {
  assert.match(verdict_id(), /^vrd_[0-9a-f-]{36}$/);
  assert.notEqual(verdict_id(), verdict_id());
  assert.equal(query({ a: 'x y', b: '', c: null, d: 0 }), '?a=x+y&d=0');
});
