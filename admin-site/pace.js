/**
 * How long the queue takes. Until the operator has given some verdicts in this session it is what the server
 * takes a look to need; from then on it is the median of the operator's own looks. Pure.
 *
 * @import {Kind, Pace, Totals} from './types.js'
 */

/** So many verdicts on one kind of card make a pace of one's own. */
export const ENOUGH = 5;
/** Only the latest looks count: one gets quicker, and tired. */
const KEPT = 30;
/** A look that took longer was a cup of coffee, in milliseconds. */
const AWAY_MS = 300_000;

/** @typedef {Partial<Record<Kind, number[]>>} Looks how long each look took, in milliseconds */

/** @param {Looks} looks @param {Kind} kind @param {number} ms @returns {Looks} */
export function with_look(looks, kind, ms) {
  if (!(ms > 0) || ms > AWAY_MS) return looks;
  return { ...looks, [kind]: [...(looks[kind] ?? []), Math.round(ms)].slice(-KEPT) };
}

/** @param {unknown} stored @returns {Looks} only what can be looks */
export function looks_of(stored) {
  /** @type {Looks} */
  let looks = {};
  if (typeof stored !== 'object' || stored === null) return looks;
  for (const kind of /** @type {Kind[]} */ (['list', 'draft', 'reply', 'in_doubt', 'mailbox'])) {
    const given = /** @type {Record<string, unknown>} */ (stored)[kind];
    if (Array.isArray(given)) for (const ms of given) if (typeof ms === 'number') looks = with_look(looks, kind, ms);
  }
  return looks;
}

/** @param {readonly number[]} values not empty @returns {number} */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] ?? 0 : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/**
 * @param {Totals} totals @param {Pace} usual seconds a card, as the server has it @param {Looks} looks
 * @returns {{minutes: number, parts: {kind: Kind, n: number, seconds: number, own: number}[]}}
 *   `own` is how many of the operator's verdicts the seconds rest on; 0 when they are the usual ones
 */
export function estimate(totals, usual, looks) {
  const parts = /** @type {Kind[]} */ (['reply', 'in_doubt', 'mailbox', 'draft', 'list']).filter((kind) => totals[kind] > 0).map((kind) => {
    const own = looks[kind] ?? [];
    const enough = own.length >= ENOUGH;
    return { kind, n: totals[kind], seconds: enough ? Math.max(1, Math.round(median(own) / 1_000)) : usual[kind], own: enough ? own.length : 0 };
  });
  return { minutes: parts.reduce((sum, part) => sum + part.n * part.seconds, 0) / 60, parts };
}
