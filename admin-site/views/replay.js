/**
 * Replay: what another version of the playbook would have written to leads of before, beside what was written. It
 * costs letters of the model, so the page first says how many; nothing is sent. What it shows can be judged, card by
 * card and without what was decided on the old one, and counts for the proof of the version.
 *
 * @import {ReplayedLetter, ReplayLetter, Push} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { differences } from '../differences.js';
import { KILL_REASONS, count, plain, writer } from '../words.js';
import { to } from '../routes.js';
import { choices, icon, loaded_box, problem_box } from './parts.js';
import { stack } from './plots.js';

const NUMBERS = [5, 10, 20, 50];

/** @type {Record<string, [string, string]>} what was decided then, and its colour */
const PAST = { approved: ['approved then', 'green'], edited: ['edited then', 'amber-badge'], killed: ['killed then', 'red'], undecided: ['not decided then', ''] };

/** The version asked for, as the address or the history has it. @param {State} state @param {Push[]} pushes @returns {string} */
function wanted(state, pushes) {
  return state.route.query.version ?? pushes[0]?.short ?? '';
}

/** @param {State} state @param {Acts} act */
function question(state, act) {
  const agents = state.loads.agents.data ?? [];
  const pushes = state.loads.pushes.data ?? [];
  const version = wanted(state, pushes);
  const options = pushes.some((push) => push.short === version) || version === '' ? pushes : [{ short: version, message: '' }, ...pushes];
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [agent, version, last] = ['agent', 'version', 'last'].map((name) => String(data.get(name) ?? ''));
    if (agent && version) void act.plan_replay(agent, version, Number(last));
  }
  if (pushes.length === 0) return html`<p>No version was put in force yet.</p>`;
  const off = state.busy || state.replay.running !== 'no';
  return html`<form class="panel stack" @submit=${submit}>
    <label>Agent<select name="agent" required>${agents.map((agent) => html`<option value=${agent.name} ?selected=${agent.name === state.route.id}>${agent.name}</option>`)}</select></label>
    <label>Version<select name="version" required>${options.map((push) => html`<option value=${push.short} ?selected=${push.short === version}>${push.message ? `${push.message} (${push.short})` : push.short}</option>`)}</select></label>
    <label>Cards<select name="last">${NUMBERS.map((n) => html`<option value=${n} ?selected=${n === 10}>the last ${n}</option>`)}</select></label>
    <button class="wide" aria-disabled=${off}>What would it take?</button></form>`;
}

/** @param {State} state @param {Acts} act */
function plan_part(state, act) {
  const { plan, letters, gone, running, problem } = state.replay;
  if (!plan) return nothing;
  const all = plan.conversations.length;
  const done = letters.length + gone.length;
  if (all === 0) return html`<p data-plan>No lead of this agent was written to yet.</p>`;
  const left = all - done;
  return html`<section class="panel" data-plan><h2 class="break">${state.replay.agent} with ${plan.short}</h2>
    ${plan.faults.length > 0 ? html`<div class="box warn"><p><b>${count(plan.faults.length, 'warning')}.</b></p><ul class="plain-list">${plan.faults.map((fault) => html`<li class="break"><code>${fault.file}:${fault.line}</code> ${fault.what}</li>`)}</ul></div>` : nothing}
    ${left === 0 ? nothing : html`<p class="break">${count(left, 'card')}${plan.letters > 1 ? ` of ${count(plan.letters, 'letter')}` : ''}${done > 0 ? ' left' : ''}, written by <bdi>${writer(plan.model)}</bdi>. Nothing is sent.</p>`}
    ${problem_box(problem)}
    ${running !== 'no' ? html`<p role="status">${done.toLocaleString('en')} of ${count(all, 'card')}…</p><button class="wide" aria-disabled=${running === 'stopping'} @click=${() => act.stop_replay()}>${running === 'stopping' ? 'Stopping after this one…' : 'Stop'}</button>`
    : left > 0 ? html`<button class="primary wide" @click=${() => act.run_replay()}>${done === 0 ? `Write ${count(all, 'card')} anew` : `Go on with ${count(left, 'card')}`}</button>` : nothing}
    ${letters.length > 0 ? summary(letters, gone.length) : nothing}
    ${left === 0 && running === 'no' ? judged_part(state, act) : nothing}</section>`;
}

/** @param {readonly ReplayedLetter[]} letters @param {number} gone */
function summary(letters, gone) {
  const failed = letters.filter((one) => one.new === null).length;
  const same = letters.filter((one) => one.new !== null && !one.changed).length;
  /** @param {(one: ReplayedLetter) => ReplayLetter|null} side */
  const findings = (side) => letters.reduce((sum, one) => sum + (side(one)?.findings.length ?? 0), 0);
  const [then, now] = [findings((one) => one.old), findings((one) => one.new)];
  const killed = letters.filter((one) => one.past === 'killed');
  return html`<div class="summed" data-summary>${stack({ label: 'Cards', parts: [{ key: 'polished', words: 'read otherwise', n: letters.length - failed - same }, { key: 'same', words: 'the same', n: same }, { key: 'killed', words: 'could not be written', n: failed }] })}
    <p class="break">${count(then, 'finding')} then, <b>${now.toLocaleString('en')} now</b>.${killed.length > 0 ? ` Of ${count(killed.length, 'card')} that you killed, ${killed.filter((one) => one.changed).length.toLocaleString('en')} would read otherwise.` : ''}</p>
    ${gone > 0 ? html`<p class="quiet">${count(gone, 'card')} of the plan ${gone === 1 ? 'is' : 'are'} gone since.</p>` : nothing}</div>`;
}

/** How the cards that count stand. @param {State} state @param {Acts} act */
function judged_part(state, act) {
  const { letters, judging } = state.replay;
  const counting = letters.filter((one) => one.standing.counts);
  /** @param {string|null} verdict */
  const of = (verdict) => counting.filter((one) => one.standing.verdict === verdict).length;
  const open = of(null);
  const reasons = [...new Set(letters.flatMap((one) => one.standing.why ?? []))];
  return html`${counting.length === 0 ? nothing : html`<p data-judged>Judged: ${of('approve').toLocaleString('en')} would go, ${count(of('fix'), 'needs a fix', 'need a fix')}, ${of('kill').toLocaleString('en')} killed; <b>${open.toLocaleString('en')} open</b>.</p>`}
    ${open > 0 && judging === 'no' ? html`<p class="quiet">What you say counts for the proof of this version. From your first verdict on each card that was shown counts, and one that you don’t judge counts as killed. A verdict can become stricter later, not milder.</p>
      <button class="wide" @click=${() => act.judge_replay('yes')}>Judge ${count(open, 'card')}</button>` : nothing}
    ${reasons.map((why) => html`<p class="quiet break">${count(letters.filter((one) => one.standing.why === why).length, 'card counts', 'cards count')} for nothing: ${why}.</p>`)}`;
}

/** The first card that nobody has judged, by itself. @param {State} state @param {Acts} act */
function judge_part(state, act) {
  const { letters, judging } = state.replay;
  const counting = letters.filter((one) => one.standing.counts);
  const open = counting.filter((one) => one.standing.verdict === null);
  const one = open[0];
  if (!one?.new) return nothing;
  const off = state.busy;
  /** @param {'approve'|'fix'} verdict */
  const say = (verdict) => () => !off && act.judge_replayed(one.conversation, verdict);
  return html`<article class="panel stack" data-judge=${one.conversation}><div class="row wrap"><h2 class="grow break"><bdi>${one.name}</bdi><br><bdi class="quiet">${one.company}</bdi></h2><span class="quiet">${(counting.length - open.length + 1).toLocaleString('en')} of ${counting.length.toLocaleString('en')}</span></div>
    <section class="side" aria-label="The new card"><p class="break" dir="auto"><b>${one.new.subject}</b></p><div class="letter break" dir="auto">${one.new.body}</div></section>
    ${judging === 'why' ? choices({ label: 'Kill: why?', choices: KILL_REASONS, pick: (reason) => act.judge_replayed(one.conversation, 'kill', reason), close: () => act.judge_replay('yes'), off })
    : html`<div class="stack"><button class="primary wide" aria-disabled=${off} @click=${say('approve')}>Would go as it stands</button><button class="wide" aria-disabled=${off} @click=${say('fix')}>Needs a fix</button><button class="wide" aria-disabled=${off} @click=${() => !off && act.judge_replay('why')}>Kill…</button></div>`}
    <button class="plain" @click=${() => act.judge_replay('no')}>Stop judging</button></article>`;
}

/** @param {ReplayedLetter} one */
function past(one) {
  const [words, tone] = PAST[one.past] ?? [one.past, ''];
  return html`<span class="badge ${tone}">${words}${one.reason ? `: ${plain(one.reason).toLowerCase()}` : ''}</span>`;
}

/** One side of a letter, its own words marked. @param {string} title @param {ReplayLetter} letter @param {ReplayLetter|null} other @param {boolean} old */
function side(title, letter, other, old) {
  /** @param {'subject'|'body'} what */
  const text = (what) => {
    if (other === null) return letter[what];
    const both = old ? differences(letter[what], other[what]).old : differences(other[what], letter[what]).now;
    return both.map((piece) => (!piece.differs ? piece.text : old ? html`<del>${piece.text}</del>` : html`<ins>${piece.text}</ins>`));
  };
  return html`<section class="side" aria-label=${title}><h3 class="quiet">${title}</h3>
    <p class="break" dir="auto"><b>${text('subject')}</b></p>
    <div class="letter break" dir="auto">${text('body')}</div>
    ${letter.findings.map((finding) => html`<p class="box warn"><span class="break">${finding.message} <mark class="finding"><bdi>${finding.evidence}</bdi></mark></span></p>`)}</section>`;
}

/** @param {ReplayedLetter} one @param {string} short */
function letter_part(one, short) {
  return html`<article class="panel" data-replayed=${one.conversation}><div class="row wrap"><h2 class="grow break"><a href=${to('conversations', one.conversation)}><bdi>${one.name}</bdi></a><br><bdi class="quiet">${one.company}</bdi></h2>${past(one)}</div>
    <div class="sides">${side(`Then, ${one.old_version}`, one.old, one.new, true)}
      ${one.new ? side(`With ${short}`, one.new, one.old, false) : html`<section class="side"><h3 class="quiet">With ${short}</h3><p class="box bad break">Nothing could be written: ${one.failure ?? 'no reason is known'}</p></section>`}</div></article>`;
}

/** @param {State} state */
function letters_part(state) {
  const { plan, letters } = state.replay;
  if (!plan) return nothing;
  const same = letters.filter((one) => one.new !== null && !one.changed);
  return html`${letters.filter((one) => !same.includes(one)).map((one) => letter_part(one, plan.short))}
    ${same.length > 0 ? html`<details class="small-fold"><summary>${count(same.length, 'card reads', 'cards read')} the same</summary><ul class="plain-list gaps">${same.map((one) => html`<li class="row wrap"><a class="grow break" href=${to('conversations', one.conversation)}><bdi>${one.name}</bdi></a>${past(one)}</li>`)}</ul></details>` : nothing}`;
}

/** @param {State} state @param {Acts} act */
export function replay_screen(state, act) {
  const { id } = state.route;
  return html`<div class="scroll" id="scroll"><div class="column wide-column">${id ? html`<p class="crumb"><a href=${to('agents', id)}>${icon('left')} ${id}</a></p>` : html`<p class="crumb"><a href=${to('effect')}>${icon('left')} Effect of versions</a></p>`}
    <h1>Replay</h1><p class="lead-text">What a version would have written to leads of before, beside what was written and decided then.</p>
    ${loaded_box(state.loads.agents, () => loaded_box(state.loads.pushes, () => question(state, act)))}
    ${plan_part(state, act)}${state.replay.judging === 'no' ? letters_part(state) : judge_part(state, act)}</div></div>`;
}
