/**
 * Which stretches of a text are claims, findings' evidence, or an intent's evidence. Pure.
 *
 * @import {Claim, Finding} from '../types.js'
 */

/** @typedef {{text: string, claim: Claim|null, finding: Finding|null, evidence: boolean}} Segment */

const RANGES_LIMIT = 200;

/** @param {string} text @param {string} part @returns {number[]} up to 20 places where the part begins */
function places(text, part) {
  const found = [];
  if (part.trim() === '') return [];
  for (let at = text.indexOf(part); at >= 0 && found.length < 20; at = text.indexOf(part, at + part.length)) found.push(at);
  return found;
}

/**
 * Cuts the text where a mark begins or ends. Joined again, the segments are the text.
 * @param {string} text
 * @param {{claims?: readonly Claim[], findings?: readonly Finding[], evidence?: readonly string[]}} marks
 * @returns {Segment[]}
 */
export function segments(text, { claims = [], findings = [], evidence = [] }) {
  /** @type {{from: number, to: number, claim: Claim|null, finding: Finding|null, evidence: boolean}[]} */
  const ranges = [];
  for (const claim of claims) for (const from of places(text, claim.text).slice(0, 1)) ranges.push({ from, to: from + claim.text.length, claim, finding: null, evidence: false });
  for (const finding of findings) for (const from of places(text, finding.evidence)) ranges.push({ from, to: from + finding.evidence.length, claim: null, finding, evidence: false });
  for (const part of evidence) for (const from of places(text, part)) ranges.push({ from, to: from + part.length, claim: null, finding: null, evidence: true });
  ranges.length = Math.min(ranges.length, RANGES_LIMIT);
  const cuts = [...new Set([0, text.length, ...ranges.flatMap((r) => [r.from, r.to])])].sort((a, b) => a - b);
  /** @type {Segment[]} */
  const out = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const from = cuts[i] ?? 0;
    const to = cuts[i + 1] ?? 0;
    const over = ranges.filter((r) => r.from <= from && to <= r.to);
    out.push({
      text: text.slice(from, to),
      claim: over.find((r) => r.claim)?.claim ?? null,
      finding: over.find((r) => r.finding)?.finding ?? null,
      evidence: over.some((r) => r.evidence),
    });
  }
  return out;
}
