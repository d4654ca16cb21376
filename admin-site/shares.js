/**
 * Shares and their intervals as plots show them. Pure.
 */

/** The quantile of the normal distribution for 95 % on both sides. */
const Z = 1.959963984540054;

/**
 * Wilson's interval at 95 %, of which the server makes the interval of a difference (Newcombe).
 * @param {number} found @param {number} of @returns {{rate: number, low: number, high: number}|null} nothing is known of nothing
 */
export function wilson(found, of) {
  if (of <= 0) return null;
  const rate = found / of;
  const square = Z * Z;
  const middle = rate + square / (2 * of);
  const half = Z * Math.sqrt((rate * (1 - rate)) / of + square / (4 * of * of));
  const scale = 1 + square / of;
  return { rate, low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** Ends of a scale that one can read. */
const ENDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1];

/** @param {readonly number[]} shares from 0 to 1 @returns {number} the end of a scale on which all have room */
export function scale_end(shares) {
  const most = Math.max(0, ...shares);
  return ENDS.find((end) => most <= end) ?? 1;
}

/**
 * How far the evidence has come. It begins at 1 and grows by factors, so its way is measured by its logarithm.
 * @param {number} evidence @param {number} needed @returns {number} 0 at the beginning, 1 once it is enough
 */
export function way(evidence, needed) {
  if (!(evidence > 1) || !(needed > 1)) return 0;
  return Math.log(evidence) / Math.log(needed);
}
