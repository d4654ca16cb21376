/**
 * Small pieces that several screens draw.
 *
 * @import {Contact, Earlier, Fact, Loaded, Problem, Reason, Status} from '../types.js'
 */
import { html, nothing, svg } from '../vendor/lit-html.js';
import { to } from '../routes.js';
import { CHOICE_KEYS, channel, country, day, plain, score as score_words, source, when } from '../words.js';
import { why_link } from './links.js';
import { segments } from './marks.js';

/** Outlines on a 24 by 24 grid. */
const ICONS = {
  queue: svg`<path d="M4 7.5h16v11H4zM7 4.5h10"/>`,
  agents: svg`<circle cx="9" cy="9" r="3.5"/><path d="M3 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M16 6a3 3 0 0 1 0 6M18 14.5c2 .6 3 2.3 3 4.5"/>`,
  log: svg`<path d="M5 6h14M5 12h14M5 18h9"/>`,
  more: svg`<circle cx="6" cy="12" r="1.2"/><circle cx="12" cy="12" r="1.2"/><circle cx="18" cy="12" r="1.2"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  play: svg`<path d="M8 5.5v13l10.5-6.5z"/>`,
  fast: svg`<path d="M4 6.5v11l8-5.5zM12 6.5v11l8-5.5z"/>`,
  next: svg`<path d="M6 6v12l9-6zM18.5 6v12"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`,
  pen: svg`<path d="M5 19l1-4L16 5l3 3L9 18zM14 7l3 3"/>`,
  redo: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4"/>`,
  hand: svg`<path d="M12 21c-4 0-6-2.5-7-6l-1-3c1.5-.8 2.5 0 3 1.5V6a1.3 1.3 0 0 1 2.6 0v4.5V4.5a1.3 1.3 0 0 1 2.6 0v6V5.5a1.3 1.3 0 0 1 2.6 0v6V8a1.3 1.3 0 0 1 2.6 0v6c0 4-2 7-5.4 7z"/>`,
  tag: svg`<path d="M4 4h8l8 8-8 8-8-8zM8.5 8.5v.1"/>`,
  back: svg`<path d="M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6"/>`,
  left: svg`<path d="M14.5 5.5L8 12l6.5 6.5"/>`,
  right: svg`<path d="M9.5 5.5L16 12l-6.5 6.5"/>`,
  stop: svg`<path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3z"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="M15.5 15.5L20 20"/>`,
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name]}</svg>`;
}

/** @param {Problem|null} problem @param {() => void} [again] */
export function problem_box(problem, again) {
  if (!problem) return nothing;
  return html`<div class="box bad" role="alert"><p>${problem.detail}</p>
    ${again ? html`<button class="small" @click=${again}>Try again</button>` : nothing}</div>`;
}

/** @param {Loaded<any>} loaded @param {() => unknown} draw */
export function loaded_box(loaded, draw) {
  if (loaded.data !== null) return html`${problem_box(loaded.problem)}${draw()}`;
  if (loaded.problem) return problem_box(loaded.problem);
  return html`<p class="quiet loading">Loading…</p>`;
}

/** What time it is where they are: when a letter would be read. @param {string} zone @param {string|undefined} now @returns {string} */
function there(zone, now) {
  try {
    return now && zone ? `${new Date(now).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })} there` : zone;
  } catch {
    return zone; // not a zone this browser knows
  }
}

/** @param {Contact} contact @param {string|undefined} now @param {string|null} [conversation] */
export function contact_lines(contact, now, conversation = null) {
  // Beside the address, where a phone has room left.
  const why = conversation ? html`<a href=${why_link(conversation)}>Why?</a>` : nothing;
  const pieces = [contact.email, [country(contact.country), there(contact.timezone, now)].filter((v) => v).join(', ')].filter((v) => v);
  return html`<p class="sub break two-lines"><bdi>${contact.title}</bdi>${contact.title && contact.company ? html` · ` : nothing}<bdi>${contact.company}</bdi></p>
    <p class="quiet pieces">${pieces.map((v, at) => html`<bdi title=${at > 0 ? contact.timezone : v}>${v}</bdi>${at === 0 ? why : nothing}`)}${pieces.length === 0 ? why : nothing}${contact.linkedin ? web_link(contact.linkedin, 'LinkedIn') : nothing}${conversation
    ? html`<a href=${to('conversations', conversation)}>Conversation</a>` : nothing}</p>`;
}

/** A link out only for plain web addresses; anything else is shown as text. @param {string} address @param {string} words */
export function web_link(address, words) {
  return /^https?:\/\//i.test(address) ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${words}</a>` : html`<bdi>${address}</bdi>`;
}

/** @param {readonly Reason[]} reasons @param {number} score */
export function reasons_box(reasons, score) {
  if (reasons.length === 0) return nothing;
  return html`<details class="fold"><summary>Why this lead<span class="score">${score_words(score)}</span></summary>
    ${reason_list(reasons)}</details>`;
}

/** The criterion stands before its words; the server says it again. @param {Reason} reason @returns {string} */
function reason_words(reason) {
  const lead = `${reason.criterion} (${reason.met ? 'met' : 'not met'}): `;
  return reason.words.startsWith(lead) ? reason.words.slice(lead.length) : reason.words;
}

/** @param {readonly Reason[]} reasons */
export function reason_list(reasons) {
  return html`<ul class="reasons">${reasons.map((r) => html`<li class=${r.met ? 'met' : 'unmet'}>
    <span class="tick" role="img" aria-label=${r.met ? 'met' : 'not met'}>${icon(r.met ? 'check' : 'cross')}</span>
    <span class="grow break"><b>${r.criterion}</b>${r.words ? html`<br><bdi class="quiet">${reason_words(r)}</bdi>` : nothing}</span>
    <span class="quiet number">${r.weight}</span></li>`)}</ul>`;
}

/**
 * The facts that letters rest on come first, in the order of the letters: their numbers stand in the text.
 * @param {readonly Fact[]} facts @param {readonly {claims: readonly {fact: string}[]}[]} messages
 * @returns {{facts: Fact[], used: number}}
 */
export function by_use(facts, messages) {
  const wanted = [...new Set(messages.flatMap((m) => m.claims.map((claim) => claim.fact)))];
  const first = wanted.flatMap((id) => facts.find((fact) => fact.id === id) ?? []);
  return { facts: [...first, ...facts.filter((fact) => !first.includes(fact))], used: first.length };
}

/** A fact as short as a number says nothing without its name. @param {Fact} fact */
function fact_text(fact) {
  return fact.text.length > 24 ? html`<bdi>${fact.text}</bdi>` : html`${plain(fact.id)}: <b><bdi>${fact.text}</bdi></b>`;
}

/** @param {readonly Fact[]} facts @param {string} [id] prefix for the anchors @param {number} [used] so many are shown; the rest is folded */
export function facts_box(facts, id = 'fact', used = facts.length) {
  if (facts.length === 0) return nothing;
  /** @param {Fact} fact @param {number} at */
  const line = (fact, at) => html`<li value=${at + 1} id="${id}-${fact.id}" tabindex="-1"><span class="fact-number">${at + 1}</span><p class="break">${fact_text(fact)}</p>
      <p class="quiet break">${/^https?:\/\//i.test(fact.source) ? web_link(fact.source, source_words(fact.source)) : html`<bdi>${source(fact.source)}</bdi>`}${fact.date ? html` · ${day(fact.date)}` : nothing}</p></li>`;
  const shown = facts.slice(0, used);
  const rest = facts.slice(used);
  return html`${shown.length > 0 ? html`<section class="part"><h3>Facts${rest.length > 0 ? ' in these letters' : ''}</h3><ol class="facts">${shown.map(line)}</ol></section>` : nothing}
    ${rest.length > 0 ? html`<details class="fold"><summary>${shown.length > 0 ? 'Also known' : 'Known'}<span class="score">${rest.length}</span></summary><ol class="facts">${rest.map((fact, at) => line(fact, used + at))}</ol></details>` : nothing}`;
}

/** @param {string} address @returns {string} the host alone */
function source_words(address) {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

/** @param {readonly Earlier[]} earlier @param {Status|null} status */
export function earlier_box(earlier, status) {
  if (earlier.length === 0) return nothing;
  return html`<details class="fold"><summary>Sent before<span class="score">${earlier.length}</span></summary>
    ${earlier.map((m) => html`<article class="earlier"><p class="quiet">Step ${m.step} · ${channel(m.channel)} · ${when(m.sent_at, status?.now)}</p>
      ${m.subject ? html`<p class="break"><b><bdi>${m.subject}</bdi></b></p>` : nothing}<div class="letter break" dir="auto">${m.body}</div></article>`)}</details>`;
}

/**
 * A text with its claims tied to facts and the evidence of findings marked.
 * @param {string} text
 * @param {Parameters<typeof segments>[1]} marks
 * @param {readonly Fact[]} facts
 */
export function marked(text, marks, facts) {
  return segments(text, marks).map((s) => {
    if (!s.claim && !s.finding && !s.evidence) return s.text;
    const at = s.claim ? facts.findIndex((f) => f.id === s.claim?.fact) : -1;
    const kind = [s.claim ? 'claim' : '', s.claim && at < 0 ? 'loose' : '', s.finding ? 'finding' : '', s.evidence ? 'evidence' : ''].join(' ').trim();
    const title = s.finding ? s.finding.message : s.claim ? (at < 0 ? 'A claim without a fact' : `Fact ${at + 1}: ${facts[at]?.text}`) : 'Why this label';
    const id = s.claim?.fact;
    return html`<mark class=${kind} title=${title} @click=${() => id && to_fact(id)}>${s.text}${at >= 0 ? html`<sup>${at + 1}</sup>` : nothing}</mark>`;
  });
}

/** @param {string} id */
function to_fact(id) {
  const element = document.getElementById(`fact-${id}`);
  element?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  element?.focus({ preventScroll: true });
}

/**
 * A row of choices: one tap decides.
 * @param {{label: string, choices: string[][], chosen?: string, pick: (value: string) => void, close: () => void, off?: boolean, dense?: boolean}} row
 */
export function choices({ label, choices, chosen, pick, close, off = false, dense = false }) {
  return html`<div class="choices" role="group" aria-label=${label}>
    <div class="choices-head"><b>${label}</b><button class="plain" @click=${close} aria-label="Close">${icon('cross')}</button></div>
    <div class="chips ${dense ? 'dense' : ''}">${choices.map(([value = '', words], at) => html`<button class="chip ${value === 'harmful' ? 'danger' : ''}" data-choice=${value} aria-disabled=${off}
      aria-pressed=${chosen === undefined ? nothing : String(chosen === value)} @click=${() => !off && pick(value)}><kbd aria-hidden="true">${CHOICE_KEYS[at]}</kbd>${words}</button>`)}</div></div>`;
}

/**
 * A note with its button, in reach of the thumb.
 * @param {{label: string, hint: string, button: string, value: string, type: (text: string) => void, send: () => void, close: () => void, off?: boolean}} form
 */
export function note_form({ label, hint, button, value, type, send, close, off = false }) {
  const empty = value.trim() === '';
  return html`<form class="choices" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); if (!empty && !off) send(); }}>
    <div class="choices-head"><label for="note"><b>${label}</b></label><button type="button" class="plain" @click=${close} aria-label="Close">${icon('cross')}</button></div>
    <textarea id="note" rows="2" maxlength="2000" dir="auto" placeholder=${hint} data-focus .value=${value} @input=${(/** @type {Event} */ e) => type(/** @type {HTMLTextAreaElement} */ (e.target).value)}></textarea>
    <button class="wide primary" type="submit" aria-disabled=${empty || off}>${button}</button></form>`;
}

/** @param {{label: string, value: number, of: number}} bar */
export function bar({ label, value, of }) {
  const share = of > 0 ? Math.min(1, value / of) : 0;
  return html`<div class="bar"><span class="grow">${label}</span><span class="number">${value.toLocaleString('en')} <span class="quiet">of ${of.toLocaleString('en')}</span></span>
    <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${label}: ${value} of ${of}"><rect width="100" height="4" class="track"/><rect width=${share * 100} height="4" class="fill"/></svg></div>`;
}

/** @type {[keyof import('../types.js').AgentSummary['phases'], string][]} */
export const PHASES = [['listed', 'listed'], ['active', 'active'], ['with_operator', 'with you'], ['paused', 'paused'], ['ending', 'ending'], ['stopped', 'stopped'], ['closed', 'closed']];

/** @param {import('../types.js').AgentSummary['phases']} phases @param {(phase: string) => string} [href] where the conversations of a phase are listed */
export function phase_bar(phases, href) {
  const total = PHASES.reduce((sum, [key]) => sum + (phases[key] ?? 0), 0);
  let at = 0;
  const parts = PHASES.map(([key]) => {
    const width = total === 0 ? 0 : (100 * (phases[key] ?? 0)) / total;
    const x = at;
    at += width;
    return svg`<rect class="phase-${key}" x=${x} width=${width} height="6"/>`;
  });
  const shown = PHASES.filter(([key]) => (phases[key] ?? 0) > 0);
  return html`<svg class="phases" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label=${shown.map(([key, words]) => `${phases[key]} ${words}`).join(', ') || 'no conversations yet'}><rect class="track" width="100" height="6"/>${parts}</svg>
    <p class="legend">${shown.length === 0 ? html`<span class="quiet">no conversations yet</span>` : shown.map(([key, words]) => {
    const inside = html`<i class="dot phase-${key}"></i>${(phases[key] ?? 0).toLocaleString('en')} ${words}`;
    return href ? html`<a href=${href(key)}>${inside}</a>` : html`<span>${inside}</span>`;
  })}</p>`;
}
