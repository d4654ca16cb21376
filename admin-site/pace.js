/**
 * How long the queue takes, from the pace that the server has measured: the page tells with each verdict how long
 * its card was on screen. Pure.
 *
 * @import {Kind, Pace, Totals} from './types.js'
 */

/** A look that took longer was a cup of coffee, in milliseconds. */
const AWAY_MS = 300_000;

/** @param {number} ms @returns {number|null} a look, or nothing where nobody looked */
export function look_ms(ms) {
  return ms > 0 && ms <= AWAY_MS ? Math.max(1, Math.round(ms)) : null;
}

/**
 * @param {Totals} totals @param {Pace} seconds a card @param {Pace} own how many of the operator's own looks they rest on
 * @returns {{minutes: number, parts: {kind: Kind, n: number, seconds: number, own: number}[]}}
 */
export function estimate(totals, seconds, own) {
  const parts = /** @type {Kind[]} */ (['reply', 'in_doubt', 'mailbox', 'draft', 'list', 'goal']).filter((kind) => totals[kind] > 0)
    .map((kind) => ({ kind, n: totals[kind], seconds: seconds[kind], own: own[kind] }));
  return { minutes: parts.reduce((sum, part) => sum + part.n * part.seconds, 0) / 60, parts };
}
