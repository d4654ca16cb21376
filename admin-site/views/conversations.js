/**
 * The conversations, and one of them from first draft to close.
 *
 * @import {Conversation, Message} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { actor, brief, channel, plain, told, when } from '../words.js';
import { to } from '../routes.js';
import { api_query, why_link } from './links.js';
import { by_use, contact_lines, facts_box, icon, PHASES, loaded_box, marked, note_form, reasons_box } from './parts.js';

/** @param {State} state @param {Acts} act */
export function conversations_screen(state, act) {
  const { conversations } = state.loads;
  const query = state.route.query;
  const now = state.status?.now;
  /** @param {Record<string, string>} change */
  const go = (change) => { location.hash = `#/conversations${api_query({ ...query, ...change })}`; };
  return html`<div class="scroll" id="scroll"><div class="column">
    ${query.agent ? html`<p class="crumb"><a href=${to('agents', query.agent)}>${icon('left')} ${query.agent}</a></p>` : nothing}
    <h1>Conversations</h1>
    <form class="search" role="search" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); go({ q: String(new FormData(/** @type {HTMLFormElement} */ (e.target)).get('q') ?? '') }); }}>
      ${icon('search')}<input name="q" type="search" maxlength="200" placeholder="Name, company or address" aria-label="Search conversations" .value=${query.q ?? ''}></form>
    ${query.phase ? html`<p class="quiet">Only those ${PHASES.find(([key]) => key === query.phase)?.[1] ?? plain(query.phase)}. <button class="link" @click=${() => go({ phase: '' })}>Show all</button></p>` : nothing}
    ${loaded_box(conversations, () => {
    const rows = conversations.data?.conversations ?? [];
    return html`${rows.length === 0 ? html`<p class="quiet">No conversation here yet.</p>` : nothing}
      <ul class="leads">${rows.map((row) => html`<li class="lead"><a class="lead-open" href=${to('conversations', row.id)}>
        <span class="grow"><b class="cut"><bdi>${row.name || 'No name'}</bdi></b><span class="quiet cut"><bdi>${row.company}</bdi>${query.agent ? nothing : ` · ${row.agent}`}</span>
          <span class="break two-lines">${told(row.phase_words || plain(row.phase), now)}${row.steps > 0 ? ` · ${row.step} of ${row.steps} sent` : ''}</span></span>
        <span class="quiet right">${row.next_at ? html`next<br>` : nothing}${brief(row.next_at ?? row.last_at, now)}</span></a></li>`)}</ul>
      ${conversations.data?.next ? html`<button class="wide" @click=${() => act.load_more('conversations', `/conversations${api_query({ ...query, limit: '50', after: conversations.data?.next ?? '' })}`, 'conversations')}>More</button>` : nothing}`;
  })}</div></div>`;
}

/** @param {State} state @param {import('../types.js').Fact[]} facts @param {Message} message */
function message_view(state, facts, message) {
  return html`<article class="message"><header class="message-head"><span class="step">${message.step}</span>
      <p class="grow sub">${channel(message.channel)} · ${told(message.state_words || plain(message.state ?? ''), state.status?.now)}${message.sent_at ? html` · ${when(message.sent_at, state.status?.now)}` : nothing}</p></header>
    ${message.subject ? html`<h3 class="subject break" dir="auto">${marked(message.subject, { claims: message.claims }, facts)}</h3>` : nothing}
    <div class="letter break" dir="auto">${marked(message.body, { claims: message.claims }, facts)}</div></article>`;
}

/** A letter of the operator's own, in his mail programme. @param {Conversation} talk @returns {string} */
function mail_to(talk) {
  const subject = talk.replies.at(-1)?.subject || talk.messages.findLast((message) => message.sent_at)?.subject || '';
  const answer = subject === '' || /^re:/i.test(subject) ? subject : `Re: ${subject}`;
  return `mailto:${encodeURIComponent(talk.contact?.email ?? '')}?${new URLSearchParams({ subject: answer }).toString().replaceAll('+', '%20')}`;
}

/** @param {State} state @param {Acts} act @param {Conversation} talk */
function dock(state, act, talk) {
  const key = `${talk.id}:note`;
  const note = { value: state.typed[key] ?? '', type: (/** @type {string} */ text) => act.type(key, text), close: () => act.mode(null) };
  const text = (state.typed[key] ?? '').trim();
  if (state.mode?.name === 'stop') {
    return html`<div class="dock">${note_form({ ...note, label: 'Stop: why?', hint: 'They signed with someone else', button: 'Stop this conversation', send: () => act.act_on(talk.id, { type: 'stop', reason_note: text }, 'Stopped') })}</div>`;
  }
  if (state.mode?.name === 'hand_back') {
    return html`<div class="dock">${note_form({ ...note, label: 'Hand back: what next?', hint: 'Answer the question about prices', button: 'Hand back', send: () => act.act_on(talk.id, { type: 'hand_back', note: text }, 'Handed back') })}</div>`;
  }
  if (talk.phase === 'closed' || talk.phase === 'stopped') return nothing; // it is over, and nobody may write
  const yours = talk.phase === 'with_operator' && !talk.card && talk.contact?.email;
  return html`<div class="dock" role="region" aria-label="Conversation"><div class="buttons ${yours && !talk.meeting ? 'four' : 'three'}">
    <button class="act kill" @click=${() => act.mode({ name: 'stop', step: 0 })}>${icon('stop')}Stop</button>
    <button class="act" @click=${() => act.mode({ name: 'hand_back', step: 0 })}>${icon('back')}Hand back</button>
    ${yours ? html`${talk.meeting ? nothing : html`<button class="act" @click=${() => act.act_on(talk.id, { type: 'meeting' }, 'Meeting written down')}>${icon('check')}Meeting agreed</button>`}<a class="button act approve blue" href=${mail_to(talk)}>${icon('pen')}Write to them</a>`
    : html`<button class="act approve blue" @click=${() => act.act_on(talk.id, { type: 'take_over' }, 'Taken over')}>${icon('hand')}Take over</button>`}</div></div>`;
}

/** @param {State} state @param {Acts} act */
export function conversation_screen(state, act) {
  const { conversation } = state.loads;
  const talk = conversation.data;
  const now = state.status?.now;
  return html`<div class="screen with-dock"><div class="scroll" id="scroll"><div class="column">
    <p class="crumb"><a href=${talk ? `#/conversations${api_query({ agent: talk.agent })}` : to('conversations')}>${icon('left')} Conversations</a></p>
    ${loaded_box(conversation, () => {
    if (talk === null) return nothing;
    const { facts, used } = by_use(talk.facts, talk.messages);
    return html`
      <header class="who"><h1 class="clamp break" dir="auto">${talk.contact?.name ?? 'A forgotten person'}</h1>${talk.contact ? contact_lines(talk.contact, now) : html`<p class="sub">Their texts are deleted; what happened is kept.</p>`}</header>
      <p class="phase-line"><span class="badge">${told(talk.phase_words || plain(talk.phase), now)}</span> <a href=${to('agents', talk.agent)}>${talk.agent}</a> · <a href=${why_link(talk.id)}>Why?</a></p>
      ${talk.card ? html`<a class="next" href=${to('queue', talk.card)}><span class="grow">A card of this conversation waits for you</span>${icon('right')}</a>` : nothing}
      ${talk.replies.map((reply) => html`<section class="part"><p class="labels"><span class="intent intent-${reply.intent}">${plain(reply.intent)}</span><span class="quiet">${when(reply.received_at, now)}</span></p>
        <blockquote class="human break" dir="auto">${reply.human_text || reply.text}</blockquote>
        <details class="fold"><summary>The full mail</summary><p class="quiet break"><bdi>${reply.from}</bdi><br><bdi>${reply.subject}</bdi></p><div class="letter break" dir="auto">${reply.text}</div></details></section>`)}
      ${talk.phase === 'with_operator' && !talk.card ? html`<div class="box plain-box"><p>You answer them yourself from your own mailbox; nothing goes out from here. Hand back when the agent should draft again.</p></div>` : nothing}
      <div class="letters">${talk.messages.map((message) => message_view(state, facts, message))}</div>
      <section class="part"><h3>What happened</h3><ol class="timeline">${talk.timeline.map((line) => html`<li><p class="break many-lines" title=${line.words}>${told(line.words || plain(line.event), now)}</p><p class="quiet break many-lines">${when(line.at, now)} · <bdi>${actor(line.who)}</bdi></p></li>`)}</ol></section>
      ${facts_box(facts, 'fact', used)}${reasons_box(talk.reasons, talk.score)}`;
  })}
  </div></div>${talk ? dock(state, act, talk) : nothing}</div>`;
}
