/**
 * Small drawings of numbers: to look at, beside the words that say the same. Each has a text in place of it.
 * Lengths are per cent of the width, so that nothing is stretched; colours are the style sheet's.
 */
import { html, nothing, svg } from '../vendor/lit-html.js';
import { scale_end, way } from '../shares.js';
import { exact } from '../words.js';

/** @param {number} share of the scale @returns {string} */
const across = (share) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** A mark of the scale is written inside of it, whichever end is near. @param {number} share */
const anchor = (share) => (share < 0.15 ? 'start' : share > 0.85 ? 'end' : 'middle');

/** @param {number} end @returns {string} */
const whole = (end) => `${Math.round(end * 100)}\u00a0%`;

/** @typedef {{estimate: number|null, low: number, high: number}} Interval */

/** One line: from the least to the most it may be, and the best guess. @param {Interval} one @param {number} end @param {number} y @param {string} kind */
function whisker(one, end, y, kind) {
  return svg`<rect class="track" x="0" y=${y - 3} width="100%" height="6" rx="3"/>
    <rect class="range ${kind}" x=${across(one.low / end)} y=${y - 3} width=${across((one.high - one.low) / end)} height="6" rx="3"/>
    ${one.estimate === null ? nothing : svg`<circle class="guess ${kind}" cx=${across(one.estimate / end)} cy=${y} r="6"/>`}`;
}

/**
 * A share between its bounds, and the limit that it is to stay below.
 * @param {Interval & {label: string, limit?: number|null, limit_words?: string}} plot
 */
export function interval({ label, estimate, low, high, limit = null, limit_words = 'limit' }) {
  const end = scale_end([high, (limit ?? 0) * 1.2]);
  const over = limit !== null && low > limit;
  const at = limit === null ? 0 : limit / end;
  const said = `${label}: ${estimate === null ? 'not enough yet' : exact(estimate)}, between ${exact(low)} and ${exact(high)}${limit === null ? '' : `; ${limit_words} ${exact(limit)}`}`;
  return html`<svg class="plot" height="36" role="img" aria-label=${said}>
    ${whisker({ estimate, low, high }, end, 9, over ? 'bad' : limit !== null && high <= limit ? 'good' : '')}
    ${limit === null ? nothing : svg`<line class="limit" x1=${across(at)} x2=${across(at)} y1="0" y2="18"/><text x=${across(at)} y="32" text-anchor=${anchor(at)}>${limit_words} ${exact(limit)}</text>`}
    ${limit !== null && at < 0.35 ? nothing : svg`<text x="0" y="32">0</text>`}${limit !== null && at > 0.65 ? nothing : svg`<text x="100%" y="32" text-anchor="end">${whole(end)}</text>`}</svg>`;
}

/**
 * The same share before and after, one line each on one scale.
 * @param {{label: string, before: Interval|null, after: Interval|null, clear: boolean, good: boolean}} plot  `good`: if it is clear, it is for the better
 */
export function before_after({ label, before, after, clear, good }) {
  const end = scale_end([before?.high ?? 0, after?.high ?? 0]);
  /** @param {Interval|null} one */
  const said = (one) => (one === null || one.estimate === null ? 'nothing yet' : `${exact(one.estimate)}, between ${exact(one.low)} and ${exact(one.high)}`);
  return html`<svg class="plot" height="56" role="img" aria-label="${label}: before ${said(before)}; after ${said(after)}">
    ${before ? whisker(before, end, 8, 'past') : svg`<rect class="track" x="0" y="5" width="100%" height="6" rx="3"/>`}
    ${after ? whisker(after, end, 28, !clear ? '' : good ? 'good' : 'bad') : svg`<rect class="track" x="0" y="25" width="100%" height="6" rx="3"/>`}
    <text x="0" y="52">0</text><text x="100%" y="52" text-anchor="end">${whole(end)}</text></svg>`;
}

/**
 * How far the evidence has come to where it proves something.
 * @param {{label: string, evidence: number, needed: number}} plot
 */
export function evidence_bar({ label, evidence, needed }) {
  const done = way(evidence, needed);
  // Room beyond the line, to see that it is passed.
  const end = Math.max(1.15, Math.min(done, 1.6) * 1.02);
  const number = (/** @type {number} */ n) => (n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(1).replace(/\.0$/, ''));
  return html`<div class="bar"><span class="grow">${label}</span><span class="number">${number(evidence)} <span class="quiet">of ${number(needed)}</span></span>
    <svg class="plot" height="14" role="img" aria-label="${label}: evidence ${number(evidence)}, ${number(needed)} needed">
      <rect class="track" x="0" y="4" width="100%" height="6" rx="3"/><rect class=${done >= 1 ? 'fill good' : 'fill'} x="0" y="4" width=${across(done / end)} height="6" rx="3"/>
      <line class="limit" x1=${across(1 / end)} x2=${across(1 / end)} y1="0" y2="14"/></svg></div>`;
}

/**
 * Parts of a whole, side by side, with what they are below.
 * @param {{label: string, parts: {key: string, words: string, n: number}[]}} plot  `key` names the colour
 */
export function stack({ label, parts }) {
  const shown = parts.filter((part) => part.n > 0);
  const all = shown.reduce((sum, part) => sum + part.n, 0);
  let at = 0;
  const drawn = shown.map((part) => {
    const x = at;
    at += part.n / all;
    return svg`<rect class="how-${part.key}" x=${across(x)} width=${across(part.n / all)} height="100%"/>`;
  });
  return html`<svg class="phases" role="img" aria-label="${label}: ${shown.map((part) => `${part.n} ${part.words}`).join(', ') || 'nothing yet'}"><rect class="track" width="100%" height="100%"/>${drawn}</svg>
    <p class="legend">${shown.map((part) => html`<span><i class="dot how-${part.key}"></i><b>${part.n.toLocaleString('en')}</b> ${part.words}</span>`)}</p>`;
}

/** Now, and thinner below it before, of the most there is. @param {number} now @param {number} before @param {number} most */
export function twin_bar(now, before, most) {
  return html`<svg class="plot" height="12" aria-hidden="true"><rect class="fill" x="0" y="0" width=${across(most > 0 ? now / most : 0)} height="6" rx="2"/><rect class="fill past" x="0" y="8" width=${across(most > 0 ? before / most : 0)} height="3" rx="1.5"/></svg>`;
}
