/**
 * The agents, and one of them.
 *
 * @import {Agent, AgentSummary} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { channel, count } from '../words.js';

import { to } from '../routes.js';
import { api_query } from './links.js';
import { mailbox_list } from './mailboxes.js';
import { PHASES, bar, icon, loaded_box, phase_bar } from './parts.js';

/** @type {Record<string, string>} what a goal is about */
const MOTIONS = { new: 'new customers', reactivate: 'dormant pipeline', renew: 'renewals' };

/** Whether its tuning round is due. @param {State} state @param {string} name */
function due(state, name) {
  const round = state.status?.tuning?.find((one) => one.agent === name);
  if (!round) return nothing;
  return round.missed > 0 ? html`<span class="badge red">${round.missed} missed</span>` : html`<span class="badge">due</span>`;
}

/** @param {State} state @param {AgentSummary} agent */
function agent_row(state, agent) {
  const round = state.status?.tuning?.some((one) => one.agent === agent.name) ?? false;
  return html`<li><a class="tile" href=${to('agents', agent.name)}>
    <div class="row"><h2 class="grow cut">${agent.name}</h2>${agent.halted ? html`<span class="badge red">halted</span>` : nothing}${agent.cards > 0 ? html`<span class="badge">${count(agent.cards, 'card')}</span>` : nothing}</div>
    <p class="sub break two-lines"><bdi>${agent.goal}</bdi></p>
    ${phase_bar(agent.phases)}
    ${bar({ label: 'Sent this week', value: agent.sent_this_week, of: agent.weekly_cap })}
    <p class="quiet cut">${MOTIONS[agent.motion] ?? agent.motion} · ${channel(agent.channel)} · ${agent.mailboxes.join(', ')}</p>${round ? html`<p class="quiet">Tuning round ${due(state, agent.name)}</p>` : nothing}</a></li>`;
}

/** @param {State} state */
export function agents_screen(state) {
  return html`<div class="scroll" id="scroll"><div class="column wide-column"><h1>Agents</h1>
    <p><a href=${to('certificates')}>What they have proven</a></p>
    ${loaded_box(state.loads.agents, () => {
    const agents = state.loads.agents.data ?? [];
    return agents.length === 0 ? html`<p class="lead-text">No agent yet. Write one markdown file in the playbook’s <code>agents</code> folder, then reload the playbook under <a href=${to('more')}>More</a>.</p>`
      : html`<ul class="tiles">${agents.map((agent) => agent_row(state, agent))}</ul>`;
  })}</div></div>`;
}

/** @param {unknown} wait @returns {string} */
function wait_words(wait) {
  if (wait === null || wait === undefined || wait === 0 || wait === '') return 'at once';
  if (wait === 'at once' || wait === 'none') return 'at once';
  return typeof wait === 'number' ? `after ${count(wait, 'day')}` : `after ${wait}, if no answer comes`;
}

/** @param {State} state @param {Acts} act @param {Agent} agent */
function agent_page(state, act, agent) {
  return html`
    <div class="row"><h1 class="grow break">${agent.name}</h1>${agent.halted ? html`<span class="badge red">halted</span>` : nothing}</div>
    <p class="lead-text break"><bdi>${agent.goal}</bdi></p>
    <div class="row wrap">
      <button class="primary" @click=${() => act.pull_leads(agent.name)}>Pull leads now</button>
      <a class="button" href=${`#/conversations${api_query({ agent: agent.name })}`}>Conversations</a>
      <a class="button" href=${to('certificates', agent.name)}>Certificate</a>
      <a class="button" href=${to('tune', agent.name)}>Tuning round${due(state, agent.name)}</a>
      <a class="button" href=${to('replay', agent.name)}>Replay</a>
      <a class="button" href=${`#/effect${api_query({ agent: agent.name })}`}>Effect of versions</a>
      ${agent.halted ? html`<button @click=${() => act.halt(false, 'agent', agent.name)} aria-disabled=${state.busy}>Resume this agent</button>`
    : html`<button class="danger-line" aria-disabled=${state.busy} @click=${() => act.halt(true, 'agent', agent.name)}>Halt this agent</button>`}</div>
    <section class="panel">${phase_bar(agent.phases, (phase) => `#/conversations${api_query({ agent: agent.name, phase })}`)}
      ${bar({ label: 'Sent this week', value: agent.sent_this_week, of: agent.weekly_cap })}
      <p class="quiet break">Target ${agent.weekly_target} a week · ${MOTIONS[agent.motion] ?? agent.motion}</p></section>
    <section class="panel"><h3>Mailboxes today</h3>${mailbox_list(state, act, agent.mailboxes_today)}</section>
    <section class="part"><h3>Sequence</h3><ol class="plain-list steps">${agent.sequence.map((s) => html`<li><span class="step">${s.step}</span>${channel(s.channel)} <span class="quiet">${wait_words(s.wait)}</span></li>`)}</ol></section>
    <section class="part"><h3>Rubric</h3><ul class="reasons">${agent.rubric.map((r) => html`<li><span class="grow break"><b>${r.name}</b> ${r.words}</span><span class="number quiet">${r.weight}</span></li>`)}</ul></section>
    <section class="part"><h3>Sources</h3><ul class="reasons">${agent.sources.map((s) => html`<li><span class="grow break">${s.file}</span><span class="quiet">${count(s.read_rows, 'row')} read${s.end ? ', all of it' : ''}</span></li>`)}</ul></section>
    ${agent.segment ? html`<section class="part"><h3>Segment</h3><p class="break">${agent.segment}</p></section>` : nothing}
    ${agent.brief ? html`<details class="fold"><summary>Brief</summary><div class="letter break" dir="auto">${agent.brief}</div></details>` : nothing}
    ${retire(state, act, agent)}`;
}

/** Gives the agent up, when asked twice. @param {State} state @param {Acts} act @param {Agent} agent */
function retire(state, act, agent) {
  const asked = `retire ${agent.name}`;
  const others = (state.loads.agents.data ?? []).filter((other) => other.name !== agent.name);
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const heir = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('to') ?? '');
    if (state.asking === asked) void act.retire(agent.name, heir === '' ? null : heir);
    else act.dispatch({ type: 'asking', id: asked });
  }
  return html`<section class="part" data-retire><h3>Retire</h3><p class="quiet">It is halted at once, its sequences end, and a version of the playbook without it is put in force. Replies and cards that wait stay with you. There is no undo.</p>
    <form class="stack" @submit=${submit}><label>Leads that it has not written to<select name="to"><option value="">end with it</option>${others.map((other) => html`<option value=${other.name}>go to ${other.name}</option>`)}</select></label>
      ${state.asking === asked ? html`<div class="row wrap" role="group" aria-label="Retire ${agent.name}?"><button type="button" @click=${() => act.dispatch({ type: 'asking', id: null })}>Keep it</button><button class="danger-line grow" aria-disabled=${state.busy}>Retire ${agent.name} for good</button></div>`
    : html`<button class="danger-line">Retire this agent…</button>`}</form></section>`;
}

/** @param {State} state @param {Acts} act */
export function agent_screen(state, act) {
  return html`<div class="scroll" id="scroll"><div class="column"><p class="crumb"><a href=${to('agents')}>${icon('left')} Agents</a></p>
    ${loaded_box(state.loads.agent, () => (state.loads.agent.data ? agent_page(state, act, state.loads.agent.data) : nothing))}</div></div>`;
}

export { PHASES };
