/**
 * What each class of messages has proven, what may therefore go without a look, and what befell it.
 *
 * @import {Certificate} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { actor, channel, count, exact, told, when } from '../words.js';
import { to } from '../routes.js';
import { icon, loaded_box } from './parts.js';
import { evidence_bar, interval } from './plots.js';

/** Whoever surely misses more of what is known to be bad proves nothing by his verdicts. */
const MISS_LIMIT = 0.1;

/** @param {Certificate} one */
function standing(one) {
  if (!one.misses.trusted) return html`<span class="badge red">not to be trusted</span>`;
  if (!one.proven) return html`<span class="badge">reviewed</span>`;
  return html`<span class="badge green">${one.proven.provisional ? 'provisional' : 'certified'}</span>`;
}

/** What the drafts of a class are called: whose they are, or the class's name. @param {Certificate} one */
function title(one) {
  return one.agents.length > 0 ? one.agents.join(', ') : one.class;
}

/** @param {Certificate} one */
function tile(one) {
  return html`<li><a class="tile" href=${to('certificates', one.class)}>
    <div class="row"><h2 class="grow cut">${title(one)}</h2>${standing(one)}</div>
    <p class="sub break">${one.proven ? `Fewer than ${exact(one.proven.kills_below)} are killed on average, at ${exact(one.proven.certainty)} certainty.` : one.clean_needed > 9999 ? 'No number of clean verdicts would prove it now.' : `${count(one.clean_needed, 'more clean verdict')} would prove it.`}</p>
    <p class="quiet cut">${channel(one.channel)} · ${count(one.judged, 'card')} judged, ${one.killed} killed${one.shipped > 0 ? ` · ${count(one.shipped, 'card')} shipped` : ''}</p></a></li>`;
}

/** @param {State} state */
export function certificates_screen(state) {
  return html`<div class="scroll" id="scroll"><div class="column wide-column"><h1>Certificates</h1>
    <p class="lead-text">An agent ships without your look only what its class of messages has proven. A class is what agents share: house rules, patterns, model and channel.</p>
    ${loaded_box(state.loads.certificates, () => {
    const all = state.loads.certificates.data ?? [];
    return all.length === 0 ? html`<p class="quiet">Nothing was drafted yet, so there is nothing to prove.</p>` : html`<ul class="tiles">${all.map(tile)}</ul>`;
  })}</div></div>`;
}

/** The threshold that is in force, or the one that is nearest to its proof. @param {Certificate} one */
function nearest(one) {
  return one.thresholds.find((row) => row.confidence === one.proven?.threshold) ?? one.thresholds.toSorted((a, b) => a.clean_needed - b.clean_needed)[0];
}

/** @param {Certificate} one @param {string|undefined} now */
function proof(one, now) {
  const row = nearest(one);
  return html`<section class="panel" data-evidence><h2>${one.proven ? `Proven since ${when(one.certified_since, now)}` : one.clean_needed > 9999 ? 'Not proven, and out of reach now' : `${count(one.clean_needed, 'clean verdict')} to go`}</h2>
    ${row ? html`${evidence_bar({ label: `Killed: under ${exact(one.kill_limit)}`, evidence: row.kills, needed: row.needed })}
      ${evidence_bar({ label: `Edited in substance: under ${exact(one.must_fix_limit)}`, evidence: row.must_fix, needed: row.needed })}
      <p class="quiet break">Evidence so far. Both must pass the line${row.confidence > 0 ? html`; counted are drafts of ${exact(row.confidence)} confidence and more` : nothing}.</p>` : nothing}</section>`;
}

/** What happened to what nobody looked at, as far as audits tell. @param {Certificate} one @param {string|undefined} now */
function live(one, now) {
  const { estimate, low, high } = one.live;
  return html`<section class="panel" data-live><h2>What shipped</h2>
    ${estimate === null ? html`<p class="quiet">Nothing was audited yet.</p>` : html`<p class="break">Live kill rate <b>${exact(estimate)}</b>, between ${exact(low)} and ${exact(high)}.</p>
      ${interval({ label: 'Live kill rate', estimate, low, high, limit: one.kill_limit })}`}
    <p class="quiet break">${one.last_audit ? `The last audit was judged ${when(one.last_audit, now)}.` : 'No audit yet.'}</p></section>`;
}

/** How well the verdicts are given on which all this rests. @param {Certificate} one */
function misses(one) {
  const { planted, estimate, low, high } = one.misses;
  return html`<section class="panel"><h2>What you miss</h2>
    <p class="break" data-misses>${estimate === null ? 'No planted card was answered yet.' : html`Missed of ${count(planted, 'planted card')}: <b>${exact(estimate)}</b>, between ${exact(low)} and ${exact(high)}.`}</p>
    ${estimate === null ? nothing : interval({ label: 'Missed', estimate, low, high, limit: MISS_LIMIT })}</section>`;
}

/** @param {State} state @param {Acts} act @param {Certificate} one */
function page(state, act, one) {
  const now = state.status?.now;
  const by_class = { kind: 'class', name: null };
  return html`
    <div class="row"><h1 class="grow break">${title(one)}</h1>${standing(one)}</div>
    ${one.misses.trusted ? nothing : html`<div class="box bad" role="alert" data-untrusted><p><b>This certificate is not to be trusted.</b> Of ${one.misses.planted} cards that were known to be bad, ${one.misses.missed} went through: surely more than 10 % is missed.</p></div>`}
    ${one.words.map((words) => html`<p class="break">${words}</p>`)}
    ${proof(one, now)}${live(one, now)}${misses(one)}
    ${one.thresholds.length > 1 ? html`<section class="part"><h3>Thresholds</h3><ul class="reasons">${one.thresholds.map((row) => html`<li><span class="grow">Confidence ${exact(row.confidence)} and more</span><span class="quiet">${row.clean_needed === 0 ? 'proven' : `${row.clean_needed} to go`}</span></li>`)}</ul></section>` : nothing}
    ${one.apart.length > 0 ? html`<section class="part"><h3>Reviewed in full</h3><ul class="plain-list gaps">${one.apart.map((apart) => html`<li class="row"><span class="grow break">${told(apart.words, now)}</span>${apart.by_operator ? html`<button class="small" @click=${() => act.rejoin(one.class, apart.part)}>Let it ship again</button>` : nothing}</li>`)}</ul></section>` : nothing}
    ${one.rising.length > 0 ? html`<p class="box">Audited more often now, because kills rise: ${one.rising.join(', ')}.</p>` : nothing}
    ${one.proven ? html`<div class="row wrap"><button class="danger-line" @click=${() => act.demote(one.class, by_class)}>Review everything again</button>
      ${one.agents.length > 1 ? one.agents.map((agent) => html`<button class="danger-line small" @click=${() => act.demote(one.class, { kind: 'agent', name: agent })}>Review all of ${agent}</button>`) : nothing}</div>` : nothing}
    <section class="part"><h3>What befell it</h3>${one.history.length === 0 ? html`<p class="quiet">Nothing yet: everything has been reviewed since ${when(one.opened, now)}.</p>` : html`<ol class="timeline">${one.history.map((row) => html`<li><p class="break">${told(row.words, now)}</p><p class="quiet">${when(row.at, now)} · <bdi>${actor(row.who)}</bdi></p></li>`)}</ol>`}</section>
    <p class="quiet break">Class <code>${one.class}</code></p>`;
}

/** @param {State} state @param {Acts} act */
export function certificate_screen(state, act) {
  return html`<div class="scroll" id="scroll"><div class="column"><p class="crumb"><a href=${to('certificates')}>${icon('left')} Certificates</a></p>
    ${loaded_box(state.loads.certificate, () => (state.loads.certificate.data ? page(state, act, state.loads.certificate.data) : nothing))}</div></div>`;
}
