import { test } from 'node:test';
import assert from 'node:assert/strict';
import { BINDINGS, is_field, resolve } from '../../../admin-site/keys.js';

const press = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });
const here = { in_field: false, choices: false, dialog: false, before: '' };

test('each key outside of choices means one thing', () => {
  const keys = BINDINGS.filter((b) => b.where !== 'choices').map((b) => b.keys);
  assert.equal(new Set(keys).size, keys.length);
});

test('a key finds its act', () => assert.deepEqual(resolve(press('a'), here), { action: 'approve', before: '' }));

test('keys are ignored in a field, but for Escape', () => {
  assert.equal(resolve(press('a'), { ...here, in_field: true }).action, '');
  assert.equal(resolve(press('Escape'), { ...here, in_field: true }).action, 'close');
});

test('a held key, and one with Ctrl, decides nothing', () => {
  assert.equal(resolve(press('a', { repeat: true }), here).action, '');
  assert.equal(resolve(press('a', { ctrlKey: true }), here).action, '');
});

test('g and then q goes to the queue', () => {
  const first = resolve(press('g'), here);
  assert.deepEqual(first, { action: '', before: 'g' });
  assert.equal(resolve(press('q'), { ...here, before: 'g' }).action, 'go_queue');
  assert.equal(resolve(press('a'), { ...here, before: 'g' }).action, 'go_agents', 'not approve');
});

test('while choices are open, numbers choose and letters decide nothing', () => {
  assert.equal(resolve(press('3'), { ...here, choices: true }).action, 'choose_2');
  assert.equal(resolve(press('='), { ...here, choices: true }).action, 'choose_11');
  assert.equal(resolve(press('a'), { ...here, choices: true }).action, '');
  assert.equal(resolve(press('3'), here).action, '');
});

test('an open dialog keeps all keys for itself', () => {
  for (const key of ['a', 'x', 'h', 'Escape']) assert.equal(resolve(press(key), { ...here, dialog: true }).action, '');
});

test('text fields are fields, boxes to tick are not', () => {
  assert.ok(is_field({ tagName: 'TEXTAREA' }));
  assert.ok(is_field({ tagName: 'INPUT', type: 'search' }));
  assert.ok(!is_field({ tagName: 'INPUT', type: 'checkbox' }));
  assert.ok(!is_field({ tagName: 'BUTTON' }));
  assert.ok(!is_field(null));
});
