/**
 * Wires the page: state and reducer, acts, the keyboard, the address, and drawing.
 *
 * @import {Outgoing} from './types.js'
 * @import {Action} from './state.js'
 */
import { render } from './vendor/lit-html.js';
import { make } from './acts.js';
import * as api from './api.js';
import { is_field, resolve } from './keys.js';
import { parse, to, token } from './routes.js';
import { current_card, initial, reduce } from './state.js';
import { INTENTS, KILL_REASONS, REJECT_REASONS } from './words.js';
import { by_hand } from './views/card-draft.js';
import { app } from './views/app.js';

const PAIR_MS = 1_500;

let state = initial();
let drawing = false;
let mode_drawn = '';
let shown_drawn = '';
let before = '';
let before_timer = 0;
let to_search = false;
let typed_kept = state.typed;
/** @type {{onclose: (() => void)|null, destroy: () => void}|null} what a phone's back gesture closes, before it leaves the page */
let watcher = null;

const place = /** @type {HTMLElement} */ (document.getElementById('app'));

const act = make({ state: () => state, dispatch });

/** @param {Action} action */
function dispatch(action) {
  const next = reduce(state, action);
  if (next === state) return;
  state = next;
  if (drawing) return;
  drawing = true;
  queueMicrotask(draw);
}

function draw() {
  drawing = false;
  render(app(state, act), place);
  const dialog = document.querySelector('dialog');
  if (dialog && !dialog.open) dialog.showModal();
  const { queue, route, mode, status } = state;
  if (state.typed !== typed_kept) api.keep_typed(typed_kept = state.typed);
  act.looking_at(document.visibilityState !== 'visible' ? null : route.name === 'queue' ? queue.current : route.name === 'lists' ? route.id : null);
  watch_back(mode !== null || state.leads.rejecting);
  // What was just decided is told right above the buttons, however high they stand.
  const dock = /** @type {HTMLElement|null} */ (document.querySelector('.dock'));
  place.style.setProperty('--dock', `${dock?.offsetHeight ?? 0}px`);
  const waiting = status?.cards.total ?? 0;
  document.title = waiting > 0 ? `(${waiting}) Onloop` : 'Onloop';
  const shown = `${route.name}/${route.id}/${queue.current}`;
  if (shown !== shown_drawn) {
    shown_drawn = shown;
    document.getElementById('scroll')?.scrollTo(0, 0);
    window.scrollTo(0, 0);
    if (route.name === 'more' && route.id !== '') document.getElementById(`more-${route.id}`)?.scrollIntoView();
    const active = document.activeElement;
    // A focused button that went with its card must not leave the keyboard nowhere.
    if (route.name === 'queue' && (!active || active === document.body)) document.getElementById('card')?.focus({ preventScroll: true });
  }
  const search = to_search ? document.getElementById('log-search') : null;
  if (search) {
    to_search = false;
    search.focus();
  }
  const drawn = JSON.stringify([mode, queue.current]);
  if (drawn !== mode_drawn) {
    mode_drawn = drawn;
    if (mode) document.querySelector(mode.name === 'edit' ? '.edit [data-focus], .edit textarea' : '.dock [data-focus], .dock .chip')?.dispatchEvent(new Event('wanted', { bubbles: true }));
  }
}

/** @param {boolean} open whether a form or a row of choices is open */
function watch_back(open) {
  const { CloseWatcher } = /** @type {any} */ (window);
  if (!CloseWatcher || open === (watcher !== null)) return;
  if (!open) {
    watcher?.destroy();
    watcher = null;
    return;
  }
  /** @type {NonNullable<typeof watcher>} */
  const made = new CloseWatcher();
  made.onclose = () => {
    watcher = null;
    meaning('close')?.();
  };
  watcher = made;
}

/** @param {Event} event */
function wanted(event) {
  const element = /** @type {HTMLElement} */ (event.target);
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

/** @param {string} action @returns {(() => void)|null} what this key does on this screen now */
function meaning(action) {
  const card = current_card(state);
  const on_card = state.route.name === 'queue' && card !== null;
  /** @param {import('./types.js').Kind} kind @param {() => void} does */
  const when = (kind, does) => (on_card && card.kind === kind ? does : null);
  /** @param {import('./types.js').Mode['name']} name */
  const open = (name) => () => act.mode({ name, step: card?.draft?.messages[0]?.step ?? 0 });
  const list = state.route.name === 'lists' ? state.loads.list.data : null;
  if (action.startsWith('choose_')) return choose(Number(action.slice('choose_'.length)));
  switch (action) {
    case 'next': return state.route.name === 'queue' ? () => act.step(1) : () => walk(1);
    case 'previous': return state.route.name === 'queue' ? () => act.step(-1) : () => walk(-1);
    case 'approve': return list && list.waiting > 0 ? () => act.accept(list.id, state.leads.selected.length > 0 ? state.leads.selected : 'rest') : when('draft', () => card && !by_hand(card) && act.approve(card));
    case 'kill': return list && list.waiting > 0 ? () => act.dispatch({ type: 'leads/change', change: { rejecting: true } }) : when('draft', open('kill'));
    case 'edit': return when('draft', open('edit'));
    case 'redraft': return when('draft', open('redraft'));
    case 'take_over': return card && by_hand(card) ? when('draft', () => act.sent_by_hand(card)) : when('reply', () => card && act.take_over(card));
    case 'relabel': return when('reply', open('relabel'));
    case 'hand_back': return when('reply', open('hand_back'));
    case 'done': return card?.in_doubt?.alarm ? when('in_doubt', () => act.saw_alarm(card)) : when('reply', () => card && act.done(card));
    case 'sent': return card?.in_doubt?.alarm ? null : when('in_doubt', () => card && act.settle(card, 'sent'));
    case 'not_sent': return card?.in_doubt?.alarm ? null : when('in_doubt', () => card && act.settle(card, 'not_sent'));
    case 'open':
      if (!on_card) return null;
      if (card.list) return () => act.go('lists', card.list?.list);
      return card.conversation ? () => act.go('conversations', card.conversation ?? '') : null;
    case 'undo': return () => act.undo();
    case 'halt': return state.status?.halted.fleet ? null : () => act.dialog('halt');
    case 'help': return () => act.dialog('help');
    case 'search': return () => { to_search = true; act.go('log'); draw(); };
    case 'go_queue': return () => act.go('queue');
    case 'go_agents': return () => act.go('agents');
    case 'go_log': return () => act.go('log');
    case 'go_more': return () => act.go('more');
    case 'close': return () => {
      const active = document.activeElement;
      if (active instanceof HTMLElement && is_field(active)) active.blur();
      if (state.leads.rejecting) act.dispatch({ type: 'leads/change', change: { rejecting: false } });
      if (state.mode) act.mode(null);
    };
    default: return null;
  }
}

/** @param {number} at @returns {(() => void)|null} */
function choose(at) {
  const card = current_card(state);
  const list = state.loads.list.data;
  if (state.route.name === 'lists' && state.leads.rejecting && list) {
    const reason = REJECT_REASONS[at]?.[0];
    return reason ? () => act.reject(list.id, state.leads.selected.length > 0 ? state.leads.selected : 'rest', reason) : null;
  }
  if (!card) return null;
  if (state.mode?.name === 'kill') {
    const reason = KILL_REASONS[at]?.[0];
    return reason ? () => act.kill(card, reason) : null;
  }
  if (state.mode?.name === 'relabel') {
    const intent = INTENTS[at]?.[0];
    return intent ? () => act.relabel(card, intent) : null;
  }
  return null;
}

/** Moves the focus through the rows of a list. @param {1|-1} by */
function walk(by) {
  const rows = [...document.querySelectorAll('.lead-open, .tile')];
  const at = rows.findIndex((row) => row === document.activeElement || row.closest('li')?.contains(document.activeElement));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  if (next instanceof HTMLElement) next.focus();
}

/** @param {KeyboardEvent} event */
function key(event) {
  const in_field = is_field(event.target);
  if (in_field && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const form = /** @type {HTMLElement} */ (event.target).closest('form');
    if (form && [...form.elements].some((e) => e instanceof HTMLButtonElement && e.type === 'submit')) form.requestSubmit(); // its button may stand in the dock
    return;
  }
  if (state.session !== 'in') return;
  const choices = (state.route.name === 'queue' && (state.mode?.name === 'kill' || state.mode?.name === 'relabel')) || (state.route.name === 'lists' && state.leads.rejecting);
  const found = resolve(event, { in_field, choices, dialog: state.dialog !== null, before });
  clearTimeout(before_timer);
  before = found.before;
  if (before !== '') before_timer = setTimeout(() => { before = ''; }, PAIR_MS);
  const does = found.action === '' ? null : meaning(found.action);
  if (!does) return;
  event.preventDefault();
  does();
}

/** The address has changed: a sign-in link, or another screen. */
function arrived() {
  const link = token(location.hash);
  if (link !== null) {
    history.replaceState(null, '', location.pathname);
    dispatch({ type: 'route', route: parse('') });
    void act.sign_in(link);
    return;
  }
  dispatch({ type: 'route', route: parse(location.hash) });
  act.load_route();
}

document.addEventListener('keydown', key);
document.addEventListener('wanted', wanted);
// A finger or the keyboard on a button that is off decides nothing; it must not take a form along either.
document.addEventListener('click', (event) => {
  const off = /** @type {HTMLElement} */ (event.target).closest?.('[aria-disabled=true]');
  if (off) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);
window.addEventListener('hashchange', arrived);
window.addEventListener('online', () => act.wake());
// Without a network a server on this very machine still answers: ask it, rather than believe the browser.
window.addEventListener('offline', () => act.wake());
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') act.wake(); });
setInterval(() => { if (document.visibilityState === 'visible' && state.session === 'in') dispatch({ type: 'tick', now_ms: Date.now() }); }, 1_000);

dispatch({ type: 'tick', now_ms: Date.now() });
dispatch({ type: 'typed/restored', typed: api.stored_typed() });
const stored = api.stored_outbox();
if (Array.isArray(stored)) {
  dispatch({ type: 'verdict/restored', outbox: stored.filter((o) => typeof o?.id === 'string' && typeof o.path === 'string' && typeof o.decision?.type === 'string').map((o) => /** @type {Outgoing} */ ({ ...o, tries: 0, state: o.state === 'undoing' ? 'undoing' : 'waiting' })) });
}
if (api.bearer() !== null) dispatch({ type: 'session', session: 'in' });
arrived();
if (state.session === 'in') act.wake();
if (location.hash === '') history.replaceState(null, '', to('queue'));
draw();
