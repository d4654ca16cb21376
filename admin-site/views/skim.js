/**
 * The skim: negatives that nobody was shown, one line each, least certain first. One tap brings a hidden positive
 * into the queue; another says that the rest is right, so that the share that was wrong is known.
 *
 * @import {Skim, SkimLine} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { INTENTS, count, exact, percent, plain, when } from '../words.js';
import { to } from '../routes.js';
import { choices, loaded_box, marked } from './parts.js';
import { interval } from './plots.js';

/** @param {State} state @param {Acts} act @param {SkimLine} line */
function row(state, act, line) {
  const now = state.status?.now;
  const evidence = line.evidence.join(' … ') || line.words;
  const opened = state.asking === line.line;
  return html`<li data-line=${line.line}><div class="row wrap"><div class="grow">
      <p class="break"><b><bdi>${line.name}</bdi></b> <span class="quiet"><bdi>${line.company}</bdi> · ${line.agent} · ${when(line.at, now)}</span></p>
      <p class="break"><span class="intent intent-${line.intent}">${plain(line.intent)}</span> <span class="quiet">${percent(line.confidence)}</span> <mark class="evidence"><bdi>${evidence}</bdi></mark></p></div>
      <button class="small" aria-label="Positive: ${line.name}" @click=${() => act.relabel_line(line, 'positive')}>Positive</button></div>
    <details class="small-fold"><summary>What they wrote</summary><blockquote class="human break" dir="auto">${marked(line.words, { evidence: line.evidence }, [])}</blockquote>
      ${opened ? choices({ label: 'What is it?', choices: INTENTS, chosen: line.intent, pick: (intent) => act.relabel_line(line, intent), close: () => act.dispatch({ type: 'asking', id: null }), dense: true })
    : html`<div class="row wrap"><button class="small" @click=${() => act.dispatch({ type: 'asking', id: line.line })}>Another label…</button><a class="button small" href=${to('conversations', line.conversation)}>Conversation</a></div>`}</details></li>`;
}

/** @param {Skim} skim */
function bounds(skim) {
  if (skim.bounds.length === 0) return nothing;
  return html`<section class="panel"><h2>How often the label was wrong</h2><ul class="plain-list gaps">${skim.bounds.map((bound) => html`<li>
      <p class="break"><b>${bound.agent}</b> ${bound.estimate === null ? 'not enough yet' : html`${exact(bound.estimate)}, between ${exact(bound.low)} and ${exact(bound.high)}`}</p>
      ${bound.estimate === null ? nothing : interval({ label: `Wrong labels of ${bound.agent}`, ...bound })}
      <p class="quiet">${bound.looked_at.toLocaleString('en')} of ${count(bound.negatives, 'negative')} looked at in four weeks, ${bound.overturned.toLocaleString('en')} overturned.</p></li>`)}</ul>
    <p class="quiet">At 95 % (Clopper, Pearson). You look at the least certain first, so among all of them the share is likely lower.</p>
    ${skim.complete ? nothing : html`<p class="quiet">Only the newest 20,000 are counted.</p>`}</section>`;
}

/** @param {State} state @param {Acts} act */
export function skim_screen(state, act) {
  const { skim } = state.loads;
  return html`<div class="scroll" id="scroll"><div class="column"><h1>Negatives</h1>
    <p class="lead-text">Replies of the last seven days that were read as a no and not shown to you, least certain first. Nothing is sent by a label.</p>
    ${loaded_box(skim, () => {
    const data = skim.data;
    if (data === null) return nothing;
    const shown = data.lines.map((line) => line.line);
    return html`${data.lines.length === 0 ? html`<p>None is unread.</p>` : html`<p class="quiet">${count(data.waiting, 'line')}.</p>
      <ul class="plain-list gaps">${data.lines.map((line) => row(state, act, line))}</ul>
      <button class="wide" @click=${() => act.skim_seen(shown)}>${data.lines.length === 1 ? 'This one is right' : `These ${data.lines.length} are right`}</button>`}
      ${bounds(data)}`;
  })}</div></div>`;
}
