/**
 * What the page knows, and the one function that changes it. Pure: time, ids and answers come in with the
 * action; nothing here touches the network, the clock or the document.
 *
 * Two things must never happen here: a card that is being read is swapped for another by a poll (the thumb
 * would decide what the eye has not seen), and typed text is lost.
 *
 * @import {Card, Kind, Loaded, Mode, Notice, Outgoing, Problem, QueuePage, Route, Status, Totals,
 *   Agent, AgentSummary, TuneProposal, TuneRound, ReplayPlan, ReplayedLetter, VersionEffect, Certificate, Conversation, ConversationRow, DeadLetter, ExcludedRow, Lead, LeadList, LogLine, Push, Skim, UnmatchedMail, WeekReport, Why} from './types.js'
 */

/**
 * Everything fetched for a screen, by name.
 * @typedef {Object} Loads
 * @property {Loaded<AgentSummary[]>} agents
 * @property {Loaded<Agent>} agent
 * @property {Loaded<Certificate[]>} certificates
 * @property {Loaded<Certificate>} certificate
 * @property {Loaded<{conversations: ConversationRow[], next: string|null}>} conversations
 * @property {Loaded<Conversation>} conversation
 * @property {Loaded<LeadList>} list
 * @property {Loaded<{leads: Lead[], next: string|null}>} leads
 * @property {Loaded<{rows: ExcludedRow[], next: string|null}>} excluded
 * @property {Loaded<{lines: LogLine[], next: string|null}>} log
 * @property {Loaded<LogLine[]>} lately  what happened last, for an empty queue
 * @property {Loaded<UnmatchedMail[]>} unmatched
 * @property {Loaded<Push[]>} pushes
 * @property {Loaded<Why>} why
 * @property {Loaded<Skim>} skim
 * @property {Loaded<WeekReport>} report
 * @property {Loaded<TuneRound>} tune
 * @property {Loaded<VersionEffect[]>} effect
 * @property {Loaded<DeadLetter[]>} dead_letters
 * @property {Loaded<import('./types.js').Mailbox[]>} mailboxes
 */

/**
 * @typedef {Object} Queue
 * @property {Card[]} cards
 * @property {string|null} next
 * @property {Totals} totals
 * @property {number} minutes
 * @property {boolean} loaded
 * @property {Problem|null} problem
 * @property {Kind|''} kind        only this kind is shown
 * @property {string|null} current id of the card on screen
 * @property {boolean} armed       false for a moment after another card appeared, so that a second tap decides nothing
 * @property {Card|null} newer     what the server holds now for the card on screen, when it is another text
 * @property {string|null} gone    why the card on screen can no longer be decided
 */

/**
 * @typedef {Object} State
 * @property {'out'|'exchanging'|'in'} session
 * @property {string|null} operator
 * @property {string|null} sign_in_problem
 * @property {Route} route
 * @property {Status|null} status
 * @property {boolean} offline
 * @property {boolean} no_network      offline because this device has no network, as far as it knows
 * @property {{at: string, in_flight: number}|null} halt_acknowledged
 * @property {boolean} busy          an order to the whole system (halt, clock) is under way
 * @property {Queue} queue
 * @property {Mode|null} mode        which form or row of choices is open for the card on screen
 * @property {Record<string, string>} typed   what was typed and not yet sent, by `target:field`
 * @property {Record<string, {detail: string, by: string, at: string}>} stale   by card: what happened to it meanwhile
 * @property {Outgoing[]} outbox
 * @property {Notice[]} notices
 * @property {string|null} asking      id of the task whose discard is being asked about
 * @property {'halt'|'help'|'halt_agent'|null} dialog
 * @property {Loads} loads
 * @property {{selected: string[], sort: 'score'|'company'|'country', tab: 'leads'|'excluded'|'bad', rejecting: boolean, opened: string|null, settling: boolean}} leads
 *   `settling`: the server took a verdict on this list and is carrying it out
 * @property {{agent: string, ms: number, chosen: string[], tried: TuneProposal[]}} tune   the round that is held: how long it was
 *   looked at, which of its rules are chosen, and rules of the operator's own
 * @property {{agent: string, plan: ReplayPlan|null, letters: ReplayedLetter[], gone: string[], running: 'no'|'yes'|'stopping', judging: 'no'|'yes'|'why', problem: Problem|null}} replay
 *   cards written anew; `gone` are those that can't be any more; `why`: the reason of a kill is asked for
 * @property {import('./types.js').After|null} after   what the last verdict leads to
 * @property {string} said           last words for the screen reader
 * @property {number} now_ms         wall clock of this device, moved by `tick`
 */

/**
 * @typedef {{type: 'route', route: Route}
 *  | {type: 'session', session: 'out'|'exchanging'|'in', operator?: string|null, problem?: string|null}
 *  | {type: 'status', status: Status}
 *  | {type: 'online'} | {type: 'offline', no_network: boolean}
 *  | {type: 'asking', id: string|null}
 *  | {type: 'tick', now_ms: number}
 *  | {type: 'busy', busy: boolean}
 *  | {type: 'queue/loaded', page: QueuePage, more?: boolean}
 *  | {type: 'queue/failed', problem: Problem}
 *  | {type: 'queue/kind', kind: Kind|''}
 *  | {type: 'queue/show', card: string}
 *  | {type: 'queue/open', card: Card}
 *  | {type: 'queue/step', by: 1|-1}
 *  | {type: 'queue/armed'}
 *  | {type: 'queue/taken', taken: Record<string, string>}
 *  | {type: 'queue/newer'}
 *  | {type: 'queue/gone', card: string, why: string}
 *  | {type: 'queue/drop', list: string}
 *  | {type: 'mode', mode: Mode|null}
 *  | {type: 'typed', key: string, text: string}
 *  | {type: 'typed/forget', prefix: string}
 *  | {type: 'typed/restored', typed: Record<string, string>}
 *  | {type: 'verdict/restored', outbox: Outgoing[]}
 *  | {type: 'verdict/made', outgoing: Outgoing}
 *  | {type: 'verdict/waiting', id: string, answered?: boolean}
 *  | {type: 'verdict/sending', id: string}
 *  | {type: 'verdict/confirmed', id: string, card: Card|null, undo_until_ms: number, policy?: string}
 *  | {type: 'verdict/refused', id: string, problem: Problem, now_ms: number}
 *  | {type: 'verdict/undoing', id: string}
 *  | {type: 'verdict/undone', id: string, card: Card|null}
 *  | {type: 'verdict/undo_refused', id: string, problem: Problem, now_ms: number}
 *  | {type: 'notice', words: string, tone: 'plain'|'bad', now_ms: number}
 *  | {type: 'notice/close', id: number}
 *  | {type: 'dialog', dialog: State['dialog']}
 *  | {type: 'halted', on: boolean, at: string, in_flight: number, scope: string, name: string|null}
 *  | {type: 'market', market: Status['market']}
 *  | {type: 'load/start', what: keyof Loads, keep?: boolean}
 *  | {type: 'load/done', what: keyof Loads, data: any}
 *  | {type: 'load/failed', what: keyof Loads, problem: Problem}
 *  | {type: 'leads/change', change: Partial<State['leads']>}
 *  | {type: 'leads/toggle', lead: string}
 *  | {type: 'after', after: import('./types.js').After|null}
 *  | {type: 'after/change', verdict: string, change: Partial<import('./types.js').After>}
 *  | {type: 'tune/change', change: Partial<State['tune']>}
 *  | {type: 'replay/change', change: Partial<State['replay']>}} Action
 */

/** How long an undo is offered, and how long a plain notice stays, in milliseconds. */
export const UNDO_MS = 10_000;
const NOTICE_MS = 6_000;
/** Between two ticks nobody looked for longer: the page was put away. */
const TICK_MS = 5_000;
/** A decided card is kept out of the queue this long, in case a page of the queue is older than the verdict. */
const SETTLE_MS = 15_000;
/** At most this many verdicts are kept waiting; the page says so before it drops any. */
export const OUTBOX_LIMIT = 500;

/** @type {Loaded<any>} */
const EMPTY = { data: null, loading: false, problem: null };

/** @returns {State} */
export function initial() {
  return {
    session: 'out',
    operator: null,
    sign_in_problem: null,
    route: { name: 'queue', id: '', query: {} },
    status: null,
    offline: false,
    no_network: false,
    halt_acknowledged: null,
    busy: false,
    queue: {
      cards: [],
      next: null,
      totals: { list: 0, draft: 0, reply: 0, in_doubt: 0, mailbox: 0, goal: 0 },
      minutes: 0,
      loaded: false,
      problem: null,
      kind: '',
      current: null,
      armed: true,
      newer: null,
      gone: null,
    },
    mode: null,
    typed: {},
    stale: {},
    outbox: [],
    notices: [],
    asking: null,
    dialog: null,
    loads: {
      agents: EMPTY,
      agent: EMPTY,
      certificates: EMPTY,
      certificate: EMPTY,
      conversations: EMPTY,
      conversation: EMPTY,
      list: EMPTY,
      leads: EMPTY,
      excluded: EMPTY,
      log: EMPTY,
      lately: EMPTY,
      unmatched: EMPTY,
      pushes: EMPTY,
      why: EMPTY,
      skim: EMPTY,
      report: EMPTY,
      tune: EMPTY,
      effect: EMPTY,
      dead_letters: EMPTY,
      mailboxes: EMPTY,
    },
    leads: { selected: [], sort: 'score', tab: 'leads', rejecting: false, opened: null, settling: false },
    tune: { agent: '', ms: 0, chosen: [], tried: [] },
    replay: { agent: '', plan: null, letters: [], gone: [], running: 'no', judging: 'no', problem: null },
    after: null,
    said: '',
    now_ms: 0,
  };
}

/** @param {boolean} no_network @returns {string} why nothing arrives: this device, or the machine that runs Onloop */
export function offline_words(no_network) {
  return no_network ? 'Offline: verdicts wait here' : 'Onloop does not answer: verdicts wait here';
}

/** @param {State} state @returns {Card|null} the card on screen */
export function current_card(state) {
  return state.queue.cards.find((card) => card.id === state.queue.current) ?? null;
}

/** @param {State} state @returns {Outgoing|null} the latest verdict that can still be undone */
export function undoable(state) {
  for (let at = state.outbox.length - 1; at >= 0; at -= 1) {
    const outgoing = state.outbox[at];
    if (!outgoing || outgoing.over !== 'card') continue;
    if (outgoing.state === 'waiting' && outgoing.decision.type !== 'edit') return outgoing;
    if (outgoing.state === 'confirmed' && outgoing.undo_until_ms > state.now_ms) return outgoing;
  }
  return null;
}

/** @param {State} state @returns {Outgoing[]} verdicts the server has not confirmed */
export function unsent(state) {
  return state.outbox.filter((outgoing) => outgoing.state === 'waiting' || outgoing.state === 'sending');
}

/** @param {State} state @returns {Totals} cards that wait, less those decided here that the server does not know yet */
export function waiting(state) {
  const totals = { ...(state.status?.cards ?? state.queue.totals) };
  for (const o of unsent(state)) if (o.card && closes(o)) totals[o.card.kind] = Math.max(0, totals[o.card.kind] - 1);
  return totals;
}

/** @param {Totals & {total: number}} cards @param {Kind} kind @returns {Totals & {total: number}} */
function one_less(cards, kind) {
  return cards[kind] > 0 ? { ...cards, [kind]: cards[kind] - 1, total: cards.total - 1 } : cards;
}

/** @param {State} state @param {string} card @returns {Outgoing|null} an edit of this card on its way */
export function edit_under_way(state, card) {
  return state.outbox.find((o) => o.target === card && o.decision.type === 'edit' && o.state !== 'confirmed') ?? null;
}

/** @param {Card} card what makes two versions of a card the same to the eye */
export function face(card) {
  return JSON.stringify([card.draft?.messages.map((m) => m.fingerprint), card.reply?.intent, card.reply?.inbound,
    card.in_doubt?.claim, card.in_doubt?.alarm, card.list?.waiting, card.mailbox?.cause, card.goal?.words]);
}

/** @param {Outgoing} outgoing @returns {boolean} whether the card leaves the queue with this verdict */
function closes(outgoing) {
  return outgoing.over === 'card' && outgoing.decision.type !== 'edit' && outgoing.decision.type !== 'relabel';
}

/**
 * A card that came back since is another one, though it has the same id.
 * @param {State} state @param {Card} card @returns {boolean}
 */
function decided_here(state, card) {
  return state.outbox.some((o) => o.target === card.id && closes(o) && o.state !== 'undoing' && (o.state !== 'confirmed' || o.card?.opened_at === card.opened_at));
}

/**
 * @param {Queue} queue @param {string|null} current
 * @returns {Queue} with this card on screen; a moment unarmed when it is another than before
 */
function showing(queue, current) {
  if (queue.current === current) return queue;
  return { ...queue, current, armed: false, newer: null, gone: null };
}

/** @param {State} state @param {string} id @returns {State} without this card, the next one shown */
function without_card(state, id) {
  const at = state.queue.cards.findIndex((card) => card.id === id);
  if (at < 0) return state;
  const cards = state.queue.cards.filter((card) => card.id !== id);
  const next = state.queue.current === id ? (cards[at] ?? cards[at - 1] ?? null)?.id ?? null : state.queue.current;
  return { ...state, mode: state.queue.current === id ? null : state.mode, queue: showing({ ...state.queue, cards }, next) };
}

/**
 * @param {State} state @param {Card} card @param {boolean} show
 * @returns {State} with this card in the queue, replaced in place or put before the one on screen
 */
function with_card(state, card, show) {
  const known = state.queue.cards.some((c) => c.id === card.id);
  const at = Math.max(0, state.queue.cards.findIndex((c) => c.id === state.queue.current));
  const cards = known ? state.queue.cards.map((c) => (c.id === card.id ? card : c)) : state.queue.cards.toSpliced(show ? at : at + 1, 0, card);
  const queue = showing({ ...state.queue, cards }, show || state.queue.current === null ? card.id : state.queue.current);
  return { ...state, queue: queue.current === card.id ? { ...queue, newer: null, gone: null } : queue };
}

/** @param {State} state @param {string} prefix @returns {State} */
function forget_typed(state, prefix) {
  return { ...state, typed: Object.fromEntries(Object.entries(state.typed).filter(([key]) => !key.startsWith(prefix))) };
}

/** @param {State} state @param {string} id @param {Partial<Outgoing>} change @returns {State} */
function change_outgoing(state, id, change) {
  return { ...state, outbox: state.outbox.map((o) => (o.id === id ? { ...o, ...change } : o)) };
}

/** @param {State} state @param {string} words @param {'plain'|'bad'} tone @param {number} now_ms @returns {State} */
function noticed(state, words, tone, now_ms) {
  const id = 1 + Math.max(0, ...state.notices.map((n) => n.id));
  const until_ms = tone === 'bad' ? Number.MAX_SAFE_INTEGER : now_ms + NOTICE_MS;
  return { ...state, said: words, notices: [...state.notices.slice(-2), { id, words, tone, until_ms }] };
}

/**
 * A page of the queue has come. The card on screen stays as it was read; what changed is told beside it.
 * While another screen is shown nobody reads a card, and the queue is simply as it is.
 * @param {State} state @param {QueuePage} page @param {boolean} more @returns {State}
 */
function queue_loaded(state, page, more) {
  const shown = state.route.name === 'queue' ? current_card(state) : null;
  let cards = page.cards.filter((card) => !decided_here(state, card));
  if (more) {
    const known = new Set(state.queue.cards.map((card) => card.id));
    cards = [...state.queue.cards, ...cards.filter((card) => !known.has(card.id))];
  }
  let newer = state.queue.newer;
  let gone = state.queue.gone;
  if (shown) {
    const at = cards.findIndex((card) => card.id === shown.id);
    const fresh = cards[at];
    if (fresh) {
      gone = null;
      newer = face(fresh) === face(shown) ? null : fresh;
      cards = cards.with(at, shown);
    } else {
      const was = state.queue.cards.findIndex((card) => card.id === shown.id);
      cards = cards.toSpliced(Math.min(was, cards.length), 0, shown);
    }
  }
  /** @type {Queue} */
  const queue = { ...state.queue, cards, next: page.next, totals: page.totals, minutes: page.minutes, loaded: true, problem: null, newer, gone };
  const still = cards.some((card) => card.id === queue.current);
  // A page knows the counts too, and may be younger than the last status; not if it is older than a verdict.
  const { list, draft, reply, in_doubt, mailbox, goal } = page.totals;
  const fresh = page.cards.every((card) => !decided_here(state, card));
  const status = state.status && fresh ? { ...state.status, cards: { list, draft, reply, in_doubt, mailbox, goal, total: list + draft + reply + in_doubt + mailbox + goal } } : state.status;
  return { ...state, status, queue: shown || still ? queue : showing(queue, cards[0]?.id ?? null) };
}

/**
 * Others look at these cards: they come later. The one on screen goes only while nothing was begun on it, and not
 * where the operator went to it although it said who is there.
 * @param {State} state @param {Record<string, string>} taken who, by card @returns {State}
 */
function queue_taken(state, taken) {
  const marked = state.queue.cards.map((card) => (taken[card.id] === card.looking ? card : { ...card, looking: taken[card.id] }));
  const cards = [...marked.filter((card) => !card.looking), ...marked.filter((card) => card.looking)];
  const { current } = state.queue;
  const begun = state.mode !== null || Object.keys(state.typed).some((key) => current !== null && key.startsWith(`${current}:`));
  const free = cards.find((card) => !card.looking);
  const known = current_card(state)?.looking !== undefined;
  const moves = current !== null && taken[current] !== undefined && !known && !begun && free !== undefined;
  const queue = { ...state.queue, cards };
  return { ...state, queue: moves ? showing(queue, free.id) : queue };
}

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'route': {
      const moved = action.route.name !== state.route.name || action.route.id !== state.route.id;
      const leads = moved ? { ...initial().leads, sort: state.leads.sort } : state.leads;
      return { ...state, route: action.route, leads, mode: moved && state.mode?.name !== 'edit' ? null : state.mode };
    }
    case 'session': {
      const fresh = action.session === 'in' || action.session === state.session ? state : { ...initial(), outbox: state.outbox, typed: action.problem || action.session === 'exchanging' ? state.typed : {}, route: state.route, now_ms: state.now_ms };
      return { ...fresh, session: action.session, operator: action.operator ?? fresh.operator, sign_in_problem: action.problem ?? null };
    }
    case 'status': {
      const acknowledged = action.status.halted.fleet ? state.halt_acknowledged : null;
      return { ...state, status: action.status, operator: action.status.operator, offline: false, halt_acknowledged: acknowledged };
    }
    case 'online':
      return { ...state, offline: false };
    case 'offline':
      return state.offline && state.no_network === action.no_network ? state : { ...state, offline: true, no_network: action.no_network, said: offline_words(action.no_network) };
    case 'asking':
      return { ...state, asking: action.id };
    case 'tick': {
      const outbox = state.outbox.filter((o) => o.state !== 'confirmed' || o.made_ms + SETTLE_MS > action.now_ms || o.undo_until_ms > action.now_ms);
      const notices = state.notices.filter((n) => n.until_ms > action.now_ms);
      // The time of a round runs while its page is looked at.
      const looked = state.route.name === 'tune' && state.route.id === state.tune.agent ? Math.min(Math.max(0, action.now_ms - state.now_ms), TICK_MS) : 0;
      const tune = looked > 0 ? { ...state.tune, ms: state.tune.ms + looked } : state.tune;
      return { ...state, tune, now_ms: action.now_ms, outbox: outbox.length === state.outbox.length ? state.outbox : outbox,
        notices: notices.length === state.notices.length ? state.notices : notices };
    }
    case 'busy':
      return { ...state, busy: action.busy };
    case 'queue/loaded':
      return queue_loaded(state, action.page, action.more ?? false);
    case 'queue/failed':
      return { ...state, queue: { ...state.queue, problem: action.problem } };
    case 'queue/kind':
      return { ...state, mode: null, queue: { ...showing(state.queue, null), kind: action.kind, cards: [], loaded: false } };
    case 'queue/show':
      return { ...state, mode: state.queue.current === action.card ? state.mode : null, queue: showing(state.queue, action.card) };
    case 'queue/open':
      return with_card(state, action.card, true);
    case 'queue/step': {
      const at = state.queue.cards.findIndex((card) => card.id === state.queue.current);
      const next = state.queue.cards[at + action.by];
      return next ? { ...state, mode: null, queue: showing(state.queue, next.id) } : state;
    }
    case 'queue/taken':
      return queue_taken(state, action.taken);
    case 'queue/armed':
      return { ...state, queue: { ...state.queue, armed: true } };
    case 'queue/newer': {
      const { newer } = state.queue;
      return newer ? { ...with_card(state, newer, true), queue: { ...with_card(state, newer, true).queue, armed: false } } : without_card(state, state.queue.current ?? '');
    }
    case 'queue/gone':
      return state.queue.current === action.card ? { ...state, queue: { ...state.queue, gone: action.why } } : state;
    case 'queue/drop':
      return without_card(state, state.queue.cards.find((card) => card.list?.list === action.list)?.id ?? '');
    case 'mode':
      return { ...state, mode: action.mode };
    case 'typed':
      return { ...state, typed: { ...state.typed, [action.key]: action.text } };
    case 'typed/forget':
      return forget_typed(state, action.prefix);
    case 'typed/restored':
      return { ...state, typed: { ...action.typed, ...state.typed } };
    case 'verdict/restored':
      return { ...state, outbox: action.outbox };
    case 'verdict/made': {
      const { outgoing } = action;
      // A kill that nobody makes a rule of is past with the next verdict; an edit's offer stays.
      const after = state.after?.what === 'kill' && state.after.rules === null ? null : state.after;
      const added = { ...state, after, outbox: [...state.outbox, outgoing], said: outgoing.label };
      if (closes(outgoing)) return without_card(added, outgoing.target);
      return outgoing.decision.type === 'edit' ? added : { ...added, mode: null };
    }
    case 'verdict/waiting': {
      const tries = state.outbox.find((o) => o.id === action.id)?.tries ?? 0;
      return change_outgoing(state, action.id, { state: 'waiting', tries: action.answered ? tries + 1 : tries });
    }
    case 'verdict/sending':
      return change_outgoing(state, action.id, { state: 'sending' });
    case 'verdict/confirmed': {
      const outgoing = state.outbox.find((o) => o.id === action.id);
      if (!outgoing || outgoing.state === 'undoing') return state;
      let next = change_outgoing(state, action.id, { state: 'confirmed', undo_until_ms: action.undo_until_ms, policy: action.policy ?? '' });
      if (next.status && outgoing.card && closes(outgoing)) next = { ...next, status: { ...next.status, cards: one_less(next.status.cards, outgoing.card.kind) } };
      next = forget_typed(next, `${outgoing.target}:`);
      const { [outgoing.target]: _settled, ...stale } = next.stale;
      next = { ...next, stale };
      if (outgoing.over !== 'card' || closes(outgoing)) return next;
      const here = state.queue.current === outgoing.target;
      if (action.card) next = with_card(next, action.card, false);
      else if (outgoing.decision.type === 'relabel') next = without_card(next, outgoing.target);
      return { ...next, said: outgoing.label, mode: here && state.mode?.name === 'edit' ? null : next.mode };
    }
    case 'verdict/refused': {
      const outgoing = state.outbox.find((o) => o.id === action.id);
      if (!outgoing) return state;
      const { problem } = action;
      let next = { ...state, outbox: state.outbox.filter((o) => o.id !== action.id) };
      const card = problem.card === undefined ? (outgoing.state === 'undoing' ? null : outgoing.card) : problem.card;
      if (outgoing.over === 'card' && card) {
        const busy = next.mode !== null && next.queue.current !== card.id;
        next = with_card(next, card, !busy);
        next = { ...next, stale: { ...next.stale, [card.id]: { detail: problem.detail, by: problem.decided_by ?? '', at: problem.decided_at ?? '' } } };
        if (!busy) next = { ...next, mode: outgoing.mode, queue: { ...next.queue, armed: false } };
        return { ...next, said: problem.detail };
      }
      if (outgoing.over === 'card') next = without_card(next, outgoing.target);
      return noticed(next, problem.detail, 'bad', action.now_ms);
    }
    case 'verdict/undoing': {
      const outgoing = state.outbox.find((o) => o.id === action.id);
      if (!outgoing) return state;
      const after = state.after?.verdict === action.id && state.after.carrying === null ? null : state.after;
      const next = { ...change_outgoing(state, action.id, { state: 'undoing' }), after };
      return outgoing.card ? with_card({ ...next, mode: null }, outgoing.card, true) : next;
    }
    case 'verdict/undone': {
      const outgoing = state.outbox.find((o) => o.id === action.id);
      if (!outgoing) return state;
      const next = { ...state, outbox: state.outbox.filter((o) => o.id !== action.id), said: 'Undone' };
      // The card is back on screen since `undoing`; it may even be decided again by now.
      return action.card && !decided_here(next, action.card) ? with_card(next, action.card, false) : next;
    }
    case 'verdict/undo_refused': {
      const outgoing = state.outbox.find((o) => o.id === action.id);
      const next = without_card(change_outgoing(state, action.id, { state: 'confirmed', undo_until_ms: 0 }), outgoing?.target ?? '');
      return noticed(next, action.problem.detail, 'bad', action.now_ms);
    }
    case 'notice':
      return noticed(state, action.words, action.tone, action.now_ms);
    case 'notice/close':
      return { ...state, notices: state.notices.filter((n) => n.id !== action.id) };
    case 'dialog':
      return { ...state, dialog: action.dialog };
    case 'halted': {
      const words = action.on ? `Halted, ${action.in_flight} were in flight` : 'Resumed';
      if (action.scope !== 'fleet') return { ...state, dialog: null, said: words };
      const status = state.status && { ...state.status, halted: { ...state.status.halted, fleet: action.on } };
      return { ...state, status, dialog: null, said: words, halt_acknowledged: action.on ? { at: action.at, in_flight: action.in_flight } : null };
    }
    case 'market':
      return state.status ? { ...state, status: { ...state.status, market: action.market } } : state;
    case 'load/start': {
      const before = state.loads[action.what];
      return { ...state, loads: { ...state.loads, [action.what]: { data: action.keep ? before.data : null, loading: true, problem: null } } };
    }
    case 'load/done':
      return { ...state, loads: { ...state.loads, [action.what]: { data: action.data, loading: false, problem: null } } };
    case 'load/failed':
      return { ...state, loads: { ...state.loads, [action.what]: { ...state.loads[action.what], loading: false, problem: action.problem } } };
    case 'tune/change':
      return { ...state, tune: { ...state.tune, ...action.change } };
    case 'replay/change':
      return { ...state, replay: { ...state.replay, ...action.change } };
    case 'after':
      return { ...state, after: action.after };
    case 'after/change':
      return state.after?.verdict === action.verdict ? { ...state, after: { ...state.after, ...action.change } } : state;
    case 'leads/change':
      return { ...state, leads: { ...state.leads, ...action.change } };
    case 'leads/toggle': {
      const { selected } = state.leads;
      const toggled = selected.includes(action.lead) ? selected.filter((id) => id !== action.lead) : [...selected, action.lead];
      return { ...state, leads: { ...state.leads, selected: toggled } };
    }
  }
}
