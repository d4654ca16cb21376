/**
 * A tuning round: the operator's hour with one agent. What he decided, which rules that asks for and what each would
 * have caught, what comes again, and some of everything since the last round.
 *
 * @import {TuneDrawn, TuneProposal, TuneRound, TuneRule, TuneStratum} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { count, day, plain, when } from '../words.js';
import { to } from '../routes.js';
import { api_query } from './links.js';
import { icon, loaded_box } from './parts.js';
import { stack } from './plots.js';

/** @type {Record<string, string>} */
const EVERY = { new: 'A round a week in its first four weeks.', stable: 'A round every other week.', clean: 'A round every four weeks, after a clean quarter.' };
/** @type {[string, string][]} how drafts were decided, in the order in which one asks */
const DECIDED = [['approved', 'approved'], ['polished', 'reworded'], ['fixed', 'mended'], ['sent_back', 'sent back'], ['killed', 'killed']];
/** @type {Record<string, string>} */
const STRATA = { kill: 'Killed or sent back', edit: 'Edited', audit: 'Cleared by policy, and looked at', shipped: 'Sent as written', reply: 'Replies' };

/** Names a rule for the page. @param {TuneRule} rule @returns {string} */
export function rule_id(rule) {
  return JSON.stringify(Object.values(rule));
}

/** @param {TuneRound} round @param {string|undefined} now */
function standing(round, now) {
  const { tuning } = round;
  const due = tuning.due ? html`<b>Due since ${day(tuning.due_at)}.</b>` : html`The next one is due ${when(tuning.due_at, now)}.`;
  return html`<p class="break">${due} ${EVERY[tuning.standing] ?? `A round every ${tuning.every_days} days.`}</p>
    ${tuning.missed > 0 ? html`<div class="box warn" data-missed><p><b>${count(tuning.missed, 'round')} missed</b>${tuning.last ? html` since the last one, ${when(tuning.last, now)}` : nothing}.</p></div>` : nothing}`;
}

/** @param {TuneRound} round @param {string|undefined} now */
function decided(round, now) {
  const all = DECIDED.filter(([how]) => (round.decided[how] ?? 0) > 0);
  const reasons = Object.entries(round.reasons);
  return html`<section class="panel" data-decided><h2>What you decided</h2>
    <p class="quiet">Since ${when(round.since, now)}.</p>
    ${all.length === 0 ? html`<p>Nothing yet.</p>` : stack({ label: 'Decided', parts: all.map(([how, words]) => ({ key: how, words, n: round.decided[how] ?? 0 })) })}
    ${reasons.length > 0 ? html`<p class="quiet break">Kills: ${reasons.map(([reason, n]) => `${n} ${plain(reason).toLowerCase()}`).join(', ')}.</p>` : nothing}</section>`;
}

/** Lines of a diff without its header. @param {{path: string, unified: string}} file */
export function patch(file) {
  const lines = file.unified.split('\n').filter((line) => line !== '' && !/^(---|\+\+\+|@@|\\ )/.test(line));
  return html`<p class="quiet break">${file.path}</p><pre class="patch break" tabindex="0" role="region" aria-label="Change of ${file.path}">${lines.map((line) => {
    const kind = line.startsWith('+') ? 'came' : line.startsWith('-') ? 'went' : '';
    return html`<span class=${kind}>${line}</span>`;
  })}</pre>`;
}

/** @param {TuneRule} rule */
export function rule_words(rule) {
  if (rule.type === 'weigh') return html`“<bdi>${rule.criterion}</bdi>” counts ${rule.weight}`;
  return rule.type === 'ban' ? html`Never again “<bdi>${rule.phrase}</bdi>”` : html`“<bdi>${rule.new}</bdi>” instead of “<bdi>${rule.old}</bdi>”`;
}

/** What it would have done to the last verdicts. @param {TuneProposal} one @param {string} [why] */
export function caught(one, why = '') {
  return html`<p class="break">${why} Of the last ${count(one.of, 'verdict')} it would have caught <b>${one.caught.toLocaleString('en')}</b>${one.wrongly === 0 ? ', none wrongly.' : html`, and <b class="amber">${one.wrongly.toLocaleString('en')} wrongly</b>.`}</p>
    <p class="quiet break">${one.reaches.length === 1 ? html`Reaches ${one.reaches[0]}.` : `Reaches all ${one.reaches.length} agents.`}</p>
    ${one.wrong.length > 0 ? html`<details class="small-fold"><summary>What it would have caught wrongly</summary><ul class="plain-list gaps">${one.wrong.map((wrong) => html`<li class="break"><a href=${to('conversations', wrong.conversation)}>${wrong.agent}</a> <bdi>… ${wrong.words} …</bdi></li>`)}</ul></details>` : nothing}`;
}

/** @param {State} state @param {Acts} act @param {TuneProposal} one */
function proposal(state, act, one) {
  const id = rule_id(one.rule);
  const chosen = state.tune.chosen.includes(id);
  const why = one.edits > 0 ? `You made this edit ${count(one.edits, 'time')}.` : one.kills > 0 ? `It stood in ${count(one.kills, 'letter')} of this agent that you killed.` : 'Your own rule.';
  return html`<li data-rule=${id}><h3 class="break">${rule_words(one.rule)}</h3>
    ${caught(one, why)}
    ${one.by_hand !== null ? html`<p class="box warn break">Write it by hand: ${one.by_hand}.</p>`
    : html`<details class="small-fold"><summary>The change in your markdown</summary>${one.patch.map(patch)}</details>
      <button class="wide" aria-pressed=${chosen} @click=${() => act.choose_rule(id)}>${chosen ? html`${icon('check')} Chosen` : 'Choose this rule'}</button>`}</li>`;
}

/** @param {State} state @param {Acts} act @param {TuneRound} round */
function rules(state, act, round) {
  const known = new Set(round.rules.map((one) => rule_id(one.rule)));
  const all = [...state.tune.tried.filter((one) => !known.has(rule_id(one.rule))), ...round.rules];
  const chosen = all.filter((one) => state.tune.chosen.includes(rule_id(one.rule)));
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    const [phrase, words] = ['phrase', 'words'].map((name) => String(data.get(name) ?? '').trim());
    if (phrase) void act.try_rule(round.agent, words ? { type: 'say', old: phrase, new: words } : { type: 'ban', phrase }).then((done) => done && form.reset());
  }
  return html`<section class="panel" data-rules><h2>Rules they ask for</h2>
    ${all.length === 0 ? html`<p class="break">None yet: a rule is proposed once it would have caught three drafts, and more rightly than wrongly.</p>` : html`<ul class="plain-list rules">${all.map((one) => proposal(state, act, one))}</ul>`}
    ${chosen.length > 0 ? html`<button class="primary wide" aria-disabled=${state.busy} @click=${() => act.accept_rules(round.agent, chosen.map((one) => one.rule))}>Put ${count(chosen.length, 'rule')} in force</button>
      <p class="quiet">Your files are written, and a version is pushed.</p>` : nothing}
    <details class="small-fold"><summary>A rule of your own</summary><form class="stack" @submit=${submit}>
      <label>Phrase<input name="phrase" required maxlength="200" autocomplete="off" autocapitalize="off"></label>
      <label>Say instead (empty: never say it)<input name="words" maxlength="200" autocomplete="off" autocapitalize="off"></label>
      <button>Try it on the last verdicts</button></form></details>
    <p class="row wrap"><a class="button small" href=${to('replay', round.agent)}>Replay letters</a><a class="button small" href=${`#/effect${api_query({ agent: round.agent })}`}>Effect of versions</a></p></section>`;
}

/** What past lists ask of the rubric. @param {State} state @param {Acts} act @param {TuneRound} round */
function weights(state, act, round) {
  const asked = round.weights;
  if (!asked || asked.criteria.length === 0) return nothing;
  /** @type {TuneRule[]} */
  const all = asked.criteria.map((one) => ({ type: 'weigh', criterion: one.criterion, weight: one.to }));
  return html`<section class="panel" data-weights><h2>What your lists ask of the rubric</h2>
    <ul class="plain-list gaps">${asked.criteria.map((one) => html`<li class="row top"><span class="grow break"><bdi>${one.criterion}</bdi></span><b class="number">${one.from} → ${one.to}</b></li>`)}</ul>
    <p class="break">Of ${count(asked.rejected, 'lead')} that you turned down, <b>${asked.rejected_below.toLocaleString('en')}</b> would have scored below ${asked.accept_at} (now ${asked.rejected_below_now.toLocaleString('en')}); of ${count(asked.accepted, 'lead')} that you took, <b class=${asked.accepted_below > asked.accepted_below_now ? 'amber' : ''}>${asked.accepted_below.toLocaleString('en')}</b> (now ${asked.accepted_below_now.toLocaleString('en')}).</p>
    <p class="quiet">Chosen on every other lead of past lists; it holds on the rest too.</p>
    ${asked.by_hand !== null ? html`<p class="box warn break">Write it by hand: ${asked.by_hand}.</p>`
    : html`<details class="small-fold"><summary>The change in your markdown</summary>${asked.patch.map(patch)}</details>
      <button class="wide" aria-disabled=${state.busy} @click=${() => { if (!state.busy) void act.accept_rules(round.agent, all); }}>Put these weights in force</button>`}</section>`;
}

/** @param {TuneRound} round */
function again(round) {
  const { edits, phrases, notes } = round;
  if (edits.length + phrases.length + notes.length === 0) return html`<section class="panel"><h2>What comes again</h2><p class="break">Nothing in your last ${count(round.read, 'verdict')} on this agent.</p></section>`;
  return html`<section class="panel" data-again><h2>What comes again</h2><p class="quiet">In your last ${count(round.read, 'verdict')} on this agent.</p>
    ${edits.length > 0 ? html`<h3>Your edits</h3><ul class="plain-list gaps">${edits.map((edit) => html`<li class="row even"><b class="number">${edit.count}×</b><span class="grow break">${edit.old ? html`<del><bdi>${edit.old}</bdi></del> ` : nothing}${edit.new ? html`<ins><bdi>${edit.new}</bdi></ins>` : nothing}</span></li>`)}</ul>` : nothing}
    ${phrases.length > 0 ? html`<h3>In what you killed</h3><ul class="plain-list gaps">${phrases.map((one) => html`<li class="row even"><b class="number">${one.killed}×</b><span class="grow break">“<bdi>${one.phrase}</bdi>” <span class="quiet">${one.approved === 0 ? 'never in what you approved' : `${one.approved}× in what you approved`}</span></span></li>`)}</ul>` : nothing}
    ${notes.length > 0 ? html`<h3>In your notes</h3><ul class="plain-list gaps">${notes.map((note) => html`<li class="row even"><b class="number">${note.count}×</b><span class="grow break">“<bdi>${note.phrase}</bdi>”</span></li>`)}</ul>` : nothing}</section>`;
}

/** @param {TuneDrawn} one @param {string} sample @param {string|undefined} now */
function drawn(one, sample, now) {
  const how = sample === 'reply' ? plain(one.how) : one.reason ? `Killed: ${plain(one.reason).toLowerCase()}` : DECIDED.find(([name]) => name === one.how)?.[1] ?? one.how;
  return html`<li data-drawn><details class="small-fold"><summary><span class="grow break"><b><bdi>${one.name}</bdi></b>, <bdi>${one.company}</bdi><br>${how} · ${when(one.at, now)}</span></summary>
    ${one.note ? html`<p class="quiet break">Your note: “<bdi>${one.note}</bdi>”</p>` : nothing}
    ${one.subject ? html`<p class="break"><b><bdi>${one.subject}</bdi></b></p>` : nothing}
    <div class="letter break" dir="auto">${one.text.map((part) => (part.what === 'gone' ? html`<del>${part.text}</del>` : part.what === 'come' ? html`<ins>${part.text}</ins>` : part.text))}</div>
    <a class="button small" href=${to('conversations', one.conversation)}>Conversation</a></details></li>`;
}

/** @param {TuneStratum} stratum @param {string|undefined} now */
function stratum_part(stratum, now) {
  const words = STRATA[stratum.sample] ?? plain(stratum.sample);
  return html`<h3>${words} <span class="quiet">${stratum.total === stratum.drawn.length ? stratum.total.toLocaleString('en') : `${stratum.drawn.length} of ${stratum.total.toLocaleString('en')}, by lot`}</span></h3>
    <ul class="plain-list">${stratum.drawn.map((one) => drawn(one, stratum.sample, now))}</ul>`;
}

/** @param {TuneRound} round @param {string|undefined} now */
function sample(round, now) {
  const some = round.sample.filter((stratum) => stratum.total > 0);
  return html`<section class="panel" data-sample><h2>Some of everything</h2>
    ${some.length === 0 ? html`<p>Nothing happened since ${when(round.since, now)}.</p>` : some.map((stratum) => stratum_part(stratum, now))}</section>`;
}

/** @param {State} state @param {Acts} act @param {TuneRound} round */
function end(state, act, round) {
  const measured = String(Math.max(1, Math.round(state.tune.ms / 60_000)));
  const key = `tune ${round.agent}:minutes`;
  const minutes = state.typed[key] ?? measured;
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const given = Number(minutes);
    void act.hold_round(round.agent, minutes === measured ? Math.round(state.tune.ms / 1_000) : Math.round(given * 60));
  }
  return html`<section class="panel" data-end><h2>End the round</h2>
    <form class="row wrap" @submit=${submit}><label class="minutes">Minutes<input type="number" inputmode="numeric" min="0" max="240" required .value=${minutes} @input=${(/** @type {Event} */ event) => act.type(key, /** @type {HTMLInputElement} */ (event.target).value)}></label>
      <button class="primary grow" aria-disabled=${state.busy}>The round is done</button></form>
    <p class="quiet">Its minutes go into the log and the weekly report.</p>
    ${round.rounds.length > 0 ? html`<details class="small-fold"><summary>Rounds before</summary><ul class="plain-list gaps">${round.rounds.map((held) => html`<li class="break">${when(held.at, state.status?.now)} <bdi>${held.by}</bdi>: ${count(held.minutes, 'minute')}, ${count(held.judged, 'verdict')}, ${count(held.rules, 'rule')}${held.versions.length > 0 ? html` <span class="quiet">${held.versions.join(', ')}</span>` : nothing}</li>`)}</ul></details>` : nothing}</section>`;
}

/** Rounds that are due: a line on the queue. @param {State} state */
export function due_line(state) {
  const due = state.status?.tuning ?? [];
  const [first] = due;
  if (!first) return nothing;
  const missed = due.reduce((sum, one) => sum + one.missed, 0);
  return html`<a class="next ${missed > 0 ? 'amber-line' : ''}" href=${due.length === 1 ? to('tune', first.agent) : to('tune')} data-tuning><span class="grow break two-lines"><b>${due.length === 1 ? html`Tune ${first.agent}` : count(due.length, 'tuning round')}</b>${missed > 0 ? `: ${missed} missed` : ': due'}</span>${icon('right')}</a>`;
}

/** All rounds that are due. @param {State} state */
function all_due(state) {
  const due = state.status?.tuning ?? [];
  return html`<h1>Tuning rounds</h1>${due.length === 0 ? html`<p class="lead-text">None is due. Each agent’s page leads to its round.</p>` : html`<ul class="tiles">${due.map((one) => html`<li><a class="tile" href=${to('tune', one.agent)}>
    <div class="row"><h2 class="grow cut">${one.agent}</h2>${one.missed > 0 ? html`<span class="badge red">${one.missed} missed</span>` : html`<span class="badge">due</span>`}</div>
    <p class="quiet">Since ${when(one.since, state.status?.now)}</p></a></li>`)}</ul>`}`;
}

/** @param {State} state @param {Acts} act */
export function tune_screen(state, act) {
  const { tune } = state.loads;
  const { id } = state.route;
  const now = state.status?.now;
  if (id === '') return html`<div class="scroll" id="scroll"><div class="column">${all_due(state)}</div></div>`;
  return html`<div class="scroll" id="scroll"><div class="column"><p class="crumb"><a href=${to('agents', id)}>${icon('left')} ${id}</a></p>
    <h1 class="break">Tuning round</h1>
    ${loaded_box(tune, () => {
    const round = tune.data;
    if (round === null || round.agent !== id) return nothing;
    return html`${standing(round, now)}${decided(round, now)}${rules(state, act, round)}${weights(state, act, round)}${again(round)}${sample(round, now)}${end(state, act, round)}`;
  })}</div></div>`;
}
