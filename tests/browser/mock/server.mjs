// A small stand-in for the operator's API, in memory, that serves the real page under the real policy.
// The specs use it for what a real server can't be asked to do at will: hostile text in every field, a
// colleague who decides first, an answer that is lost after the verdict was taken.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { randomUUID, createHash } from 'node:crypto';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wilson } from '../../../admin-site/shares.js';

const SITE = fileURLToPath(new URL('../../../admin-site/', import.meta.url));
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json', '.json': 'application/json' };
export const NOW = '2026-11-23T09:41:00Z';

const print = (message) => createHash('sha256').update(`${message.subject}\n${message.body}`).digest('hex');

function contact(first, last, title, company, country) {
  const domain = `${company.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`;
  return { name: `${first} ${last}`, first_name: first, last_name: last, title, company, domain, country, timezone: 'Europe/Berlin', email: `${first.toLowerCase()}@${domain}`, linkedin: 'https://www.linkedin.example/in/someone' };
}

function message(step, to, subject, body, claims, findings = []) {
  const made = { step, channel: 'email', revision: 1, fingerprint: '', from: 'Mara Voss <mara@post.example>', to, subject, body, footer: 'Voss Logistics, Lagerstrasse 4, 20357 Hamburg\nNo more mail: reply “stop” or use the link.', claims, findings, unsafe: false, not_before: step === 1 ? null : '2026-11-27T08:00:00Z', model: 'template-writer', edited_by: null, failure: null };
  made.fingerprint = print(made);
  return made;
}

const FACTS = [
  { id: 'f1', text: 'Opened a second warehouse in Rostock in September 2026.', source: 'https://news.example/rostock-warehouse', date: '2026-09-14' },
  { id: 'f2', text: 'Hiring 14 people for dispatch and returns.', source: 'https://jobs.example/nordkiste', date: '2026-11-02' },
];

export function draft_card(id, who, findings = []) {
  const subject = `Returns at ${who.company}`;
  const body = `Hello ${who.first_name},\n\nyou opened a second warehouse in Rostock in September, and you are hiring 14 people for dispatch and returns. That is usually the month when returns begin to pile up.\n\nWe take returns off the floor within 24 hours, guaranteed to save you 40 %. Would a short call on Thursday be of use?\n\nMara`;
  const claims = [{ text: 'opened a second warehouse in Rostock in September', fact: 'f1' }, { text: 'hiring 14 people for dispatch and returns', fact: 'f2' }];
  return {
    id, kind: 'draft', agent: 'first-agent', opened_at: '2026-11-23T08:05:00Z', conversation: `cnv_${id}`, why: ['First seven days of this agent: everything is reviewed'], contact: who,
    draft: {
      score: 86, note: null, earlier: [], facts: FACTS,
      reasons: [{ criterion: 'Ships parcels', weight: 3, met: true, words: 'Online shop with own dispatch' }, { criterion: 'More than 50 people', weight: 2, met: true, words: '120 people' }, { criterion: 'In the north', weight: 1, met: false, words: 'Munich' }],
      messages: [
        message(1, who.email, subject, body, claims, findings),
        message(2, who.email, `Re: ${subject}`, `Hello ${who.first_name},\n\na short second note: with 14 people joining dispatch, the returns bench is often what is missing. Shall I send the one-page plan?\n\nMara`, [{ text: '14 people joining dispatch', fact: 'f2' }]),
      ],
    },
  };
}

function reply_card(id, who, intent, human_text, evidence) {
  return { id, kind: 'reply', agent: 'first-agent', opened_at: '2026-11-23T09:12:00Z', conversation: `cnv_${id}`, why: ['Every positive reply comes to you'], contact: who,
    reply: { inbound: `inb_${id}`, received_at: '2026-11-23T09:10:00Z', from: `${who.name} <${who.email}>`, subject: `Re: Returns at ${who.company}`, human_text, text: `${human_text}\n\n> Hello ${who.first_name},\n> you opened a second warehouse`, matched_by: 'reply_token', intent, intent_confidence: 0.91, evidence, return_date: null, resume_on: null, referral: null, relabelled_by: null, unmatched: false,
      earlier: [{ step: 1, channel: 'email', subject: `Returns at ${who.company}`, body: `Hello ${who.first_name},\n\nyou opened a second warehouse…`, sent_at: '2026-11-20T08:30:00Z' }] } };
}

/** A provider that contradicts what was settled: nothing is left to settle. */
export function alarm_card(id) {
  const dora = contact('Dora', 'Petrescu', 'COO', 'Papierwerk', 'AT');
  return { id, kind: 'in_doubt', agent: 'first-agent', opened_at: NOW, conversation: 'cnv_alarm', why: ['a letter that was settled as not sent did go out'], contact: dora, in_doubt: { claim: 'clm_2', step: 1, channel: 'email', subject: 'Returns at Papierwerk', body: 'Hello Dora,\n\nyou opened a second warehouse.', to: dora.email, claimed_at: NOW, words: 'This letter was settled as not sent. Now the provider reports on it, so it did go out. It is recorded as sent now, and this step is not sent again.', alarm: true } };
}

/** A mailbox of whose letters too much came back. */
export function mailbox_card(id, halted = true) {
  const words = halted ? 'Nothing leaves it any more. Find out where these addresses came from before you resume it, and say what becomes of its conversations.' : 'A second complaint within a thousand letters halts it.';
  return { id, kind: 'mailbox', agent: 'first-agent', opened_at: NOW, conversation: null, why: [halted ? '3 of its last 40 letters went to dead addresses' : 'a reader reported one of its letters as spam'], contact: null,
    mailbox: { mailbox: 'mara@post.example', cause: halted ? 'bounces' : 'complaint', halted, words, agents: ['first-agent'], others: ['mail@post.example'] } };
}

/** A goal in the eighth week of its quarter. */
export function goal_card(id = 'goal_first-agent') {
  return { id, kind: 'goal', agent: 'first-agent', opened_at: '2026-11-23T06:00:00Z', conversation: null, why: ['once a week a goal is kept, changed or stopped'], contact: null,
    goal: { goal: 'Returns handling for growing online shops in northern Germany', aim: 12, begins: '2026-10-02', ends: '2026-12-31', day: '2026-11-23', positives: 5, begun: 64, letters: 151, weeks_left: 6, at_this_pace: 8, words: '5 of 12 positive replies from 151 letters, 6 weeks left; at this pace 8 by 2026-12-31.' } };
}

/** A LinkedIn message that has fallen due. */
export function by_hand_card(id) {
  const card = draft_card(id, contact('Ana', 'Lindqvist', 'Head of Operations', 'Nordkiste', 'DE'));
  card.why.push('step 2: this stack has no LinkedIn account; send it by hand and take the conversation over');
  card.draft.messages = [{ ...card.draft.messages[1], channel: 'linkedin', subject: '' }];
  return card;
}

export function fixtures() {
  const ana = contact('Ana', 'Lindqvist', 'Head of Operations', 'Nordkiste', 'DE');
  const ben = contact('Ben', 'Achterberg', 'Managing Director', 'Kaapstad Koffie', 'NL');
  const cem = contact('Cem', 'Yıldız', 'Warehouse Lead', 'Hafen & Sohn', 'DE');
  const dora = contact('Dora', 'Petrescu', 'COO', 'Papierwerk', 'AT');
  const leads = [ana, ben, cem, dora].flatMap((who, i) => ['', ' II', ' III'].map((more, j) => ({ lead: `led_${i}${j}`, name: who.name + more, title: who.title, company: who.company, country: who.country, email: who.email, linkedin: who.linkedin, score: 95 - 6 * (i * 3 + j), reasons: draft_card('x', who).draft.reasons, facts: FACTS, status: 'waiting' })));
  return {
    unmatched: [{ inbound: 'inb_9', received_at: NOW, from: 'Post <post@unknown.example>', subject: 'Question', text: 'Do you ship to Iceland?', intent: 'info_request' }],
    letters: [{ id: 'dl_1', queue: 'drafting', at: NOW, reason: 'The model answered nothing five times.', body: '{"conversation":"cnv_7"}' }, { id: 'dl_2', queue: 'sending', at: NOW, reason: 'The disk was full.', body: '{}' }],
    cards: [
      reply_card('crd_reply', ben, 'positive', 'Sounds useful. Thursday at ten works for me, please send an invitation.\n\nBen', ['Thursday at ten works for me']),
      { id: 'crd_doubt', kind: 'in_doubt', agent: 'first-agent', opened_at: NOW, conversation: 'cnv_doubt', why: ['No receipt for 15 minutes'], contact: dora, in_doubt: { claim: 'clm_1', step: 1, channel: 'email', subject: 'Returns at Papierwerk', body: 'Hello Dora,\n\nyou opened a second warehouse.', to: dora.email, claimed_at: '2026-11-23T09:20:00Z', words: '', alarm: false } },
      draft_card('crd_draft_1', ana, [{ rule: 'promise', evidence: 'guaranteed to save you 40 %', message: 'A promise with a number and no fact.' }]),
      draft_card('crd_draft_2', cem),
      draft_card('crd_draft_3', dora),
      { id: 'crd_list', kind: 'list', agent: 'first-agent', opened_at: '2026-11-23T07:00:00Z', conversation: null, why: ['A new agent’s list waits for your first look'], contact: null, list: { list: 'lst_1', waiting: leads.length, accepted: 0, rejected: 0, excluded: { customer: 3, recently_contacted: 5, role_address: 2 }, bad_rows: 1 } },
    ],
    leads,
    tuning: [{ agent: 'first-agent', since: '2026-11-16T10:00:00Z', missed: 1 }],
    accepted: [],
    held: [],
    skim: [
      { line: '01#inb_1', card: 'cnv_eva.r1', conversation: 'cnv_eva', agent: 'first-agent', name: 'Eva Holm', company: 'Papierwerk', intent: 'not_interested', confidence: 0.61, at: '2026-11-22T09:00:00Z', evidence: ['not the right moment'], words: 'It is not the right moment to decide, but do call me on Monday about the plan.' },
      { line: '02#inb_2', card: 'cnv_fin.r2', conversation: 'cnv_fin', agent: 'first-agent', name: 'Fin Sørensen', company: 'Havn', intent: 'not_now', confidence: 0.88, at: '2026-11-21T09:00:00Z', evidence: ['next year', 'at the earliest'], words: 'Next year at the earliest.' },
    ],
    agents: [
      { name: 'first-agent', goal: 'Returns handling for growing online shops in northern Germany', channel: 'email', motion: 'new', mailboxes: ['mara@post.example', 'mail@post.example'], weekly_target: 40, halted: false, phases: { listed: 12, active: 31, paused: 2, with_operator: 4, stopped: 6, closed: 9 }, cards: 6, sent_this_week: 22, weekly_cap: 60 },
      { name: 'renewals', goal: 'Renew contracts that end in the first quarter', channel: 'email', motion: 'renew', mailboxes: ['jon@post.example'], weekly_target: 10, halted: false, phases: { listed: 0, active: 5, paused: 0, with_operator: 0, stopped: 0, closed: 14 }, cards: 0, sent_this_week: 3, weekly_cap: 20 },
    ],
  };
}

/** What stands behind the letters to somebody: one by an operator, one by policy, one that waits. */
function why(q, who, hostile) {
  const said = (words) => hostile ?? words;
  const fact = (id, text, age_days, claims) => ({ id, text: said(text), source: 'https://news.example/rostock-warehouse', date: '2026-09-14', age_days, claims: claims.map(said) });
  const known = [fact('f1', 'Opened a second warehouse in Rostock in September 2026.', 67, ['opened a second warehouse in Rostock in September']), fact('f2', 'Hiring 14 people for dispatch and returns.', 18, [])];
  const written = { at: '2026-11-20T07:00:00Z', by: 'agent first-agent', playbook: 'pb_b3f1c2d4e5a69788', model: said('composer/1'), policy: 'lint/3' };
  const policy = { at: '2026-11-20T07:00:00Z', clear: true, drawn: false, propensity: 0.2, confidence: 0.91, threshold: 0.8, class: 'email-0123456789abcdef', life: 2, certified_days: 4, words: said('cleared by policy: confidence 91.0 % reaches 80.0 %, proven') };
  const message = (step, more) => ({ step, asked: false, channel: 'email', state: 'sent', sent_at: '2026-11-20T08:30:00Z', from: 'mara@post.example', to: who.email, subject: said(`Returns at ${who.company}`), text: said(`Hello ${who.first_name},\n\nyou opened a second warehouse in Rostock in September.\n\nMara`), revision: 1, written, cleared: null, policy: null, claim: `clm_${step}`, message_id: said(`${step}@post.example`), known, ...more });
  return {
    kind: 'person', q, company: { name: said(who.company), domains: [said(who.domain)] }, next: null,
    stops: [{ about: said(who.email), reason: 'opted out', source: 'reply', since: '2026-11-22T09:00:00Z', by: said('contact'), conversation: 'cnv_crd_reply' }],
    conversations: [{
      id: 'cnv_crd_draft_1', agent: said('first-agent'), purpose: said('Returns handling for growing online shops'), standing: said('active'), name: said(who.name), title: said(who.title), company: said(who.company),
      came: { at: '2026-11-19T05:00:00Z', list: 'lst_1', score: 86, playbook: 'pb_b3f1c2d4e5a69788', certain: true, accepted_by: said('operator Mara'), accepted_at: '2026-11-19T08:00:00Z', places: [{ file: said('leads.csv'), line: 17, source: said('trade-register'), date: null }] },
      known: [{ what: 'first name', value: said(who.first_name), source: null, date: null }, { what: 'fact f1', value: said(known[0].text), source: said('news'), date: '2026-09-14' }],
      messages: [
        message(1, { asked: true, cleared: { by: 'operator', who: said('operator Mara'), verdict: 'vrd_01', through: 'page', at: '2026-11-20T08:00:00Z' }, policy: { ...policy, clear: false, drawn: true, propensity: 1, threshold: null, certified_days: null, words: said('held: nothing is proven for messages like this yet') } }),
        message(2, { cleared: { by: 'policy', who: null, verdict: null, through: null, at: '2026-11-20T07:00:00Z' }, policy }),
        message(3, { state: 'in_review', sent_at: null, message_id: null }),
      ],
      mail: [{ id: 'inb_1', at: '2026-11-22T09:00:00Z', from: said(`${who.name} <${who.email}>`), subject: said('Re: Returns'), intent: 'not_interested' }], history: [],
    }],
  };
}

/** @param {object} [with_] fixtures to serve */
export async function start(with_ = fixtures()) {
  const world = { ...with_, now: NOW, halted: false, halted_mailboxes: new Set(['mara@post.example']), running: false, speed: 86400, tokens: new Set(), bearers: new Set(), verdicts: new Map(), calls: [], swallow: 0, delay_ms: 0, list_state: {} };
  const decided = new Map();

  const problem = (status, detail, more = {}) => ({ status, body: { type: 'about:blank', title: 'Refused', status, detail, ...more }, problem: true });
  const ok = (body, status = 200) => ({ status, body });
  const totals = () => Object.fromEntries(['list', 'draft', 'reply', 'in_doubt', 'mailbox', 'goal'].map((kind) => [kind, world.cards.filter((c) => c.kind === kind).length]));
  const mailboxes = () => ['mara@post.example', 'mail@post.example', 'jon@post.example'].map((address, i) => ({ address, name: 'Mara Voss', agents: ['first-agent'], sent: 4 + i, cap: 30, warming_up: i === 1, halted: world.halted_mailboxes.has(address), braked_at: world.halted_mailboxes.has(address) ? NOW : null, bounced: i === 0 ? 3 : 0, refused: 0, complained: 0, card: null }));
  const market = () => ({ on: true, running: world.running, seconds_per_day: world.speed });
  const prints = (card) => card.draft.messages.map((m) => m.fingerprint);

  /** What the class of the first agent has proven; set apart once the operator says so. */
  const certificate = () => ({
    class: 'email-0123456789abcdef', channel: 'email', agents: world.agents.slice(0, 2).map((a) => a.name), certified_since: '2026-11-16T09:00:00Z', opened: '2026-11-02T09:00:00Z', last_audit: '2026-11-22T09:00:00Z',
    words: ['Proven at 95 %: on average over the 412 messages tested, fewer than 3.0 % would have been killed. This is an average of this class: single agents may be worse, and what is worse is found by its own detector.', 'Tested: 412 messages, 198 judged, 1 killed, 4 edited in substance.'],
    proven: world.demoted?.kind === 'class' ? null : { threshold: 0, provisional: false, kills_below: 0.03, certainty: 0.95 },
    clean_needed: world.demoted?.kind === 'class' ? 137 : 0, messages: 412, judged: 198, killed: 1, must_fix: 4, shipped: 214, audited: 43, kill_limit: 0.03, must_fix_limit: 0.1,
    live: { estimate: 0.004, low: 0, high: 0.051 }, misses: world.misses ?? { planted: 21, missed: 1, estimate: 1 / 21, low: 0.001, high: 0.238, trusted: true }, corrected_limit: 0.038, thresholds: [world.demoted?.kind === 'class' ? { confidence: 0, kills: 3.1, must_fix: 11.4, needed: 20, clean_needed: 137 } : { confidence: 0, kills: 24.1, must_fix: 90, needed: 20, clean_needed: 0 }],
    apart: world.demoted ? [{ part: world.demoted, words: world.hostile ?? 'agent first-agent is reviewed in full, because the operator wants to see everything', by_operator: true }] : [],
    rising: [], run_length: 10000, jump_found_after: [97, 240],
    history: [{ at: '2026-11-16T09:00:00Z', who: 'policy', words: world.hostile ?? 'proven: what reaches its threshold ships by policy' }], ended: [],
  });

  function verdict_on(id, { verdict, decision }) {
    if (world.verdicts.has(verdict)) return world.verdicts.get(verdict).answer;
    const negative = world.skim.find((l) => l.card === id);
    if (negative && decision.type === 'relabel') {
      world.skim = world.skim.filter((l) => l !== negative);
      if (decision.intent === 'positive') world.cards.unshift(reply_card(id, contact('Eva', 'Holm', 'COO', 'Papierwerk', 'AT'), 'positive', negative.words, negative.evidence));
      const answer = ok({ verdict, decided: 'relabel', undo_until: null, card: world.cards.find((c) => c.id === id) ?? null, policy: [] });
      world.verdicts.set(verdict, { answer, decision });
      return answer;
    }
    const at = world.cards.findIndex((c) => c.id === id);
    const card = world.cards[at];
    if (!card) return problem(decided.has(id) ? 409 : 404, decided.get(id) ?? 'There is no such card.', { card: null });
    const seen = decision.fingerprints ?? (decision.fingerprint ? [decision.fingerprint] : null);
    if (card.draft && seen && !seen.every((f) => prints(card).includes(f))) {
      return problem(409, card.changed ?? 'The text has changed since you read it.', { decided_by: 'Bo', decided_at: '2026-11-23T09:41:00Z', decision: { type: 'edit' }, card });
    }
    let open = null;
    if (decision.type === 'edit') {
      const m = card.draft.messages.find((x) => x.fingerprint === decision.fingerprint);
      Object.assign(m, { subject: decision.subject, body: decision.body, revision: m.revision + 1, edited_by: 'operator', findings: m.findings.filter((f) => decision.body.includes(f.evidence)) });
      m.fingerprint = print(m);
      open = structuredClone(card);
    } else if (decision.type === 'relabel') {
      card.reply.intent = decision.intent;
      card.reply.relabelled_by = 'operator';
      open = structuredClone(card);
    } else {
      world.cards.splice(at, 1);
      decided.set(id, `You decided this: ${decision.type}.`);
    }
    const answer = ok({ verdict, decided: decision.type, undo_until: open || decision.type === 'settle' ? null : new Date(Date.now() + 10_000).toISOString(), card: open, policy: card.draft ? [{ step: 1, would_clear: true, audit: true, confidence: 0.91, words: 'cleared by policy: confidence 91.0 % reaches 0.0 %, proven', reasons: [] }] : [] });
    if (card.id.startsWith('plt_')) answer.body = { ...answer.body, undo_until: null, policy: [], planted: decision.type === 'approve' ? { caught: false, words: 'This card was planted: it greets Kristin, and the letter is to Ingrid Solheim. Nothing is sent; you missed it.' } : { caught: true, words: 'This card was planted: it greets Kristin, and the letter is to Ingrid Solheim. Nothing is sent; you saw it.' } };
    world.verdicts.set(verdict, { answer, card, at, decision, undone: false });
    return answer;
  }

  function undo(id) {
    const made = world.verdicts.get(id);
    if (!made) return problem(404, 'There is no such verdict.');
    if (made.undone) return problem(409, 'That verdict is undone already.');
    made.undone = true;
    world.cards.splice(made.at, 0, made.card);
    return ok({ undone: true, card: made.card });
  }

  function list_verdict({ verdict, decision }) {
    if (world.verdicts.has(verdict)) return world.verdicts.get(verdict).answer;
    const chosen = world.leads.filter((l) => l.status === 'waiting' && (decision.leads === 'rest' || decision.leads.includes(l.lead)));
    for (const lead of chosen) lead.status = decision.type === 'accept' ? 'accepted' : 'rejected';
    const waiting = world.leads.filter((l) => l.status === 'waiting').length;
    const card = world.cards.find((c) => c.kind === 'list');
    if (card) card.list.waiting = waiting;
    if (waiting === 0) world.cards = world.cards.filter((c) => c.kind !== 'list');
    const answer = ok({ verdict, decided: decision.type, count: chosen.length, undo_until: null });
    world.verdicts.set(verdict, { answer });
    return answer;
  }

  const list = () => ({ id: 'lst_1', agent: 'first-agent', waiting: world.leads.filter((l) => l.status === 'waiting').length, accepted: world.leads.filter((l) => l.status === 'accepted').length, rejected: world.leads.filter((l) => l.status === 'rejected').length, excluded: { customer: 3, recently_contacted: 5, role_address: 2 }, bad_rows: 1, opened_at: NOW, filling: false });
  const conversation = (id) => {
    const card = world.cards.find((c) => c.conversation === id) ?? world.cards.find((c) => c.draft);
    const draft = card?.draft ?? draft_card('x', card?.contact ?? contact('No', 'One', '', 'Nowhere', 'DE')).draft;
    return { id, agent: 'first-agent', contact: card?.contact ?? contact('No', 'One', '', 'Nowhere', 'DE'), phase: world.phase ?? 'with_operator', phase_words: 'waits for you', score: 86, reasons: draft.reasons, facts: draft.facts,
      messages: draft.messages.map((m) => ({ ...m, state: 'held', state_words: 'held for you', sent_at: null })), replies: card?.reply ? [card.reply] : [],
      timeline: [{ at: '2026-11-22T10:00:00Z', who: 'first-agent', event: 'drafted', words: 'Two letters drafted' }, { at: NOW, who: 'policy', event: 'held', words: 'Held: first seven days' }], meeting: world.meeting ?? false, card: card?.id ?? null };
  };

  /** Versions that were put in force, the last first. */
  const pushes = () => {
    const said = (words) => world.hostile ?? words;
    return [[3, 'pb_c4d5e6f708192a3b', '2026-11-20T16:00:00Z', 'Ask for a call on Tuesday'], [2, 'pb_b3f1c2d4e5a69788', '2026-11-09T16:00:00Z', 'No more quick questions'], [1, 'pb_a0918273645f5e4d', '2026-10-26T09:00:00Z', 'First version']]
      .map(([number, short, at, message], i, all) => ({ number, version: `${short.slice(3)}${'0'.repeat(48)}`, short, before: all[i + 1]?.[1] ?? null, at, author: said('Mara'), way: 'push', message: said(message), stay: false, changes: [{ path: said('house.md'), added: 1, removed: 0 }] }));
  };

  /** What came of each, as the server compares it. */
  function effect() {
    const compared = (found_before, of_before, found, of, more_needed = null) => {
      const [old, now] = [wilson(found_before, of_before), wilson(found, of)];
      const apart = (a, b) => 100 * Math.hypot(a, b);
      const known = old && now;
      const low = known ? 100 * (now.rate - old.rate) - apart(now.rate - now.low, old.high - old.rate) : null;
      const high = known ? 100 * (now.rate - old.rate) + apart(now.high - now.rate, old.rate - old.low) : null;
      return { found, of, found_before, of_before, low, high, clear: known !== null && (low > 0 || high < 0), more_needed, words: '' };
    };
    const counted = [
      [compared(6, 142, 1, 31, 2210), compared(18, 142, 3, 31, 480), compared(9, 118, 3, 22, 190)],
      [compared(21, 96, 6, 142), compared(15, 96, 18, 142), compared(4, 71, 9, 118, 640)],
      [compared(0, 0, 21, 96), compared(0, 0, 15, 96), compared(0, 0, 4, 71)],
    ];
    const minutes = (per_hundred_before, drafts_before, per_hundred, drafts) => ({ per_hundred, drafts, per_hundred_before, drafts_before, words: '' });
    const took = [minutes(32.4, 142, 29.8, 31), minutes(41, 96, 32.4, 142), minutes(null, 0, 41, 96)];
    return pushes().map(({ short, before, at, message }, i) => ({ short, before, at, message, kills: counted[i][0], edits: counted[i][1], positives: counted[i][2], minutes: took[i] }));
  }

  /** Three letters of before, written anew: one otherwise, one the same, one that can't be; the fourth is gone. */
  function replayed(conversation) {
    const said = (words) => world.hostile ?? words;
    const letter = (subject, body, findings = []) => ({ subject: said(subject), body: said(body), findings: findings.map(([evidence, message]) => ({ rule: 'r', evidence: said(evidence), message: said(message) })) });
    const old = letter('Returns at Nordkiste', 'Hello Ana,\n\nyou opened a second warehouse in Rostock in September. Returns take no effort whatsoever with us.\n\nWould 20 minutes next week suit you for a look?\n\nMara', [['no effort whatsoever', 'A promise that no fact bears out.']]);
    const counts = { counts: true, verdict: world.judged?.[conversation] ?? null, why: null };
    const made = { conversation, old_version: 'pb_b3f1c2d4e5a69788', failure: null, letters: 1, left: 0, standing: counts };
    return {
      cnv_r1: { ...made, name: said('Ana Lindqvist'), company: said('Nordkiste'), old, new: letter('Returns at Nordkiste', 'Hello Ana,\n\nyou opened a second warehouse in Rostock in September. We take returns off the floor within a day.\n\nMay I call you on Tuesday for a look?\n\nMara'), changed: true, past: 'killed', reason: 'off_tone' },
      cnv_r2: { ...made, name: said('Cem Yıldız'), company: said('Hafen & Sohn'), old: letter('Returns', 'Hello Cem,\n\nyour shop takes parcels back.\n\nMara'), new: letter('Returns', 'Hello Cem,\n\nyour shop takes parcels back.\n\nMara'), changed: false, past: 'approved', reason: null, standing: { ...counts, verdict: 'approve' } },
      cnv_r3: { ...made, name: said('Dora Petrescu'), company: said('Papierwerk'), old: letter('Paper that comes back', 'Hello Dora,\n\nreturns of paper are heavy.\n\nMara'), new: null, failure: said('no fact of the last 90 days'), changed: true, past: 'edited', reason: null, standing: { counts: false, verdict: null, why: 'it can’t be written' } },
    }[conversation];
  }

  /** A rule of the operator's own, tried. */
  function tried(rule) {
    const line = rule.type === 'ban' ? `  - "${rule.phrase}"` : `- Write “${rule.new}”, not “${rule.old}”.`;
    return { rule, edits: 0, kills: 0, of: 412, caught: 2, wrongly: 9, wrong: [], reaches: [world.agents[0].name], patch: [{ path: 'house.md', unified: `--- a/house.md\n+++ b/house.md\n@@ -1 +1,2 @@\n+${line}\n` }], by_hand: null };
  }

  /** A tuning round. */
  function round(agent) {
    const said = (words) => world.hostile ?? words;
    const item = (how, text, more = {}) => ({ conversation: 'cnv_crd_draft_1', at: '2026-11-20T10:00:00Z', name: said('Ana Lindqvist'), company: said('Nordkiste'), how, reason: null, note: null, subject: said('Parcels that come back'), text, ...more });
    const kept = (text) => [{ what: 'kept', text: said(text) }];
    const rules = [
      { rule: { type: 'ban', phrase: said('no effort whatsoever') }, edits: 0, kills: 4, of: 500, caught: 6, wrongly: 0, wrong: [], reaches: world.agents.map((a) => a.name), by_hand: null, patch: [{ path: 'house.md', unified: '--- a/house.md\n+++ b/house.md\n@@ -48,3 +48,4 @@\n   - synergies\n   - win-win\n   - reach out\n+  - "no effort whatsoever"\n' }] },
      { rule: { type: 'say', old: said('Would 20 minutes next week suit you'), new: said('May I call you on Tuesday') }, edits: 5, kills: 0, of: 96, caught: 7, wrongly: 2, wrong: [{ conversation: 'cnv_crd_reply', agent, words: said('saves a trip. Would 20 minutes next week suit you for a look') }], reaches: [agent], by_hand: null, patch: [{ path: `agents/${agent}.md`, unified: `--- a/agents/${agent}.md\n+++ b/agents/${agent}.md\n@@ -90,5 +90,5 @@\n {{ facts.product }}\n \n-Would 20 minutes next week suit you for a look at it?\n+May I call you on Tuesday for a look at it?\n \n` }] },
    ].filter((one) => !world.accepted.some((rule) => JSON.stringify(rule) === JSON.stringify(one.rule)));
    const due = world.tuning.find((one) => one.agent === agent);
    const stands = world.held.length > 0 ? { last: world.held[0].at, due_at: '2026-11-30T09:30:00Z' } : { last: '2026-11-09T10:00:00Z', due_at: due?.since ?? '2026-11-30T09:00:00Z' };
    return { agent, at: world.now, tuning: { standing: 'new', every_days: 7, ...stands, due: due !== undefined, missed: due?.missed ?? 0 }, since: stands.last,
      ...(world.weights ? { weights: world.weights } : {}),
      decided: world.held.length > 0 ? {} : { approved: 14, polished: 2, fixed: 3, sent_back: 1, killed: 5 }, reasons: world.held.length > 0 ? {} : { off_tone: 3, bad_fact: 2 },
      sample: [
        { sample: 'kill', total: 6, drawn: [item('killed', kept('Hello Ana,\n\nit takes no effort whatsoever. Would 20 minutes next week suit you?'), { reason: 'off_tone', note: said('we never promise ease') })] },
        { sample: 'edit', total: 5, drawn: [item('fixed', [...kept('Hello Ana,\n\nyour shop takes parcels back. '), { what: 'gone', text: said('Would 20 minutes next week suit you') }, { what: 'come', text: said('May I call you on Tuesday') }, ...kept(' for a look at it?')])] },
        { sample: 'audit', total: 0, drawn: [] },
        { sample: 'shipped', total: 14, drawn: [item('sent', kept('Hello Ana,\n\nyour shop takes parcels back.'))] },
        { sample: 'reply', total: 1, drawn: [item('positive', kept('Sounds good, call me on Thursday.'), { subject: said('Re: Parcels that come back') })] },
      ],
      edits: [{ old: said('Would 20 minutes next week suit you'), new: said('May I call you on Tuesday'), count: 5 }, { old: said('just'), new: '', count: 3 }],
      phrases: [{ phrase: said('no effort whatsoever'), killed: 4, approved: 0 }], notes: [{ phrase: said('we never promise ease'), count: 3 }], read: 96, rules, rounds: world.held };
  }

  function route(method, path, query, body) {
    const [, first, id = '', third = ''] = path.split('/').map(decodeURIComponent);
    const key = `${method} ${first}${id ? '/:id' : ''}${third ? `/${third}` : ''}`;
    // A version's files; the first of them is named after it, so that the plan can tell which were given.
    if (method === 'GET' && first === 'playbook' && third !== '') return pushes().some((push) => push.short === third) ? ok({ version: third.slice(3), files: { version: third, 'house.md': '# House\n' } }) : problem(404, 'There is no such version.');
    switch (key) {
      case 'GET status': return ok({ operator: 'Operator', now: world.now, market: market(), mailer: 'the outbox folder', mailer_is_real: false, model: 'template-writer', playbook: { version: 'b3f1c2d4e5a6978800112233', loaded_at: NOW, faults: world.faults ?? [] }, halted: { fleet: world.halted, agents: world.agents.filter((a) => a.halted).map((a) => a.name), mailboxes: [] }, cards: { ...totals(), total: world.cards.length }, minutes: world.cards.length * 0.7, seconds: world.seconds ?? { list: 90, draft: 20, reply: 45, in_doubt: 60, mailbox: 60, goal: 60 }, own_looks: world.own_looks ?? { list: 0, draft: 0, reply: 0, in_doubt: 0, mailbox: 0, goal: 0 }, attention: world.attention ?? { minutes_a_day: 20, minutes_today: 3, minutes_waiting: 4, minutes_kept: 0, slowed: false, words: [] }, in_flight: 0, failing: world.failing ?? null, dead_letters: world.letters.length, unmatched: world.unmatched.length, tuning: world.tuning, next: world.cards.length ? { text: `${world.cards.length} cards wait for you.`, href: '#/queue' } : { text: 'Pull more leads for first-agent: its list is empty.', href: '#/agents/first-agent' } });
      case 'POST looking': return ok({ taken: Object.fromEntries(Object.entries(world.looking ?? {}).filter(([card]) => body.cards.includes(card))) });
      case 'GET queue': return ok({ cards: world.cards.filter((c) => !query.get('kind') || c.kind === query.get('kind')), next: null, totals: totals(), minutes: world.cards.length * 0.7 });
      case 'GET cards/:id': { const card = world.cards.find((c) => c.id === id); return card ? ok(card) : problem(410, decided.get(id) ?? 'There is no such card.'); }
      case 'POST cards/:id/verdict': return verdict_on(id, body);
      case 'POST verdicts/:id/undo': return undo(id);
      case 'GET verdicts/:id/same': return world.same ? ok(world.same) : ok({ agent: 'first-agent', changes: [], drafts: [], more: false });
      case 'POST verdicts/:id/same': world.carried = { order: body.order, by: 'operator', at: NOW, of: body.drafts.length, changed: 0, left: 0, done: false, back: null }; world.carrying = body.drafts; return ok(world.carried);
      case 'GET carried/:id': { const { carried } = world; if (carried.back) carried.back = { ...carried.back, changed: carried.changed, done: true }; else Object.assign(carried, { changed: carried.of - 1, left: 1, done: true }); return ok(carried); }
      case 'POST carried/:id/undo': world.carried.back = { by: 'operator', changed: 0, left: 0, done: false }; return ok(world.carried);
      case 'GET verdicts/:id/rules': return world.rules ? ok({ agent: 'first-agent', rules: world.rules }) : problem(404, 'There is no such verdict.');
      case 'GET lists/:id': return ok(list());
      case 'GET lists/:id/leads': { const sort = query.get('sort') ?? 'score'; return ok({ leads: [...world.leads].sort((a, b) => (sort === 'score' ? b.score - a.score : String(a[sort]).localeCompare(String(b[sort])))), next: null }); }
      case 'GET lists/:id/excluded': return ok({ rows: world.excluded ?? [{ file: 'leads.csv', line: 4, company: 'Altkunde', reason: 'customer', words: 'A current customer.' }, { file: 'leads.csv', line: 17, company: '', reason: 'bad_row', words: 'Four columns where nine were expected.' }], next: null });
      case 'POST lists/:id/verdict': return list_verdict(body);
      case 'POST halt': { if (body.scope === 'fleet') world.halted = body.on; else if (body.scope === 'mailbox') world.halted_mailboxes[body.on ? 'add' : 'delete'](body.name); else for (const a of world.agents) if (a.name === body.name) a.halted = body.on; return ok({ acknowledged_at: world.now, in_flight: 3, on: body.on }); }
      case 'GET agents': return ok({ agents: world.agents });
      case 'GET agents/:id': { const agent = world.agents.find((a) => a.name === id); return agent ? ok({ ...agent, segment: 'Online shops, 50 to 500 people', brief: 'Write like a neighbour who has seen the same problem.', sequence: [{ step: 1, channel: 'email', wait: 0 }, { step: 2, channel: 'email', wait: '4 days' }], rubric: [{ name: 'Ships parcels', weight: 3, words: 'has its own dispatch' }], sources: [{ file: 'leads.csv', read_rows: 120, end: true }], mailboxes_today: mailboxes().filter((m) => agent.mailboxes.includes(m.address)) }) : problem(404, 'There is no such agent.'); }
      case 'POST agents/:id/goal': { const card = world.cards.find((c) => c.goal && c.agent === id); if (!card) return problem(409, 'Bo decided this: kept.', { decided_by: 'Bo' }); if (body.decision.answer === 'stop') for (const a of world.agents) if (a.name === id) a.halted = true; return verdict_on(card.id, { verdict: body.verdict, decision: { type: body.decision.answer, opened_at: body.decision.opened_at } }); }
      case 'GET mailboxes': return ok({ mailboxes: mailboxes() });
      case 'POST mailboxes/:id/answer': { const card = world.cards.find((c) => c.mailbox?.mailbox === id); return card ? verdict_on(card.id, { verdict: body.verdict, decision: { type: body.decision.answer, opened_at: body.decision.opened_at } }) : problem(409, 'Bo decided this: paused its conversations.', { decided_by: 'Bo' }); }
      case 'POST agents/:id/source': return ok({ queued: true }, 202);
      case 'GET certificates': return ok({ certificates: [certificate()], agents: [] });
      case 'GET certificates/:id': return id === certificate().class || world.agents.some((a) => a.name === id) ? ok(certificate()) : problem(404, 'There is no such agent and no such class.');
      case 'POST certificates/:id/demote': world.demoted = body; return ok(certificate());
      case 'POST certificates/:id/rejoin': world.demoted = null; return ok(certificate());
      case 'GET conversations': return ok({ conversations: world.cards.filter((c) => c.contact).map((c) => ({ id: c.conversation, agent: c.agent, name: c.contact.name, company: c.contact.company, phase: 'with_operator', phase_words: 'waits for you', step: 1, steps: 2, next_at: null, last_at: NOW })), next: null });
      case 'GET conversations/:id': return ok(conversation(id));
      case 'POST conversations/:id/act': return ok({ verdict: body.verdict, decided: body.decision.type });
      case 'GET log': return ok({ lines: (world.log ?? [{ at: NOW, who: 'operator', stream: 'cnv', event: 'approved', words: 'Approved two letters to Ana Lindqvist', conversation: 'cnv_crd_draft_1', agent: 'first-agent' }, { at: '2026-11-22T16:00:00Z', who: 'first-agent', stream: 'cnv', event: 'drafted', words: 'Drafted two letters to Ben Achterberg', conversation: 'cnv_crd_reply', agent: 'first-agent' }]).filter((l) => l.words.toLowerCase().includes((query.get('grep') ?? '').toLowerCase())), next: null });
      case 'GET report': {
        const client = query.get('client') === 'true';
        const said = (words) => world.hostile ?? words;
        const numbers = { sourced: 40, accepted: 31, letters: 58, begun: 31, replies: { positive: 3, not_interested: 5, not_now: 2 }, positives: 3, handed_over: 2, meetings: 1, stopped: 1 };
        return ok({ agent: query.get('agent'), week: query.get('week') ?? '2026-W48', from: '2026-11-23T00:00:00Z', to: '2026-11-30T00:00:00Z', over: false, made_at: world.now, complete: true, numbers, before: { ...numbers, letters: 44 },
          judged: client ? null : { rejected: 2, drafted: 70, by_policy: 0, judged: 60, approved: 50, polished: 4, fixed: 3, sent_back: 1, killed: 2, kills: { off_tone: 1, bad_fact: 1 }, kill_rate: 2 / 60, low: 0.004, high: 0.115, live: query.get('agent') ? { class: 'email-0123456789abcdef', shipped: 214, estimate: 0.004, low: 0, high: 0.051 } : null, minutes: 43, looks: 71, tuning: { held: 1, minutes: 31, rules: 2, missed: query.get('agent') ? 0 : 1, due_since: query.get('agent') ? null : '2026-11-16T09:00:00Z' }, charged: [{ model: 'anthropic/claude-test-5', calls: 74, tokens: { input: 61_200, cache_write: 4_100, cache_read: 231_000, output: 22_800 } }] },
          misses: client ? null : world.misses ?? { planted: 5, missed: 0, estimate: 0, low: 0, high: 0.522, trusted: true },
          agents: client || query.get('agent') ? [] : world.agents.map((a) => ({ agent: a.name, letters: 29, positives: 2, judged: 30, killed: 1, minutes: 21, rounds_missed: a.name === world.agents[0].name ? 1 : 0 })),
          questions: [{ question: 'Did the volume become pipeline?', answer: 'yes', words: said('3 positive replies to 62 conversations begun in two weeks, between 1.0 % and 13.5 %') }, { question: 'Did tuning move the next week?', answer: 'not enough yet', words: said('versions put in force: 1; no difference is more than chance') }, { question: 'Was the hour enough?', answer: 'not enough yet', words: said('43 minutes for 71 decisions, of 120 allowed') }].slice(0, client ? 1 : 3), markdown: '# Week 2026-W48\n' });
      }
      case 'GET tune/:id': return world.agents.some((a) => a.name === id) ? ok(round(id)) : problem(404, 'There is no agent of this name in the playbook.');
      case 'POST tune/:id/try': return ok(tried(body.rule));
      case 'POST tune/:id/accept': {
        world.accepted.push(...body.rules);
        return ok({ version: 'c4', short: 'pb_c4d5e6f708192a3b', reaches: world.agents.map((a) => a.name), files: 'written', words: 'pb_c4d5e6f708192a3b is in force, and house.md says so.' });
      }
      case 'POST tune/:id/rounds': {
        world.held.unshift({ at: world.now, by: 'Operator', minutes: Math.ceil(body.seconds / 60), judged: 25, rules: world.accepted.length, versions: world.accepted.length > 0 ? ['pb_c4d5e6f708192a3b'] : [] });
        world.tuning = world.tuning.filter((one) => one.agent !== id);
        return ok({ round: world.held[0], next: '2026-11-30T09:30:00Z' });
      }
      case 'GET skim': return ok({ lines: world.skim, waiting: world.skim.length, next: null, complete: true, bounds: [{ agent: world.agents[0].name, negatives: 40, looked_at: 20 + (world.skimmed ?? 0), overturned: 1, estimate: 0.05, low: 0.0013, high: 0.2487 }, { agent: world.agents[1].name, negatives: 3, looked_at: 0, overturned: 0, estimate: null, low: 0, high: 1 }] });
      case 'POST skim/:id': { const seen = world.skim.filter((l) => body.lines.includes(l.line)); world.skim = world.skim.filter((l) => !seen.includes(l)); world.skimmed = seen.length; return ok({ counted: seen.length }); }
      case 'POST why': {
        if (body.q === 'nobody@nowhere.example') return ok({ kind: 'person', q: body.q, stops: [], company: null, conversations: [], next: null });
        if (!/[@.]|^cnv_/.test(body.q)) return problem(400, 'Give a mail address, a domain or a Message-ID.');
        const told = why(body.q, world.cards.find((c) => c.contact)?.contact ?? contact('No', 'One', '', 'Nowhere', 'DE'), world.hostile);
        if (world.company_stopped) told.stops.push({ about: told.company.domains[0], reason: 'stopped by the operator', source: 'operator', since: world.now, by: 'operator Operator', conversation: null });
        if (body.q === 'nordkiste.example') return ok({ ...told, kind: 'domain', next: body.after ? null : 'first-agent/cnv_1' });
        return ok(told);
      }
      case 'POST why/:id': world.company_stopped = body.q; return ok({ stopped: ['nordkiste.example', 'nordkiste-group.example'], added: 2, ended: 1, crm_answered: true });
      case 'POST stops': return ok({ added: true });
      case 'GET stops': return ok({ stopped: false, reason: null, since: null });
      case 'POST forget': return ok({ conversations: 1, blobs: 4 });
      case 'GET unmatched': return ok({ mails: world.unmatched });
      case 'POST unmatched/:id/file': world.unmatched = world.unmatched.filter((mail) => mail.inbound !== id); return ok({});
      case 'GET dead-letters': return ok({ letters: world.letters });
      case 'POST dead-letters/:id': {
        if (id !== 'redrive') return problem(404, 'There is no such letter.');
        const kept = world.letters.filter((letter) => body.queue && letter.queue !== body.queue);
        const redriven = world.letters.length - kept.length;
        world.letters = kept;
        return ok({ redriven });
      }
      case 'POST dead-letters/:id/redrive': case 'POST dead-letters/:id/discard': world.letters = world.letters.filter((letter) => letter.id !== id); return ok({ queued: third === 'redrive' });
      case 'POST clock': if (body.action === 'run') { world.running = true; world.speed = body.seconds_per_day ?? world.speed; } else if (body.action === 'pause') world.running = false; else world.now = new Date(Date.parse(world.now) + 86_400_000).toISOString(); return ok(market());
      case 'POST playbook/:id': return id === 'reload' ? ok({ version: 'b3f1', changed: false, faults: [] }) : problem(404, 'There is no such act.');
      case 'GET playbook/:id': return id === 'effect' ? ok({ versions: effect() }) : ok({ entries: pushes(), next: null });
      case 'POST replay/:id': {
        const known = ['cnv_r1', 'cnv_r2', 'cnv_r3', 'cnv_r4'];
        if (id === 'plan') return ok({ version: body.files.version, short: body.files.version.slice(0, 19), conversations: body.last > 5 ? known : [], letters: 1, model: world.hostile ?? 'template-writer', faults: world.hostile ? [{ file: world.hostile, line: 1, column: 1, what: world.hostile, fix: '', warning: true }] : [] });
        if (world.model_fails) return problem(503, 'The model does not answer.');
        if (id === 'verdict') {
          world.judged = { ...world.judged, [body.conversation]: body.verdict };
          return ok({ counts: true, verdict: body.verdict, why: null });
        }
        const letter = replayed(body.conversation);
        return letter ? ok(letter) : problem(404, 'There is no letter in this conversation to replay.');
      }
      case 'POST agents/:id/retire': {
        if (!world.agents.some((a) => a.name === id)) return problem(404, 'There is no agent of this name in the playbook.');
        if (world.agents.length === 1) return problem(409, 'Without it the playbook has faults: no agent.');
        world.agents = world.agents.filter((a) => a.name !== id);
        return ok({ version: 'd5', short: 'pb_d5e6f70819203a4b', in_flight: 2, words: `pb_d5e6f70819203a4b is in force without agents/${id}.md, which is removed.` });
      }
      default: return problem(404, `There is no ${method} ${path}.`);
    }
  }

  async function answer(request, response) {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (!url.pathname.startsWith('/api/v1/')) {
      const file = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
      try {
        const bytes = await readFile(join(SITE, file));
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
        response.end(bytes);
      } catch {
        response.writeHead(404).end();
      }
      return;
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = url.pathname.slice('/api/v1'.length);
    const text = Buffer.concat(chunks).toString();
    const body = text === '' ? {} : JSON.parse(text);
    world.calls.push({ method: request.method, path, body });
    let said;
    if (path === '/session') {
      const known = world.tokens.delete(body.token);
      const bearer = `brr_${randomUUID()}`;
      if (known) world.bearers.add(bearer);
      said = known ? ok({ bearer, operator: 'Operator' }) : problem(401, 'This link was used already, or is not known. Ask for a new one.');
    } else if (!world.bearers.has((request.headers.authorization ?? '').replace('Bearer ', ''))) said = problem(401, 'Sign in first.');
    else said = route(request.method, path, url.searchParams, body);
    if (world.delay_ms > 0) await new Promise((done) => setTimeout(done, world.delay_ms));
    if (world.swallow > 0 && path.endsWith('/verdict')) {
      world.swallow -= 1;
      request.socket.destroy(); // taken, but the answer is lost
      return;
    }
    response.writeHead(said.status, { 'content-type': said.problem ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(said.body));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(500, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Fault', status: 500, detail: String(error) }));
    });
  });
  await new Promise((done) => server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    world, origin,
    link() {
      const token = randomUUID();
      world.tokens.add(token);
      return `${origin}/#token=${token}`;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const running = await start();
  console.log(`listening ${running.link()}`);
}
