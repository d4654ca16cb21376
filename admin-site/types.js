/**
 * The shapes of the operator's API, version 1, as this page reads them. Types only: nothing runs here.
 * Times are RFC 3339 text in UTC; ids are opaque text.
 */

/** @typedef {'list'|'draft'|'reply'|'in_doubt'|'mailbox'|'goal'} Kind */
/** @typedef {{name: string, first_name: string, last_name: string, title: string, company: string, domain: string, country: string, timezone: string, email: string|null, linkedin: string|null}} Contact */
/** @typedef {{criterion: string, weight: number, met: boolean, words: string}} Reason */
/** @typedef {{id: string, text: string, source: string, date: string}} Fact */
/** @typedef {{text: string, fact: string}} Claim */
/** @typedef {{rule: string, evidence: string, message: string}} Finding */
/**
 * @typedef {Object} Message
 * @property {number} step
 * @property {string} channel
 * @property {number} revision
 * @property {string} fingerprint
 * @property {string} from
 * @property {string} to
 * @property {string} subject
 * @property {string} body
 * @property {string} footer
 * @property {Claim[]} claims
 * @property {Finding[]} findings
 * @property {boolean} unsafe
 * @property {string|null} not_before
 * @property {string} model
 * @property {string|null} edited_by
 * @property {string|null} failure   why it could not be drafted; there is no text then
 * @property {string} [state]
 * @property {string} [state_words]
 * @property {string|null} [sent_at]
 */
/** @typedef {{step: number, channel: string, subject: string, body: string, sent_at: string}} Earlier */
/** @typedef {{list: string, waiting: number, accepted: number, rejected: number, excluded: Record<string, number>, bad_rows: number}} ListPart */
/** @typedef {{score: number, reasons: Reason[], facts: Fact[], messages: Message[], earlier: Earlier[], note: string|null, proposal?: {program: string, by: string, at: string}}} DraftPart */
/**
 * @typedef {Object} ReplyPart
 * @property {string} inbound
 * @property {string} received_at
 * @property {string} from
 * @property {string} subject
 * @property {string} human_text
 * @property {string} text
 * @property {string} matched_by
 * @property {boolean} [other_writer]
 * @property {string} intent
 * @property {number|null} intent_confidence
 * @property {string[]} evidence
 * @property {string|null} return_date
 * @property {string|null} resume_on
 * @property {{name: string|null, email: string|null}|null} referral
 * @property {string|null} relabelled_by
 * @property {Earlier[]} earlier
 * @property {boolean} unmatched
 */
/** @typedef {{claim: string, step: number, channel: string, subject: string, body: string, to: string, claimed_at: string, words: string, alarm: boolean}} DoubtPart */
/** @typedef {{mailbox: string, cause: string, halted: boolean, words: string, agents: string[], others: string[]}} MailboxPart */
/** @typedef {{goal: string, aim: number, begins: string, ends: string, day: string, positives: number, begun: number, letters: number, weeks_left: number, at_this_pace: number|null, words: string}} GoalPart */
/**
 * @typedef {Object} Card
 * @property {string} id
 * @property {Kind} kind
 * @property {string} agent
 * @property {string} opened_at
 * @property {string|null} conversation
 * @property {string[]} why
 * @property {Contact|null} contact
 * @property {ListPart} [list]
 * @property {DraftPart} [draft]
 * @property {ReplyPart} [reply]
 * @property {DoubtPart} [in_doubt]
 * @property {MailboxPart} [mailbox]
 * @property {GoalPart} [goal]
 * @property {string} [looking]  another operator looks at it now
 */
/** @typedef {{list: number, draft: number, reply: number, in_doubt: number, mailbox: number, goal: number}} Totals */
/** @typedef {Record<Kind, number>} Pace seconds a look takes */
/** @typedef {{cards: Card[], next: string|null, totals: Totals, minutes: number}} QueuePage */
/** @typedef {{on: boolean, running: boolean, seconds_per_day: number}} Market */
/** @typedef {{file: string, line: number, column: number, what: string, fix: string, warning: boolean}} Fault */
/** @typedef {{version: string, loaded_at: string | null, faults: Fault[]}} Playbook */
/** @typedef {{number: number, short: string, at: string, author: string, way: string, message: string, stay: boolean, changes: {path: string, added: number, removed: number}[]}} Push a version that was put in force */
/**
 * @typedef {Object} Status
 * @property {string} operator
 * @property {string} now
 * @property {Market|null} market
 * @property {string} mailer
 * @property {boolean} mailer_is_real
 * @property {string} model
 * @property {Playbook} playbook
 * @property {{fleet: boolean, agents: string[], mailboxes: string[]}} halted
 * @property {Totals & {total: number}} cards
 * @property {number} minutes
 * @property {Pace} seconds
 * @property {Pace} own_looks       how many of the operator's own looks these rest on
 * @property {{minutes_a_day: number, minutes_today: number, minutes_waiting: number, minutes_kept: number, slowed: boolean, words: string[]}} attention
 * @property {number} in_flight
 * @property {number} dead_letters
 * @property {{tasks: number, why: string, again: string}|null} [failing]  tasks that fail now and are tried again
 * @property {number} unmatched
 * @property {{mailbox: string, since: string, trouble: string|null, again: string|null}[]} [reading]  mailboxes that replies are read from
 * @property {{agent: string, since: string, missed: number}[]} [tuning]  tuning rounds that are due
 * @property {{text: string, href: string|null}} next
 */
/**
 * @typedef {Object} AgentSummary
 * @property {string} name
 * @property {string} goal
 * @property {string} channel
 * @property {string} motion
 * @property {string[]} mailboxes
 * @property {number} weekly_target
 * @property {boolean} halted
 * @property {{listed?: number, active?: number, paused?: number, with_operator?: number, ending?: number, stopped?: number, closed?: number}} phases
 * @property {number} cards
 * @property {number} sent_this_week
 * @property {number} weekly_cap
 */
/**
 * @typedef {Object} Mailbox   how it stands today
 * @property {string} address
 * @property {string} name
 * @property {string[]} agents
 * @property {number} sent
 * @property {number} cap
 * @property {boolean} warming_up
 * @property {boolean} halted
 * @property {string|null} braked_at
 * @property {number} bounced      of its last 100 letters
 * @property {number} refused      of its last 100 letters
 * @property {number} complained   of its last 1,000 letters
 * @property {string|null} card
 */
/**
 * @typedef {AgentSummary & {segment: string, brief: string, sequence: {step: number, channel: string, wait: unknown}[],
 *   rubric: {name: string, weight: number, words: string}[], sources: {file: string, read_rows: number, end: boolean}[],
 *   mailboxes_today: Mailbox[]}} Agent
 */
/** @typedef {{kind: string, name: string|null}} Stratum  a class, or a part of it */
/**
 * @typedef {Object} Certificate
 * @property {string} class
 * @property {string} channel
 * @property {string[]} agents
 * @property {string[]} words
 * @property {{threshold: number, provisional: boolean, kills_below: number, certainty: number}|null} proven
 * @property {string|null} certified_since
 * @property {string} opened
 * @property {string|null} last_audit
 * @property {number} clean_needed
 * @property {number} judged
 * @property {number} killed
 * @property {number} must_fix
 * @property {number} shipped
 * @property {number} kill_limit
 * @property {number} must_fix_limit
 * @property {{estimate: number|null, low: number, high: number}} live
 * @property {MissRate} misses
 * @property {{confidence: number, kills: number, must_fix: number, needed: number, clean_needed: number}[]} thresholds   evidence of both, and how much is needed
 * @property {{part: Stratum, words: string, by_operator: boolean}[]} apart
 * @property {string[]} rising
 * @property {{at: string, who: string, words: string}[]} history
 */
/** What is missed of planted cards. @typedef {{planted: number, missed: number, estimate: number|null, low: number, high: number, trusted: boolean}} MissRate */
/** What policy thought of a card, told with the answer to its verdict. @typedef {{would_clear: boolean, audit: boolean, confidence: number, words: string, reasons: string[]}} PolicyThought */
/** @typedef {{id: string, agent: string, waiting: number, accepted: number, rejected: number, excluded: Record<string, number>, bad_rows: number, opened_at: string, filling: boolean}} LeadList */
/**
 * @typedef {Object} Lead
 * @property {string} lead
 * @property {string} name
 * @property {string} title
 * @property {string} company
 * @property {string} country
 * @property {string|null} email
 * @property {string|null} linkedin
 * @property {number} score
 * @property {Reason[]} reasons
 * @property {Fact[]} facts
 * @property {'waiting'|'accepted'|'rejected'} status
 */
/** @typedef {{file: string, line: number, company: string, reason: string, words: string}} ExcludedRow */
/** @typedef {{id: string, agent: string, name: string, company: string, phase: string, phase_words: string, step: number, steps: number, next_at: string|null, last_at: string}} ConversationRow */
/**
 * @typedef {Object} Conversation
 * @property {string} id
 * @property {string} agent
 * @property {Contact|null} contact   null once forgotten
 * @property {string} phase
 * @property {string} phase_words
 * @property {number} score
 * @property {Reason[]} reasons
 * @property {Fact[]} facts
 * @property {Message[]} messages
 * @property {{inbound: string, received_at: string, intent: string, human_text: string, text: string, from: string, subject: string}[]} replies
 * @property {{at: string, who: string, event: string, words: string}[]} timeline
 * @property {boolean} meeting   one is agreed
 * @property {string|null} card
 */
/** @typedef {{at: string, who: string, stream: string, event: string, words: string, conversation: string|null, contact: string|null, agent: string|null, line: string}} LogLine */
/** @typedef {{inbound: string, received_at: string, from: string, subject: string, text: string, intent: string}} UnmatchedMail */
/** @typedef {{id: string, queue: string, at: string, reason: string, body: unknown}} DeadLetter */
/** @typedef {{sourced: number, accepted: number, letters: number, begun: number, replies: Record<string, number>, positives: number, handed_over: number, meetings: number, stopped: number}} WeekNumbers */
/** @typedef {{input: number, cache_write: number, cache_read: number, output: number}} ModelTokens  as their maker counts them; none is in two of these */
/** @typedef {{rejected: number, drafted: number, by_policy: number, judged: number, approved: number, polished: number, fixed: number, sent_back: number, killed: number, kills: Record<string, number>, kill_rate: number|null, low: number, high: number, live: {class: string, shipped: number, estimate: number|null, low: number, high: number}|null, minutes: number, looks: number, tuning: {held: number, minutes: number, rules: number, missed: number, due_since: string|null}, charged: {model: string, calls: number, tokens: ModelTokens}[]}} WeekJudged */
/** @typedef {{agent: string|null, week: string, from: string, to: string, over: boolean, complete: boolean, numbers: WeekNumbers, before: WeekNumbers, judged: WeekJudged|null, misses: MissRate|null, agents: {agent: string, letters: number, positives: number, judged: number, killed: number, minutes: number, rounds_missed: number}[], questions: {question: string, answer: string, words: string}[], markdown: string}} WeekReport */
/** A rule that the markdown could say. @typedef {{type: 'ban', phrase: string}|{type: 'say', old: string, new: string}|{type: 'weigh', criterion: string, weight: number}} TuneRule */
/** @typedef {{rule: TuneRule, edits: number, kills: number, of: number, caught: number, wrongly: number, wrong: {conversation: string, agent: string, words: string}[], reaches: string[], patch: {path: string, unified: string}[], by_hand: string|null}} TuneProposal */
/** @typedef {{conversation: string, at: string, name: string, company: string, how: string, reason: string|null, note: string|null, subject: string, text: {what: string, text: string}[]}} TuneDrawn */
/** @typedef {{sample: string, total: number, drawn: TuneDrawn[]}} TuneStratum */
/** @typedef {{standing: string, every_days: number, last: string|null, due_at: string, due: boolean, missed: number}} TuneStanding */
/** A share with a version and with the one before; bounds of the difference in points of a hundred. @typedef {{found: number, of: number, found_before: number, of_before: number, low: number|null, high: number|null, clear: boolean, more_needed: number|null, words: string}} Compared */
/** @typedef {{short: string, before: string|null, at: string, message: string, kills: Compared, edits: Compared, positives: Compared, minutes: {per_hundred: number|null, drafts: number, per_hundred_before: number|null, drafts_before: number, words: string}}} VersionEffect */
/** @typedef {{version: string, short: string, conversations: string[], letters: number, model: string, faults: Fault[]}} ReplayPlan */
/** What a verdict on a replayed card counts for. @typedef {{counts: boolean, verdict: string|null, why: string|null}} ReplayStanding */
/** @typedef {{subject: string, body: string, findings: Finding[]}} ReplayLetter */
/** @typedef {{conversation: string, name: string, company: string, old: ReplayLetter, old_version: string, new: ReplayLetter|null, failure: string|null, changed: boolean, past: string, reason: string|null, letters: number, left: number, standing: ReplayStanding}} ReplayedLetter */
/** Weights of the rubric that past lists ask for. @typedef {{criteria: {criterion: string, from: number, to: number}[], accept_at: number, rejected: number, rejected_below_now: number, rejected_below: number, accepted: number, accepted_below_now: number, accepted_below: number, patch: {path: string, unified: string}[], by_hand: string|null}} TuneWeights */
/** @typedef {{conversation: string, agent: string, step: number, fingerprint: string, card: string|null, name: string, company: string}} SameDraft */
/** Waiting drafts that hold what was replaced in an approved one. @typedef {{agent: string, changes: {in_subject: boolean, old: string, new: string}[], drafts: SameDraft[], more: boolean}} SameDrafts */
/** @typedef {{order: string, by: string, at: string, of: number, changed: number, left: number, done: boolean, back: {by: string, changed: number, left: number, done: boolean}|null}} Carrying */
/**
 * What the last verdict leads to, offered beside the queue: the same edit in other drafts, or a rule.
 * @typedef {Object} After
 * @property {string} verdict
 * @property {'edit'|'kill'} what
 * @property {string} name            whose draft it was
 * @property {string} agent
 * @property {SameDrafts|null} same
 * @property {Carrying|null} carrying
 * @property {TuneProposal[]|null} rules    null until they are asked for
 */
/** @typedef {{agent: string, at: string, tuning: TuneStanding, since: string, decided: Record<string, number>, reasons: Record<string, number>, sample: TuneStratum[], edits: {old: string, new: string, count: number}[], phrases: {phrase: string, killed: number, approved: number}[], notes: {phrase: string, count: number}[], read: number, rules: TuneProposal[], weights?: TuneWeights, rounds: {at: string, by: string, minutes: number, judged: number, rules: number, versions: string[]}[]}} TuneRound */
/** @typedef {{line: string, card: string, conversation: string, agent: string, name: string, company: string, intent: string, confidence: number, at: string, evidence: string[], words: string}} SkimLine */
/** @typedef {{lines: SkimLine[], waiting: number, next: string|null, complete: boolean, bounds: {agent: string, negatives: number, looked_at: number, overturned: number, estimate: number|null, low: number, high: number}[]}} Skim */
/** @typedef {{about: string, reason: string, source: string, since: string|null, by: string, conversation: string|null}} WhyStop */
/** A fact as it was when a letter left. @typedef {{id: string, text: string, source: string, date: string|null, age_days: number|null, claims: string[]}} WhyFact */
/** @typedef {{by: string, who: string|null, verdict: string|null, through: string|null, at: string}} WhyCleared */
/** @typedef {{clear: boolean, drawn: boolean, propensity: number, confidence: number, threshold: number|null, class: string, life: number, certified_days: number|null, words: string}} WhyPolicy */
/**
 * @typedef {Object} WhyMessage   a message and what stands behind it
 * @property {number} step
 * @property {boolean} asked
 * @property {string} channel
 * @property {string} state
 * @property {string|null} sent_at
 * @property {string} from
 * @property {string} to
 * @property {string} subject
 * @property {string} text
 * @property {number} revision
 * @property {{at: string, by: string, playbook: string, model: string}|null} written
 * @property {WhyCleared|null} cleared
 * @property {WhyPolicy|null} policy   null while a verdict is to be given without knowing it
 * @property {string|null} message_id
 * @property {WhyFact[]} known
 */
/** @typedef {{at: string, list: string, score: number, playbook: string, certain: boolean, accepted_by: string|null, accepted_at: string|null, places: {file: string|null, line: number|null, source: string, date: string|null}[]}} WhyCame */
/**
 * @typedef {Object} WhyConversation
 * @property {string} id
 * @property {string} agent
 * @property {string} purpose
 * @property {string} standing
 * @property {string|null} name   null once forgotten
 * @property {string} title
 * @property {string} company
 * @property {WhyCame} came
 * @property {{what: string, value: string, source: string|null, date: string|null}[]} known
 * @property {WhyMessage[]} messages
 * @property {{id: string, at: string, from: string, subject: string, intent: string|null}[]} mail
 */
/** @typedef {{kind: string, q: string, stops: WhyStop[], company: {name: string, domains: string[]}|null, conversations: WhyConversation[], next: string|null}} Why */

/**
 * What went wrong, in words the operator reads as they stand. `status` is 0 when no answer came at all.
 * @typedef {{status: number, title: string, detail: string, decided_by?: string, decided_at?: string, decision?: unknown, card?: Card|null}} Problem
 */

/**
 * A verdict on its way out. Its id is made here, once: sending it again decides nothing.
 * @typedef {Object} Outgoing
 * @property {string} id
 * @property {string} path
 * @property {string} target   the card, list or conversation it decides
 * @property {'card'|'list'|'conversation'} over
 * @property {string} operator
 * @property {any} decision
 * @property {number|null} [looked_ms]  how long it was on screen
 * @property {string} label    what the operator did, in past tense
 * @property {Card|null} card  as it was shown, to bring it back
 * @property {Mode|null} mode  what was open, to bring it back
 * @property {number} made_ms
 * @property {number} tries    answers so far that said neither yes nor no
 * @property {'sending'|'waiting'|'confirmed'|'undoing'} state
 * @property {number} undo_until_ms  0 while no undo is offered
 * @property {string} [policy]       what policy would have done, once the verdict is given
 */
/** @typedef {{name: 'kill'|'redraft'|'relabel'|'hand_back'|'edit'|'stop', step: number}} Mode */
/** @typedef {{id: number, words: string, tone: 'plain'|'bad', until_ms: number}} Notice */

/**
 * @template T
 * @typedef {{data: T|null, loading: boolean, problem: Problem|null}} Loaded
 */

/** @typedef {{name: string, id: string, query: Record<string, string>}} Route */

export {};
