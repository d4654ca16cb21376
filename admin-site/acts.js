/**
 * Everything the operator can do: each act calls the server and tells the reducer what came of it.
 *
 * A verdict is written down here before it is sent and stays until the server has answered, over lost
 * connections and reloads. It is always sent under the same id, so sending it twice decides once.
 *
 * @import {Card, Kind, Mode, Outgoing, Status} from './types.js'
 * @import {Action, Loads, State} from './state.js'
 */
import * as api from './api.js';
import { look_ms } from './pace.js';
import { OUTBOX_LIMIT, UNDO_MS, current_card, edit_under_way, undoable, unsent } from './state.js';
import { count, errors_of, plain, policy_words, when } from './words.js';
import { to } from './routes.js';

const POLL_MS = 3_000;
/** While the simulated days fly by. */
const POLL_FAST_MS = 1_000;
const POLL_LIMIT_MS = 30_000;
const ARM_MS = 350;
/** So often a server that is up may answer a verdict with a fault of its own before the card comes back. */
const TRIES = 8;
const QUEUE_PAGE = 20;
const QUEUE_STALE_MS = 20_000;
/** A verdict on a list is carried out page by page; its list is asked again so often, so many times. */
const SETTLE_MS = 150;
const SETTLE_TRIES = 80;
/** An undo is no double tap: the one before would go with it. */
const UNDO_PAUSE_MS = 800;
/** Seconds of a simulated day when the market's clock runs as this one does. */
const REAL_SECONDS = 86_400;
const FAST_SECONDS = 60;
/** Whoever walks past a card does not look at it. */
const TELL_MS = 400;
/** The server forgets in one and a half minutes who looks. */
const TELL_AGAIN_MS = 45_000;
/** The card on screen, and those that come next. */
const AHEAD = 4;
/** The events worth telling on an empty queue; the log has the rest. */
const WORTH_TELLING = new Set(['sent', 'replied', 'reported', 'stopped', 'paused', 'in_doubt', 'contradicted', 'closed', 'returned']);
const LATELY = 5;
/** A model takes its time for a letter. */
const LETTER_MS = 120_000;

/** @typedef {{state: () => State, dispatch: (action: Action) => void}} Store */
/** @typedef {ReturnType<typeof make>} Acts */

/** @param {unknown} thrown @returns {import('./types.js').Problem} */
function problem_of(thrown) {
  if (thrown instanceof api.ApiError) return thrown.problem;
  return { status: -1, title: 'Fault in the page', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** @param {Store} store */
export function make(store) {
  const { dispatch } = store;
  let poll_timer = 0;
  let poll_wait_ms = POLL_MS;
  let polling = false;
  let flushing = false;
  let log_timer = 0;
  let queue_seen = '';
  let queue_at_ms = 0;
  let undone_at_ms = 0;
  let tell_timer = 0;
  let told_at_ms = 0;
  let lately_seen = '';
  /** @type {{card: string, at_ms: number}|null} the card on screen, and since when it is looked at */
  let look = null;
  /** @type {number|null} how many cards waited when the clock was told to hurry */
  let hurried_with = null;

  function keep_outbox() {
    api.keep_outbox(store.state().outbox.filter((o) => o.state !== 'confirmed'));
  }

  /** @param {string} words @param {'plain'|'bad'} [tone] */
  function notice(words, tone = 'plain') {
    dispatch({ type: 'notice', words, tone, now_ms: Date.now() });
  }

  /** @param {import('./types.js').Problem} problem @returns {boolean} whether it was about the session or the connection */
  function met(problem) {
    if (problem.status === 401) {
      api.keep_bearer(null);
      dispatch({ type: 'session', session: 'out', operator: null, problem: 'Your session has ended. Verdicts not yet sent are kept on this device.' });
      return true;
    }
    if (problem.status === 0) {
      dispatch({ type: 'offline', no_network: !navigator.onLine });
      return true;
    }
    return false;
  }

  /** @param {unknown} thrown */
  function failed(thrown) {
    const problem = problem_of(thrown);
    if (!met(problem) || problem.status === 0) notice(problem.detail, 'bad');
  }

  // --- Session -------------------------------------------------------------------------------------

  /** @param {string} token */
  async function sign_in(token) {
    dispatch({ type: 'session', session: 'exchanging' });
    try {
      const answer = await api.post('/session', { token });
      api.keep_bearer(answer.bearer);
      dispatch({ type: 'session', session: 'in', operator: answer.operator });
      start();
    } catch (thrown) {
      dispatch({ type: 'session', session: 'out', problem: problem_of(thrown).detail });
    }
  }

  function sign_out() {
    void api.call('DELETE', '/session').catch(() => {}); // this device forgets it all the same
    api.keep_bearer(null);
    dispatch({ type: 'session', session: 'out', operator: null });
  }

  function start() {
    void poll();
    load_route();
  }

  // --- Status and queue ----------------------------------------------------------------------------

  function plan_poll() {
    clearTimeout(poll_timer);
    if (store.state().session === 'in' && document.visibilityState === 'visible') poll_timer = setTimeout(poll, poll_wait_ms);
  }

  async function poll() {
    if (polling || store.state().session !== 'in') return;
    polling = true;
    try {
      /** @type {Status} */
      const status = await api.get('/status');
      const was_offline = store.state().offline;
      poll_wait_ms = status.market?.running && status.market.seconds_per_day <= 60 ? POLL_FAST_MS : POLL_MS;
      dispatch({ type: 'status', status });
      slow_down(status);
      if (was_offline) {
        dispatch({ type: 'online' });
        load_route();
      }
      await flush();
      const seen = JSON.stringify(status.cards);
      if (seen !== queue_seen || Date.now() - queue_at_ms > QUEUE_STALE_MS || was_offline) await load_queue();
      queue_seen = seen;
      if (store.state().route.name === 'queue' && Date.now() - told_at_ms > TELL_AGAIN_MS) tell_looking(0);
      await load_lately();
    } catch (thrown) {
      const problem = problem_of(thrown);
      met(problem);
      if (problem.status === 0 || problem.status >= 500) poll_wait_ms = Math.min(poll_wait_ms * 2, POLL_LIMIT_MS);
    } finally {
      polling = false;
      plan_poll();
    }
  }

  /** A hurried clock must not run past what somebody has to decide. @param {Status} status */
  function slow_down(status) {
    const { market, cards } = status;
    if (!market?.running || market.seconds_per_day > FAST_SECONDS) hurried_with = null;
    if (hurried_with === null) return;
    if (cards.total <= hurried_with) {
      hurried_with = cards.total;
      return;
    }
    hurried_with = null;
    notice('The clock is back to real time: something waits for you.');
    void clock('run', REAL_SECONDS);
  }

  /** What happened last, when nothing waits: one sees the letters leave. */
  async function load_lately() {
    const { route, queue, status } = store.state();
    if (route.name !== 'queue' || !queue.loaded || queue.cards.length > 0 || !status) return;
    const seen = status.now.slice(0, status.market?.running && status.market.seconds_per_day > FAST_SECONDS ? 15 : 19);
    if (seen === lately_seen) return;
    lately_seen = seen;
    await load('lately', '/log?limit=60', (a) => a.lines.filter((/** @type {{event: string}} */ line) => WORTH_TELLING.has(line.event)).slice(0, LATELY), true);
  }

  /** Another card or list is on screen, or none: the time of a look begins. @param {string|null} card */
  function looking_at(card) {
    if (look?.card === card) return;
    look = card === null ? null : { card, at_ms: Date.now() };
    if (store.state().route.name === 'queue' && card !== null) tell_looking(TELL_MS);
  }

  /** Tells the others which card is on screen and which come next, so that they are offered others. @param {number} wait_ms */
  function tell_looking(wait_ms) {
    clearTimeout(tell_timer);
    tell_timer = setTimeout(async () => {
      const { queue, offline, session, route } = store.state();
      const at = queue.cards.findIndex((card) => card.id === queue.current);
      if (at < 0 || offline || session !== 'in' || route.name !== 'queue') return;
      told_at_ms = Date.now();
      const ids = queue.cards.slice(at).filter((card) => !card.looking || card.id === queue.current).slice(0, AHEAD);
      try {
        const { taken } = await api.post('/looking', { cards: ids.map((card) => card.id) });
        if (Object.keys(taken).length > 0) {
          dispatch({ type: 'queue/taken', taken });
          arm();
        }
      } catch {
        // Whoever decides first has decided, told or not.
      }
    }, wait_ms);
  }

  /** The connection may be back, or the page is looked at again. */
  function wake() {
    poll_wait_ms = POLL_MS;
    void poll();
  }

  /** @param {boolean} [more] */
  async function load_queue(more = false) {
    const { queue } = store.state();
    if (more && queue.next === null) return;
    try {
      const page = await api.get(`/queue${api.query({ limit: QUEUE_PAGE, kind: queue.kind, after: more ? queue.next : null })}`);
      if (store.state().queue.kind !== queue.kind) return;
      queue_at_ms = Date.now();
      dispatch({ type: 'queue/loaded', page, more });
      arm();
      const shown = current_card(store.state());
      if (!more && shown && !page.cards.some((/** @type {Card} */ card) => card.id === shown.id)) await look_after(shown);
    } catch (thrown) {
      const problem = problem_of(thrown);
      if (!met(problem)) dispatch({ type: 'queue/failed', problem });
    }
  }

  /** The card on screen is on no page of the queue: further down, or decided elsewhere? @param {Card} shown */
  async function look_after(shown) {
    try {
      await api.get(`/cards/${encodeURIComponent(shown.id)}`);
    } catch (thrown) {
      const problem = problem_of(thrown);
      if (problem.status === 404 || problem.status === 410) dispatch({ type: 'queue/gone', card: shown.id, why: problem.detail });
    }
  }

  /** A card that has just appeared takes no verdict for a moment: the tap was meant for the one before. */
  function arm() {
    if (!store.state().queue.armed) setTimeout(() => dispatch({ type: 'queue/armed' }), ARM_MS);
  }

  /** @param {string} id */
  async function open_card(id) {
    if (store.state().queue.cards.some((card) => card.id === id)) {
      dispatch({ type: 'queue/show', card: id });
      arm();
      return;
    }
    try {
      dispatch({ type: 'queue/open', card: await api.get(`/cards/${encodeURIComponent(id)}`) });
      arm();
    } catch (thrown) {
      failed(thrown);
    }
  }

  // --- Verdicts ------------------------------------------------------------------------------------

  /**
   * @param {{path: string, target: string, over: Outgoing['over'], decision: any, label: string, card?: Card|null, mode?: Mode|null}} verdict
   */
  function send_verdict(verdict) {
    const state = store.state();
    if (unsent(state).length >= OUTBOX_LIMIT) {
      notice(`${OUTBOX_LIMIT} verdicts wait for a connection already. Nothing more is taken until some are sent.`, 'bad');
      return;
    }
    /** @type {Outgoing} */
    const outgoing = {
      card: null,
      mode: null,
      ...verdict,
      id: api.verdict_id(),
      operator: state.operator ?? '',
      made_ms: Date.now(),
      tries: 0,
      state: state.offline ? 'waiting' : 'sending',
      undo_until_ms: 0,
      looked_ms: look?.card === verdict.target ? look_ms(Date.now() - look.at_ms) : null,
    };
    // What follows on the same list, or on the edited card, is a look of its own.
    if (look) look = { ...look, at_ms: Date.now() };
    dispatch({ type: 'tick', now_ms: Date.now() });
    dispatch({ type: 'verdict/made', outgoing });
    keep_outbox();
    arm();
    if (outgoing.state === 'sending') void send(outgoing);
    if (store.state().queue.cards.length < 5 && !store.state().offline) void load_queue(true);
  }

  /** @param {Outgoing} outgoing */
  async function send(outgoing) {
    const { id } = outgoing;
    try {
      const looked = outgoing.over !== 'conversation' && outgoing.looked_ms && !outgoing.card?.mailbox && !outgoing.card?.goal ? { looked_ms: outgoing.looked_ms } : {};
      const answer = await api.post(outgoing.path, { verdict: id, decision: outgoing.decision, ...looked });
      const undo = outgoing.over === 'card' && answer.undo_until ? Date.now() + UNDO_MS : 0;
      dispatch({ type: 'tick', now_ms: Date.now() });
      dispatch({ type: 'verdict/confirmed', id, card: answer.card ?? null, undo_until_ms: undo, policy: policy_words(answer.policy ?? []) });
      // What was missed stays until it is read.
      if (answer.planted) notice(answer.planted.words, answer.planted.caught === false ? 'bad' : 'plain');
      after_verdict(outgoing, answer);
    } catch (thrown) {
      if (thrown instanceof api.ApiError && thrown.again && outgoing.tries < TRIES) {
        const { status } = thrown.problem;
        dispatch({ type: 'verdict/waiting', id, answered: status !== 0 && status !== 401 });
        met(thrown.problem);
        // A server that is up but busy: the poll sends it again.
      } else {
        dispatch({ type: 'verdict/refused', id, problem: problem_of(thrown), now_ms: Date.now() });
        if (outgoing.over !== 'card') load_route();
        arm();
      }
    } finally {
      keep_outbox();
    }
  }

  /** @param {Outgoing} outgoing @param {any} answer */
  function after_verdict(outgoing, answer) {
    if (outgoing.over === 'list') {
      notice(`${outgoing.label}: ${count(answer.count ?? 0, 'lead')}`);
      dispatch({ type: 'leads/change', change: { selected: [], rejecting: false, settling: true } });
      void settle_list(outgoing.target, answer.count ?? 0);
    }
    if (outgoing.over === 'card' && outgoing.card?.draft) void offer_more(outgoing);
    if (outgoing.over === 'conversation') {
      notice(outgoing.label);
      load_route();
    }
    // The count without this card is what the server will tell: only another one is worth a new page.
    queue_seen = outgoing.over === 'card' && !answer.card ? JSON.stringify(store.state().status?.cards) : '';
    wake();
  }

  // --- What a verdict leads to ---------------------------------------------------------------------

  /** Offers the same edit in other drafts, and a rule. @param {Outgoing} outgoing */
  async function offer_more(outgoing) {
    const { card, decision, id: verdict } = outgoing;
    const edited = decision.type === 'approve' && card?.draft?.messages.some((message) => message.edited_by);
    if (!card || !(edited || decision.type === 'kill')) return;
    /** @type {import('./types.js').After} */
    const after = { verdict, what: edited ? 'edit' : 'kill', name: card.contact?.name ?? '', agent: card.agent, same: null, carrying: null, rules: null };
    if (!edited) return dispatch({ type: 'after', after });
    try {
      const same = await api.get(`/verdicts/${encodeURIComponent(verdict)}/same?among=class`);
      // Taken back meanwhile: nothing is edited any more.
      if (same.changes.length > 0 && store.state().outbox.find((o) => o.id === verdict)?.state === 'confirmed') dispatch({ type: 'after', after: { ...after, same } });
    } catch (thrown) {
      // A verdict on a planted card leads nowhere.
      if (problem_of(thrown).status !== 404) failed(thrown);
    }
  }

  /** @param {import('./types.js').SameDraft[]} drafts */
  async function carry_over(drafts) {
    const { after } = store.state();
    if (!after) return;
    dispatch({ type: 'busy', busy: true });
    try {
      const wanted = drafts.map(({ conversation, step, fingerprint }) => ({ conversation, step, fingerprint }));
      const carrying = await api.post(`/verdicts/${encodeURIComponent(after.verdict)}/same`, { order: api.verdict_id(), drafts: wanted });
      dispatch({ type: 'after/change', verdict: after.verdict, change: { carrying } });
      void settle_carrying(after.verdict, carrying.order);
    } catch (thrown) {
      failed(thrown);
    } finally {
      dispatch({ type: 'busy', busy: false });
    }
  }

  async function carry_back() {
    const { after } = store.state();
    if (!after?.carrying) return;
    const { verdict, carrying } = after;
    try {
      const back = await api.post(`/carried/${encodeURIComponent(carrying.order)}/undo`);
      dispatch({ type: 'after/change', verdict, change: { carrying: back } });
      void settle_carrying(verdict, carrying.order);
    } catch (thrown) {
      failed(thrown);
    }
  }

  /** Looks after an order until it is carried out. @param {string} verdict @param {string} order */
  async function settle_carrying(verdict, order) {
    for (let i = 0; i < SETTLE_TRIES; i += 1) {
      try {
        /** @type {import('./types.js').Carrying} */
        const carrying = await api.get(`/carried/${encodeURIComponent(order)}`);
        dispatch({ type: 'after/change', verdict, change: { carrying } });
        if (carrying.back ? carrying.back.done : carrying.done) break;
      } catch (thrown) {
        failed(thrown);
        break;
      }
      await new Promise((done) => setTimeout(done, SETTLE_MS));
    }
    queue_seen = '';
    wake();
  }

  /** Tries what the verdict could become as a rule. */
  async function ask_rules() {
    const { after } = store.state();
    if (!after) return;
    dispatch({ type: 'busy', busy: true });
    try {
      const asked = await api.get(`/verdicts/${encodeURIComponent(after.verdict)}/rules`);
      dispatch({ type: 'after/change', verdict: after.verdict, change: { rules: asked.rules } });
    } catch (thrown) {
      if (problem_of(thrown).status === 404) dispatch({ type: 'after/change', verdict: after.verdict, change: { rules: [] } });
      else failed(thrown);
    } finally {
      dispatch({ type: 'busy', busy: false });
    }
  }

  /** The operator's own words, tried as a ban. @param {string} phrase */
  async function ask_ban(phrase) {
    const { after } = store.state();
    if (!after) return false;
    try {
      const tried = await api.post(`/tune/${encodeURIComponent(after.agent)}/try`, { rule: { type: 'ban', phrase } });
      dispatch({ type: 'after/change', verdict: after.verdict, change: { rules: [tried, ...(store.state().after?.rules ?? [])] } });
      return true;
    } catch (thrown) {
      failed(thrown);
      return false;
    }
  }

  /** @param {import('./types.js').TuneRule} rule */
  async function make_rule(rule) {
    const { after } = store.state();
    if (!after) return;
    dispatch({ type: 'busy', busy: true });
    const done = await order(() => api.post(`/tune/${encodeURIComponent(after.agent)}/accept`, { rules: [rule], message: `From ${after.what === 'kill' ? 'a kill' : 'an edit'} of ${after.agent}` }), (a) => a.words);
    if (done) dispatch({ type: 'after/change', verdict: after.verdict, change: { rules: null } });
    if (done && store.state().after?.same === null) close_after();
    dispatch({ type: 'busy', busy: false });
  }

  const close_after = () => dispatch({ type: 'after', after: null });

  /**
   * Looks after a list until the leads decided are counted, and as long as more rows are being read.
   * @param {string} list @param {number} decided
   */
  async function settle_list(list, decided) {
    const before = store.state().loads.list.data;
    const here = () => store.state().route.name === 'lists' && store.state().route.id === list;
    const aim = before ? before.accepted + before.rejected + decided : 0;
    for (let i = 0; i < SETTLE_TRIES; i += 1) {
      try {
        const now = await api.get(`/lists/${encodeURIComponent(list)}`);
        if (here()) dispatch({ type: 'load/done', what: 'list', data: now });
        if (now.waiting === 0 && !now.filling) dispatch({ type: 'queue/drop', list });
        if (!now.filling && (now.waiting === 0 || now.accepted + now.rejected >= aim)) break;
      } catch (thrown) {
        met(problem_of(thrown));
        break;
      }
      await new Promise((done) => setTimeout(done, SETTLE_MS));
    }
    dispatch({ type: 'leads/change', change: { settling: false } });
    if (here()) load_route();
    queue_seen = '';
    wake();
  }

  /** Sends what waits, in the order in which it was decided. */
  async function flush() {
    if (flushing) return;
    flushing = true;
    try {
      for (const outgoing of store.state().outbox) {
        const state = store.state();
        const current = state.outbox.find((o) => o.id === outgoing.id);
        if (state.offline || state.session !== 'in' || !current || current.operator !== (state.operator ?? '')) continue;
        if (current.state === 'undoing') await take_back(current);
        else if (current.state === 'waiting') {
          dispatch({ type: 'verdict/sending', id: current.id });
          await send(current);
        }
      }
    } finally {
      flushing = false;
    }
  }

  /** @param {Outgoing} outgoing */
  async function take_back(outgoing) {
    const { id } = outgoing;
    try {
      const answer = await api.post(`/verdicts/${encodeURIComponent(id)}/undo`);
      dispatch({ type: 'verdict/undone', id, card: answer.card ?? null });
      notice(`Taken back: ${outgoing.label.charAt(0).toLowerCase()}${outgoing.label.slice(1)}`);
      queue_seen = '';
      setTimeout(wake);
    } catch (thrown) {
      const problem = problem_of(thrown);
      if (problem.status === 404) dispatch({ type: 'verdict/undone', id, card: null }); // it never arrived
      else if (thrown instanceof api.ApiError && thrown.again) met(problem);
      else dispatch({ type: 'verdict/undo_refused', id, problem, now_ms: Date.now() });
    } finally {
      arm();
      keep_outbox();
    }
  }

  /** @param {Outgoing|null} [which] */
  function undo(which) {
    const outgoing = which ?? undoable(store.state());
    if (Date.now() - undone_at_ms < UNDO_PAUSE_MS) return;
    if (!outgoing) return notice('Nothing to undo: the ten seconds are over.');
    undone_at_ms = Date.now();
    dispatch({ type: 'verdict/undoing', id: outgoing.id });
    if (store.state().route.name !== 'queue') go('queue');
    keep_outbox();
    arm();
    if (!store.state().offline) void take_back(outgoing);
  }

  /**
   * @param {Card} card
   * @param {any} decision
   * @param {string} label
   */
  function decide(card, decision, label) {
    const state = store.state();
    const { queue } = state;
    if (queue.current !== card.id || !queue.armed || queue.gone !== null || edit_under_way(state, card.id)) return;
    send_verdict({ path: `/cards/${encodeURIComponent(card.id)}/verdict`, target: card.id, over: 'card', decision, label, card, mode: state.mode });
  }

  /** @param {Card} card */
  const who = (card) => card.contact?.name || card.reply?.from || card.in_doubt?.to || card.agent;
  /** @param {Card} card */
  const fingerprints = (card) => (card.draft?.messages ?? []).map((message) => message.fingerprint);
  /** @param {string} key */
  const typed = (key) => store.state().typed[key] ?? '';

  /** @param {Card} card */
  function approve(card) {
    if (card.draft) decide(card, { type: 'approve', fingerprints: fingerprints(card) }, `Approved: ${who(card)}`);
  }

  /** @param {Card} card @param {string} reason */
  function kill(card, reason) {
    decide(card, { type: 'kill', fingerprints: fingerprints(card), reason, note: null }, `Killed (${plain(reason).toLowerCase()}): ${who(card)}`);
  }

  /** @param {Card} card */
  function redraft(card) {
    const note = typed(`${card.id}:note`).trim();
    if (note !== '') decide(card, { type: 'redraft', fingerprints: fingerprints(card), note }, `Sent back to redraft: ${who(card)}`);
  }

  /** @param {Card} card @param {number} step */
  function save_edit(card, step) {
    const message = card.draft?.messages.find((m) => m.step === step);
    if (!message) return;
    const subject = store.state().typed[`${card.id}:${step}:subject`] ?? message.subject;
    const body = store.state().typed[`${card.id}:${step}:body`] ?? message.body;
    if (subject === message.subject && body === message.body) return mode(null);
    decide(card, { type: 'edit', fingerprint: message.fingerprint, subject, body }, `Saved the new text: ${who(card)}`);
  }

  /** @param {Card} card */
  const take_over = (card) => decide(card, { type: 'take_over' }, `Taken over: ${who(card)}`);
  /** @param {Card} card */
  const done = (card) => decide(card, { type: 'done' }, `Filed: ${who(card)}`);
  /** @param {Card} card @param {string} intent */
  function relabel(card, intent) {
    const day = typed(`${card.id}:resume_on`) || (card.reply?.resume_on ?? card.reply?.return_date ?? '');
    const dated = intent === 'not_now' || intent === 'out_of_office';
    decide(card, { type: 'relabel', intent, resume_on: dated && day !== '' ? day.slice(0, 10) : null }, `Relabelled “${plain(intent)}”: ${who(card)}`);
  }
  /** @param {Card} card */
  function hand_back(card) {
    const note = typed(`${card.id}:note`).trim();
    if (note !== '') decide(card, { type: 'hand_back', note }, `Handed back: ${who(card)}`);
  }
  /** @param {Card} card */
  function add_lead(card) {
    const referral = card.reply?.referral;
    if (referral?.email) decide(card, { type: 'add_lead', name: referral.name ?? '', email: referral.email }, `Added as a lead: ${referral.name ?? referral.email}`);
  }
  /** @param {Card} card */
  const saw_alarm = (card) => decide(card, { type: 'done' }, `Alarm seen: ${who(card)}`);
  /** A LinkedIn message the operator has sent: the conversation is his from here on. @param {Card} card */
  const sent_by_hand = (card) => decide(card, { type: 'take_over' }, `Sent by hand: ${who(card)}`);
  /** @param {Card} card @param {'sent'|'not_sent'} outcome */
  const settle = (card, outcome) => decide(card, { type: 'settle', outcome }, `Settled as ${plain(outcome).toLowerCase()}: ${who(card)}`);

  /** @type {Record<string, string>} */
  const MAILBOX_ANSWERS = { move: 'Conversations move', pause: 'Conversations wait', end: 'Conversations end', seen: 'Seen' };
  /** @param {Card} card @param {'move'|'pause'|'end'|'seen'} answer */
  function answer_mailbox(card, answer) {
    const { queue } = store.state();
    if (!card.mailbox || queue.current !== card.id || !queue.armed || queue.gone !== null) return;
    dispatch({ type: 'asking', id: null });
    const path = `/mailboxes/${encodeURIComponent(card.mailbox.mailbox)}/answer`;
    const decision = { answer, opened_at: card.opened_at };
    send_verdict({ path, target: card.id, over: 'card', decision, label: `${MAILBOX_ANSWERS[answer]}: ${card.mailbox.mailbox}`, card });
  }

  /** @type {Record<string, string>} */
  const GOAL_ANSWERS = { keep: 'Kept', change: 'To be changed', stop: 'Stopped' };
  /** @param {Card} card @param {'keep'|'change'|'stop'} answer */
  function answer_goal(card, answer) {
    const { queue } = store.state();
    if (!card.goal || queue.current !== card.id || !queue.armed || queue.gone !== null) return;
    const path = `/agents/${encodeURIComponent(card.agent)}/goal`;
    const decision = { answer, opened_at: card.opened_at };
    send_verdict({ path, target: card.id, over: 'card', decision, label: `${GOAL_ANSWERS[answer]}: ${card.agent}`, card });
    if (answer === 'change') go('tune', card.agent);
  }

  /** @param {string} list @param {string[]|'rest'} leads */
  function accept(list, leads) {
    send_verdict({ path: `/lists/${encodeURIComponent(list)}/verdict`, target: list, over: 'list', decision: { type: 'accept', leads }, label: 'Accepted' });
  }
  /** @param {string} list @param {string[]|'rest'} leads @param {string} reason */
  function reject(list, leads, reason) {
    send_verdict({ path: `/lists/${encodeURIComponent(list)}/verdict`, target: list, over: 'list', decision: { type: 'reject', leads, reason }, label: 'Rejected' });
  }
  /** @param {string} conversation @param {any} decision @param {string} label */
  function act_on(conversation, decision, label) {
    send_verdict({ path: `/conversations/${encodeURIComponent(conversation)}/act`, target: conversation, over: 'conversation', decision, label });
    dispatch({ type: 'mode', mode: null });
  }

  /** A label on the skim: one that a person has to decide becomes a card. @param {import('./types.js').SkimLine} line @param {string} intent */
  function relabel_line(line, intent) {
    dispatch({ type: 'asking', id: null });
    send_verdict({ path: `/cards/${encodeURIComponent(line.card)}/verdict`, target: line.card, over: 'conversation', decision: { type: 'relabel', intent, resume_on: null }, label: `Relabelled “${plain(intent)}”: ${line.name}` });
  }

  // --- The whole system ----------------------------------------------------------------------------

  /** @param {boolean} on @param {'fleet'|'agent'|'mailbox'} [scope] @param {string|null} [name] */
  async function halt(on, scope = 'fleet', name = null) {
    dispatch({ type: 'busy', busy: true });
    try {
      const answer = await api.post('/halt', { scope, name, on });
      dispatch({ type: 'halted', on: answer.on ?? on, at: answer.acknowledged_at, in_flight: answer.in_flight ?? 0, scope, name });
      if (scope !== 'fleet') notice(on ? `Halted ${name}: ${answer.in_flight ?? 0} were in flight` : `Resumed ${name}`);
      wake();
      load_route();
    } catch (thrown) {
      const problem = problem_of(thrown);
      met(problem);
      notice(`${on ? 'Not halted' : 'Not resumed'}: ${problem.detail}`, 'bad');
      dispatch({ type: 'dialog', dialog: null });
    } finally {
      dispatch({ type: 'busy', busy: false });
    }
  }

  /** @param {'pause'|'run'|'next'|'skip_day'} action @param {number} [seconds_per_day] */
  async function clock(action, seconds_per_day) {
    hurried_with = action === 'run' && (seconds_per_day ?? REAL_SECONDS) <= FAST_SECONDS ? store.state().status?.cards.total ?? 0 : null;
    dispatch({ type: 'busy', busy: true });
    try {
      const market = await api.post('/clock', seconds_per_day === undefined ? { action } : { action, seconds_per_day });
      if (market && 'running' in market) dispatch({ type: 'market', market });
      wake();
    } catch (thrown) {
      failed(thrown);
    } finally {
      dispatch({ type: 'busy', busy: false });
    }
  }

  // --- Screens -------------------------------------------------------------------------------------

  /**
   * @template {keyof Loads} W
   * @param {W} what @param {string} path @param {(answer: any) => any} [pick] @param {boolean} [keep] show the old while loading
   * @param {object} [question] asked by POST, as an address must stand in no log of requests
   */
  async function load(what, path, pick = (answer) => answer, keep = false, question) {
    dispatch({ type: 'load/start', what, keep });
    try {
      dispatch({ type: 'load/done', what, data: pick(await (question ? api.post(path, question) : api.get(path))) });
    } catch (thrown) {
      const problem = problem_of(thrown);
      met(problem);
      dispatch({ type: 'load/failed', what, problem });
    }
  }

  /**
   * @template {keyof Loads} W
   * @param {W} what @param {string} path with its query @param {string} rows name of the array to extend
   * @param {object} [question] as for `load`
   */
  async function load_more(what, path, rows, question) {
    const before = /** @type {any} */ (store.state().loads[what].data);
    dispatch({ type: 'load/start', what, keep: true });
    try {
      const page = await (question ? api.post(path, question) : api.get(path));
      dispatch({ type: 'load/done', what, data: { ...page, [rows]: [...(before?.[rows] ?? []), ...page[rows]] } });
    } catch (thrown) {
      const problem = problem_of(thrown);
      met(problem);
      dispatch({ type: 'load/failed', what, problem });
    }
  }

  let loaded_route = '';
  /** Fetches what the screen shows; the old stays on screen while the same one is fetched again. */
  function load_route() {
    const { route, session } = store.state();
    if (session !== 'in') return;
    const here = JSON.stringify(route);
    const keep = here === loaded_route;
    loaded_route = here;
    const id = encodeURIComponent(route.id);
    if (route.name === 'queue' && route.id !== '') void open_card(route.id);
    if (route.name === 'agents' && route.id === '') void load('agents', '/agents', (a) => a.agents, keep);
    if (route.name === 'agents' && route.id !== '') {
      void load('agent', `/agents/${id}`, undefined, keep);
      void load('agents', '/agents', (a) => a.agents, true); // who may take its leads
    }
    if (route.name === 'certificates' && route.id === '') void load('certificates', '/certificates', (a) => a.certificates, keep);
    if (route.name === 'certificates' && route.id !== '') void load('certificate', `/certificates/${id}`, undefined, keep);
    if (route.name === 'conversations' && route.id === '') void load('conversations', `/conversations${api.query({ limit: 50, ...route.query })}`, undefined, keep);
    if (route.name === 'conversations' && route.id !== '') void load('conversation', `/conversations/${id}`, undefined, keep);
    if (route.name === 'lists') {
      void load('list', `/lists/${id}`, undefined, keep).then(() => {
        const { leads, loads } = store.state();
        if (!loads.list.data?.filling || leads.settling) return;
        dispatch({ type: 'leads/change', change: { settling: true } });
        void settle_list(route.id, 0);
      });
      load_leads(keep);
      void load('excluded', `/lists/${id}/excluded?limit=200`, undefined, keep);
    }
    if (route.name === 'why') load_why(null, keep);
    if (route.name === 'report') void load('report', `/report${api.query(route.query)}`, undefined, keep);
    if (route.name === 'tune' && route.id !== '') {
      if (store.state().tune.agent !== route.id) dispatch({ type: 'tune/change', change: { agent: route.id, ms: 0, chosen: [], tried: [] } });
      void load('tune', `/tune/${id}`, undefined, keep);
    }
    if (route.name === 'effect') void load('effect', `/playbook/effect${api.query({ agent: route.query.agent })}`, (a) => a.versions, keep);
    if (route.name === 'replay') {
      void load('agents', '/agents', (a) => a.agents, true);
      void load('pushes', '/playbook/versions?limit=10', (a) => a.entries, true);
    }
    if (route.name === 'skim') void load('skim', '/skim', undefined, keep);
    if (route.name === 'log') load_log(keep);
    if (route.name === 'more') load_more_page(keep);
  }

  /** @param {boolean} [keep] */
  function load_more_page(keep = true) {
    void load('dead_letters', '/dead-letters', (a) => a.letters, keep);
    void load('mailboxes', '/mailboxes', (a) => a.mailboxes, keep);
    void load('unmatched', '/unmatched', (a) => a.mails, keep);
    void load('pushes', '/playbook/versions?limit=10', (a) => a.entries, keep);
  }

  /** @param {boolean} [keep] @param {string|null} [after] */
  function load_leads(keep = true, after = null) {
    const { route, leads } = store.state();
    const path = `/lists/${encodeURIComponent(route.id)}/leads${api.query({ sort: leads.sort, limit: 50, after })}`;
    if (after === null) void load('leads', path, undefined, keep);
    else void load_more('leads', path, 'leads');
  }

  /** @param {'score'|'company'|'country'} sort */
  function sort_leads(sort) {
    dispatch({ type: 'leads/change', change: { sort } });
    load_leads(true);
  }

  /** @param {string|null} after @param {boolean} [keep] */
  function load_why(after, keep = true) {
    const q = store.state().route.query.q ?? '';
    if (q === '') return;
    if (after === null) void load('why', '/why', undefined, keep, { q });
    else void load_more('why', '/why', 'conversations', { q, after });
  }

  /** @param {boolean} [keep] @param {string|null} [before] */
  function load_log(keep = true, before = null) {
    const path = `/log${api.query({ grep: store.state().route.query.grep ?? '', limit: 100, before })}`;
    if (before === null) void load('log', path, undefined, keep);
    else void load_more('log', path, 'lines');
  }

  /** @param {string} grep */
  function search_log(grep) {
    clearTimeout(log_timer);
    log_timer = setTimeout(() => {
      history.replaceState(null, '', `#/log${api.query({ grep })}`);
      dispatch({ type: 'route', route: { name: 'log', id: '', query: grep === '' ? {} : { grep } } });
      load_log(true);
    }, 250);
  }

  /** @param {() => Promise<any>} work @param {(answer: any) => string} words */
  async function order(work, words) {
    try {
      const answer = await work();
      notice(words(answer));
      wake();
      load_route();
      return true;
    } catch (thrown) {
      failed(thrown);
      return false;
    }
  }

  /** @param {string} name */
  const pull_leads = (name) => order(() => api.post(`/agents/${encodeURIComponent(name)}/source`), () => 'Pulling leads now. A list card appears when they are scored.');
  /** @param {string} id */
  const redrive = (id) => order(() => api.post(`/dead-letters/${encodeURIComponent(id)}/redrive`), () => 'It is tried again.');
  /** @param {string} name @param {import('./types.js').Stratum} part */
  const demote = (name, part) => order(() => api.post(`/certificates/${encodeURIComponent(name)}/demote`, part), () => 'Everything of it comes to you again.');
  /** @param {string} name @param {import('./types.js').Stratum} part */
  const rejoin = (name, part) => order(() => api.post(`/certificates/${encodeURIComponent(name)}/rejoin`, part), () => 'It ships with its class again.');
  const redrive_all = () => order(() => api.post('/dead-letters/redrive'), (a) => `${count(a.redriven ?? 0, 'task is', 'tasks are')} tried again.`);
  /** @param {string} id */
  const file_mail = (id) => order(() => api.post(`/unmatched/${encodeURIComponent(id)}/file`), () => 'Filed. It stays stored.');
  /** @param {string} id @param {string} contact */
  const attach_mail = (id, contact) => order(() => api.post(`/unmatched/${encodeURIComponent(id)}/attach`, { conversation: contact }), () => 'Attached. It is a reply card now.');
  /** @param {string} id */
  function discard(id) {
    dispatch({ type: 'asking', id: null });
    return order(() => api.post(`/dead-letters/${encodeURIComponent(id)}/discard`), () => 'Discarded.');
  }
  const reload_playbook = () => order(() => api.post('/playbook/reload'), (a) => {
    const faults = errors_of(a.faults ?? []).length;
    if (faults > 0) return `${count(faults, 'fault')} in the playbook: the version before stays in force.`;
    return a.changed ? 'The new playbook is in force.' : 'The playbook has not changed.';
  });
  /** @param {string} kind @param {string} value @param {string} note */
  const add_stop = (kind, value, note) => order(() => api.post('/stops', { kind, value, note }), (a) => (a.added ? `Stopped: nobody writes to ${value} again.` : `${value} was on the stop list already.`));
  /** @param {string} kind @param {string} value */
  const look_up_stop = (kind, value) => order(() => api.get(`/stops${api.query({ kind, value })}`), (a) => (a.stopped ? `${value} is stopped: ${a.reason ?? ''}` : `${value} is not on the stop list.`));
  /** @param {string[]} lines */
  const skim_seen = (lines) => order(() => api.post('/skim/seen', { lines }), (a) => `${count(a.counted, 'look')} counted.`);
  // --- Tuning rounds -------------------------------------------------------------------------------

  /** @param {string} id as the page names rules */
  function choose_rule(id) {
    const { chosen } = store.state().tune;
    dispatch({ type: 'tune/change', change: { chosen: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] } });
  }
  /** A rule of the operator's own, tried on the last verdicts. @param {string} agent @param {import('./types.js').TuneRule} rule */
  async function try_rule(agent, rule) {
    try {
      const tried = await api.post(`/tune/${encodeURIComponent(agent)}/try`, { rule });
      dispatch({ type: 'tune/change', change: { tried: [tried, ...store.state().tune.tried] } });
      return true;
    } catch (thrown) {
      failed(thrown);
      return false;
    }
  }
  /** @param {string} agent @param {import('./types.js').TuneRule[]} rules */
  async function accept_rules(agent, rules) {
    dispatch({ type: 'busy', busy: true });
    const done = await order(() => api.post(`/tune/${encodeURIComponent(agent)}/accept`, { rules }), (a) => a.words);
    if (done) dispatch({ type: 'tune/change', change: { chosen: [], tried: [] } });
    dispatch({ type: 'busy', busy: false });
  }
  /** @param {string} agent @param {number} seconds */
  async function hold_round(agent, seconds) {
    dispatch({ type: 'busy', busy: true });
    const done = await order(() => api.post(`/tune/${encodeURIComponent(agent)}/rounds`, { seconds }), (a) => `Round held: ${count(a.round.minutes, 'minute')}. The next one is due ${when(a.next, store.state().status?.now)}.`);
    if (done) {
      dispatch({ type: 'tune/change', change: { ms: 0, chosen: [], tried: [] } });
      dispatch({ type: 'typed/forget', prefix: `tune ${agent}:` });
    }
    dispatch({ type: 'busy', busy: false });
  }

  // --- Replays -------------------------------------------------------------------------------------

  /** What a replay will take. The files are of a version that the server has; another one is replayed by the command line. @param {string} agent @param {string} version @param {number} last */
  async function plan_replay(agent, version, last) {
    if (store.state().busy || store.state().replay.running !== 'no') return;
    dispatch({ type: 'busy', busy: true });
    dispatch({ type: 'replay/change', change: { agent, plan: null, letters: [], gone: [], judging: 'no', problem: null } });
    try {
      const { files } = await api.get(`/playbook/versions/${encodeURIComponent(version)}`);
      dispatch({ type: 'replay/change', change: { plan: await api.post('/replay/plan', { agent, last, files }) } });
    } catch (thrown) {
      failed(thrown);
    } finally {
      dispatch({ type: 'busy', busy: false });
    }
  }
  /** Writes card by card what is not written yet, each letter by letter. What was written stays whatever comes after. */
  async function run_replay() {
    const { plan, running } = store.state().replay;
    if (!plan || running !== 'no') return;
    dispatch({ type: 'replay/change', change: { running: 'yes', problem: null } });
    for (const conversation of plan.conversations) {
      const { replay } = store.state();
      // Another plan, or another session.
      if (replay.plan !== plan) return;
      if (replay.running !== 'yes') break;
      if (replay.gone.includes(conversation) || replay.letters.some((one) => one.conversation === conversation)) continue;
      try {
        let card;
        // The server keeps what is written of a card: one that is stopped goes on where it was.
        do card = await api.post('/replay/letter', { version: plan.version, conversation }, LETTER_MS);
        while (card.left > 0 && store.state().replay.plan === plan && store.state().replay.running === 'yes');
        if (card.left > 0) break;
        if (store.state().replay.plan === plan) dispatch({ type: 'replay/change', change: { letters: [...store.state().replay.letters, card] } });
      } catch (thrown) {
        const problem = problem_of(thrown);
        met(problem);
        if (store.state().replay.plan !== plan) return;
        if (problem.status === 404) dispatch({ type: 'replay/change', change: { gone: [...store.state().replay.gone, conversation] } });
        else {
          dispatch({ type: 'replay/change', change: { problem } });
          break;
        }
      }
    }
    if (store.state().replay.plan === plan) dispatch({ type: 'replay/change', change: { running: 'no' } });
  }
  /** Begins or ends judging, or asks for the reason of a kill. @param {State['replay']['judging']} judging */
  const judge_replay = (judging) => dispatch({ type: 'replay/change', change: { judging } });
  /** What the operator says of a card that a replay has shown. @param {string} conversation @param {'approve'|'fix'|'kill'} verdict @param {string} [reason] */
  async function judge_replayed(conversation, verdict, reason) {
    const { plan } = store.state().replay;
    if (!plan || store.state().busy) return;
    dispatch({ type: 'busy', busy: true });
    dispatch({ type: 'replay/change', change: { problem: null } });
    try {
      const standing = await api.post('/replay/verdict', { version: plan.version, conversation, verdict, ...(reason === undefined ? {} : { reason }) });
      const { replay } = store.state();
      if (replay.plan === plan) {
        const letters = replay.letters.map((one) => (one.conversation === conversation ? { ...one, standing } : one));
        const open = letters.some((one) => one.standing.counts && one.standing.verdict === null);
        dispatch({ type: 'replay/change', change: { letters, judging: open ? 'yes' : 'no' } });
      }
    } catch (thrown) {
      const problem = problem_of(thrown);
      met(problem);
      if (store.state().replay.plan === plan) dispatch({ type: 'replay/change', change: { problem } });
    }
    dispatch({ type: 'busy', busy: false });
  }
  const stop_replay = () => dispatch({ type: 'replay/change', change: { running: 'stopping' } });

  /** @param {string} name @param {string|null} heir who gets its leads */
  async function retire(name, heir) {
    dispatch({ type: 'busy', busy: true });
    dispatch({ type: 'asking', id: null });
    try {
      const answer = await api.post(`/agents/${encodeURIComponent(name)}/retire`, heir === null ? {} : { to: heir });
      notice(`Retired ${name}: ${answer.words}${answer.in_flight > 0 ? ` ${count(answer.in_flight, 'letter was', 'letters were')} in flight.` : ''}`);
      wake();
      go('agents');
    } catch (thrown) {
      failed(thrown);
    } finally {
      dispatch({ type: 'busy', busy: false });
    }
  }

  /** @param {string} q as `#/why` has it */
  const stop_company = (q) => order(() => api.post('/why/stop-company', { q }), (a) => `${a.added > 0 ? 'Stopped' : 'Stopped before'}: ${a.stopped.join(', ')}. ${count(a.ended, 'conversation')} ended.${a.crm_answered ? '' : ' The CRM did not answer: it may know further domains.'}`);
  /** @param {string} address */
  const forget = (address) => order(() => api.post('/forget', { address }), (a) => `Forgotten: ${count(a.conversations ?? 0, 'conversation')} and ${count(a.blobs ?? 0, 'text')}.`);

  // --- Small things --------------------------------------------------------------------------------

  /** @param {string} name @param {string} [id] */
  function go(name, id) {
    location.hash = to(name, id);
  }
  /** @param {Mode|null} next */
  function mode(next) {
    dispatch({ type: 'mode', mode: next });
  }
  /** @param {string} key @param {string} text */
  const type = (key, text) => dispatch({ type: 'typed', key, text });
  /** @param {State['dialog']} which */
  const dialog = (which) => dispatch({ type: 'dialog', dialog: which });
  /** @param {1|-1} by */
  function step(by) {
    dispatch({ type: 'queue/step', by });
    arm();
    const { queue } = store.state();
    if (queue.cards.at(-1)?.id === queue.current) void load_queue(true);
  }
  /** @param {string} card */
  function show(card) {
    dispatch({ type: 'queue/show', card });
    arm();
  }
  /** @param {Kind|''} kind */
  function only(kind) {
    dispatch({ type: 'queue/kind', kind });
    void load_queue();
  }
  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      notice('The text is copied.');
    } catch {
      notice('This browser does not let the page copy: select the text and copy it.', 'bad');
    }
  }
  function show_newer() {
    dispatch({ type: 'queue/newer' });
    arm();
  }
  /** @param {number} id */
  const close_notice = (id) => dispatch({ type: 'notice/close', id });

  return {
    sign_in, sign_out, start, wake, poll, load_queue, load_route, load_leads, sort_leads, load_log, load_why, search_log, load_more,
    approve, kill, redraft, save_edit, take_over, done, relabel, hand_back, add_lead, settle, saw_alarm, sent_by_hand, answer_mailbox, relabel_line, skim_seen, undo, looking_at, copy, accept, reject, act_on,
    halt, clock, pull_leads, file_mail, attach_mail, demote, rejoin, redrive, redrive_all, discard, reload_playbook, choose_rule, try_rule, accept_rules, hold_round, plan_replay, run_replay, stop_replay, judge_replay, judge_replayed, retire, add_stop, look_up_stop, stop_company, forget,
    answer_goal, carry_over, carry_back, ask_rules, ask_ban, make_rule, close_after,
    go, mode, type, dialog, step, show, only, show_newer, close_notice, dispatch, state: store.state, notice,
  };
}
