/**
 * A sequence of drafts on one card: who, why it was held, what lint found, the letters, the facts.
 *
 * @import {Card, DraftPart, Message} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { edit_under_way } from '../state.js';
import { channel, count, score, told, when } from '../words.js';
import { by_use, earlier_box, facts_box, icon, marked, reasons_box, web_link } from './parts.js';

/** @param {DraftPart} draft @returns {number} */
export function finding_count(draft) {
  return draft.messages.reduce((sum, message) => sum + message.findings.length, 0);
}

/** When a message leaves. The days between two steps count from the send of the one before. @param {Message} message @param {string} now */
function timing(message, now) {
  if (message.not_before && Date.parse(message.not_before) > Date.parse(now)) return `goes ${when(message.not_before, now)} at the earliest`;
  if (message.not_before || message.step === 1) return 'goes in their working hours';
  return 'goes if no answer comes';
}

/** A LinkedIn message that has fallen due: nobody but the operator can send it. @param {Card} card @returns {boolean} */
export function by_hand(card) {
  return card.draft !== undefined && card.why.some((why) => why.includes('no LinkedIn account'));
}

/** What the linter holds, or could not be written, is not approved by a mere swipe. @param {DraftPart} draft @returns {boolean} */
export function approvable(draft) {
  return draft.messages.every((m) => !m.unsafe && !m.failure);
}

/** What to do with a message that Onloop can't send. @param {Acts} act @param {Card} card @param {Message} message */
function hand_box(act, card, message) {
  if (message.channel !== 'linkedin') return nothing;
  if (!by_hand(card)) return html`<div class="box plain-box"><p>Onloop has no LinkedIn account. Once this step is due the card comes back, and you send it by hand.</p></div>`;
  return html`<div class="box warn" data-by-hand><p><b>Send this one by hand.</b></p>
    <ol class="by-hand"><li>Copy the text. <button class="small" @click=${() => act.copy(message.body)}>Copy</button></li>
      <li>Open ${card.contact?.linkedin ? web_link(card.contact.linkedin, 'their LinkedIn profile') : 'their LinkedIn profile'}, paste it and send it.</li>
      <li>Come back and press <b>Sent by hand</b>. The conversation is then yours: no later step goes out by itself.</li></ol></div>`;
}

/** @param {Message} message */
function findings(message) {
  if (message.failure) return html`<div class="box bad"><p><b>This letter could not be written.</b> ${told(message.failure, undefined)}</p></div>`;
  if (message.findings.length === 0 && !message.unsafe) return nothing;
  return html`<div class="box warn">
    ${message.unsafe ? html`<p><b>Unsafe to send as it stands.</b></p>` : nothing}
    <ul class="plain-list">${message.findings.map((f) => html`<li class="break" title=${f.rule}><bdi>${f.message}</bdi>${f.evidence ? html` <mark class="finding"><bdi>${f.evidence}</bdi></mark>` : nothing}</li>`)}</ul></div>`;
}

/** @param {State} state @param {Acts} act @param {Card} card @param {Message} message */
function edit_form(state, act, card, message) {
  const key = `${card.id}:${message.step}`;
  const subject = state.typed[`${key}:subject`] ?? message.subject;
  const body = state.typed[`${key}:body`] ?? message.body;
  const keep = (/** @type {string} */ field) => (/** @type {Event} */ e) => act.type(`${key}:${field}`, /** @type {HTMLInputElement} */ (e.target).value);
  return html`<form class="edit" id="edit" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); act.save_edit(card, message.step); }}>
    ${message.channel === 'email' || message.subject ? html`<label>Subject<input name="subject" dir="auto" maxlength="1000" autocomplete="off" data-focus .value=${subject} @input=${keep('subject')}></label>` : nothing}
    <label>Text<textarea name="body" rows="12" dir="auto" maxlength="50000" .value=${body} @input=${keep('body')}></textarea></label>
  </form>`;
}

/** The form's buttons, in the dock. @param {State} state @param {Acts} act @param {Card} card */
export function edit_buttons(state, act, card) {
  const saving = edit_under_way(state, card.id);
  const key = `${card.id}:${state.mode?.step}:`;
  const changed = Object.keys(state.typed).some((k) => k.startsWith(key));
  return html`<div class="buttons three"><button class="act" @click=${() => { act.dispatch({ type: 'typed/forget', prefix: key }); act.mode(null); }}>${icon('cross')}Discard</button>
    <button class="act" @click=${() => act.mode(null)}>${icon('left')}${changed ? 'Keep for later' : 'Back'}</button>
    <button class="act approve blue" type="submit" form="edit" aria-disabled=${saving !== null}>${icon('check')}${saving === null ? 'Save' : saving.state === 'waiting' ? 'Waits for the connection' : 'Saving…'}</button></div>`;
}

/** @param {State} state @param {Acts} act @param {Card} card @param {import('../types.js').Fact[]} facts @param {Message} message */
function letter(state, act, card, facts, message) {
  const editing = state.mode?.name === 'edit' && state.mode.step === message.step;
  const key = `${card.id}:${message.step}`;
  const kept = state.typed[`${key}:subject`] !== undefined || state.typed[`${key}:body`] !== undefined;
  const marks = { claims: message.claims, findings: message.findings };
  return html`<article class="message" aria-label="Step ${message.step}">
    <header class="message-head"><span class="step">${message.step}</span>
      <p class="grow sub">${channel(message.channel)} · ${by_hand(card) && message.channel === 'linkedin' ? 'due now' : timing(message, state.status?.now ?? '')}${message.edited_by ? html` · edited by <bdi>${message.edited_by}</bdi>` : nothing}</p>
      ${editing ? nothing : html`<button class="plain" aria-label="Edit step ${message.step}" data-edit=${message.step} @click=${() => act.mode({ name: 'edit', step: message.step })}>${icon('pen')}</button>`}</header>
    ${hand_box(act, card, message)}${findings(message)}
    ${editing ? edit_form(state, act, card, message) : html`
      ${kept ? html`<p class="quiet">You have unsaved changes here. <button class="link" @click=${() => act.mode({ name: 'edit', step: message.step })}>Go on editing</button></p>` : nothing}
      ${message.subject ? html`<h3 class="subject break" dir="auto">${marked(message.subject, marks, facts)}</h3>` : nothing}
      ${message.failure ? nothing : html`<div class="letter break" dir="auto">${marked(message.body, marks, facts)}</div>`}
      ${message.footer ? html`<div class="footer break" dir="auto">${message.footer}</div>` : nothing}`}
    <details class="quiet small-fold"><summary>From, to, model</summary>
      <p class="break">From <bdi>${message.from}</bdi><br>To <bdi>${message.to}</bdi><br>${message.model ? html`Model <bdi>${message.model}</bdi><br>` : nothing}Revision ${message.revision}</p></details>
  </article>`;
}

/** @param {State} state @param {Acts} act @param {Card} card */
export function draft_card(state, act, card) {
  const { draft } = card;
  if (!draft) return nothing;
  const { facts, used } = by_use(draft.facts, draft.messages);
  return html`
    ${draft.proposal ? html`<div class="box plain-box" data-proposal><p class="break"><b><bdi>${draft.proposal.program}</bdi> would approve this</b>, in the name of <bdi>${draft.proposal.by}</bdi>. Nothing leaves before you tap Approve; approved as proposed, it proves nothing about the agent.</p></div>` : nothing}
    ${draft.note ? html`<div class="box plain-box"><p class="break">Your note: <bdi>${draft.note}</bdi></p></div>` : nothing}
    <div class="letters">${draft.messages.map((message) => letter(state, act, card, facts, message))}</div>
    ${facts_box(facts, 'fact', used)}
    ${reasons_box(draft.reasons, draft.score)}
    ${earlier_box(draft.earlier, state.status)}`;
}

/** The one line above the buttons. @param {DraftPart} draft */
export function draft_warning(draft) {
  const found = finding_count(draft);
  const unsafe = draft.messages.some((m) => m.unsafe);
  const failed = draft.messages.find((m) => m.failure);
  if (found === 0 && !unsafe && !failed) return nothing;
  const first = draft.messages.flatMap((m) => m.findings)[0];
  return html`<button class="warning" @click=${() => document.querySelector('.message .box')?.scrollIntoView({ block: 'center' })}>
    <b>${failed ? 'Not written' : unsafe ? 'Unsafe' : count(found, 'finding')}</b><span class="cut">${failed?.failure ?? first?.message ?? ''}</span></button>`;
}

/** @param {DraftPart} draft @returns {string} for the compact list */
export function draft_line(draft) {
  return `${count(draft.messages.length, 'letter')} · score ${score(draft.score)}`;
}
