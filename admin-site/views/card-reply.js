/**
 * A reply: the human's words first, large; the label and why; the full mail behind a fold.
 *
 * @import {Card} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { day, percent, plain, when } from '../words.js';
import { earlier_box, marked } from './parts.js';

/** @param {State} state @param {Acts} act @param {Card} card */
export function reply_card(state, act, card) {
  const { reply } = card;
  if (!reply) return nothing;
  const words = reply.human_text.trim() === '' ? reply.text : reply.human_text;
  const outside = reply.evidence.filter((part) => !words.includes(part));
  return html`
    <p class="labels"><span class="intent intent-${reply.intent}">${plain(reply.intent)}</span>
      <span class="quiet">${reply.relabelled_by ? html`relabelled by <bdi>${reply.relabelled_by}</bdi>` : reply.intent_confidence === null ? nothing : percent(reply.intent_confidence)} · ${when(reply.received_at, state.status?.now)}</span></p>
    ${reply.unmatched ? html`<div class="box warn"><p>No conversation was found for this mail.</p></div>` : nothing}
    ${reply.other_writer ? html`<div class="box plain-box"><p class="break"><bdi>${reply.from}</bdi> answered, not ${card.contact?.name ? html`<bdi>${card.contact.name}</bdi>` : 'the person'} we wrote to</p></div>` : nothing}
    ${reply.subject ? html`<p class="quiet break"><bdi>${reply.subject}</bdi></p>` : nothing}
    <blockquote class="human break" dir="auto">${marked(words, { evidence: reply.evidence }, [])}</blockquote>
    ${outside.length > 0 ? html`<p class="quiet break">Read as “${plain(reply.intent)}” because of: ${outside.map((e) => html`<mark class="evidence"><bdi>${e}</bdi></mark> `)}</p>` : nothing}
    ${reply.referral ? html`<div class="box plain-box"><p class="break">Refers to <b><bdi>${reply.referral.name ?? ''}</bdi></b> <bdi>${reply.referral.email ?? ''}</bdi></p>
      ${reply.referral.email ? html`<button class="small" @click=${() => act.add_lead(card)}>Add as a lead</button>` : nothing}</div>` : nothing}
    ${reply.return_date ? html`<p>Back on ${day(reply.return_date)}</p>` : nothing}
    ${reply.resume_on ? html`<p>The sequence goes on from ${day(reply.resume_on)}</p>` : nothing}
    <details class="fold"><summary>The full mail</summary>
      <p class="quiet break">From <bdi>${reply.from}</bdi>${reply.matched_by ? html`<br>Matched by ${plain(reply.matched_by).toLowerCase()}` : nothing}</p>
      <div class="letter break scrolls" dir="auto" tabindex="0" role="region" aria-label="Full mail">${reply.text}</div></details>
    ${earlier_box(reply.earlier, state.status)}`;
}
