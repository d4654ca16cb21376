/**
 * All that is looked at seldom: dead letters, unmatched mail, stop list, forget, playbook, the clock, keys.
 *
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 * @import {Fault, Push} from '../types.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { count, errors_of, plain, told, when, writer } from '../words.js';
import { to } from '../routes.js';
import { mailbox_list } from './mailboxes.js';
import { loaded_box } from './parts.js';
import { why_form } from './why.js';

/** @param {unknown} body @returns {string} */
function body_words(body) {
  return typeof body === 'string' ? body : JSON.stringify(body, null, 1);
}

/** @param {State} state @param {Acts} act */
function given_up(state, act) {
  const letters = state.loads.dead_letters.data ?? [];
  return html`<section class="panel" id="more-given-up"><h2>Tasks given up</h2><p class="quiet">They failed again and again and are kept here (dead letters). Nothing is lost: try one again once its reason is mended, or discard it.</p>
    ${loaded_box(state.loads.dead_letters, () => (letters.length === 0 ? html`<p>None.</p>` : html`
    ${letters.length > 1 ? html`<button class="primary" @click=${() => act.redrive_all()}>Try all ${letters.length} again</button>` : nothing}
    <ul class="plain-list gaps">${letters.map((letter) => html`<li data-letter=${letter.id}>
      <p class="break"><b>${plain(letter.queue)}</b> <bdi>${told(letter.reason, state.status?.now)}</bdi></p><p class="quiet">${when(letter.at, state.status?.now)}</p>
      <details class="small-fold"><summary>The task</summary><pre class="break scrolls" tabindex="0" role="region" aria-label="Text of the task">${body_words(letter.body)}</pre></details>
      ${state.asking === letter.id ? html`<div class="row"><button class="small" @click=${() => act.dispatch({ type: 'asking', id: null })}>Keep it</button><button class="small danger-line" @click=${() => act.discard(letter.id)}>Discard for good</button></div>`
    : html`<div class="row"><button class="small" @click=${() => act.redrive(letter.id)}>Try again</button><button class="small danger-line" @click=${() => act.dispatch({ type: 'asking', id: letter.id })}>Discard…</button></div>`}</li>`)}</ul>`))}</section>`;
}

/** @param {string} from such as `Ann <ann@firm.example>` @returns {string|null} */
function address_of(from) {
  return /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(from)?.[1] ?? (/^[^<>\s]+@[^<>\s]+$/.test(from.trim()) ? from.trim() : null);
}

/** @param {State} state @param {Acts} act */
function unmatched(state, act) {
  const mails = state.loads.unmatched.data ?? [];
  return html`<section class="panel" id="more-unmatched"><h2>Unmatched mail</h2><p class="quiet">Mail that belongs to no conversation. Answer it from your own mailbox; if somebody asks not to be written to, stop them here.</p>
    ${loaded_box(state.loads.unmatched, () => (mails.length === 0 ? html`<p>None.</p>` : html`<ul class="plain-list gaps">${mails.map((mail) => {
    const address = address_of(mail.from);
    const opts_out = mail.intent === 'unsubscribe' || mail.intent === 'complaint';
    return html`<li data-mail=${mail.inbound}><details class="small-fold" ?open=${opts_out}><summary class="break"><span class="grow break"><b><bdi>${mail.subject || 'No subject'}</bdi></b> <bdi>${mail.from}</bdi> <span class="quiet">${when(mail.received_at, state.status?.now)}${mail.intent ? ` · reads like: ${plain(mail.intent).toLowerCase()}` : ''}</span></span></summary>
      <div class="letter break" dir="auto">${mail.text}</div>
      <div class="row wrap"><button class="small" @click=${() => act.file_mail(mail.inbound)}>I have read it</button>
      <form class="inline" @submit=${(/** @type {Event} */ event) => { const { value } = form_of(event); void act.attach_mail(mail.inbound, value('contact')); }}><label>Belongs to <input type="email" name="contact" placeholder="contact’s address" required></label><button class="small">Attach</button></form>
      ${address ? html`<button class="small danger-line" @click=${() => act.add_stop('email', address, 'asked by mail that matched no conversation')}>Never write to <bdi class="cut">${address}</bdi></button>` : nothing}</div></details></li>`;
  })}</ul>`))}</section>`;
}

/** @param {Event} event @returns {{form: HTMLFormElement, value: (name: string) => string}} */
function form_of(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const data = new FormData(form);
  return { form, value: (name) => String(data.get(name) ?? '').trim() };
}

/** @param {Acts} act */
function stops(act) {
  /** @param {SubmitEvent} event */
  async function submit(event) {
    const { form, value } = form_of(event);
    if (value('value') === '') return;
    const look = event.submitter?.getAttribute('value') === 'look';
    const done = look ? await act.look_up_stop(value('kind'), value('value')) : await act.add_stop(value('kind'), value('value'), value('note'));
    if (done && !look) form.reset();
  }
  return html`<section class="panel"><h2>Stop list</h2><p class="quiet">Nobody writes to what is on it, on any channel. There is no undo.</p>
    <form class="stack" @submit=${submit}><label>Kind<select name="kind"><option value="email">Address</option><option value="domain">Domain</option><option value="company">Company</option><option value="linkedin">LinkedIn</option></select></label>
      <label>Whom<input name="value" required maxlength="320" autocomplete="off" autocapitalize="off" spellcheck="false"></label>
      <label>Why<input name="note" maxlength="500" autocomplete="off"></label>
      <div class="row"><button name="do" value="look">Is it stopped?</button><button class="danger-line grow" name="do" value="add">Stop</button></div></form></section>`;
}

/** @param {Acts} act */
function forget(act) {
  /** @param {Event} event */
  async function submit(event) {
    const { form, value } = form_of(event);
    if (value('address') === '' || value('address') !== value('again')) return act.notice('The two addresses differ: nothing was deleted.', 'bad');
    if (await act.forget(value('address'))) form.reset();
  }
  return html`<section class="panel"><h2>Forget a person</h2><p class="quiet">Deletes their personal text everywhere and keeps them on the stop list by a keyed hash. There is no undo, so the address is asked twice.</p>
    <form class="stack" @submit=${submit}><label>Address<input name="address" type="email" required maxlength="320" autocomplete="off"></label>
      <label>Once more<input name="again" type="email" required maxlength="320" autocomplete="off"></label><button class="danger-line">Forget</button></form></section>`;
}

/** What was put in force, newest first. @param {Push[]} pushes @param {string} now */
function history(pushes, now) {
  if (pushes.length === 0) return nothing;
  return html`<details class="small-fold"><summary>What was in force, and why</summary><ul class="plain-list gaps">${pushes.map((push) => html`<li class="break" data-push=${push.number}>
    <p><code>${push.short}</code> <bdi>${push.author}</bdi>${push.way === 'rollback' ? ', back to an earlier version' : ''} <span class="quiet">${when(push.at, now)}</span></p>
    <p><bdi>${push.message}</bdi></p><p class="quiet">${push.changes.map((change) => `${change.path} +${change.added} −${change.removed}`).join(', ')}${push.stay ? '; conversations that had begun stayed with the version before' : ''}</p></li>`)}</ul></details>`;
}

/** @param {Fault[]} faults */
function fault_list(faults) {
  return html`<ul class="plain-list gaps">${faults.map((f) => html`<li class="break"><code>${f.file}:${f.line}:${f.column}</code><br>${f.what}<br><span class="quiet">${f.fix}</span></li>`)}</ul>`;
}

/** @param {State} state @param {Acts} act */
function playbook(state, act) {
  const { status } = state;
  if (!status) return nothing;
  const { faults } = status.playbook;
  const errors = errors_of(faults);
  const warnings = faults.filter((fault) => fault.warning);
  return html`<section class="panel"><h2>Playbook</h2><p>Version <code class="break">${status.playbook.version.slice(0, 16)}</code>${status.playbook.loaded_at ? html` <span class="quiet">loaded ${when(status.playbook.loaded_at, status.now)}</span>` : nothing}</p>
    ${faults.length === 0 ? html`<p class="quiet">No faults.</p>` : nothing}
    ${errors.length > 0 ? html`<div class="box bad"><p><b>${count(errors.length, 'fault')}.</b> The version before stays in force.</p>${fault_list(errors)}</div>` : nothing}
    ${warnings.length > 0 ? html`<div class="box warn"><p><b>${count(warnings.length, 'warning')}.</b> ${errors.length > 0 ? '' : 'The version is in force all the same.'}</p>${fault_list(warnings)}</div>` : nothing}
    <div class="row wrap"><button @click=${() => act.reload_playbook()}>Reload</button><a class="button" href=${to('effect')}>Effect of versions</a></div>
    ${loaded_box(state.loads.pushes, () => history(state.loads.pushes.data ?? [], status.now))}</section>`;
}

/** @param {State} state @param {Acts} act */
function mailboxes(state, act) {
  return html`<section class="panel"><h2>Mailboxes</h2><p class="quiet">What each sent today, its cap, and what came back of its last letters.</p>
    ${loaded_box(state.loads.mailboxes, () => mailbox_list(state, act, state.loads.mailboxes.data ?? []))}</section>`;
}

/** @param {State} state @param {Acts} act */
function market(state, act) {
  const on = state.status?.market;
  if (!on) return nothing;
  return html`<section class="panel"><h2>Market clock</h2><p class="quiet">${!on.running ? 'The clock stands still.' : on.seconds_per_day >= 86_400 ? 'The clock runs in real time.' : `A day passes in ${count(Math.round(on.seconds_per_day), 'second')}.`}</p>
    <div class="row wrap"><button @click=${() => act.clock('next')}>Next event</button><button @click=${() => act.clock('skip_day')}>Skip a day</button>
    <button @click=${() => act.clock('run', 60)}>A day a minute</button><button @click=${() => act.clock('run', 86400)}>Real time</button></div></section>`;
}

/** @param {State} state @param {Acts} act */
export function more_screen(state, act) {
  const { status } = state;
  // What waits for somebody stands first.
  const urgent = (status?.dead_letters ?? 0) + (status?.unmatched ?? 0) > 0;
  const waiting = html`${given_up(state, act)}${unmatched(state, act)}`;
  return html`<div class="scroll" id="scroll"><div class="column wide-column"><h1>More</h1>
    <div class="panels"><div>${urgent ? waiting : nothing}
    <section class="panel"><h2>Signed in</h2><p class="break"><bdi>${state.operator ?? ''}</bdi></p>
      ${status ? html`<p class="quiet break">Mail goes out by ${status.mailer}${status.mailer_is_real ? ', for real' : ', which sends nothing outside'}. Drafts are written by ${writer(status.model)}.</p>` : nothing}
      <div class="row wrap"><button @click=${() => act.dialog('help')}>Keyboard help</button><a class="button" href=${to('conversations')}>All conversations</a><a class="button" href=${to('skim')}>Negatives</a><a class="button" href=${to('report')}>Weekly report</a><button @click=${act.sign_out}>Sign out</button></div></section>
    <section class="panel"><h2>Why?</h2><p class="quiet">What stands behind a letter: where they came from, what was known, who or what cleared it.</p>${why_form('')}</section>
    ${playbook(state, act)}${market(state, act)}</div>
    <div>${mailboxes(state, act)}${urgent ? nothing : waiting}${stops(act)}${forget(act)}</div></div></div></div>`;
}
