/**
 * The two cards with little to read: a target list, and a send whose outcome is not known.
 *
 * @import {Card} from '../types.js'
 * @import {State} from '../state.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { channel, count, plain, when } from '../words.js';

/** @param {Record<string, number>} excluded */
export function excluded_words(excluded) {
  const entries = Object.entries(excluded).filter(([, n]) => n > 0);
  if (entries.length === 0) return nothing;
  return html`<ul class="tallies">${entries.map(([reason, n]) => html`<li><span class="grow">${plain(reason)}</span><span class="number">${n.toLocaleString('en')}</span></li>`)}</ul>`;
}

/** @param {Card} card */
export function list_card(card) {
  const { list } = card;
  if (!list) return nothing;
  const out = Object.values(list.excluded).reduce((sum, n) => sum + n, 0);
  return html`
    <p class="big-number"><span>${list.waiting.toLocaleString('en')}</span> ${list.waiting === 1 ? 'lead waits' : 'leads wait'} for your yes or no</p>
    ${list.accepted + list.rejected > 0 ? html`<p class="sub">${list.accepted.toLocaleString('en')} accepted · ${list.rejected.toLocaleString('en')} rejected</p>` : nothing}
    ${out > 0 ? html`<section class="part"><h3>Left out by the rules</h3>${excluded_words(list.excluded)}</section>` : nothing}
    ${list.bad_rows > 0 ? html`<p class="quiet">${count(list.bad_rows, 'row')} could not be read.</p>` : nothing}`;
}

/** @param {State} state @param {Card} card */
export function doubt_card(state, card) {
  const doubt = card.in_doubt;
  if (!doubt) return nothing;
  if (doubt.alarm) {
    return html`
    <div class="box bad"><p class="break">${doubt.words}</p></div>
    <p class="sub break">Step ${doubt.step} · ${channel(doubt.channel)}<br>To <bdi>${doubt.to}</bdi></p>
    ${doubt_letter(doubt)}`;
  }
  return html`
    <div class="box warn"><p class="break">${doubt.words || 'The provider took this message, but never said whether it went out. It is not sent again until you settle it.'}</p></div>
    <p class="sub break">Step ${doubt.step} · ${channel(doubt.channel)} · handed over ${when(doubt.claimed_at, state.status?.now)}<br>To <bdi>${doubt.to}</bdi></p>
    <p>Look in the sender’s “sent” folder or the provider’s log, then say what you saw.</p>
    ${doubt_letter(doubt)}`;
}

/** @param {import('../types.js').DoubtPart} doubt */
function doubt_letter(doubt) {
  return html`<article class="message">${doubt.subject ? html`<h3 class="subject break" dir="auto">${doubt.subject}</h3>` : nothing}<div class="letter break" dir="auto">${doubt.body}</div></article>`;
}
