/** The words for wire values, so that every screen says the same thing the same way. */

/** Reasons of a kill, in the order of the number keys. */
export const KILL_REASONS = [
  ['wrong_person', 'Wrong person'],
  ['wrong_company', 'Wrong company'],
  ['bad_fact', 'Bad fact'],
  ['off_tone', 'Off tone'],
  ['weak_offer', 'Weak offer'],
  ['too_long', 'Too long'],
  ['harmful', 'Harmful'],
  ['other', 'Other'],
];

/** Reasons to reject leads. */
export const REJECT_REASONS = [
  ['wrong_segment', 'Wrong segment'],
  ['wrong_role', 'Wrong role'],
  ['too_small', 'Too small'],
  ['too_large', 'Too large'],
  ['known_already', 'Known already'],
  ['bad_data', 'Bad data'],
  ['other', 'Other'],
];

/** The twelve intents. */
export const INTENTS = [
  ['positive', 'Positive'],
  ['info_request', 'Asks for information'],
  ['referral', 'Referral'],
  ['not_now', 'Not now'],
  ['not_interested', 'Not interested'],
  ['unsubscribe', 'Unsubscribe'],
  ['wrong_person', 'Wrong person'],
  ['out_of_office', 'Out of office'],
  ['auto_reply', 'Automatic reply'],
  ['bounce', 'Bounce'],
  ['complaint', 'Complaint'],
  ['ambiguous', 'Ambiguous'],
];

/** The keys that choose the first, second, … of such a row. */
export const CHOICE_KEYS = '1234567890-='.split('');

/** @param {string} value such as `not_now` @returns {string} `Not now` */
export function plain(value) {
  const known = [...INTENTS, ...KILL_REASONS, ...REJECT_REASONS].find(([key]) => key === value)?.[1];
  if (known) return known;
  const spaced = value.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** @param {number} n @param {string} one @param {string} [many] @returns {string} `1 card`, `3 cards` */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** @param {string|null|undefined} iso @param {string} [now] @returns {string} the time alone today, else with its day */
export function when(iso, now) {
  if (!iso) return '';
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const today = now ? new Date(now) : new Date();
  if (at.toDateString() === today.toDateString()) return time;
  const year = at.getFullYear() === today.getFullYear() ? undefined : 'numeric';
  return `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year })}, ${time}`;
}

/** @param {string} iso @returns {string} `Mon 23 Nov, 09:41` */
export function clock(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  return `${day}, ${at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
}

/** @param {string|null|undefined} iso @returns {string} `23 Nov 2026` */
export function day(iso) {
  if (!iso) return '';
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** @param {number} minutes @returns {string} */
export function minutes(minutes) {
  if (minutes <= 0) return 'nothing to read';
  return minutes < 1 ? 'under a minute' : `about ${Math.round(minutes)} min`;
}

/** @param {number} share from 0 to 1 @returns {string} */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/** @param {number} score @returns {string} points as they are, a share below one as per cent */
export function score(score) {
  return score > 0 && score < 1 ? percent(score) : String(Math.round(score * 10) / 10);
}
