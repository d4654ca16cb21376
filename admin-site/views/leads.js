/**
 * A target list: sort, select, accept or reject in bulk; what was left out, and what could not be read.
 *
 * @import {Lead} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { REJECT_REASONS, count, country, plain, score, told } from '../words.js';
import { to } from '../routes.js';
import { excluded_words } from './card-small.js';
import { choices, facts_box, icon, loaded_box, problem_box, reason_list, web_link } from './parts.js';

/** @param {State} state @param {Acts} act @param {Lead} lead */
function lead_row(state, act, lead) {
  const selected = state.leads.selected.includes(lead.lead);
  const open = state.leads.opened === lead.lead;
  const waiting = lead.status === 'waiting';
  return html`<li class="lead ${waiting ? '' : 'settled'}" data-lead=${lead.lead}>
    <div class="lead-line">
      <label class="tick-box">${waiting ? html`<input type="checkbox" .checked=${selected} aria-label="Select ${lead.name}" @change=${() => act.dispatch({ type: 'leads/toggle', lead: lead.lead })}>` : html`<span role="img" aria-label=${lead.status}>${icon(lead.status === 'accepted' ? 'check' : 'cross')}</span>`}</label>
      <button class="lead-open" aria-expanded=${open} @click=${() => act.dispatch({ type: 'leads/change', change: { opened: open ? null : lead.lead } })}>
        <span class="grow"><b class="cut"><bdi>${lead.name || 'No name'}</bdi></b><span class="quiet break two-lines"><bdi>${lead.title}</bdi>${lead.title ? ' · ' : ''}<bdi>${lead.company}</bdi>${lead.country ? ` · ${country(lead.country)}` : ''}</span></span>
        <span class="score">${score(lead.score)}</span></button></div>
    ${open ? html`<div class="lead-more">${reason_list(lead.reasons)}
      <p class="quiet break">${lead.email ? html`<bdi>${lead.email}</bdi>` : 'no address'}${lead.linkedin ? html` · ${web_link(lead.linkedin, 'LinkedIn')}` : nothing}</p>
      ${facts_box(lead.facts, `lead-${lead.lead}`)}</div>` : nothing}</li>`;
}

/** @param {State} state @param {Acts} act */
function bulk(state, act) {
  const list = state.loads.list.data;
  if (!list) return nothing;
  if (list.waiting === 0) return html`<div class="dock" role="region" aria-label="Verdict"><div class="buttons one"><a class="button act approve blue" href=${to('queue')}>Back to the queue</a></div></div>`;
  if (state.leads.tab !== 'leads') return nothing;
  const { selected, rejecting, settling } = state.leads;
  const chosen = selected.length > 0 ? selected : /** @type {const} */ ('rest');
  const n = selected.length > 0 ? selected.length : list.waiting;
  const off = settling || list.filling || state.outbox.some((o) => o.over === 'list' && o.target === list.id && o.state !== 'confirmed');
  const waits = state.outbox.some((o) => o.over === 'list' && o.target === list.id && o.state === 'waiting');
  if (rejecting) {
    return html`<div class="dock">${choices({ label: `Reject ${selected.length > 0 ? n : `all ${n}`}: why?`, choices: REJECT_REASONS, off, pick: (reason) => act.reject(list.id, chosen, reason), close: () => act.dispatch({ type: 'leads/change', change: { rejecting: false } }) })}</div>`;
  }
  return html`<div class="dock" role="region" aria-label="Verdict">${waits ? html`<p class="quiet">Your verdict waits for the connection.</p>` : list.filling ? html`<p class="quiet" role="status">Leads are still being read…</p>` : settling ? html`<p class="quiet" role="status">Working through the list…</p>` : nothing}<div class="buttons two">
    <button class="act kill" aria-disabled=${off} @click=${() => !off && act.dispatch({ type: 'leads/change', change: { rejecting: true } })}>${icon('cross')}${selected.length > 0 ? `Reject ${n}` : `Reject all ${n.toLocaleString('en')}`}</button>
    <button class="act approve" aria-disabled=${off} @click=${() => !off && act.accept(list.id, chosen)}>${icon('check')}${selected.length > 0 ? `Accept ${n}` : `Accept all ${n.toLocaleString('en')}`}</button></div></div>`;
}

/** @param {State} state @param {Acts} act */
function lead_tab(state, act) {
  const { leads } = state.loads;
  const shown = leads.data?.leads ?? [];
  const waiting = shown.filter((lead) => lead.status === 'waiting').map((lead) => lead.lead);
  const all = waiting.length > 0 && waiting.every((lead) => state.leads.selected.includes(lead));
  return html`<div class="tools"><label class="inline">Sort <select .value=${state.leads.sort} @change=${(/** @type {Event} */ e) => act.sort_leads(/** @type {any} */ (/** @type {HTMLSelectElement} */ (e.target).value))}>
      <option value="score">by score</option><option value="company">by company</option><option value="country">by country</option></select></label>
      ${waiting.length > 0 ? html`<button class="small" @click=${() => act.dispatch({ type: 'leads/change', change: { selected: all ? [] : waiting } })}>${all ? 'Select none' : `Select these ${waiting.length}`}</button>` : nothing}</div>
    ${loaded_box(leads, () => html`<ul class="leads">${shown.map((lead) => lead_row(state, act, lead))}</ul>
      ${shown.length === 0 ? html`<p class="quiet">No leads in this list.</p>` : nothing}
      ${leads.data?.next ? html`<button class="wide" @click=${() => act.load_leads(true, leads.data?.next)}>More leads</button>` : nothing}`)}`;
}

/** @param {State} state @param {boolean} bad */
function excluded_tab(state, bad) {
  const list = state.loads.list.data;
  return loaded_box(state.loads.excluded, () => {
    const rows = (state.loads.excluded.data?.rows ?? []).filter((row) => (row.reason === 'bad_row') === bad);
    return html`${bad || !list ? nothing : excluded_words(list.excluded)}
      ${rows.length === 0 ? html`<p class="quiet">${bad ? 'Every row could be read.' : 'Nobody was left out.'}</p>` : nothing}
      <ul class="leads">${rows.map((row) => html`<li class="lead"><div class="lead-line still"><span class="grow"><b class="cut"><bdi>${row.company || `Line ${row.line}`}</bdi></b>
        <span class="quiet break"><bdi>${row.file}</bdi>, line ${row.line}</span><span class="break">${bad ? '' : html`<b>${plain(row.reason)}.</b> `}<bdi>${told(row.words, undefined)}</bdi></span></span></div></li>`)}</ul>`;
  });
}

/** @param {State} state @param {Acts} act */
export function list_screen(state, act) {
  const { list } = state.loads;
  const data = list.data;
  const { tab } = state.leads;
  const out = data ? Object.entries(data.excluded).reduce((sum, [reason, n]) => sum + (reason === 'bad_row' ? 0 : n), 0) : 0;
  /** @type {[State['leads']['tab'], string][]} */
  const tabs = [['leads', `Leads`], ['excluded', `Left out ${out || ''}`], ['bad', `Bad rows ${data?.bad_rows || ''}`]];
  return html`<div class="screen with-dock"><div class="scroll" id="scroll"><div class="column">
    ${problem_box(list.problem)}
    <header class="who"><div class="row"><h1 class="grow">Target list</h1><a class="crumb-link" href=${to('queue')}>${icon('left')} Queue</a></div>
    ${data ? html`<p class="sub"><a href=${to('agents', data.agent)}>${data.agent}</a> · ${[[data.waiting, 'waiting'], [data.accepted, 'accepted'], [data.rejected, 'rejected']].filter(([n]) => Number(n) > 0).map(([n, words]) => `${n?.toLocaleString('en')} ${words}`).join(' · ')}</p>` : nothing}</header>
      ${data?.waiting === 0 ? html`<div class="box good"><p>This list is done.${data.accepted > 0 ? ` ${data.agent} writes to the ${count(data.accepted, 'accepted lead')}; each sequence waits for you before it leaves.` : ''}</p></div>` : nothing}
    <div class="tabs" role="tablist" aria-label="Parts of the list">${tabs.map(([name, words]) => html`<button role="tab" aria-selected=${tab === name} @click=${() => act.dispatch({ type: 'leads/change', change: { tab: name } })}>${words}</button>`)}</div>
    ${tab === 'leads' ? lead_tab(state, act) : excluded_tab(state, tab === 'bad')}
  </div></div>${bulk(state, act)}</div>`;
}
