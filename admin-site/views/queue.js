/**
 * The queue: one card at a time, its buttons under the thumb; a compact list beside it on a wide screen.
 *
 * @import {Card, Kind} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { keyed } from '../vendor/directives/keyed.js';
import { estimate } from '../pace.js';
import { current_card, edit_under_way, waiting } from '../state.js';
import { INTENTS, KILL_REASONS, actor, count, minutes, plain, told, when, why as why_words } from '../words.js';
import { to } from '../routes.js';
import { after_box } from './after.js';
import { approvable, by_hand, draft_card, draft_line, draft_warning, edit_buttons, finding_count } from './card-draft.js';
import { reply_card } from './card-reply.js';
import { doubt_card, list_card } from './card-small.js';
import { goal_buttons, goal_card } from './goals.js';
import { mailbox_buttons, mailbox_card } from './mailboxes.js';
import { choices, contact_lines, icon, note_form, problem_box } from './parts.js';
import { swipe } from './swipe.js';
import { due_line } from './tune.js';

/** A day in ten seconds: fast enough to watch a week, slow enough to read. */
export const FAST = 10;

/** @type {[Kind, string, string][]} */
const KINDS = [['reply', 'reply', 'replies'], ['in_doubt', 'in doubt', 'in doubt'], ['mailbox', 'mailbox', 'mailboxes'], ['draft', 'draft', 'drafts'], ['list', 'list', 'lists'], ['goal', 'goal', 'goals']];

/** @param {Card} card @returns {string} */
export function card_title(card) {
  if (card.kind === 'list') return 'Target list';
  if (card.mailbox) return card.mailbox.mailbox;
  if (card.goal) return `Keep, change or stop ${card.agent}?`;
  return card.contact?.name || card.reply?.from || card.in_doubt?.to || 'Unknown sender';
}

/** @param {Card} card @returns {string} */
function kind_words(card) {
  return card.in_doubt?.alarm ? 'Alarm' : { list: 'Target list', draft: 'Draft', reply: 'Reply', in_doubt: 'In doubt', mailbox: 'Mailbox', goal: 'Goal' }[card.kind];
}

/** How long the queue takes, and on tapping it, how that was reckoned. @param {State} state @param {import('../types.js').Totals} totals */
function pace(state, totals) {
  const { seconds, own_looks } = state.status ?? {};
  if (!seconds || !own_looks) return html`<span class="quiet">${minutes(state.status?.minutes ?? state.queue.minutes)}</span>`;
  const reckoned = estimate(totals, seconds, own_looks);
  const usual_left = reckoned.parts.some((part) => part.own < 5);
  return html`<details class="pace"><summary class="quiet">${minutes(reckoned.minutes)}</summary><div class="pace-box">
    <ul class="plain-list">${reckoned.parts.map((part) => html`<li>${count(part.n, ...words_of(part.kind))}, ${part.seconds} s each${part.own > 0 ? html`: <b>your own pace</b>, from your last ${count(part.own, 'look')}` : nothing}</li>`)}</ul>
    ${today(state)}
    ${usual_left ? html`<p class="quiet">Where you have looked little yet, usual times count along.</p>` : nothing}</div></details>`;
}

/** What the day has asked so far. @param {State} state */
function today(state) {
  const { minutes_a_day, minutes_today, minutes_waiting } = state.status?.attention ?? { minutes_a_day: 0, minutes_today: 0, minutes_waiting: 0 };
  return html`<p class="quiet" data-today>Today: ${minutes_today} of ${count(minutes_a_day, 'minute')} looked at, ${minutes_waiting} wait. New agents’ reviews are billed to their own hour.</p>`;
}

/** @param {Kind} kind @returns {[string, string]} */
function words_of(kind) {
  const [, one, many] = KINDS.find(([known]) => known === kind) ?? ['', kind, kind];
  return [one, many];
}

/** What is no card and yet waits for somebody. @param {State} state */
function besides(state) {
  const { dead_letters = 0, unmatched = 0, failing = null, reading = [] } = state.status ?? {};
  // With nothing else to do, what comes next says it in large letters.
  const unread = state.queue.cards.length > 0 ? reading.filter((mailbox) => mailbox.trouble) : [];
  const tasks = failing && state.queue.cards.length > 0 ? html`<div class="box warn gap-below" data-failing><p class="break"><b>${count(failing.tasks, 'task fails', 'tasks fail')}</b> and ${failing.tasks === 1 ? 'is' : 'are'} tried again ${when(failing.again, state.status?.now)}: <bdi>${told(failing.why, state.status?.now)}</bdi></p></div>` : nothing;
  const slowed = (state.status?.attention?.words ?? []).map((words) => html`<div class="box warn gap-below" data-slowed><p class="break"><bdi>${words}</bdi></p></div>`);
  const tuning = state.queue.cards.length > 0 || (state.status?.tuning ?? []).length > 1 ? due_line(state) : nothing;
  const strays = html`${dead_letters > 0 ? html`<a class="next amber-line" href="#/more/given-up" data-dead><span class="grow break"><b>${count(dead_letters, 'task')}</b> given up</span>${icon('right')}</a>` : nothing}
    ${unmatched > 0 ? html`<a class="next" href="#/more/unmatched" data-unmatched><span class="grow break"><b>${unmatched.toLocaleString('en')}</b> stray ${unmatched === 1 ? 'mail' : 'mails'}</span>${icon('right')}</a>` : nothing}`;
  const line = tuning !== nothing || dead_letters + unmatched > 0 ? html`<p class="besides">${tuning}${strays}</p>` : nothing;
  return html`${unread.map((mailbox) => html`<div class="box warn gap-below" data-unread><p class="break"><b>Replies are not read</b> and it is tried again ${when(mailbox.again ?? '', state.status?.now)}: <bdi>${mailbox.trouble}</bdi></p></div>`)}${tasks}${slowed}${line}`;
}

/** @param {State} state @param {Acts} act */
function meter(state, act) {
  const { queue } = state;
  const totals = waiting(state);
  const total = totals.list + totals.draft + totals.reply + totals.in_doubt + totals.mailbox + totals.goal;
  const kinds = KINDS.filter(([kind]) => totals[kind] > 0 || queue.kind === kind);
  return html`<div class="queue-meter"><p><b>${count(total, 'card')}</b></p>${total > 0 ? pace(state, totals) : nothing}<span class="grow"></span>
    ${kinds.length > 1 || queue.kind !== '' ? html`<div class="filters" role="group" aria-label="Only one kind">${kinds.map(([kind, one, many]) => html`
      <button class="filter" aria-pressed=${queue.kind === kind} @click=${() => act.only(queue.kind === kind ? '' : kind)}>${totals[kind].toLocaleString('en')} ${totals[kind] === 1 ? one : many}</button>`)}</div>` : nothing}</div>`;
}

/** @param {State} state @param {Acts} act */
function rows(state, act) {
  return html`<ol class="rows" aria-label="Cards">${state.queue.cards.map((card) => html`
    <li><button class="row-card" aria-current=${card.id === state.queue.current} @click=${() => act.show(card.id)}>
      <span class="dot kind-${card.kind}" aria-hidden="true"></span>
      <span class="grow"><b class="cut">${card_title(card)}</b><span class="quiet cut">${card.kind === 'list' || card.kind === 'mailbox' || card.kind === 'goal' ? card.agent : card.contact?.company ?? ''}</span>
        <span class="quiet cut">${card.looking ? html`<span class="amber"><bdi>${card.looking}</bdi> looks at it</span>` : row_line(card)}</span></span></button></li>`)}
    ${state.queue.next ? html`<li><button class="wide" @click=${() => act.load_queue(true)}>More cards</button></li>` : nothing}</ol>`;
}

/** @param {Card} card */
function row_line(card) {
  if (card.draft) {
    const found = finding_count(card.draft);
    return html`${draft_line(card.draft)}${found > 0 ? html` · <span class="amber">${count(found, 'finding')}</span>` : nothing}`;
  }
  if (card.reply) return plain(card.reply.intent);
  if (card.list) return count(card.list.waiting, 'lead');
  if (card.goal) return `${card.goal.positives} of ${card.goal.aim}`;
  return kind_words(card);
}

/** @param {State} state @param {Acts} act @param {Card} card what happened to this card meanwhile */
function meanwhile(state, act, card) {
  const { queue } = state;
  const stale = state.stale[card.id];
  return html`
    ${card.looking ? html`<div class="box warn" data-looking><p><bdi>${card.looking}</bdi> is looking at this card too. Whoever decides first has decided.</p></div>` : nothing}
    ${stale ? html`<div class="box bad" role="alert" data-stale><p><b>Your verdict was not taken.</b> ${told(stale.detail, state.status?.now)}</p>
      ${stale.by && !stale.detail.includes(stale.by) ? html`<p class="quiet"><bdi>${stale.by}</bdi>${stale.at ? html`, ${when(stale.at, state.status?.now)}` : nothing}</p>` : nothing}
      <p class="quiet">This is the current card. What you typed is kept.</p></div>` : nothing}
    ${queue.gone !== null ? html`<div class="box bad" role="alert"><p>${told(queue.gone, state.status?.now)}</p><button class="small" @click=${act.show_newer}>Next card</button></div>`
    : queue.newer ? html`<div class="box warn" role="alert"><p>This card has changed since you opened it.</p><button class="small" @click=${act.show_newer}>Show the current one</button></div>` : nothing}`;
}

/** What is told at length below is not told twice. @param {Card} card @returns {string[]} */
function why_shown(card) {
  return by_hand(card) ? card.why.filter((why) => !why.includes('no LinkedIn account')) : card.why;
}

/** @param {State} state @param {Acts} act @param {Card} card */
function card_view(state, act, card) {
  const at = state.queue.cards.indexOf(card);
  const moves = swipe({
    right: card.draft && approvable(card.draft) && !by_hand(card) ? () => act.approve(card) : null,
    left: card.kind === 'draft' ? () => act.mode({ name: 'kill', step: 0 }) : null,
  });
  return html`<div class="card-place"><div class="swipe-under" aria-hidden="true"><span class="under-right">${icon('check')} Approve</span><span class="under-left">Kill ${icon('cross')}</span></div>
    <article class="card" id="card" data-card=${card.id} data-kind=${card.kind} tabindex="-1" aria-label="${kind_words(card)}: ${card_title(card)}"
      @pointerdown=${moves.down} @pointermove=${moves.move} @pointerup=${moves.up} @pointercancel=${moves.cancel}>
      <header class="card-head"><div class="row"><p class="eyebrow grow cut"><span class="dot kind-${card.kind}" aria-hidden="true"></span>${kind_words(card)} · ${card.mailbox ? card.agent : html`<a href=${to('agents', card.agent)}>${card.agent}</a>`}</p>
        <div class="stepper"><button class="plain" aria-label="Previous card" aria-disabled=${at <= 0} @click=${() => act.step(-1)}>${icon('left')}</button>
          <button class="plain" aria-label="Next card" aria-disabled=${at >= state.queue.cards.length - 1} @click=${() => act.step(1)}>${icon('right')}</button></div></div>
        <h2 class="clamp break" dir="auto">${card.kind === 'list' ? `Who should ${card.agent} write to?` : card_title(card)}</h2>
        ${card.contact ? contact_lines(card.contact, state.status?.now, card.conversation) : card.conversation ? html`<p><a href=${to('conversations', card.conversation)}>Conversation</a></p>` : nothing}</header>
      ${meanwhile(state, act, card)}
      ${why_shown(card).length > 0 ? html`<ul class="why" aria-label="Why this waits for you">${why_shown(card).map((why) => html`<li class="break"><bdi>${told(why_words(why), state.status?.now)}</bdi></li>`)}</ul>` : nothing}
      ${card.kind === 'draft' ? draft_card(state, act, card) : card.kind === 'reply' ? reply_card(state, act, card) : card.kind === 'list' ? list_card(card) : card.kind === 'mailbox' ? mailbox_card(card) : card.kind === 'goal' ? goal_card(card) : doubt_card(state, card)}
    </article></div>`;
}

/** @param {State} state @param {Acts} act @param {Card} card */
function buttons(state, act, card) {
  const { mode, queue } = state;
  const off = !queue.armed || queue.gone !== null || edit_under_way(state, card.id) !== null;
  const close = () => act.mode(null);
  /** @param {import('../types.js').Mode['name']} name */
  const open = (name) => () => act.mode({ name, step: card.draft?.messages[0]?.step ?? 0 });
  if (mode?.name === 'kill') return choices({ label: 'Kill: why?', choices: KILL_REASONS, pick: (reason) => act.kill(card, reason), close, off });
  if (mode?.name === 'relabel') {
    return html`<div class="choices">${choices({ label: 'It is really…', choices: INTENTS, chosen: card.reply?.intent, pick: (intent) => act.relabel(card, intent), close, off, dense: true })}
      <label class="inline">Not now, or out of office until <input type="date" .value=${(state.typed[`${card.id}:resume_on`] ?? card.reply?.resume_on ?? card.reply?.return_date ?? '').slice(0, 10)} @input=${(/** @type {Event} */ e) => act.type(`${card.id}:resume_on`, /** @type {HTMLInputElement} */ (e.target).value)}></label></div>`;
  }
  const note = { value: state.typed[`${card.id}:note`] ?? '', type: (/** @type {string} */ text) => act.type(`${card.id}:note`, text), close, off };
  if (mode?.name === 'redraft') return note_form({ ...note, label: 'Redraft: what should change?', hint: 'Shorter, and open with their new warehouse', button: 'Send back', send: () => act.redraft(card) });
  if (mode?.name === 'hand_back') return note_form({ ...note, label: 'Hand back: what should the agent answer?', hint: 'Offer Tuesday or Wednesday. You will review the draft.', button: 'Hand back', send: () => act.hand_back(card) });
  if (mode?.name === 'edit') return edit_buttons(state, act, card);
  const guard = (/** @type {() => void} */ does) => () => { if (!off) does(); };
  if (card.kind === 'draft' && card.draft) {
    const n = card.draft.messages.length;
    const failed = card.draft.messages.some((m) => m.failure);
    const more = n === 2 ? ' both' : n > 2 ? ` all ${n}` : '';
    if (by_hand(card)) {
      return html`<div class="buttons four">
      <button class="act kill" aria-disabled=${off} @click=${guard(open('kill'))}>${icon('cross')}Kill</button>
      <button class="act" aria-disabled=${off} @click=${guard(open('redraft'))}>${icon('redo')}Redraft</button>
      <button class="act" aria-disabled=${off} @click=${guard(open('edit'))}>${icon('pen')}Edit</button>
      <button class="act approve blue" aria-disabled=${off} @click=${guard(() => act.sent_by_hand(card))}>${icon('hand')}Sent by hand</button></div>`;
    }
    return html`${draft_warning(card.draft)}<div class="buttons four">
      <button class="act kill" aria-disabled=${off} @click=${guard(open('kill'))}>${icon('cross')}Kill</button>
      <button class="act" aria-disabled=${off} @click=${guard(open('redraft'))}>${icon('redo')}Redraft</button>
      <button class="act" aria-disabled=${off} @click=${guard(open('edit'))}>${icon('pen')}Edit</button>
      <button class="act approve" aria-disabled=${off || failed} @click=${guard(() => !failed && act.approve(card))}>${icon('check')}Approve${more}</button></div>`;
  }
  if (card.kind === 'reply') {
    return html`<div class="buttons four"><button class="act" aria-disabled=${off} @click=${guard(() => act.done(card))}>${icon('check')}Done</button>
      <button class="act" aria-disabled=${off} @click=${guard(open('relabel'))}>${icon('tag')}Relabel</button>
      <button class="act" aria-disabled=${off} @click=${guard(open('hand_back'))}>${icon('back')}Hand back</button>
      <button class="act approve blue" aria-disabled=${off} @click=${guard(() => act.take_over(card))}>${icon('hand')}Take over</button></div>`;
  }
  if (card.kind === 'mailbox') return mailbox_buttons(state, act, card, off);
  if (card.kind === 'goal') return goal_buttons(act, card, off);
  if (card.in_doubt?.alarm) return html`<div class="buttons one"><button class="act approve blue" aria-disabled=${off} @click=${guard(() => act.saw_alarm(card))}>${icon('check')}I have seen it</button></div>`;
  if (card.kind === 'in_doubt') {
    return html`<div class="buttons two"><button class="act" aria-disabled=${off} @click=${guard(() => act.settle(card, 'not_sent'))}>${icon('cross')}It was not sent</button>
      <button class="act" aria-disabled=${off} @click=${guard(() => act.settle(card, 'sent'))}>${icon('check')}It was sent</button></div>`;
  }
  return html`<div class="buttons one"><a class="button act approve blue" href=${to('lists', card.list?.list ?? '')}>Open the list ${icon('right')}</a></div>`;
}

/** The last that happened: a newcomer sees the letters leave and the answers come. @param {State} state */
function lately(state) {
  const lines = state.loads.lately.data ?? [];
  if (lines.length === 0 || state.queue.kind !== '') return nothing;
  return html`<section class="lately" aria-label="What happened last"><h3>Lately</h3><ol class="timeline">${lines.map((line) => html`<li><p class="break two-lines">${line.contact && line.conversation ? html`<a class="who-link" href=${to('conversations', line.conversation)}><bdi>${line.contact}</bdi></a> ` : nothing}<bdi>${told(line.words.replace(/(, matched by|; ).*$/s, ''), state.status?.now)}</bdi></p>
    <p class="quiet">${when(line.at, state.status?.now)} · <bdi>${actor(line.who)}</bdi></p></li>`)}</ol></section>`;
}

/** What to do next, when nothing waits. @param {State} state @param {Acts} act */
function nothing_waits(state, act) {
  const { status } = state;
  const next = status?.next;
  const words = told((next?.text ?? 'Loading…').replace(/^Nothing waits(?: for you)?\. /, ''), status?.now);
  const market = status?.market;
  const totals = waiting(state);
  const somewhere = state.queue.kind === '' && totals.list + totals.draft + totals.reply + totals.in_doubt + totals.mailbox + totals.goal > 0;
  return html`<div class="hero"><img src="icon.svg" alt="" width="56" height="56">
    <h2>${state.queue.kind === '' ? somewhere ? 'More cards have come' : (status?.dead_letters ?? 0) > 0 ? 'No card waits' : 'Nothing waits for you' : 'None of this kind waits'}</h2>
    <p class="lead-text break">${words}</p>
    ${somewhere ? html`<button class="primary" @click=${() => act.load_queue()}>Show what waits</button>`
    : state.queue.kind !== '' ? html`<button class="primary" @click=${() => act.only('')}>Show all kinds</button>`
    : next?.href && next.href !== '#/queue' ? html`<a class="button primary" href=${next.href}>Go there</a>`
    : market ? html`${market.running && market.seconds_per_day <= FAST ? html`<button class="primary" aria-disabled=${state.busy} @click=${() => act.clock('pause')}>${icon('pause')}Pause the clock</button>`
    : html`<button class="primary" aria-disabled=${state.busy} @click=${() => act.clock('run', FAST)}>${icon('fast')}A day in ten seconds</button>`}
      <button aria-disabled=${state.busy} @click=${() => act.clock('next')}>${icon('next')}Jump to the next event</button>
      <p class="quiet">The clock slows down by itself when something waits for you.</p>`
    : html`<a class="button primary" href=${to('agents')}>See the agents</a>`}</div>
    ${lately(state)}`;
}

/** @param {State} state @param {Acts} act */
export function queue_screen(state, act) {
  const card = current_card(state);
  const { queue } = state;
  const next = state.status?.next;
  return html`<div class="queue ${card ? '' : 'empty'}">
    <aside class="queue-side">${meter(state, act)}${rows(state, act)}</aside>
    <div class="queue-main" id="scroll">
      ${problem_box(queue.problem, () => act.load_queue())}${besides(state)}${after_box(state, act)}
      ${next && card && next.href && !next.href.startsWith('#/queue') ? html`<a class="next" href=${next.href}><span class="grow break">${told(next.text, state.status?.now)}</span>${icon('right')}</a>` : nothing}
      ${card ? keyed(card.id, card_view(state, act, card)) : queue.loaded ? nothing_waits(state, act) : html`<p class="quiet loading">Loading the queue…</p>`}</div>
    ${card ? html`<div class="dock" role="region" aria-label="Verdict">${buttons(state, act, card)}</div>` : nothing}</div>`;
}
