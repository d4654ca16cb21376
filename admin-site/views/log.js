/**
 * What happened, newest first, with a search.
 *
 * @import {State} from '../state.js'
 * @import {Acts} from '../acts.js'
 */
import { html, nothing } from '../vendor/lit-html.js';
import { actor, plain, told, when } from '../words.js';
import { to } from '../routes.js';
import { icon, loaded_box } from './parts.js';

/** @param {State} state @param {Acts} act */
export function log_screen(state, act) {
  const { log } = state.loads;
  return html`<div class="scroll" id="scroll"><div class="column"><h1>Log</h1>
    <form class="search" role="search" @submit=${(/** @type {Event} */ e) => e.preventDefault()}>${icon('search')}
      <input id="log-search" type="search" maxlength="200" autocomplete="off" placeholder="A name, an event, a word" aria-label="Search the log" data-focus
        .value=${state.route.query.grep ?? ''} @input=${(/** @type {Event} */ e) => act.search_log(/** @type {HTMLInputElement} */ (e.target).value)}></form>
    ${loaded_box(log, () => {
    const lines = log.data?.lines ?? [];
    return html`${lines.length === 0 ? html`<p class="quiet">${state.route.query.grep ? 'Nothing in the log says that.' : 'Nothing has happened yet.'}</p>` : nothing}
      <ol class="timeline">${lines.map((line) => html`<li><p class="break many-lines" title=${line.line ?? ''}>${line.contact && line.conversation ? html`<a class="who-link" href=${to('conversations', line.conversation)}><bdi>${line.contact}</bdi></a> ` : nothing}<bdi>${told(line.words || plain(line.event), state.status?.now)}</bdi></p>
        <p class="quiet break many-lines">${when(line.at, state.status?.now)}${line.who === `agent ${line.agent}` ? nothing : html` · <bdi>${actor(line.who)}</bdi>`}${line.agent ? html` · <a href=${to('agents', line.agent)}>${line.agent}</a>` : nothing}${line.conversation && !line.contact ? html` · <a href=${to('conversations', line.conversation)}>conversation</a>` : nothing}</p></li>`)}</ol>
      ${log.data?.next ? html`<button class="wide" @click=${() => act.load_log(true, log.data?.next)}>Older</button>` : nothing}`;
  })}</div></div>`;
}
