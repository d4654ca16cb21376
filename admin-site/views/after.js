/**
 * What the last verdict leads to, beside the queue: the edit that was approved, in other waiting drafts that hold the
 * very same words, and a rule from an edit or a kill. Nothing of it approves anything.
 *
 * @import {After, Carrying, SameDraft, TuneProposal} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { count } from '../words.js';
import { to } from '../routes.js';
import { icon } from './parts.js';
import { caught, patch, rule_id, rule_words } from './tune.js';

/** @param {Carrying} carrying */
function carried_words(carrying) {
  const { back } = carrying;
  const left = (/** @type {number} */ n) => (n > 0 ? ` ${n.toLocaleString('en')} had been decided or rewritten meanwhile.` : '');
  if (back) return back.done ? `Taken back in ${count(back.changed, 'draft')}.${left(back.left)}` : `Taking it back… ${back.changed + back.left} of ${carrying.of}`;
  if (!carrying.done) return `Changing them… ${carrying.changed + carrying.left} of ${carrying.of}`;
  return `Changed in ${count(carrying.changed, 'draft')}; each waits for its own verdict.${left(carrying.left)}`;
}

/** @param {State} state @param {Acts} act @param {After} after */
function same_part(state, act, after) {
  const { same, carrying } = after;
  if (!same || same.drafts.length === 0) return nothing;
  if (carrying) {
    const undoable = carrying.done && !carrying.back && carrying.changed > 0;
    return html`<p class="break" role="status" data-carried>${carried_words(carrying)}</p>
      ${undoable ? html`<button class="small" @click=${act.carry_back}>Take it back</button>` : nothing}`;
  }
  const own = same.drafts.filter((draft) => draft.agent === same.agent);
  const all = same.drafts;
  /** @param {SameDraft[]} drafts @param {string} words */
  const button = (drafts, words) => html`<button class="primary" aria-disabled=${state.busy} @click=${() => { if (!state.busy) void act.carry_over(drafts); }}>${words}</button>`;
  return html`<p class="break"><b>The same words wait in ${count(all.length, 'more draft')}${same.more ? ' or more' : ''}.</b></p>
    <ul class="plain-list gaps">${same.changes.map((change) => html`<li class="break"><del><bdi>${change.old}</bdi></del> ${change.new ? html`<ins><bdi>${change.new}</bdi></ins>` : nothing}</li>`)}</ul>
    <details class="small-fold"><summary>Which</summary><ul class="plain-list">${all.map((draft) => html`<li class="break"><a href=${draft.card ? to('queue', draft.card) : to('conversations', draft.conversation)}><bdi>${draft.name}</bdi></a>, <bdi>${draft.company}</bdi> <span class="quiet">${draft.agent}, step ${draft.step}</span></li>`)}</ul></details>
    <div class="row wrap">${own.length > 0 ? button(own, own.length === all.length ? `Change ${all.length === 1 ? 'it' : `all ${all.length}`} too` : `Change the ${own.length} of ${same.agent}`) : nothing}
      ${own.length < all.length ? button(all, `Change all ${all.length}, other agents’ too`) : nothing}</div>
    <p class="quiet">None is approved by it: each waits for its own verdict, checked anew.</p>`;
}

/** @param {State} state @param {Acts} act @param {TuneProposal} one */
function rule_part(state, act, one) {
  return html`<li data-rule=${rule_id(one.rule)}><p class="break"><b>${rule_words(one.rule)}</b></p>${caught(one)}
    ${one.by_hand !== null ? html`<p class="quiet break">Write it by hand: ${one.by_hand}.</p>`
    : html`<details class="small-fold"><summary>The change in your markdown</summary>${one.patch.map(patch)}</details>
      <button class="small" aria-disabled=${state.busy} @click=${() => { if (!state.busy) void act.make_rule(one.rule); }}>Put it in force</button>`}</li>`;
}

/** @param {State} state @param {Acts} act @param {After} after */
function rules_part(state, act, after) {
  if (after.rules === null) return html`<button class="small" aria-disabled=${state.busy} data-ask-rules @click=${() => void act.ask_rules()}>Make it a rule…</button>`;
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const phrase = String(new FormData(form).get('phrase') ?? '').trim();
    if (phrase) void act.ask_ban(phrase).then((done) => done && form.reset());
  }
  return html`${after.rules.length === 0 ? html`<p class="break">Nothing in it came again so far. Name the words yourself:</p>` : html`<ul class="plain-list rules">${after.rules.map((one) => rule_part(state, act, one))}</ul>`}
    <form class="row wrap" @submit=${submit}><label class="grow">Never again<input name="phrase" required maxlength="200" autocomplete="off" autocapitalize="off"></label><button class="small">Try it</button></form>`;
}

/** @param {State} state @param {Acts} act */
export function after_box(state, act) {
  const { after } = state;
  if (!after || state.queue.kind === 'goal') return nothing;
  return html`<section class="box plain-box gap-below" data-after aria-label="What your verdict leads to">
    <div class="row"><p class="grow break quiet">${after.what === 'kill' ? 'You killed the draft to' : 'You edited the draft to'} <bdi>${after.name}</bdi></p>
      <button class="plain" aria-label="Close" @click=${act.close_after}>${icon('cross')}</button></div>
    ${same_part(state, act, after)}${rules_part(state, act, after)}</section>`;
}
