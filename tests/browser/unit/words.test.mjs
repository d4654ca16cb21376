import { test } from 'node:test';
import assert from 'node:assert/strict';
import { at, brief, policy_words, told, when } from '../../../admin-site/words.js';

process.env.TZ = 'UTC';
const now = '2027-02-10T12:00:00Z';

test('times are told by the stack’s clock, not by this device’s', () => {
  const cases = [['2027-02-10T11:59:40Z', 'just now'], ['2027-02-10T12:00:30Z', 'in a moment'], ['2027-02-10T11:48:00Z', '12 min ago'], ['2027-02-10T12:05:00Z', 'in 5 min'], ['2027-02-10T10:00:00Z', '2 h ago'], ['2027-02-10T16:30:00Z', 'today 16:30'], ['2027-02-09T23:00:00Z', 'yesterday 23:00'], ['2027-02-11T09:00:00Z', 'tomorrow 09:00'], ['2027-02-02T09:00:00Z', 'Tue 2 Feb, 09:00'], ['2026-11-24T09:00:00Z', 'Tue 24 Nov 2026, 09:00']];
  for (const [iso, words] of cases) assert.equal(when(iso, now), words);
  assert.equal(brief('2026-11-24T09:00:00Z', now), '24 Nov 2026');
  assert.equal(at('2027-02-10T16:30:00Z', now), '16:30');
  assert.equal(when('no time', now), 'no time');
  assert.equal(when(null, now), '');
});

test('a sentence of the server is read without ids and machine times', () => {
  assert.equal(told('step 1 drafted, revision 1, fingerprint 553bafbdd901', now), 'Step 1 drafted, revision 1');
  assert.equal(told('approved step 1 (553bafbdd901), step 2 (3ae9a1caaa31)', now), 'Approved step 1, step 2');
  assert.equal(told('step 1 sent (clm_01m869bfngr2gh4revbatbz088)', now), 'Step 1 sent');
  assert.equal(told('step 1 claimed as clm_01m869bfngr2gh4revbatbz088', now), 'Step 1 claimed');
  assert.equal(told('16 leads of list lst_01m8 accepted', now), '16 leads of the list accepted');
  assert.equal(told('paused until 2027-02-11T09:00:00.123456789Z: away', now), 'Paused until Thu 11 Feb, 09:00: away');
  assert.equal(told('asked to come back from 2027-03-05 on', now), 'Asked to come back from 5 Mar 2027 on');
  assert.equal(told('house.md names the company', now), 'house.md names the company');
  assert.equal(told('<b>as text</b>', now), '<b>as text</b>');
});

test('what policy thought is one sentence, and nothing where it had no part', () => {
  const thought = { would_clear: true, audit: false, confidence: 0.914, words: 'cleared by policy', reasons: [] };
  assert.equal(policy_words([]), '');
  assert.equal(policy_words([thought]), 'Policy would have sent it, at 91.4 % confidence');
  assert.equal(policy_words([{ ...thought, audit: true }]), 'An audit: policy would have sent it, at 91.4 % confidence');
  assert.equal(policy_words([{ ...thought, would_clear: false, words: 'held: nothing is proven' }]), 'Policy: held: nothing is proven');
  const reasons = ['"clock sings" speaks against it (+1.20)', '"gate" speaks for it (-0.40)', 'no claims speaks for it (-0.10)'];
  assert.equal(policy_words([{ ...thought, reasons }]), 'Policy would have sent it, at 91.4 % confidence ("clock sings" speaks against it (+1.20); "gate" speaks for it (-0.40))');
});
