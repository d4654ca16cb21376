// What an operator does, step by step, on a phone. The same flows run against the stand-in and against the
// real server; they ask the server by its API what came of it, never the page alone.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { overflow } from './browser.mjs';

// Long, since a slow machine under load must not decide what a test says: only what never happens waits so long.
const PATIENCE_MS = 45_000;

/** Asks until the answer is true; bounded. */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(Date.now() < end, `never happened: ${what}`);
    await wait(60);
  }
}

/** The operator's API with the bearer of the page. */
export async function client(page, origin) {
  const bearer = await until('a bearer', () => page.evaluate(() => localStorage.getItem('onloop.bearer')));
  return as(origin, bearer);
}

function as(origin, bearer) {
  return async (method, path, body) => {
    const response = await fetch(`${origin}/api/v1${path}`, { method, headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  };
}

/** Lets the simulated clock go from event to event until a card of this kind waits. */
export async function wait_for_card(api, kind, ready = () => true) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { body } = await api('GET', `/queue?kind=${kind}&limit=100`);
    const card = (body.cards ?? []).find((c) => c.kind === kind && ready(c));
    if (card) return card;
    assert.ok(Date.now() < end, `no card of kind ${kind} ever came`);
    await api('POST', '/clock', { action: 'next' });
    await wait(120);
  }
}

export async function show_card(page, card) {
  await page.evaluate((id) => { location.hash = '#/queue'; location.hash = `#/queue/${encodeURIComponent(id)}`; }, card.id);
  await page.locator(`[data-card="${card.id}"]`).waitFor();
  await armed(page);
}

/** The card of a list is armed when its one link is there for a moment; it is a link and waits for nothing. */
export async function armed_list(page) {
  await page.getByRole('link', { name: 'Open the list' }).waitFor();
}

/** A card that has just appeared takes no verdict for a moment. */
export async function armed(page) {
  await page.locator('.dock .act:not([aria-disabled=true])').first().waitFor();
}

const button = (page, name) => page.locator('.dock').getByRole('button', { name });
const closed = (api, id) => async () => [404, 410].includes((await api('GET', `/cards/${id}`)).status);
const verdict_toast = (page, state) => page.locator(`.toast[data-verdict=${state}]`);

export async function accepts_a_list(page, api) {
  const card = await wait_for_card(api, 'list');
  await show_card(page, card);
  await page.getByRole('link', { name: 'Open the list' }).tap();
  await page.locator('.lead').first().waitFor();
  const before = (await api('GET', `/lists/${card.list.list}`)).body;
  // One lead is thrown out with a reason, the rest is taken in one tap.
  if (before.waiting > 1) {
    await page.locator('.lead input[type=checkbox]').first().check();
    await page.getByRole('button', { name: 'Reject 1' }).tap();
    await page.locator('[data-choice=wrong_role]').tap();
    await until('one lead rejected', async () => (await api('GET', `/lists/${card.list.list}`)).body.rejected === before.rejected + 1);
  }
  await page.getByRole('button', { name: /^Accept all/ }).tap();
  await until('the list is done', async () => (await api('GET', `/lists/${card.list.list}`)).body.waiting === 0);
  await page.getByText('This list is done').waitFor();
  assert.deepEqual(await overflow(page), []);
}

export async function approves(page, api) {
  const card = await wait_for_card(api, 'draft', sendable);
  await show_card(page, card);
  await button(page, /^Approve/).tap();
  await verdict_toast(page, 'confirmed').waitFor();
  await until('the card is closed', closed(api, card.id));
  return card;
}

/** A card that may be approved as it stands. */
export function sendable(card) {
  return card.draft.messages.every((m) => !m.unsafe && !m.failure);
}

/** By the API, for what comes after. */
export async function approves_the_rest(api) {
  for (let rounds = 20; rounds > 0; rounds -= 1) {
    const { cards } = (await api('GET', '/queue?kind=draft&limit=100')).body;
    if (cards.length === 0) return;
    for (const card of cards) await api('POST', `/cards/${card.id}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision: { type: 'approve', fingerprints: card.draft.messages.map((m) => m.fingerprint) } });
  }
  assert.fail('there was no end of drafts');
}

export async function edits_then_approves(page, api) {
  const card = await wait_for_card(api, 'draft', sendable);
  await show_card(page, card);
  const first = card.draft.messages[0];
  await button(page, 'Edit').tap();
  await page.locator('.edit [name=subject]').fill(`${first.subject} (mended)`);
  await button(page, 'Save').tap();
  await page.locator('.edit').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: /\(mended\)/ }).first().waitFor();
  const current = (await api('GET', `/cards/${card.id}`)).body;
  assert.match(current.draft.messages[0].subject, /\(mended\)$/);
  assert.notEqual(current.draft.messages[0].fingerprint, first.fingerprint);
  await armed(page);
  await button(page, /^Approve/).tap();
  await verdict_toast(page, 'confirmed').waitFor();
  await until('the card is closed', closed(api, card.id));
}

export async function kills_with_a_reason(page, api) {
  const card = await wait_for_card(api, 'draft');
  await show_card(page, card);
  await button(page, 'Kill').tap();
  await page.locator('[data-choice=weak_offer]').tap();
  await verdict_toast(page, 'confirmed').waitFor();
  await page.locator('.toast.verdict').getByText(/Killed \(weak offer\)/).waitFor();
  await until('the card is closed', closed(api, card.id));
}

export async function undoes(page, api) {
  const card = await wait_for_card(api, 'draft');
  await show_card(page, card);
  await button(page, 'Kill').tap();
  await page.locator('[data-choice=other]').tap();
  await verdict_toast(page, 'confirmed').waitFor();
  await page.getByRole('button', { name: /^Undo/ }).tap();
  await page.locator(`[data-card="${card.id}"]`).waitFor();
  await until('the card is open again', async () => (await api('GET', `/cards/${card.id}`)).status === 200);
  return card;
}

export async function halts_and_resumes(page, api) {
  await page.getByRole('button', { name: 'HALT' }).tap();
  await page.getByRole('button', { name: 'Halt everything' }).tap();
  await page.locator('.halted').getByText(/Halted at .*, \d+ were in flight/s).waitFor();
  assert.equal((await api('GET', '/status')).body.halted.fleet, true);
  await page.getByRole('button', { name: 'Resume' }).tap();
  await page.getByRole('button', { name: 'HALT' }).waitFor();
  assert.equal((await api('GET', '/status')).body.halted.fleet, false);
}

/** Writes the last letters of an agent anew, on the screen that asks for it. */
export async function replays(page) {
  await page.getByRole('button', { name: 'What would it take?' }).click();
  await page.getByRole('button', { name: /^Write \d+ cards? anew$/ }).click();
  await page.locator('[data-summary]').waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
}

/** A second operator: a link of their own, a session of their own. */
export async function second_operator(api, origin, name) {
  const link = await api('POST', '/sign-in-links', { name });
  assert.equal(link.status, 200);
  const token = decodeURIComponent(new URL(link.body.url).hash.slice('#token='.length));
  const session = await fetch(`${origin}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
  assert.equal(session.status, 200);
  const { bearer } = await session.json();
  return as(origin, bearer);
}

/** @param other the API of whoever edits the card meanwhile */
export async function meets_a_stale_card(page, api, other = api) {
  const card = await wait_for_card(api, 'draft', sendable);
  await show_card(page, card);
  await button(page, 'Redraft').tap();
  await page.locator('#note').fill('Open with the new warehouse');
  const first = card.draft.messages[0];
  const edited = await other('POST', `/cards/${card.id}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision: { type: 'edit', fingerprint: first.fingerprint, subject: first.subject, body: `${first.body}\n\nEdited elsewhere.` } });
  assert.equal(edited.status, 200);
  await page.getByRole('button', { name: 'Send back' }).tap();
  await page.locator('[data-stale]').waitFor();
  await page.locator('.letter').getByText('Edited elsewhere.').waitFor();
  assert.equal(await page.locator('#note').inputValue(), 'Open with the new warehouse', 'typed text is kept');
  assert.equal((await api('GET', `/cards/${card.id}`)).status, 200, 'the stale verdict decided nothing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('#note').waitFor({ state: 'detached' });
}

export async function decides_offline_once(page, api) {
  const card = await wait_for_card(api, 'draft', sendable);
  await show_card(page, card);
  const sent = [];
  page.on('request', (request) => { if (request.method() === 'POST' && request.url().includes(`/cards/${card.id}/verdict`)) sent.push(JSON.parse(request.postData()).verdict); });
  await page.context().setOffline(true);
  await page.locator('.offline').waitFor();
  await button(page, /^Approve/).tap();
  await page.locator('.offline').getByText('(1)').waitFor();
  await verdict_toast(page, 'waiting').waitFor();
  assert.equal((await api('GET', `/cards/${card.id}`)).status, 200, 'nothing has arrived yet');
  await page.context().setOffline(false);
  await page.locator('.offline').waitFor({ state: 'detached' });
  await until('the card is closed', closed(api, card.id));
  await until('nothing waits on the device', () => page.evaluate(() => localStorage.getItem('onloop.outbox') === null));
  assert.equal(new Set(sent).size, 1, 'one verdict, one id');
  return { card, sent };
}

/** From the queue to a decided card, an edited one, a killed one, an undo, a halt: without a mouse or a finger. */
export async function works_by_keyboard_alone(page, api) {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const first = await wait_for_card(api, 'draft', sendable);
  await show_card(page, first);
  await press('e');
  await page.locator('.edit [name=subject]').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'subject');
  await press('Tab');
  await page.keyboard.insertText('a x u h ? '); // letters are text in a field
  await press('Control+Enter');
  await page.locator('.edit').waitFor({ state: 'detached' });
  assert.match((await api('GET', `/cards/${first.id}`)).body.draft.messages[0].body, /a x u h \?/);
  await armed(page);
  await press('x');
  await page.locator('[data-choice=too_long]').waitFor();
  await press('6');
  await verdict_toast(page, 'confirmed').waitFor();
  await until('killed', closed(api, first.id));
  await press('u');
  await page.locator(`[data-card="${first.id}"]`).waitFor();
  await until('open again', async () => (await api('GET', `/cards/${first.id}`)).status === 200);
  await armed(page);
  await press('a');
  await verdict_toast(page, 'confirmed').waitFor();
  await until('approved', closed(api, first.id));
  await press('h');
  await page.getByRole('button', { name: 'Halt everything' }).waitFor();
  await press('Enter');
  await page.locator('.halted').waitFor();
  assert.equal((await api('GET', '/status')).body.halted.fleet, true);
  // Resume is in reach of Tab alone.
  await until('Tab reaches Resume', async () => {
    await press('Tab');
    return page.evaluate(() => document.activeElement.textContent.trim() === 'Resume');
  });
  await press('Enter');
  await page.getByRole('button', { name: 'HALT' }).waitFor();
  await press('?');
  await page.getByRole('heading', { name: 'Keyboard' }).waitFor();
  await press('Escape');
  await page.getByRole('heading', { name: 'Keyboard' }).waitFor({ state: 'detached' });
  await press('g', 'a');
  await page.getByRole('heading', { name: 'Agents' }).waitFor();
  await press('/');
  await until('the search has the focus', () => page.evaluate(() => document.activeElement.id === 'log-search'));
  await press('Escape', 'g', 'q');
  await until('the queue is back', () => page.evaluate(() => location.hash === '#/queue'));
}

/**
 * What a newcomer does in the first minutes, by taps alone: take the list, read and approve, let the days pass,
 * take over the first answer of somebody who is interested.
 * @returns {Promise<{taps: number, seconds: number, reply: object}>}
 */
export async function from_list_to_reply(page, api, limit_ms) {
  const begun = Date.now();
  let taps = 0;
  const tap = async (where) => { await where.tap(); taps += 1; };
  await page.locator('.card[data-kind=list]').waitFor();
  await tap(page.getByRole('link', { name: 'Open the list' }));
  await tap(page.locator('.dock').getByRole('button', { name: /^Accept all/ }));
  await tap(page.locator('.dock').getByRole('link', { name: 'Back to the queue' }));
  for (;;) {
    assert.ok(Date.now() - begun < limit_ms, `no interested answer within ${limit_ms} ms and ${taps} taps`);
    await page.locator('.hero, .dock .act:not([aria-disabled=true])').first().waitFor();
    const seen = await page.evaluate(() => { const card = document.querySelector('.card'); return card ? { id: card.dataset.card, kind: card.dataset.kind } : null; });
    if (seen === null) {
      // Let the days fly by; the page slows them down itself when somebody answers.
      const { market, cards } = (await api('GET', '/status')).body;
      if (cards.total === 0 && market.seconds_per_day > 60) await tap(page.locator('.hero').getByRole('button', { name: 'A day in ten seconds' }));
      await wait(250);
      continue;
    }
    const { status, body: card } = await api('GET', `/cards/${seen.id}`);
    if (status !== 200) continue; // decided a moment ago, the page is about to say so
    if (card.reply && ['positive', 'info_request'].includes(card.reply.intent)) {
      await page.locator('.human').waitFor();
      await tap(button(page, 'Take over'));
      await verdict_toast(page, 'confirmed').waitFor();
      const talk = (await api('GET', `/conversations/${card.conversation}`)).body;
      assert.equal(talk.phase, 'with_operator');
      assert.match(talk.phase_words, /taken over/);
      return { taps, seconds: (Date.now() - begun) / 1_000, reply: card.reply };
    }
    const name = { draft: sendable, reply: () => true }[card.kind]?.(card) === false ? 'Kill' : { draft: /^Approve/, reply: 'Done', in_doubt: 'It was sent' }[card.kind];
    await tap(button(page, name));
    if (name === 'Kill') await tap(page.locator('[data-choice=other]'));
    await until('another card, or none', () => page.evaluate((id) => document.querySelector('.card')?.dataset.card !== id, seen.id));
  }
}
