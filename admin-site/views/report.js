/**
 * The weekly report: volume, what was judged, the operator's time, the pipeline, and the three questions of a trial.
 *
 * @import {ModelTokens, WeekReport} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { count, day, exact, plain } from '../words.js';
import { api_query } from './links.js';
import { icon, loaded_box } from './parts.js';
import { interval, stack, twin_bar } from './plots.js';

/** @param {string} week such as `2026-W40` @param {number} by weeks @returns {string} */
function moved(week, by) {
  const [year = 0, number = 0] = week.split('-W').map(Number);
  // The week with 4 January is the first.
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = new Date(fourth.getTime() + ((number - 1 + by) * 7 - ((fourth.getUTCDay() + 6) % 7)) * 86_400_000);
  const thursday = new Date(monday.getTime() + 3 * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const named = 1 + Math.floor((thursday.getTime() - first) / (7 * 86_400_000));
  return `${thursday.getUTCFullYear()}-W${String(named).padStart(2, '0')}`;
}

/** @param {WeekReport} report */
function volume(report) {
  const { numbers, before } = report;
  /** @param {Record<string, number>} replies */
  const all = (replies) => Object.values(replies).reduce((sum, n) => sum + n, 0);
  /** @type {[string, number, number][]} */
  const rows = [['Leads found', numbers.sourced, before.sourced], ['Leads taken', numbers.accepted, before.accepted], ['Letters sent', numbers.letters, before.letters], ['Conversations begun', numbers.begun, before.begun], ['Replies', all(numbers.replies), all(before.replies)], ['Positive replies', numbers.positives, before.positives], ['Taken over by a person', numbers.handed_over, before.handed_over], ['Meetings agreed', numbers.meetings, before.meetings], ['Not to be written to again', numbers.stopped, before.stopped]];
  const most = Math.max(...rows.flatMap(([, now, then]) => [now, then]));
  return html`<section class="panel"><h2>Volume and pipeline</h2><p class="quiet">This week, and thin below it the one before.</p><ul class="plain-list volume">${rows.map(([words, now, then]) => html`<li><p class="row"><span class="grow">${words}</span><b class="number">${now.toLocaleString('en')}</b><span class="quiet number before">${then.toLocaleString('en')} before</span></p>${twin_bar(now, then, most)}</li>`)}</ul>
    ${Object.keys(numbers.replies).length > 0 ? html`<p class="quiet">${Object.entries(numbers.replies).map(([intent, n]) => `${n} ${plain(intent).toLowerCase()}`).join(', ')}</p>` : nothing}</section>`;
}

/** @param {ModelTokens} tokens */
const read = (tokens) => tokens.input + tokens.cache_write + tokens.cache_read;

/** @param {WeekReport} report */
function judged(report) {
  const one = report.judged;
  if (!one) return nothing;
  return html`<section class="panel"><h2>Judged</h2>
    ${stack({ label: 'Drafts judged', parts: [['approved', 'approved', one.approved], ['polished', 'reworded', one.polished], ['fixed', 'mended', one.fixed], ['sent_back', 'sent back', one.sent_back], ['killed', 'killed', one.killed]].map(([key, words, n]) => ({ key: String(key), words: String(words), n: Number(n) })) })}
    <p>${one.kill_rate === null ? 'Kills: not enough yet.' : html`Killed: <b>${one.killed} of ${one.judged}</b>, ${exact(one.kill_rate)}, between ${exact(one.low)} and ${exact(one.high)}.`}</p>
    ${one.kill_rate === null ? nothing : interval({ label: 'Killed', estimate: one.kill_rate, low: one.low, high: one.high })}
    ${Object.keys(one.kills).length > 0 ? html`<p class="quiet">${Object.entries(one.kills).map(([reason, n]) => `${n} ${plain(reason).toLowerCase()}`).join(', ')}</p>` : nothing}
    <p class="quiet">${count(one.drafted, 'draft')} written, ${one.by_policy} cleared by policy.</p>
    ${report.agent === null ? nothing : html`<p class="break">${one.live ? html`Live kill rate of what policy shipped: ${one.live.estimate === null ? 'not enough yet' : exact(one.live.estimate)}, between ${exact(one.live.low)} and ${exact(one.live.high)}.` : 'Policy shipped nothing yet, so there is no live kill rate.'}</p>${one.live && one.live.estimate !== null ? interval({ label: 'Live kill rate', ...one.live }) : nothing}`}
    <p><b>${count(one.minutes, 'minute')}</b> of yours for ${count(one.looks, 'decision')}.</p>
    ${report.misses ? html`<p data-misses>${report.misses.estimate === null ? 'No planted card was answered.' : html`${report.misses.missed} of ${count(report.misses.planted, 'planted card')} missed: ${exact(report.misses.estimate)}, between ${exact(report.misses.low)} and ${exact(report.misses.high)}.${report.misses.trusted ? nothing : html` <b class="amber">Certificates are not to be trusted.</b>`}`}</p>` : nothing}
    <p data-tuning>${one.tuning.held > 0 ? html`<b>${count(one.tuning.held, 'tuning round')}</b>, ${count(one.tuning.minutes, 'minute')}, ${count(one.tuning.rules, 'rule')} accepted.` : 'No tuning round was held.'}${one.tuning.missed > 0 ? html` <span class="amber">${count(one.tuning.missed, 'round')} missed</span>, due since ${day(one.tuning.due_since)}.` : one.tuning.due_since ? ` One is due since ${day(one.tuning.due_since)}.` : nothing}</p>
    ${one.charged.map((model) => html`<p class="quiet break" data-charged>${model.model}: ${count(model.calls, 'call')}, ${read(model.tokens).toLocaleString('en')} tokens in, ${model.tokens.output.toLocaleString('en')} out.</p>`)}</section>
    ${report.agents.length > 0 ? html`<section class="panel"><h2>Agents</h2><ul class="plain-list gaps">${report.agents.map((agent) => html`<li><p class="break"><a href="#/report${api_query({ agent: agent.agent, week: report.week })}">${agent.agent}</a></p><p class="quiet">${count(agent.letters, 'letter')}, ${count(agent.positives, 'positive reply', 'positive replies')}, ${agent.killed} of ${count(agent.judged, 'draft')} killed, ${count(agent.minutes, 'minute')}${agent.rounds_missed > 0 ? html`, <span class="amber">${count(agent.rounds_missed, 'tuning round')} missed</span>` : nothing}</p></li>`)}</ul></section>` : nothing}`;
}

/** @param {State} state @param {Acts} act */
export function report_screen(state, act) {
  const { report } = state.loads;
  const query = state.route.query;
  /** @param {Record<string, string>} change */
  const there = (change) => `#/report${api_query({ ...query, ...change })}`;
  return html`<div class="scroll" id="scroll"><div class="column"><h1>Week${query.agent ? html` of <span class="break">${query.agent}</span>` : nothing}</h1>
    ${query.agent ? html`<p class="crumb"><a href=${there({ agent: '' })}>${icon('left')} All agents</a></p>` : nothing}
    ${loaded_box(report, () => {
    const data = report.data;
    if (data === null) return nothing;
    const client = query.client === 'true';
    return html`<div class="row wrap"><a class="button small" href=${there({ week: moved(data.week, -1) })}>${icon('left')} Before</a><b>${data.week}</b><a class="button small" href=${there({ week: moved(data.week, 1) })}>After ${icon('right')}</a></div>
      <p class="quiet">From ${day(data.from)}${data.over ? '' : ', so far'}.${data.complete ? '' : ' There is more than one report goes through: the oldest is left out.'}</p>
      <section class="panel"><h2>After two weeks</h2><ul class="plain-list gaps">${data.questions.map((one) => html`<li data-question><p class="break">${one.question} <b>${plain(one.answer)}</b></p><p class="quiet break">${one.words}</p></li>`)}</ul></section>
      ${volume(data)}${judged(data)}
      <div class="row wrap"><button @click=${() => act.copy(data.markdown)}>Copy as text</button><a class="button" href=${there({ client: client ? '' : 'true' })}>${client ? 'For you' : 'For the client'}</a></div>`;
  })}</div></div>`;
}
