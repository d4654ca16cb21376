/**
 * Mailboxes: the card of one of whose letters too much came back, and how each stands today.
 *
 * @import {Card, Mailbox} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { count, when } from '../words.js';
import { bar, icon } from './parts.js';

/** @param {Card} card */
export function mailbox_card(card) {
  const { mailbox } = card;
  if (!mailbox) return nothing;
  return html`
    <div class="box ${mailbox.halted ? 'bad' : 'warn'}"><p class="break"><b>${mailbox.halted ? 'Halted.' : 'Still sending.'}</b> ${mailbox.words}</p></div>
    <section class="part"><h3>Agents that write from it</h3><ul class="plain-list">${mailbox.agents.map((agent) => html`<li class="break">${agent}</li>`)}</ul></section>
    <section class="part"><h3>What becomes of its conversations?</h3><ul class="plain-list gaps">
      <li class="break"><b>Move</b> ${mailbox.others.length > 0 ? html`to <bdi>${mailbox.others.join(', ')}</bdi>: their drafts come to you again` : 'is not possible: their agents have no other mailbox'}</li>
      <li><b>Pause</b> until you resume the mailbox</li><li><b>End</b> all that run: nothing more is sent to these people</li></ul>
      <p class="quiet">Whatever you choose, the mailbox stays halted until you resume it.</p></section>`;
}

/** @param {State} state @param {Acts} act @param {Card} card @param {boolean} off */
export function mailbox_buttons(state, act, card, off) {
  const { mailbox } = card;
  if (!mailbox) return nothing;
  /** @param {'move'|'pause'|'end'|'seen'} answer */
  const give = (answer) => () => { if (!off) act.answer_mailbox(card, answer); };
  const ask = (/** @type {string|null} */ id) => () => act.dispatch({ type: 'asking', id });
  if (state.asking === card.id) {
    return html`<div class="buttons two"><button class="act" @click=${ask(null)}>Keep them</button>
      <button class="act kill" aria-disabled=${off} @click=${give('end')}>${icon('cross')}End them all</button></div>`;
  }
  const stuck = mailbox.others.length === 0;
  return html`<div class="buttons ${mailbox.halted ? 'three' : 'four'}">
    ${mailbox.halted ? nothing : html`<button class="act" aria-disabled=${off} @click=${give('seen')}>${icon('check')}Seen</button>`}
    <button class="act kill" aria-disabled=${off} @click=${ask(card.id)}>${icon('cross')}End…</button>
    <button class="act" aria-disabled=${off} @click=${give('pause')}>${icon('pause')}Pause</button>
    <button class="act approve blue" aria-disabled=${off || stuck} @click=${() => { if (!stuck) give('move')(); }}>${icon('right')}Move</button></div>`;
}

/** What came back of its last letters. @param {Mailbox} mailbox */
function came_back(mailbox) {
  const parts = [
    mailbox.bounced > 0 ? `${mailbox.bounced} bounced` : '',
    mailbox.refused > 0 ? `${mailbox.refused} refused` : '',
    mailbox.complained > 0 ? count(mailbox.complained, 'complaint') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? nothing : html`<span class="amber">${parts.join(', ')}</span>`;
}

/** How each stands today. @param {State} state @param {Acts} act @param {Mailbox[]} mailboxes */
export function mailbox_list(state, act, mailboxes) {
  return html`<ul class="plain-list gaps">${mailboxes.map((mailbox) => html`<li class="stack" data-mailbox=${mailbox.address}>
    ${bar({ label: mailbox.address, value: mailbox.sent, of: mailbox.cap })}
    ${mailbox.halted || mailbox.braked_at || mailbox.warming_up || came_back(mailbox) !== nothing ? html`<p class="quiet pieces">${mailbox.halted ? html`<span class="badge red">halted</span>` : nothing}${mailbox.braked_at ? html`<span>by its brake ${when(mailbox.braked_at, state.status?.now)}</span>` : nothing}${mailbox.warming_up ? html`<span>warming up</span>` : nothing}${came_back(mailbox)}</p>` : nothing}
    <div class="row wrap">${mailbox.card ? html`<a class="button small" href=${`#/queue/${mailbox.card}`}>Its card</a>` : nothing}
    ${mailbox.halted ? html`<button class="small" aria-disabled=${state.busy} @click=${() => act.halt(false, 'mailbox', mailbox.address)}>Resume this mailbox</button>`
    : html`<button class="small danger-line" aria-disabled=${state.busy} @click=${() => act.halt(true, 'mailbox', mailbox.address)}>Halt this mailbox</button>`}</div></li>`)}</ul>`;
}
