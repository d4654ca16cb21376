/**
 * A sequence of drafts on one card: who, why it was held, what lint found, the letters, the facts.
 *
 * @import {Card, DraftPart, Message} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { edit_under_way } from '../state.js';
import { count, percent, score, when } from '../words.js';
import { earlier_box, facts_box, icon, marked, reasons_box } from './parts.js';

/** @param {DraftPart} draft @returns {number} */
export function finding_count(draft) {
  return draft.messages.reduce((sum, message) => sum + message.findings.length, 0);
}

/** @param {Message} message @param {string} now */
function timing(message, now) {
  if (!message.not_before) return 'as soon as approved';
  return Date.parse(message.not_before) <= Date.parse(now) ? 'as soon as approved' : `not before ${when(message.not_before, now)}`;
}

/** @param {Message} message */
function findings(message) {
  if (message.findings.length === 0 && !message.unsafe) return nothing;
  return html`<div class="box warn">
    ${message.unsafe ? html`<p><b>Unsafe to send as it stands.</b></p>` : nothing}
    <ul class="plain-list">${message.findings.map((f) => html`<li class="break" title=${f.rule}><bdi>${f.message}</bdi>${f.evidence ? html` <mark class="finding"><bdi>${f.evidence}</bdi></mark>` : nothing}</li>`)}</ul></div>`;
}

/** @param {State} state @param {Acts} act @param {Card} card @param {Message} message */
function edit_form(state, act, card, message) {
  const key = `${card.id}:${message.step}`;
  const saving = edit_under_way(state, card.id);
  const subject = state.typed[`${key}:subject`] ?? message.subject;
  const body = state.typed[`${key}:body`] ?? message.body;
  const keep = (/** @type {string} */ field) => (/** @type {Event} */ e) => act.type(`${key}:${field}`, /** @type {HTMLInputElement} */ (e.target).value);
  return html`<form class="edit" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); act.save_edit(card, message.step); }}>
    ${message.channel === 'email' || message.subject ? html`<label>Subject<input name="subject" dir="auto" maxlength="1000" autocomplete="off" data-focus .value=${subject} @input=${keep('subject')}></label>` : nothing}
    <label>Text<textarea name="body" rows="12" dir="auto" maxlength="50000" .value=${body} @input=${keep('body')}></textarea></label>
    <div class="row"><button type="button" @click=${() => act.mode(null)}>Close</button>
      <button type="button" class="plain" @click=${() => { act.dispatch({ type: 'typed/forget', prefix: `${key}:` }); act.mode(null); }}>Discard changes</button>
      <button class="primary grow" type="submit" aria-disabled=${saving !== null}>${saving === null ? 'Save' : saving.state === 'waiting' ? 'Waits for the connection' : 'Saving…'}</button></div></form>`;
}

/** @param {State} state @param {Acts} act @param {Card} card @param {DraftPart} draft @param {Message} message */
function letter(state, act, card, draft, message) {
  const editing = state.mode?.name === 'edit' && state.mode.step === message.step;
  const key = `${card.id}:${message.step}`;
  const kept = state.typed[`${key}:subject`] !== undefined || state.typed[`${key}:body`] !== undefined;
  const marks = { claims: message.claims, findings: message.findings };
  return html`<article class="message" aria-label="Step ${message.step}">
    <header class="message-head"><span class="step">${message.step}</span>
      <p class="grow sub">${message.channel} · ${timing(message, state.status?.now ?? '')}${message.edited_by ? html` · edited by <bdi>${message.edited_by}</bdi>` : nothing}</p>
      ${editing ? nothing : html`<button class="plain" aria-label="Edit step ${message.step}" data-edit=${message.step} @click=${() => act.mode({ name: 'edit', step: message.step })}>${icon('pen')}</button>`}</header>
    ${findings(message)}
    ${editing ? edit_form(state, act, card, message) : html`
      ${kept ? html`<p class="quiet">You have unsaved changes here. <button class="link" @click=${() => act.mode({ name: 'edit', step: message.step })}>Go on editing</button></p>` : nothing}
      ${message.subject ? html`<h3 class="subject break" dir="auto">${marked(message.subject, marks, draft.facts)}</h3>` : nothing}
      <div class="letter break" dir="auto">${marked(message.body, marks, draft.facts)}</div>
      ${message.footer ? html`<div class="footer break" dir="auto">${message.footer}</div>` : nothing}`}
    <details class="quiet small-fold"><summary>From, to, model</summary>
      <p class="break">From <bdi>${message.from}</bdi><br>To <bdi>${message.to}</bdi><br>${message.model ? html`Model <bdi>${message.model}</bdi><br>` : nothing}${message.confidence === null ? nothing : html`Its own confidence ${percent(message.confidence)}<br>`}Revision ${message.revision}</p></details>
  </article>`;
}

/** @param {State} state @param {Acts} act @param {Card} card */
export function draft_card(state, act, card) {
  const { draft } = card;
  if (!draft) return nothing;
  return html`
    ${draft.note ? html`<div class="box plain-box"><p class="break">Your note: <bdi>${draft.note}</bdi></p></div>` : nothing}
    <div class="letters">${draft.messages.map((message) => letter(state, act, card, draft, message))}</div>
    ${facts_box(draft.facts)}
    ${reasons_box(draft.reasons, draft.score)}
    ${earlier_box(draft.earlier, state.status)}`;
}

/** The one line above the buttons. @param {DraftPart} draft */
export function draft_warning(draft) {
  const found = finding_count(draft);
  const unsafe = draft.messages.some((m) => m.unsafe);
  if (found === 0 && !unsafe) return nothing;
  const first = draft.messages.flatMap((m) => m.findings)[0];
  return html`<button class="warning" @click=${() => document.querySelector('.box.warn')?.scrollIntoView({ block: 'center' })}>
    <b>${unsafe ? 'Unsafe' : count(found, 'finding')}</b><span class="cut">${first?.message ?? ''}</span></button>`;
}

/** @param {DraftPart} draft @returns {string} for the compact list */
export function draft_line(draft) {
  return `${count(draft.messages.length, 'letter')} · score ${score(draft.score)}`;
}
