/**
 * The frame of every screen: what is true of the whole system above, where one can go below.
 *
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { BINDINGS, SAVE } from '../keys.js';
import { edit_under_way, offline_words, undoable, unsent, waiting } from '../state.js';
import { at, clock, count, errors_of } from '../words.js';
import { to } from '../routes.js';
import { agent_screen, agents_screen } from './agents.js';
import { certificate_screen, certificates_screen } from './certificates.js';
import { conversation_screen, conversations_screen } from './conversations.js';
import { list_screen } from './leads.js';
import { log_screen } from './log.js';
import { more_screen } from './more.js';
import { FAST, queue_screen } from './queue.js';
import { effect_screen } from './effect.js';
import { icon } from './parts.js';
import { replay_screen } from './replay.js';
import { report_screen } from './report.js';
import { skim_screen } from './skim.js';
import { tune_screen } from './tune.js';
import { why_screen } from './why.js';

/** @param {State} state */
function sign_in_screen(state) {
  const exchanging = state.session === 'exchanging';
  return html`<main class="sign-in"><img src="icon.svg" alt="" width="72" height="72"><h1>Onloop</h1>
    ${state.sign_in_problem ? html`<div class="box bad" role="alert"><p>${state.sign_in_problem}</p></div>` : nothing}
    ${exchanging ? html`<p role="status">Signing in…</p>` : html`
      <p>You are not signed in on this device.</p>
      <p>On the machine that runs Onloop, ask for a link and open it here. It works once.</p>
      <pre><code>onloop sign-in</code></pre><p class="quiet">From a checkout: <code>cargo run -- sign-in</code>. Or start Onloop again: it prints a new link.</p>`}
    ${unsent(state).length > 0 ? html`<p class="quiet">${count(unsent(state).length, 'verdict')} wait on this device and are sent after you sign in.</p>` : nothing}</main>`;
}

/** @param {State} state @param {Acts} act */
function clock_controls(state, act) {
  const { status } = state;
  const market = status?.market;
  if (!status || !market) return nothing;
  const fast = market.running && market.seconds_per_day <= FAST;
  const now = clock(status.now);
  return html`<div class="clock"><time class="now" datetime=${status.now}><b>${now.time}</b><span>${now.day}</span></time>
    <button class="plain" aria-label=${market.running ? 'Pause the clock' : 'Let the clock run'} title=${market.running ? 'Pause' : 'Run'} aria-disabled=${state.busy} @click=${() => act.clock(market.running ? 'pause' : 'run')}>${icon(market.running ? 'pause' : 'play')}<span aria-hidden="true">${market.running ? 'Pause' : 'Run'}</span></button>
    <button class="plain" aria-label="Fast: a day in ten seconds" title="A day in ten seconds" aria-pressed=${fast} aria-disabled=${state.busy} @click=${() => (fast ? act.clock('pause') : act.clock('run', FAST))}>${icon('fast')}<span aria-hidden="true">Fast</span></button>
    <button class="plain" aria-label="Next: jump to the next event" title="Jump to the next event" aria-disabled=${state.busy} @click=${() => act.clock('next')}>${icon('next')}<span aria-hidden="true">Next</span></button></div>`;
}

/** @param {State} state @param {Acts} act */
function top_bar(state, act) {
  const { status } = state;
  const halted = status?.halted.fleet ?? false;
  const acknowledged = state.halt_acknowledged;
  const errors = errors_of(status?.playbook.faults ?? []).length;
  return html`<header class="top ${halted ? 'is-halted' : ''}">
    ${status?.market ? html`<p class="banner">Simulated market: nothing leaves this machine</p>` : status && !status.mailer_is_real ? html`<p class="banner">Mail goes to ${status.mailer}: nothing is sent outside</p>` : nothing}
    <div class="top-row"><a class="brand" href=${to('queue')} aria-label="Onloop, to the queue"><img src="icon.svg" alt="" width="28" height="28"><span>Onloop</span></a>
      ${clock_controls(state, act)}
      ${halted ? nothing : html`<button class="halt" @click=${() => act.dialog('halt')}>${icon('stop')}HALT</button>`}</div>
    ${halted ? html`<div class="halted" role="status"><p class="grow">${acknowledged ? html`<b>Halted at ${at(acknowledged.at, status?.now)}</b>, ${acknowledged.in_flight} were in flight` : html`<b>The fleet is halted</b>${status && status.in_flight > 0 ? html`, ${status.in_flight} in flight` : nothing}`}</p>
      <button aria-disabled=${state.busy} @click=${() => act.halt(false)}>Resume</button></div>` : nothing}
    ${state.offline ? html`<p class="offline" role="status">${offline_words(state.no_network)}${unsent(state).length > 0 ? ` (${unsent(state).length})` : ''}</p>` : nothing}
    ${errors > 0 ? html`<a class="fault" href=${to('more')}>${count(errors, 'fault')} in the playbook</a>` : nothing}
  </header>`;
}

/** @param {State} state */
function nav(state) {
  const { name } = state.route;
  const totals = waiting(state);
  const cards = totals.list + totals.draft + totals.reply + totals.in_doubt + totals.mailbox + totals.goal;
  const trouble = (state.status?.dead_letters ?? 0) + (state.status?.unmatched ?? 0);
  /** @type {[string, string, 'queue'|'agents'|'log'|'more', boolean, number][]} */
  const places = [['queue', 'Queue', 'queue', ['queue', 'lists'].includes(name), cards], ['agents', 'Agents', 'agents', ['agents', 'conversations', 'certificates', 'tune', 'replay'].includes(name), 0], ['log', 'Log', 'log', name === 'log', 0], ['more', 'More', 'more', ['more', 'why', 'skim', 'report', 'effect'].includes(name), trouble]];
  return html`<nav class="nav" aria-label="Main">${places.map(([route, words, shape, here, n]) => html`<a href=${to(route)} aria-current=${here ? 'page' : nothing}>
    <span class="nav-icon">${icon(shape)}${n > 0 ? html`<span class="count ${route === 'more' ? 'amber' : ''}" aria-hidden="true">${n > 99 ? '99+' : n}</span>` : nothing}</span>
    <span>${words}${n > 0 ? html`<span class="hidden">, ${n}</span>` : nothing}</span></a>`)}</nav>`;
}

/** What comes of a verdict. @param {State} state @param {import('../types.js').Outgoing} outgoing @returns {string} */
function done_words(state, { decision, label }) {
  if (label.startsWith('Sent by hand')) return 'The conversation is yours now';
  if (decision.type === 'approve') return state.status?.halted.fleet ? 'Held until you resume' : 'Goes in their working hours';
  return { kill: 'Nothing is sent to them', redraft: 'A new draft comes back to you', take_over: 'You answer them yourself', hand_back: 'The agent’s draft comes to you', settle: 'Written down' }[/** @type {string} */ (decision.type)] ?? 'Done';
}

/** @param {State} state @param {Acts} act */
function toasts(state, act) {
  const undo = undoable(state);
  const last = state.outbox.filter((o) => o.over === 'card').at(-1);
  const shown = last && last.state !== 'confirmed' ? last : undo;
  const left = undo ? Math.max(0, Math.ceil((undo.undo_until_ms - state.now_ms) / 1000)) : 0;
  const saving = shown && shown.decision.type === 'edit' && edit_under_way(state, shown.target);
  return html`<div class="toasts">
    ${state.notices.map((n) => html`<div class="toast ${n.tone}" role=${n.tone === 'bad' ? 'alert' : 'status'}><span class="grow break">${n.words}</span><button class="plain" aria-label="Close" @click=${() => act.close_notice(n.id)}>${icon('cross')}</button></div>`)}
    ${shown && !saving ? html`<div class="toast verdict" data-verdict=${shown.state}><span class="grow"><span class="cut">${shown.label}</span>
      <span class="small-words">${{ sending: 'Sending…', waiting: 'Waits for the connection', undoing: 'Taking it back…', confirmed: done_words(state, shown) }[shown.state]}</span>${shown.state === 'confirmed' && shown.policy ? html`<span class="small-words break">${shown.policy}</span>` : nothing}</span>
      ${undo === shown ? html`<button class="undo" @click=${() => act.undo(shown)}>Undo${shown.state === 'confirmed' ? html` <span class="number" aria-hidden="true">${left}</span>` : nothing}</button>` : nothing}</div>` : nothing}</div>`;
}

/** @param {State} state @param {Acts} act */
function dialogs(state, act) {
  if (state.dialog === null) return nothing;
  const close = () => act.dialog(null);
  const outside = (/** @type {Event} */ e) => { if (e.target === e.currentTarget) close(); };
  if (state.dialog === 'halt') {
    return html`<dialog class="sheet" aria-labelledby="halt-title" @cancel=${close} @click=${outside}><div class="sheet-in"><h2 id="halt-title">Halt all agents?</h2>
      <p>Once acknowledged, nothing more is sent until you resume. What a provider already has can’t be called back.</p>
      <div class="row"><button @click=${close}>Cancel</button><button class="halt grow" autofocus aria-disabled=${state.busy} @click=${() => !state.busy && act.halt(true)}>${state.busy ? 'Halting…' : 'Halt everything'}</button></div></div></dialog>`;
  }
  const shown = BINDINGS.filter((b) => b.words !== '');
  return html`<dialog class="sheet" aria-labelledby="help-title" @cancel=${close} @click=${outside}><div class="sheet-in"><div class="row"><h2 class="grow" id="help-title">Keyboard</h2><button class="plain" autofocus aria-label="Close" @click=${close}>${icon('cross')}</button></div>
    <dl class="keys">${shown.map((b) => html`<div><dt>${(b.shown ?? b.keys).split(' ').map((key) => (key === '…' ? ' … ' : html`<kbd>${key}</kbd>`))}</dt><dd>${b.words}</dd></div>`)}
      <div><dt>${SAVE.shown.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${SAVE.words}</dd></div></dl>
    <p class="quiet">On a phone: swipe a draft right to approve, left to kill.</p></div></dialog>`;
}

/** @param {State} state @param {Acts} act */
function screen(state, act) {
  const { name, id } = state.route;
  if (name === 'agents') return id === '' ? agents_screen(state) : agent_screen(state, act);
  if (name === 'certificates') return id === '' ? certificates_screen(state) : certificate_screen(state, act);
  if (name === 'conversations') return id === '' ? conversations_screen(state, act) : conversation_screen(state, act);
  if (name === 'lists') return list_screen(state, act);
  if (name === 'tune') return tune_screen(state, act);
  if (name === 'effect') return effect_screen(state);
  if (name === 'replay') return replay_screen(state, act);
  if (name === 'report') return report_screen(state, act);
  if (name === 'skim') return skim_screen(state, act);
  if (name === 'why') return why_screen(state, act);
  if (name === 'log') return log_screen(state, act);
  if (name === 'more') return more_screen(state, act);
  return queue_screen(state, act);
}

/** @param {State} state @param {Acts} act */
export function app(state, act) {
  const words = html`<div class="hidden" role="status" aria-live="polite">${state.said}</div>`;
  if (state.session !== 'in') return html`${sign_in_screen(state)}${words}`;
  return html`<div class="frame">${top_bar(state, act)}<main class="main">${screen(state, act)}</main>${toasts(state, act)}${nav(state)}</div>${dialogs(state, act)}${words}`;
}
