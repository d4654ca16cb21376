/**
 * A goal's week: what was to be reached, what was, and one tap that keeps it, has it changed or stops it.
 *
 * @import {Card} from '../types.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { count } from '../words.js';
import { to } from '../routes.js';
import { bar, icon } from './parts.js';

/** @param {Card} card */
export function goal_card(card) {
  const { goal } = card;
  if (!goal) return nothing;
  return html`
    <p class="break" dir="auto"><bdi>${goal.goal}</bdi></p>
    ${bar({ label: 'positive replies', value: goal.positives, of: goal.aim })}
    <p class="break" data-goal>${goal.words}</p>
    <p class="quiet">Counted from ${goal.begins} to ${goal.day}: ${count(goal.begun, 'person', 'people')} written to, ${count(goal.letters, 'letter')}.</p>
    <section class="part"><ul class="plain-list gaps">
      <li><b>Keep</b> it: you are asked again next Monday</li>
      <li><b>Change</b> it: opens its <a href=${to('tune', card.agent)}>tuning round</a>; the aim itself stands in its file</li>
      <li><b>Stop</b> it: the agent is halted until you resume it</li></ul></section>`;
}

/** @param {Acts} act @param {Card} card @param {boolean} off */
export function goal_buttons(act, card, off) {
  /** @param {'keep'|'change'|'stop'} answer */
  const give = (answer) => () => { if (!off) act.answer_goal(card, answer); };
  return html`<div class="buttons three">
    <button class="act kill" aria-disabled=${off} @click=${give('stop')}>${icon('pause')}Stop</button>
    <button class="act" aria-disabled=${off} @click=${give('change')}>${icon('pen')}Change</button>
    <button class="act approve" aria-disabled=${off} @click=${give('keep')}>${icon('check')}Keep</button></div>`;
}
