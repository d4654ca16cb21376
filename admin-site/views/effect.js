/**
 * What each version of the playbook led to, beside the version before: kills, edits and positive replies, with what
 * chance alone could have made of them.
 *
 * @import {Compared, VersionEffect} from '../types.js'
 * @import {State} from '../state.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { wilson } from '../shares.js';
import { count, exact, when } from '../words.js';
import { api_query } from './links.js';
import { icon, loaded_box } from './parts.js';
import { before_after } from './plots.js';

/** What is counted, of what, and whether less of it is better. @type {['kills'|'edits'|'positives', string, string, string, boolean][]} */
const MEASURES = [['kills', 'Killed', 'judged', 'verdict', true], ['edits', 'Edited', 'judged', 'verdict', true], ['positives', 'Positive replies', 'begun', 'conversation', false]];

/** @param {number} found @param {number} of @returns {import('./plots.js').Interval|null} */
function share(found, of) {
  const known = wilson(found, of);
  return known && { estimate: known.rate, low: known.low, high: known.high };
}

/** A bound in points of a hundred. @param {number} points @returns {string} */
const points = (points) => Math.abs(points).toFixed(1);

/** @param {import('./plots.js').Interval|null} one @param {number} found @param {number} of */
function rate(one, found, of) {
  return one === null || one.estimate === null ? html`<span class="quiet">nothing yet</span>` : html`<b>${exact(one.estimate)}</b> <span class="quiet">${found.toLocaleString('en')} of ${of.toLocaleString('en')}</span>`;
}

/** What can be said of the difference. @param {Compared} one @param {string} unit */
function verdict(one, unit) {
  const { low, high } = one;
  if (one.clear && low !== null && high !== null) {
    const [least, most, way] = high < 0 ? [high, low, 'fewer'] : [low, high, 'more'];
    return html`<b>Clear: ${points(least)} to ${points(most)} points ${way}.</b>`;
  }
  if (one.more_needed !== null) return html`Not enough yet: ${count(one.more_needed, `more ${unit}`)} at these rates would tell.`;
  return low === null ? 'Not enough yet.' : 'No difference to be seen.';
}

/** @param {VersionEffect} version @param {typeof MEASURES[number]} measure */
function measure_part(version, [key, words, of_words, unit, less_is_better]) {
  const one = version[key];
  const before = share(one.found_before, one.of_before);
  const after = share(one.found, one.of);
  if (!after && !before) return nothing;
  const good = less_is_better === (one.high ?? 0) < 0;
  return html`<section class="compared" data-measure=${key}><h3>${words}</h3>
    <p class="pair"><span><i class="dot past"></i>before ${rate(before, one.found_before, one.of_before)}</span>
      <span><i class="dot now"></i>with it ${rate(after, one.found, one.of)} <span class="quiet">${of_words}</span></span></p>
    ${before_after({ label: words, before, after, clear: one.clear, good })}
    <p class=${one.clear ? (good ? 'for-better' : 'for-worse') : 'quiet'}>${verdict(one, unit)}</p></section>`;
}

/** What a hundred drafts took. @param {number|null} minutes @param {number} drafts */
function time(minutes, drafts) {
  return minutes === null ? html`<span class="quiet">nothing yet</span>` : html`<b>${minutes.toFixed(1)} min</b> <span class="quiet">${count(drafts, 'draft')} looked at</span>`;
}

/** @param {VersionEffect['minutes']} minutes */
function time_part(minutes) {
  if (minutes.per_hundred === null && minutes.per_hundred_before === null) return nothing;
  return html`<section class="compared" data-measure="minutes"><h3>Your time for 100 drafts</h3>
    <p class="pair"><span><i class="dot past"></i>before ${time(minutes.per_hundred_before, minutes.drafts_before)}</span>
      <span><i class="dot now"></i>with it ${time(minutes.per_hundred, minutes.drafts)}</span></p></section>`;
}

/** @param {VersionEffect} version @param {string|undefined} now */
function version_part(version, now) {
  const parts = [...MEASURES.map((measure) => measure_part(version, measure)), time_part(version.minutes)].filter((part) => part !== nothing);
  return html`<li class="panel" data-version=${version.short}><div class="row wrap"><h2 class="grow break"><bdi>${version.message}</bdi></h2></div>
    <p class="quiet break"><code>${version.short}</code> · ${when(version.at, now)}</p>
    ${version.before === null ? html`<p>The first version: there is none before it.</p>` : parts.length === 0 ? html`<p>Nothing was judged with it yet, and nothing with the version before.</p>` : parts}
    <p><a class="button small" href="#/replay${api_query({ version: version.short })}" aria-label="Replay letters with ${version.short}">What it would have written</a></p></li>`;
}

/** @param {State} state */
export function effect_screen(state) {
  const { effect } = state.loads;
  const now = state.status?.now;
  const agent = state.route.query.agent;
  return html`<div class="scroll" id="scroll"><div class="column"><h1>Effect of versions${agent ? html` on <span class="break">${agent}</span>` : nothing}</h1>
    ${agent ? html`<p class="crumb"><a href="#/effect">${icon('left')} All agents</a></p>` : nothing}
    <p class="lead-text">Each version beside the one before it, ${agent ? 'by the letters of this agent' : 'all agents together'}. A line is where the true rate may lie, at 95 %.</p>
    ${loaded_box(effect, () => {
    const versions = effect.data ?? [];
    return versions.length === 0 ? html`<p>No version was put in force yet.</p>` : html`<ol class="plain-list gaps">${versions.map((version) => version_part(version, now))}</ol>`;
  })}</div></div>`;
}
