import { test } from 'node:test';
import assert from 'node:assert/strict';
import { segments } from '../../../admin-site/views/marks.js';
import { parse, to, token } from '../../../admin-site/routes.js';

test('joined again, the segments are the text', () => {
  const text = 'aab<script>aab 👩‍🚀 ‮txet';
  const out = segments(text, { claims: [{ text: 'ab<s', fact: 'f' }], findings: [{ rule: 'r', evidence: 'aab', message: 'm' }], evidence: ['b', ''] });
  assert.equal(out.map((s) => s.text).join(''), text);
});

test('a claim and a finding may overlap', () => {
  const out = segments('one two three', { claims: [{ text: 'one two', fact: 'f' }], findings: [{ rule: 'r', evidence: 'two three', message: 'm' }] });
  assert.deepEqual(out.map((s) => [s.text, Boolean(s.claim), Boolean(s.finding)]), [['one ', true, false], ['two', true, true], [' three', false, true]]);
});

test('what is not in the text marks nothing', () => {
  assert.deepEqual(segments('abc', { claims: [{ text: 'x', fact: 'f' }] }).map((s) => s.text), ['abc']);
});

test('many marks stay bounded', () => {
  const many = Array.from({ length: 5_000 }, () => ({ rule: 'r', evidence: 'a', message: 'm' }));
  assert.equal(segments('a'.repeat(10_000), { findings: many }).map((s) => s.text).join('').length, 10_000);
});

test('addresses are read back as they were written', () => {
  for (const id of ['first-agent', 'a/b?c#d', 'ä % ö']) assert.deepEqual(parse(to('agents', id)), { name: 'agents', id, query: {} });
  assert.equal(parse('#/log?grep=a%20b').query.grep, 'a b');
  assert.equal(parse('#/%%%').name, 'queue');
  assert.equal(parse('#/agents/%E0%A4%A').id, '%E0%A4%A');
  assert.equal(token('#token=abc'), 'abc');
  assert.equal(token('#/queue'), null);
});
