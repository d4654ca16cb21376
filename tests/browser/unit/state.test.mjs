import { test } from 'node:test';
import assert from 'node:assert/strict';
import { current_card, initial, reduce, undoable, unsent, waiting } from '../../../admin-site/state.js';

const card = (id, print = 'p1') => ({ id, kind: 'draft', agent: 'a', opened_at: '', conversation: null, why: [], contact: null, draft: { score: 1, reasons: [], facts: [], earlier: [], note: null, messages: [{ step: 1, fingerprint: print, findings: [], claims: [] }] } });
const page = (...cards) => ({ cards, next: null, totals: { list: 0, draft: cards.length, reply: 0, in_doubt: 0, mailbox: 0 }, minutes: cards.length });
const run = (state, ...actions) => actions.reduce(reduce, state);
const loaded = (...cards) => run(initial(), { type: 'session', session: 'in', operator: 'op' }, { type: 'queue/loaded', page: page(...cards) }, { type: 'queue/armed' });
const verdict = (id, target, decision = { type: 'approve' }, more = {}) => ({ id, path: '', target, over: 'card', operator: 'op', decision, label: 'Approved', card: card(target), mode: null, made_ms: 1_000, tries: 0, state: 'sending', undo_until_ms: 0, ...more });
const made = (...rest) => ({ type: 'verdict/made', outgoing: verdict(...rest) });
const ids = (state) => state.queue.cards.map((c) => c.id);
const refusal = (more) => ({ status: 409, title: '', detail: 'Bo changed the text at 09:41.', ...more });

test('the first card is shown', () => assert.equal(current_card(loaded(card('1'), card('2'))).id, '1'));

test('a verdict takes the card away and shows the next, unarmed for a moment', () => {
  const state = run(loaded(card('1'), card('2')), made('v', '1'));
  assert.deepEqual([ids(state), state.queue.current, state.queue.armed], [['2'], '2', false]);
});

test('an older page of the queue does not bring a decided card back', () => {
  const state = run(loaded(card('1'), card('2')), made('v', '1'), { type: 'queue/loaded', page: page(card('1'), card('2')) });
  assert.deepEqual(ids(state), ['2']);
});

test('a card that came back since is shown, though its id was decided', () => {
  const decided = run(loaded(card('1'), card('2')), made('v', '1'), { type: 'verdict/confirmed', id: 'v', card: null, undo_until_ms: 0 });
  assert.deepEqual(ids(run(decided, { type: 'queue/loaded', page: page(card('1'), card('2')) })), ['2']);
  assert.deepEqual(ids(run(decided, { type: 'queue/loaded', page: page({ ...card('1'), opened_at: 'later' }, card('2')) })), ['1', '2']);
});

test('what was typed is forgotten at sign-out alone', () => {
  const typed = run(loaded(card('1')), { type: 'typed', key: '1:note', text: 'half' });
  const ended = run(typed, { type: 'session', session: 'out', problem: 'Your session has ended.' }, { type: 'session', session: 'exchanging' }, { type: 'session', session: 'in', operator: 'op' });
  assert.equal(ended.typed['1:note'], 'half');
  assert.deepEqual(run(typed, { type: 'session', session: 'out' }).typed, {});
});

test('a poll never swaps the card that is being read', () => {
  const before = loaded(card('1'), card('2'));
  const moved = run(before, { type: 'queue/loaded', page: page(card('0'), card('2'), card('1')) });
  assert.equal(moved.queue.current, '1');
  const changed = run(before, { type: 'queue/loaded', page: page(card('1', 'p2'), card('2')) });
  assert.equal(current_card(changed).draft.messages[0].fingerprint, 'p1', 'the text that was read stays');
  assert.equal(changed.queue.newer.draft.messages[0].fingerprint, 'p2');
  const shown = run(changed, { type: 'queue/newer' });
  assert.equal(current_card(shown).draft.messages[0].fingerprint, 'p2');
  assert.equal(shown.queue.armed, false);
  const gone = run(before, { type: 'queue/loaded', page: page(card('2')) });
  assert.equal(gone.queue.current, '1');
});

test('what a colleague looks at comes later, and the card on screen goes only while nothing was begun on it', () => {
  const two = loaded(card('1'), card('2'), card('3'));
  const moved = run(two, { type: 'queue/taken', taken: { 1: 'Bo' } });
  assert.deepEqual([ids(moved), moved.queue.current, moved.queue.armed], [['2', '3', '1'], '2', false]);
  assert.equal(moved.queue.cards[2].looking, 'Bo');
  assert.deepEqual(ids(run(moved, { type: 'queue/taken', taken: {} })), ['2', '3', '1'], 'no card jumps back under the thumb');
  const begun = run(two, { type: 'mode', mode: { name: 'kill', step: 0 } }, { type: 'queue/taken', taken: { 1: 'Bo' } });
  assert.equal(begun.queue.current, '1');
  assert.equal(run(two, { type: 'typed', key: '1:note', text: 'x' }, { type: 'queue/taken', taken: { 1: 'Bo' } }).queue.current, '1');
  assert.equal(run(loaded(card('1')), { type: 'queue/taken', taken: { 1: 'Bo' } }).queue.current, '1', 'the last card is never locked');
});

test('while another screen is shown, a card that was decided makes room', () => {
  const away = run(loaded(card('1'), card('2')), { type: 'route', route: { name: 'lists', id: 'l', query: {} } });
  assert.equal(run(away, { type: 'queue/loaded', page: page(card('1'), card('2')) }).queue.current, '1');
  assert.equal(run(away, { type: 'queue/loaded', page: page(card('2')) }).queue.current, '2');
});

test('a list decided here leaves the queue', () => {
  const list = { ...card('l'), kind: 'list', draft: undefined, list: { list: 'lst_1', waiting: 3 } };
  assert.deepEqual(ids(run(loaded(list, card('2')), { type: 'queue/drop', list: 'lst_1' })), ['2']);
  assert.deepEqual(ids(run(loaded(card('2')), { type: 'queue/drop', list: 'lst_1' })), ['2']);
});

test('a card decided here is not counted while the server does not know, nor after', () => {
  const status = { operator: 'op', halted: { fleet: false, agents: [], mailboxes: [] }, cards: { list: 0, draft: 2, reply: 0, in_doubt: 0, mailbox: 0, total: 2 } };
  const sending = run(loaded(card('1'), card('2')), { type: 'status', status }, made('v', '1'));
  assert.equal(waiting(sending).draft, 1);
  const confirmed = run(sending, { type: 'verdict/confirmed', id: 'v', card: null, undo_until_ms: 0 });
  assert.deepEqual([waiting(confirmed).draft, confirmed.status.cards.total], [1, 1]);
});

test('a refused verdict brings the current card, what happened, and the typed text back', () => {
  const typed = run(loaded(card('1'), card('2')), { type: 'mode', mode: { name: 'redraft', step: 1 } }, { type: 'typed', key: '1:note', text: 'shorter' });
  const state = run(typed, made('v', '1', { type: 'redraft' }, { mode: { name: 'redraft', step: 1 } }), { type: 'verdict/refused', id: 'v', problem: refusal({ card: card('1', 'p2'), decided_by: 'Bo' }), now_ms: 2_000 });
  assert.equal(current_card(state).draft.messages[0].fingerprint, 'p2');
  assert.equal(state.stale['1'].detail, 'Bo changed the text at 09:41.');
  assert.equal(state.typed['1:note'], 'shorter');
  assert.deepEqual(state.mode, { name: 'redraft', step: 1 });
  assert.equal(state.outbox.length, 0);
});

test('a refusal does not pull the operator out of a form on another card', () => {
  const state = run(loaded(card('1'), card('2')), made('v', '1'), { type: 'mode', mode: { name: 'edit', step: 1 } }, { type: 'verdict/refused', id: 'v', problem: refusal({ card: card('1', 'p2') }), now_ms: 2_000 });
  assert.equal(state.queue.current, '2');
  assert.deepEqual(ids(state), ['2', '1']);
});

test('a card closed by someone else stays away, and the page says why', () => {
  const state = run(loaded(card('1')), made('v', '1'), { type: 'verdict/refused', id: 'v', problem: refusal({ card: null }), now_ms: 2_000 });
  assert.deepEqual(ids(state), []);
  assert.equal(state.notices[0].words, 'Bo changed the text at 09:41.');
});

test('an undo is offered for ten seconds and brings the card back', () => {
  const confirmed = run(loaded(card('1'), card('2')), { type: 'tick', now_ms: 1_000 }, made('v', '1'), { type: 'verdict/confirmed', id: 'v', card: null, undo_until_ms: 11_000 });
  assert.equal(undoable(confirmed).id, 'v');
  assert.equal(undoable(run(confirmed, { type: 'tick', now_ms: 11_000 })), null);
  const undone = run(confirmed, { type: 'verdict/undoing', id: 'v' }, { type: 'verdict/undone', id: 'v', card: card('1') });
  assert.equal(undone.queue.current, '1');
  assert.deepEqual(ids(undone), ['1', '2']);
  assert.equal(undone.outbox.length, 0);
});

test('an undo that comes too late takes the card away again and says so', () => {
  const state = run(loaded(card('1'), card('2')), made('v', '1'), { type: 'verdict/confirmed', id: 'v', card: null, undo_until_ms: 11_000 }, { type: 'verdict/undoing', id: 'v' }, { type: 'verdict/undo_refused', id: 'v', problem: refusal({ detail: 'Too late: it is sent.' }), now_ms: 2_000 });
  assert.deepEqual(ids(state), ['2']);
  assert.equal(state.notices[0].tone, 'bad');
});

test('an answer that comes after the undo was asked does not confirm', () => {
  const state = run(loaded(card('1')), made('v', '1', { type: 'approve' }, { state: 'waiting' }), { type: 'verdict/undoing', id: 'v' }, { type: 'verdict/confirmed', id: 'v', card: null, undo_until_ms: 5 });
  assert.equal(state.outbox[0].state, 'undoing');
});

test('an edit keeps the card and shows the new revision once it is confirmed', () => {
  const typed = run(loaded(card('1')), { type: 'mode', mode: { name: 'edit', step: 1 } }, { type: 'typed', key: '1:1:body', text: 'new' }, made('v', '1', { type: 'edit' }));
  assert.deepEqual([ids(typed), typed.mode?.name], [['1'], 'edit']);
  const state = run(typed, { type: 'verdict/confirmed', id: 'v', card: card('1', 'p2'), undo_until_ms: 0 });
  assert.equal(current_card(state).draft.messages[0].fingerprint, 'p2');
  assert.equal(state.mode, null);
  assert.deepEqual(state.typed, {});
});

test('waiting verdicts are never dropped by time; confirmed ones are', () => {
  const waiting = run(loaded(card('1'), card('2')), made('v', '1', { type: 'approve' }, { state: 'waiting' }), made('w', '2'), { type: 'verdict/confirmed', id: 'w', card: null, undo_until_ms: 0 }, { type: 'tick', now_ms: 10_000_000 });
  assert.deepEqual(waiting.outbox.map((o) => o.id), ['v']);
  assert.equal(unsent(waiting).length, 1);
});

test('signing out keeps the verdicts that wait and forgets the rest', () => {
  const state = run(loaded(card('1'), card('2')), made('v', '1', { type: 'approve' }, { state: 'waiting' }), { type: 'session', session: 'out', operator: null });
  assert.deepEqual([state.queue.cards.length, state.outbox.length], [0, 1]);
});

test('a halt shows what was in flight until it is lifted', () => {
  const status = { operator: 'op', halted: { fleet: true, agents: [], mailboxes: [] } };
  const halted = run(loaded(), { type: 'status', status: { ...status, halted: { ...status.halted, fleet: false } } }, { type: 'halted', on: true, at: 'T', in_flight: 2, scope: 'fleet', name: null }, { type: 'status', status });
  assert.deepEqual(halted.halt_acknowledged, { at: 'T', in_flight: 2 });
  assert.equal(run(halted, { type: 'status', status: { ...status, halted: { ...status.halted, fleet: false } } }).halt_acknowledged, null);
});

test('no action changes the state it was given', () => {
  const freeze = (value) => { if (value && typeof value === 'object' && !Object.isFrozen(value)) { Object.freeze(value); Object.values(value).forEach(freeze); } return value; };
  let state = freeze(loaded(card('1'), card('2'), card('3')));
  for (const action of [made('v', '1'), { type: 'verdict/waiting', id: 'v' }, { type: 'offline' }, { type: 'verdict/undoing', id: 'v' }, { type: 'verdict/undone', id: 'v', card: card('1') }, { type: 'queue/step', by: 1 }, { type: 'leads/toggle', lead: 'x' }, { type: 'notice', words: 'w', tone: 'plain', now_ms: 1 }, { type: 'queue/kind', kind: 'reply' }]) state = freeze(reduce(state, action));
});

test('a server that keeps failing is counted, a lost connection is not', () => {
  const state = run(loaded(card('1')), made('v', '1'), { type: 'verdict/waiting', id: 'v', answered: true }, { type: 'verdict/waiting', id: 'v' });
  assert.equal(state.outbox[0].tries, 1);
});
