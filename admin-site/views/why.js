/**
 * Why: what stands behind a letter. Where the person came from, what was known and how old it was, who or what
 * cleared each message, by which versions; and one tap that ends it for their whole company.
 *
 * @import {Why, WhyConversation, WhyFact, WhyMessage, WhyStop} from '../types.js'
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { actor, channel, count, day, exact, plain, score, source, told, when, writer } from '../words.js';
import { to } from '../routes.js';
import { why_link } from './links.js';
import { icon, loaded_box, web_link } from './parts.js';

/** @param {string} value @param {string} [label] */
export function why_form(value, label = 'Address, domain or Message-ID') {
  /** @param {Event} event */
  const ask = (event) => {
    event.preventDefault();
    const q = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('q') ?? '').trim();
    if (q !== '') location.hash = why_link(q);
  };
  return html`<form class="search" role="search" @submit=${ask}>${icon('search')}
    <input name="q" type="search" maxlength="1000" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder=${label} aria-label=${label} .value=${value}></form>`;
}

/** @param {number|null} days @returns {string} how old a fact was */
function age(days) {
  if (days === null) return 'not kept any more';
  if (days < 0) return `dated ${count(-days, 'day')} later`;
  return days === 0 ? 'of that day' : `${count(days, 'day')} old`;
}

/** @param {WhyFact} fact */
function fact_line(fact) {
  return html`<li><p class="break">${fact.text ? html`<bdi>${fact.text}</bdi>` : html`<bdi>${plain(fact.id)}</bdi>`} <b class="number">${age(fact.age_days)}</b></p>
    <p class="quiet break">${/^https?:\/\//i.test(fact.source) ? web_link(fact.source, fact.source) : html`<bdi>${source(fact.source)}</bdi>`}${fact.date ? html` · ${day(fact.date)}` : nothing}</p>
    ${fact.claims.map((claim) => html`<p class="quiet break">“<bdi>${claim}</bdi>”</p>`)}</li>`;
}

/** @param {WhyMessage} message */
function facts(message) {
  const used = message.known.filter((fact) => fact.claims.length > 0);
  const rest = message.known.filter((fact) => fact.claims.length === 0);
  return html`${used.length > 0 ? html`<p><b>It rests on</b></p><ul class="plain-list gaps">${used.map(fact_line)}</ul>` : nothing}
    ${rest.length > 0 ? html`<details class="fold"><summary>Also known then<span class="score">${rest.length}</span></summary><ul class="plain-list gaps">${rest.map(fact_line)}</ul></details>` : nothing}`;
}

/** @param {WhyMessage} message @param {string|undefined} now */
function cleared(message, now) {
  const { cleared: by, policy } = message;
  const who = by === null ? nothing : by.by === 'policy'
    ? html`<p class="break"><b>Cleared by policy</b>, nobody looked <span class="quiet">${when(by.at, now)}</span></p>`
    : html`<p class="break"><b>Cleared by <bdi>${actor(by.who ?? '')}</bdi></b>${by.through === 'machine' ? ', through a machine' : ''} <span class="quiet">${when(by.at, now)}</span><br><span class="quiet">verdict <code class="break">${by.verdict ?? ''}</code></span></p>`;
  if (policy === null) return who;
  return html`${who}<p class="break">Policy: <bdi>${told(policy.words, now)}</bdi></p>
    <p class="quiet break">Confidence ${exact(policy.confidence)}${policy.threshold === null ? '' : `, threshold ${exact(policy.threshold)}`}; ${policy.drawn ? 'drawn for a look' : 'not drawn for a look'}, with a chance of ${exact(policy.propensity)}.
      ${policy.certified_days === null ? 'No certificate was asked' : `The certificate was ${count(policy.certified_days, 'day')} old`}: <a href=${to('certificates', policy.class)}><code class="break">${policy.class}</code></a>, life ${policy.life}.</p>`;
}

/** @param {State} state @param {WhyMessage} message */
function message_part(state, message) {
  const now = state.status?.now;
  const { written } = message;
  return html`<article class="message" data-step=${message.step}><header class="message-head"><span class="step">${message.step}</span>
      <p class="grow sub break">${channel(message.channel)} · ${message.sent_at ? html`sent ${when(message.sent_at, now)}` : plain(message.state).toLowerCase()}${message.asked ? html` <span class="badge">the letter you asked for</span>` : nothing}</p></header>
    ${message.subject ? html`<h3 class="subject break" dir="auto">${message.subject}</h3>` : nothing}
    ${cleared(message, now)}
    ${written ? html`<p class="quiet break">Written by <bdi>${actor(written.by)}</bdi> with <bdi>${writer(written.model)}</bdi>, playbook <code class="break">${written.playbook}</code>, ${when(written.at, now)}${message.revision > 1 ? `, revision ${message.revision}` : ''}</p>` : nothing}
    ${facts(message)}
    ${message.text ? html`<details class="fold"><summary>The text</summary><p class="quiet break">From <bdi>${message.from}</bdi><br>To <bdi>${message.to}</bdi>${message.message_id ? html`<br>Message-ID <bdi>${message.message_id}</bdi>` : nothing}</p><div class="letter break" dir="auto">${message.text}</div></details>` : nothing}</article>`;
}

/** @param {WhyConversation} one @param {string|undefined} now */
function origin(one, now) {
  const { came } = one;
  return html`<section class="part"><h3>Where they came from</h3>
    <ul class="plain-list gaps">${came.places.map((place) => html`<li><p class="break">${came.certain || came.places.length === 1 ? nothing : 'Perhaps '}${place.file === null ? html`<b><bdi>${place.source}</bdi></b>` : html`<b><bdi>${place.file}</bdi></b>${place.line === null ? nothing : `, line ${place.line}`}`}</p>
      <p class="quiet break">${place.file === null ? 'a person whom a reply named' : html`source <bdi>${source(place.source)}</bdi>`} · ${place.date ? `as of ${day(place.date)}` : 'as of the day it was read'}</p></li>`)}</ul>
    ${came.certain || came.places.length === 0 ? nothing : html`<p class="quiet">The row was not written down then: it is from ${came.places.length === 1 ? 'this list' : 'one of these lists'}.</p>`}
    <p class="quiet break">Read ${when(came.at, now)} onto <a href=${to('lists', came.list)}>this list</a> with a score of ${score(came.score)}, playbook <code class="break">${came.playbook}</code>.${came.accepted_by ? html` Taken from it by <bdi>${actor(came.accepted_by)}</bdi> ${when(came.accepted_at, now)}.` : nothing}</p></section>`;
}

/** @param {State} state @param {WhyConversation} one */
function conversation(state, one) {
  const now = state.status?.now;
  return html`<section class="panel" data-why=${one.id}>
    <header class="who"><h2 class="clamp break" dir="auto">${one.name ?? 'A forgotten person'}</h2><p class="sub break two-lines"><bdi>${one.title}</bdi>${one.title && one.company ? ' · ' : nothing}<bdi>${one.company}</bdi></p></header>
    <p class="phase-line"><span class="badge">${told(one.standing, now)}</span> <a href=${to('agents', one.agent)}>${one.agent}</a> · <a href=${to('conversations', one.id)}>Conversation</a></p>
    ${one.purpose ? html`<p class="quiet break">${one.purpose}</p>` : nothing}
    ${origin(one, now)}
    <div class="letters">${one.messages.map((message) => message_part(state, message))}</div>
    ${one.mail.length > 0 ? html`<section class="part"><h3>What came in</h3><ul class="plain-list gaps">${one.mail.map((mail) => html`<li><p class="break">${mail.intent ? html`<span class="intent intent-${mail.intent}">${plain(mail.intent)}</span> ` : nothing}<bdi>${mail.subject || 'No subject'}</bdi></p><p class="quiet break"><bdi>${mail.from}</bdi> · ${when(mail.at, now)}</p></li>`)}</ul></section>` : nothing}
    ${one.known.length > 0 ? html`<details class="fold"><summary>All that is known<span class="score">${one.known.length}</span></summary><ul class="plain-list gaps">${one.known.map((known) => html`<li><p class="break"><b>${known.what}</b> <bdi>${known.value}</bdi></p>${known.source ? html`<p class="quiet break"><bdi>${source(known.source)}</bdi>${known.date ? ` · ${day(known.date)}` : ''}</p>` : nothing}</li>`)}</ul></details>` : nothing}</section>`;
}

/** @param {WhyStop} stop @param {string|undefined} now */
function stop_line(stop, now) {
  return html`<li><p class="break"><b><bdi>${stop.about}</bdi></b>: ${stop.reason}</p>
    <p class="quiet break"><bdi>${actor(stop.by)}</bdi>${stop.since ? ` · ${when(stop.since, now)}` : nothing}${stop.conversation ? html` · <a href=${to('conversations', stop.conversation)}>conversation</a>` : nothing}</p></li>`;
}

/** @param {State} state @param {Acts} act @param {Why} why */
function company(state, act, why) {
  const { company } = why;
  if (!company) return nothing;
  return html`<section class="panel"><h2 class="break">${company.name ? html`<bdi>${company.name}</bdi>` : 'Their company'}</h2>
    <p class="break">${company.domains.length > 0 ? html`<bdi>${company.domains.join(', ')}</bdi>` : 'No domain is known, so it is stopped by its name.'}</p>
    <p class="quiet">Nobody writes to it any more, on no domain that we or the CRM know to be its, and what is live there ends. There is no undo.</p>
    <button class="danger-line wide" aria-disabled=${state.busy} @click=${() => act.stop_company(why.q)}>${icon('stop')} Stop the company</button></section>`;
}

/** @param {State} state @param {Acts} act */
export function why_screen(state, act) {
  const now = state.status?.now;
  const { why } = state.loads;
  const q = state.route.query.q ?? '';
  return html`<div class="scroll" id="scroll"><div class="column"><h1>Why?</h1>${why_form(q)}
    ${q === '' ? html`<p class="quiet">Where somebody came from, what was known of them at each letter, who or what cleared it, and by which versions.</p>` : loaded_box(why, () => {
    const data = why.data;
    if (data === null) return nothing;
    const nothing_known = data.conversations.length === 0 && data.stops.length === 0 && data.next === null;
    return html`${nothing_known ? html`<p>Nothing is known of <bdi class="break">${data.q}</bdi>: nobody wrote to them from here.</p>` : nothing}
      ${data.stops.length > 0 ? html`<section class="panel"><h2>Stopped</h2><ul class="plain-list gaps">${data.stops.map((stop) => stop_line(stop, now))}</ul></section>` : nothing}
      ${company(state, act, data)}
      ${data.conversations.map((one) => conversation(state, one))}
      ${data.next ? html`<button class="wide" @click=${() => act.load_why(data.next)}>Look further</button>` : nothing}`;
  })}</div></div>`;
}
