/**
 * Which words of two texts differ. Pure.
 */

/** @typedef {{text: string, differs: boolean}} Piece */
/** A stretch of both; where they are the same, so are the texts. @typedef {{old: string, now: string, same: boolean}} Stretch */

/** A table of more cells than this is not filled: what lies between the same beginning and end differs as a whole. */
const MOST_CELLS = 2_000_000;

/** @param {string} text @returns {string[]} words, and what is between them */
const words_of = (text) => text.match(/\s+|[^\s]+/gu) ?? [];

/** What it is worth that both have it at the same place: paragraphs first, then words, and spaces hardly. @param {string} word @returns {number} */
const worth = (word) => (word.includes('\n') ? 50 : word.trim() === '' ? 1 : 10);

/** @param {Stretch[]} all @param {string} old @param {string} now @param {boolean} same */
function add(all, old, now, same) {
  const last = all.at(-1);
  if (last && last.same === same) {
    last.old += old;
    last.now += now;
  } else all.push({ old, now, same });
}

/** @param {string[]} a @param {string[]} b @param {Stretch[]} all */
function compare(a, b, all) {
  const wide = b.length + 1;
  // The most worth that both have in common, from each place to the end.
  const common = new Uint32Array((a.length + 1) * wide);
  /** @param {number} i @param {number} j */
  const from = (i, j) => common[i * wide + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) for (let j = b.length - 1; j >= 0; j -= 1) {
    const [word = '', other] = [a[i], b[j]];
    common[i * wide + j] = Math.max(from(i + 1, j), from(i, j + 1), word === other ? worth(word) + from(i + 1, j + 1) : 0);
  }
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [word = '', other = ''] = [a[i], b[j]];
    if (i < a.length && j < b.length && word === other && from(i, j) === worth(word) + from(i + 1, j + 1)) {
      add(all, word, other, true);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && from(i + 1, j) >= from(i, j + 1))) {
      add(all, word, '', false);
      i += 1;
    } else {
      add(all, '', other, false);
      j += 1;
    }
  }
}

/** One word alone that both have, amid others that differ, differs with them: a few strokes are easier to read than many. @param {Stretch[]} all @returns {Stretch[]} */
function smooth(all) {
  /** @type {Stretch[]} */
  const out = [];
  all.forEach((one, at) => {
    const lone = one.same && !one.old.includes('\n') && one.old.trim().split(/\s+/).length <= 1 && at > 0 && at < all.length - 1;
    add(out, one.old, one.now, one.same && !lone);
  });
  return out;
}

/**
 * Joined again, the pieces of each side are its text.
 * @param {string} old @param {string} now @returns {{old: Piece[], now: Piece[]}}
 */
export function differences(old, now) {
  const [a, b] = [words_of(old), words_of(now)];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let until = 0;
  while (until < a.length - from && until < b.length - from && a[a.length - 1 - until] === b[b.length - 1 - until]) until += 1;
  /** @type {Stretch[]} */
  const all = [];
  const begin = a.slice(0, from).join('');
  const end = a.slice(a.length - until).join('');
  const [middle_a, middle_b] = [a.slice(from, a.length - until), b.slice(from, b.length - until)];
  if (begin) add(all, begin, begin, true);
  if (middle_a.length * middle_b.length <= MOST_CELLS) compare(middle_a, middle_b, all);
  else add(all, middle_a.join(''), middle_b.join(''), false);
  if (end) add(all, end, end, true);
  const smoothed = smooth(all);
  /** @param {'old'|'now'} side @returns {Piece[]} */
  const pieces = (side) => smoothed.filter((one) => one[side] !== '').map((one) => ({ text: one[side], differs: !one.same }));
  return { old: pieces('old'), now: pieces('now') };
}
