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

/**
 * What keeps the version before in force; the others only warn.
 * @template {{warning: boolean}} T
 * @param {T[]} faults @returns {T[]}
 */
export function errors_of(faults) {
  return faults.filter((fault) => !fault.warning);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** @param {Date} at @returns {string} `09:41` */
function hour(at) {
  return at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** @param {Date} at @param {Date} now @returns {number} midnights between the two, negative for the past */
function days_off(at, now) {
  return Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY_MS);
}

/** @param {Date} at @param {Date} now @returns {string} `Tue 24 Nov`, with the year when it is another one */
function date(at, now) {
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year }).replace(',', '');
}

/**
 * A moment as one would say it. `now` is the stack's clock, which may be weeks ahead of this device's.
 * @param {string|null|undefined} iso @param {string|undefined} now
 * @returns {string} `just now`, `12 min ago`, `yesterday 09:41`, `Tue 24 Nov, 09:41`; `in 5 min`, `tomorrow 09:00`
 */
export function when(iso, now) {
  if (!iso) return '';
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  if (!now) return `${date(at, at)}, ${hour(at)}`;
  const here = new Date(now);
  const ms = at.getTime() - here.getTime();
  const size = Math.abs(ms);
  const off = days_off(at, here);
  if (size < MINUTE_MS) return ms > 0 ? 'in a moment' : 'just now';
  if (size < HOUR_MS) return ms > 0 ? `in ${Math.round(size / MINUTE_MS)} min` : `${Math.floor(size / MINUTE_MS)} min ago`;
  if (off === 0) return ms > 0 ? `today ${hour(at)}` : `${Math.floor(size / HOUR_MS)} h ago`;
  if (off === -1) return `yesterday ${hour(at)}`;
  if (off === 1) return `tomorrow ${hour(at)}`;
  return `${date(at, here)}, ${hour(at)}`;
}

/** @param {string|null|undefined} iso @param {string|undefined} now @returns {string} as `when`, but the day alone when it is another one: for narrow rows */
export function brief(iso, now) {
  if (!iso || !now) return when(iso, now);
  const moment = new Date(iso);
  const here = new Date(now);
  if (Number.isNaN(moment.getTime()) || Math.abs(days_off(moment, here)) < 1) return when(iso, now);
  const year = moment.getFullYear() === here.getFullYear() ? undefined : 'numeric';
  return moment.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year });
}

/** @param {string|null|undefined} iso @param {string|undefined} now @returns {string} `09:41` today, else with its day */
export function at(iso, now) {
  if (!iso) return '';
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  const here = now ? new Date(now) : moment;
  return now && days_off(moment, here) === 0 ? hour(moment) : `${date(moment, here)}, ${hour(moment)}`;
}

/** @param {string} code such as `IE` @returns {string} `Ireland`; anything else as it is */
export function country(code) {
  try {
    return /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code : code;
  } catch {
    return code;
  }
}

/** @param {string} who as the log has it @returns {string} as one would say it */
export function actor(who) {
  const [kind, ...name] = who.split(' ');
  if (name.length > 0 && (kind === 'operator' || kind === 'agent')) return name.join(' ');
  return { policy: 'the rules', provider: 'the mail provider', contact: 'the prospect', system: 'Onloop' }[who] ?? who;
}

/** @param {string} model @returns {string} who writes the drafts */
export function writer(model) {
  return model.startsWith('composer') ? 'the playbook’s own templates, without a model' : model;
}

/** @param {string} channel @returns {string} */
export function channel(channel) {
  return channel === 'linkedin' ? 'LinkedIn' : channel;
}

/** @param {string} source of a fact @returns {string} */
export function source(source) {
  return source.startsWith('house:') ? `your playbook, ${source.slice('house:'.length)}` : source;
}

/** @param {string} why a card waits @returns {string} */
export function why(why) {
  const always = /^([a-z_]+) is always shown$/.exec(why)?.[1];
  return always ? `Every reply read as “${plain(always).toLowerCase()}” comes to you` : why;
}

const CODES_IN_TEXT = /\b[a-z]+(?:_[a-z]+)+\b/g;
const TIME_IN_TEXT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
const DAY_IN_TEXT = /\b\d{4}-\d{2}-\d{2}\b(?!T)/g;
const IDS_IN_TEXT = /,? (?:fingerprint [0-9a-f]{12}\b|\([0-9a-f]{12}\)|\((?:clm|inb|cnv|lst|vrd)_[0-9a-z-]+\)|as clm_[0-9a-z]+)/g;
const NAMED_IDS = /\b(list|verdict) (?:lst|vrd)_[0-9a-z-]+/g;

/** A reason or a label in words; a column's name, a file's, stays as it is written. @param {string} word */
function code(word) {
  return [...INTENTS, ...KILL_REASONS, ...REJECT_REASONS].find(([key]) => key === word)?.[1]?.toLowerCase() ?? word;
}

/**
 * A sentence of the server as the operator reads it: times in words, no ids, a capital first.
 * @param {string} text @param {string|undefined} now
 */
export function told(text, now) {
  const plain_text = text.replace(IDS_IN_TEXT, '').replace(NAMED_IDS, 'the $1').replace(TIME_IN_TEXT, (iso) => at(iso, now)).replace(DAY_IN_TEXT, (iso) => day(iso)).replace(CODES_IN_TEXT, code);
  // A file's name keeps its letter.
  return /^[\w-]+\.\w/.test(plain_text) ? plain_text : plain_text.charAt(0).toLocaleUpperCase('en') + plain_text.slice(1);
}

/** @param {string} iso @returns {{time: string, day: string}} `09:41` and `Mon 23 Nov` */
export function clock(iso) {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? { time: iso, day: '' } : { time: hour(moment), day: date(moment, moment) };
}

/** @param {string|null|undefined} iso @returns {string} `23 Nov 2026` */
export function day(iso) {
  if (!iso) return '';
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? iso : moment.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
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

/** @param {number} share from 0 to 1 @returns {string} as precise as a proof is; number and sign stay on one line */
export function exact(share) {
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

/** @param {number} score @returns {string} points as they are, a share below one as per cent */
export function score(score) {
  return score > 0 && score < 1 ? percent(score) : String(Math.round(score * 10) / 10);
}

/**
 * What policy would have done with the drafts that were just judged; before the verdict nobody is told.
 * @param {readonly import('./types.js').PolicyThought[]} thoughts @returns {string}
 */
export function policy_words(thoughts) {
  const [first] = thoughts;
  if (!first) return '';
  const sure = `at ${(first.confidence * 100).toFixed(1)} % confidence`;
  const said = first.reasons.length === 0 ? '' : ` (${first.reasons.slice(0, 2).join('; ')})`;
  if (first.would_clear) return first.audit ? `An audit: policy would have sent it, ${sure}${said}` : `Policy would have sent it, ${sure}${said}`;
  return `Policy: ${first.words}${said}`;
}
