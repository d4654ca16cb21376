// The same flows against the real server: one process, a new data folder, a copy of the playbook, the
// simulated market. It says so aloud when there is no binary to run.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESK, PHONE, barriers, executable, launch, open, or_say_why, overflow, unfold } from '../browser.mjs';
import * as flows from '../flows.mjs';
import { mail_server } from '../mail-server.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const binary = process.env.ONLOOP_BIN ?? join(root, 'target/debug/onloop');
const playbook = process.env.ONLOOP_PLAYBOOK ?? join(root, 'functions/local/starter-playbook');
const skip = or_say_why('specs against the real server', [!executable && 'no Chromium', !existsSync(binary) && `no server at ${binary}`, !existsSync(playbook) && `no playbook at ${playbook}`].filter(Boolean));

const START_MS = 60_000;

/**
 * Starts the server and answers with its sign-in link; stops by its process id. `spoil` may change the
 * playbook's copy first; `again` is a server that has ended, to go on with its data at its address.
 */
async function serve(spoil = () => {}, { market = 'simulated', env = {}, again = null } = {}) {
  const home = again?.home ?? mkdtempSync(join(tmpdir(), 'onloop-browser-'));
  if (!again) {
    cpSync(playbook, join(home, 'playbook'), { recursive: true });
    spoil(join(home, 'playbook'));
  }
  const port = again ? new URL(again.origin).port : '0';
  const child = spawn(binary, ['up', '--port', port, '--data', join(home, 'data'), '--playbook', join(home, 'playbook'), '--market', market, '--operator', 'Mara'], { cwd: home, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const link = await new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`the server did not say where it listens:\n${said}`)), START_MS);
    const read = (bytes) => {
      said = `${said}${bytes}`.slice(-20_000);
      const found = /listening (http:\/\/127\.0\.0\.1:\d+\/#token=\S+)/.exec(said);
      if (found) { clearTimeout(timer); done(found[1]); }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => { clearTimeout(timer); failed(new Error(`the server ended with ${code}:\n${said}`)); });
  });
  return {
    link, origin: new URL(link).origin, home, said: () => said,
    /** Ends it; its data stay. */
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(timer);
    },
    async stop() {
      await this.end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Changes a text of the playbook that stands exactly once. */
function change(folder, file, old, text) {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  assert.equal(before.split(old).length, 2, `${old} in ${file}`);
  writeFileSync(path, before.replace(old, () => text));
}

const LIST_HEADER = 'First Name,Last Name,Title,Company,Email,Website,Country,Time Zone,Employees,Dock Doors,Industry,Site Note,LinkedIn\n';

/** A list of so many leads whom letters may reach at any hour by the real clock, with no time to undo. */
function at_any_hour(folder, count) {
  change(folder, 'house.md', 'days: [mon, tue, wed, thu, fri]', 'days: [mon, tue, wed, thu, fri, sat, sun]');
  change(folder, 'house.md', 'from: "09:00"\n  to: "17:00"', 'from: "00:00"\n  to: "23:59"');
  change(folder, 'house.md', 'hold_seconds: 10', 'hold_seconds: 0');
  change(folder, 'house.md', 'cap_per_day: 30', 'cap_per_day: 30\n    gap_seconds: 0');
  // Without a country there are no holidays, and nothing is known of the law.
  change(folder, 'house.md', 'countries: [AU,', 'countries: [unknown, AU,');
  writeFileSync(join(folder, 'leads.csv'), LIST_HEADER + Array.from({ length: count }, (_, i) => `Ann,Lead ${i},Head of Logistics,Firm ${i},ann@firm${i}.example,https://firm${i}.example,,Etc/UTC,200,9,Food,the site has nine docks,https://www.linkedin.com/in/ann-lead-${i}\n`).join(''));
}

/** A page of its own on a server of its own; no script error, breach of policy, foreign request or overflow at its end. */
function alone(name, does, { spoil, options = {}, view = {} } = {}) {
  test(name, async (t) => {
    const browser = await launch();
    const server = await serve(spoil, typeof options === 'function' ? await options(t) : options);
    try {
      const { page, context, faults } = await open(browser, server.link, { viewport: PHONE, ...view });
      await page.locator('.nav').waitFor();
      const api = await flows.client(page, server.origin);
      await does({ page, api, server, context, t });
      assert.deepEqual(faults, []);
      assert.deepEqual(await overflow(page), []);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

describe('the page against the real server', { skip }, () => {
  let browser; let server; let page; let context; let faults; let api;
  before(async () => {
    browser = await launch();
    server = await serve();
    ({ page, context, faults } = await open(browser, server.link, { viewport: PHONE }));
    await page.locator('.nav').waitFor();
    api = await flows.client(page, server.origin);
    // The day stands still but for the steps these specs take.
    await api('POST', '/clock', { action: 'pause' });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const flow = (name, does) => test(name, async () => {
    await does(page, api);
    assert.deepEqual(faults, [], 'no script error and no breach of policy');
    assert.deepEqual(await overflow(page), []);
  });

  test('the page is served under its policy, and the link left the address', async () => {
    const answer = await fetch(`${server.origin}/`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'", 'trusted-types lit-html', "frame-ancestors 'none'"]) assert.ok(policy.includes(part), `${part} in ${policy}`);
    assert.doesNotMatch(page.url(), /token/);
    await page.getByText('Simulated market: nothing leaves this machine').waitFor();
  });

  test('the policy is in force: no foreign request, no markup from text, no script in the page', async () => {
    const other = await browser.newContext({ storageState: await context.storageState() });
    const bare = await other.newPage(); // what is refused here is no fault of the page
    const asked = [];
    other.on('request', (request) => asked.push(new URL(request.url()).hostname));
    await bare.goto(`${server.origin}/`);
    await bare.locator('.nav').waitFor();
    const seen = await bare.evaluate(async () => {
      window.breaches = [];
      window.addEventListener('securitypolicyviolation', (event) => window.breaches.push(event.effectiveDirective));
      const refused = (does) => { try { does(); return false; } catch { return true; } };
      const foreign = await fetch('https://elsewhere.example/').then(() => false, () => true);
      const image = new Image();
      await new Promise((done) => { image.onerror = image.onload = done; image.src = 'https://elsewhere.example/x.png'; });
      const markup = refused(() => { document.createElement('p').innerHTML = '<b>x</b>'; });
      const evaluated = refused(() => { new Function('window.ran = 1')(); });
      const second = refused(() => { trustedTypes.createPolicy('another', { createHTML: (text) => text }); });
      const link = document.body.appendChild(document.createElement('button'));
      const handler = refused(() => link.setAttribute('onclick', 'window.ran = 2'));
      link.click();
      link.remove();
      return { foreign, markup, evaluated, second, handler, ran: window.ran ?? null };
    });
    assert.deepEqual(seen, { foreign: true, markup: true, evaluated: true, second: true, handler: true, ran: null });
    for (const directive of ['connect-src', 'img-src', 'require-trusted-types-for', 'trusted-types']) await bare.waitForFunction((name) => window.breaches.includes(name), directive);
    await other.close();
  });

  test('every file of the page is served as it is', async () => {
    const site = join(root, 'admin-site');
    for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|css|html|svg|webmanifest)$/.test(entry.name)) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const answer = await fetch(`${server.origin}${path.slice(site.length)}`);
      assert.equal(answer.status, 200, path);
      assert.ok(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(path)), path);
    }
  });

  flow('the first screen says what to do next', async () => {
    const { next } = (await api('GET', '/status')).body;
    assert.ok(next.text.length > 0);
    await page.locator('.hero, .card').first().waitFor();
  });
  flow('accepts a list', flows.accepts_a_list);
  flow('approves', flows.approves);
  flow('edits, then approves the new text', flows.edits_then_approves);
  flow('kills with a reason', flows.kills_with_a_reason);
  flow('undoes', flows.undoes);
  flow('halts and resumes', flows.halts_and_resumes);
  flow('back leads to the card that was left', async () => {
    const card = await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.show_card(page, card);
    await page.locator('.card').getByRole('link', { name: 'Conversation', exact: true }).tap();
    await page.locator('.timeline').waitFor();
    await page.goBack();
    await page.locator(`[data-card="${card.id}"]`).waitFor();
  });

  flow('a reload in the middle of an edit loses no typed text', async () => {
    const card = await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.show_card(page, card);
    await page.locator('.dock').getByRole('button', { name: 'Edit' }).tap();
    await page.locator('.edit [name=subject]').fill('half a sub');
    await page.reload();
    await page.locator(`[data-card="${card.id}"]`).waitFor();
    await page.getByRole('button', { name: 'Go on editing' }).tap();
    assert.equal(await page.locator('.edit [name=subject]').inputValue(), 'half a sub');
    await page.locator('.dock').getByRole('button', { name: 'Discard' }).tap();
    await page.locator('.edit').waitFor({ state: 'detached' });
  });
  flow('a colleague edits the card that is being read: the verdict is refused, no typed text is lost', async () => {
    const bo = await flows.second_operator(api, server.origin, 'Bo');
    await flows.meets_a_stale_card(page, api, bo);
  });
  flow('a colleague decides the card that is being read: the page says who, and the card goes', async () => {
    const bo = await flows.second_operator(api, server.origin, 'Bo');
    const card = await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.show_card(page, card);
    const killed = await bo('POST', `/cards/${card.id}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision: { type: 'kill', fingerprints: card.draft.messages.map((m) => m.fingerprint), reason: 'other', note: null } });
    assert.equal(killed.status, 200);
    // Either the poll has told already, or the verdict meets the refusal; both say who decided.
    await page.locator('.dock').getByRole('button', { name: /^Approve/ }).tap({ timeout: 2_000 }).catch(() => {});
    await page.getByRole('alert').getByText(/Bo\b/).waitFor();
    const { phase_words } = (await api('GET', `/conversations/${card.conversation}`)).body;
    assert.match(phase_words, /killed/);
    for (const close of await page.getByRole('alert').getByRole('button').all()) await close.tap();
  });
  flow('the next card is on screen in the same moment', async () => {
    const card = await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.show_card(page, card);
    // It waits for no answer: this one is held back until the next card has been seen.
    let let_go;
    const held = new Promise((done) => { let_go = done; });
    const path = `**/cards/${card.id}/verdict`;
    await page.route(path, async (route) => { await held; await route.continue(); });
    await page.locator('.dock .approve').tap();
    await page.waitForFunction((id) => document.querySelector('.card, .hero') !== null && document.querySelector('.card')?.dataset.card !== id, card.id);
    assert.equal((await api('GET', `/cards/${card.id}`)).status, 200, 'the server does not know yet');
    let_go();
    await page.locator('.toast[data-verdict=confirmed]').waitFor();
    await page.unroute(path);
  });
  flow('looking at a page that nothing happens on costs one small answer in three seconds', async () => {
    const seen = { status: 0, bytes: 0, ms: 0, other: 0 };
    const count = async (response) => {
      const path = new URL(response.url()).pathname;
      if (path !== '/api/v1/status') { if (path.startsWith('/api/')) seen.other += 1; return; }
      const body = await response.body();
      seen.bytes = Math.max(seen.bytes, body.length);
      seen.ms = Math.max(seen.ms, response.request().timing().responseEnd);
      seen.status += 1;
    };
    page.on('response', count);
    await flows.until('three polls', () => seen.status >= 3);
    page.off('response', count);
    assert.ok(seen.bytes < 4_000 && seen.other <= 2, JSON.stringify(seen));
    console.error(`poll: ${seen.bytes} bytes, slowest of ${seen.status} ${Math.round(seen.ms)} ms, other calls meanwhile ${seen.other}`);
  });
  flow('a verdict made offline arrives once', async () => {
    const { card } = await flows.decides_offline_once(page, api);
    const { lines } = (await api('GET', `/log?grep=approved&limit=500`)).body;
    const approvals = lines.filter((line) => line.conversation === card.conversation && line.event === 'approved');
    assert.ok(approvals.length <= card.draft.messages.length, `approved more than once: ${JSON.stringify(approvals)}`);
  });
  flow('works by keyboard alone', flows.works_by_keyboard_alone);

  flow('every screen opens', async () => {
    const { agents } = (await api('GET', '/agents')).body;
    const { conversations } = (await api('GET', '/conversations?limit=5')).body;
    for (const place of ['#/agents', `#/agents/${encodeURIComponent(agents[0].name)}`, '#/conversations', ...conversations.slice(0, 2).map((c) => `#/conversations/${encodeURIComponent(c.id)}`), '#/log', '#/more', '#/queue']) {
      await page.evaluate((to) => { location.hash = to; }, place);
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
      await page.waitForFunction(() => document.querySelector('.loading') === null);
      assert.equal(await page.locator('.box.bad').count(), 0, `${place}: ${await page.locator('.box.bad').allTextContents()}`);
      assert.deepEqual(await overflow(page), [], place);
    }
  });

  flow('a hostile mail is text on the screen', async () => {
    const nasty = '<script>window.ran=1</script><img src=x onerror=window.ran=2>';
    const mail = [`From: "${nasty.replaceAll('"', '')}" <stranger@nowhere.example>`, 'To: someone@nowhere.example', `Subject: ${nasty}`, `Message-ID: <${Date.now()}@nowhere.example>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', `${nasty} مرحبا 👩‍🚀 ${'W'.repeat(900)}`, ''].join('\r\n');
    const answer = await fetch(`${server.origin}/api/v1/inbound`, { method: 'POST', headers: { authorization: `Bearer ${await page.evaluate(() => localStorage.getItem('onloop.bearer'))}`, 'content-type': 'message/rfc822' }, body: mail });
    assert.equal(answer.status, 202);
    for (const place of ['#/more', '#/queue', '#/log']) {
      await page.evaluate((to) => { location.hash = to; }, place);
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
      await page.waitForFunction(() => document.querySelector('.loading') === null);
      assert.deepEqual(await overflow(page), [], place);
    }
    assert.equal(await page.evaluate(() => window.ran), undefined);
  });

  test('pictures of the real thing, in light and dark', async (t) => {
    const folder = process.env.ONLOOP_DOCS_PICTURES ?? fileURLToPath(new URL('../pictures/', import.meta.url));
    mkdirSync(folder, { recursive: true });
    const state = await context.storageState();
    for (const [size, viewport] of [['phone', PHONE], ['desk', DESK]]) {
      for (const scheme of ['light', 'dark']) {
        const other = await browser.newContext({ viewport, colorScheme: scheme, storageState: state, reducedMotion: 'reduce', deviceScaleFactor: size === 'phone' ? 2 : 1, hasTouch: size === 'phone', isMobile: size === 'phone', locale: 'en-GB', timezoneId: 'UTC' });
        const view = await other.newPage();
        await view.goto(`${server.origin}/`);
        await view.locator('.hero, .dock .act:not([aria-disabled=true])').first().waitFor();
        await view.screenshot({ path: join(folder, `real-${size}-${scheme}.png`) });
        await other.close();
      }
    }
    t.diagnostic(`pictures in ${folder}`);
  });
});

describe('the first minutes of a newcomer, against the real server', { skip }, () => {
  test('from the sign-in link to a taken-over answer, by taps alone', async (t) => {
    const browser = await launch();
    const server = await serve();
    try {
      const { page, faults } = await open(browser, server.link, { viewport: PHONE });
      const api = await flows.client(page, server.origin);
      const { taps, seconds, reply } = await flows.from_list_to_reply(page, api, 5 * 60_000);
      assert.deepEqual(faults, []);
      const words = `list to taken-over answer (${reply.intent}): ${taps} taps, ${seconds.toFixed(0)} s`;
      t.diagnostic(words);
      console.error(words);
    } finally {
      await browser.close();
      await server.stop();
    }
  });

  // ONLOOP_QUEUE_PICTURE=1 renews the picture that the README shows.
  test('the picture of the queue on a phone', { skip: process.env.ONLOOP_QUEUE_PICTURE ? false : 'only with ONLOOP_QUEUE_PICTURE=1' }, async () => {
    const browser = await launch();
    const server = await serve();
    try {
      const { page } = await open(browser, server.link, { viewport: PHONE, scale: 1.5 });
      const api = await flows.client(page, server.origin);
      await flows.accepts_a_list(page, api);
      const best = await flows.wait_for_card(api, 'draft', (card) => flows.sendable(card) && card.draft.messages[0].claims.length > 2);
      await flows.show_card(page, best);
      await page.locator('.toast').first().waitFor({ state: 'detached' }).catch(() => {});
      for (const close of await page.locator('.toast .plain').all()) await close.tap();
      mkdirSync(join(root, 'docs'), { recursive: true });
      const path = join(root, 'docs/queue-on-a-phone.png');
      await page.screenshot({ path });
      assert.ok(statSync(path).size <= 200_000, `${statSync(path).size} bytes`);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
});

describe('what a salesperson meets besides, against the real server', { skip }, () => {
  alone('a list is accepted and an answer taken over by keyboard alone', async ({ page, api }) => {
    await page.locator('.card[data-kind=list]').waitFor();
    await flows.armed_list(page);
    await page.keyboard.press('o');
    await page.locator('.lead').first().waitFor();
    await page.locator('.dock .approve:not([aria-disabled=true])').waitFor();
    await page.keyboard.press('a');
    await page.getByText('This list is done').waitFor();
    for (const key of ['g', 'q']) await page.keyboard.press(key);
    for (let left = 3; left > 0; left -= 1) {
      await page.locator('.card[data-kind=draft]').waitFor();
      await flows.armed(page);
      const id = await page.locator('.card').getAttribute('data-card');
      await page.keyboard.press('a');
      await flows.until('approved', async () => (await api('GET', `/cards/${id}`)).status === 410);
    }
    await flows.approves_the_rest(api);
    const reply = await flows.wait_for_card(api, 'reply', () => true, 400);
    await flows.show_card(page, reply);
    await page.keyboard.press('t');
    await page.locator('.toast.verdict').getByText('Taken over').waitFor();
    await flows.until('taken over', async () => (await api('GET', `/conversations/${reply.conversation}`)).body.phase === 'with_operator');
  });

  alone('the server goes away and comes back: a verdict given meanwhile arrives, once', async ({ page, api, server }) => {
    await flows.accepts_a_list(page, api);
    const card = await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.show_card(page, card);
    await server.end();
    await page.locator('.dock').getByRole('button', { name: /^Approve/ }).tap();
    await page.locator('.offline').getByText('Onloop does not answer: verdicts wait here (1)').waitFor();
    const back = await serve(undefined, { again: server });
    try {
      await page.locator('.offline').waitFor({ state: 'detached', timeout: 40_000 });
      await flows.until('it has arrived', async () => (await api('GET', `/cards/${card.id}`)).status === 410);
      const { lines } = (await api('GET', '/log?grep=approved&limit=500')).body;
      assert.equal(lines.filter((line) => line.conversation === card.conversation && line.event === 'approved').length, 1);
    } finally {
      await back.end();
    }
  });

  alone('a LinkedIn step that is due is sent by hand', async ({ page, api }) => {
    await api('POST', '/clock', { action: 'pause' });
    await flows.accepts_a_list(page, api);
    const first = await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.show_card(page, first);
    await page.getByText('Onloop has no LinkedIn account').waitFor();
    await page.locator('.dock').getByRole('button', { name: /^Approve/ }).tap();
    await flows.until('approved', async () => (await api('GET', `/cards/${first.id}`)).status === 410);
    await flows.approves_the_rest(api); // of twelve, some do not answer the first letter
    const due = await flows.wait_for_card(api, 'draft', (card) => card.draft.messages.some((m) => m.channel === 'linkedin') && card.draft.earlier.length > 0, 400);
    await flows.show_card(page, due);
    await page.locator('[data-by-hand]').getByText('Send this one by hand').waitFor();
    assert.equal(await page.locator('[data-by-hand] a').getAttribute('href'), due.contact.linkedin);
    assert.match(due.contact.linkedin, /^https:\/\/www\.linkedin\.com\/in\/ann-lead-/);
    assert.deepEqual(await barriers(page), []);
    await page.locator('.dock').getByRole('button', { name: 'Sent by hand' }).tap();
    await flows.until('taken over', async () => /taken over by Mara/.test((await api('GET', `/conversations/${due.conversation}`)).body.phase_words));
  }, {
    spoil(folder) {
      at_any_hour(folder, 12);
      change(folder, 'agents/first-agent.md', 'timezone: Time Zone', 'timezone: Time Zone\n      linkedin: LinkedIn');
      change(folder, 'agents/first-agent.md', '    - wait: 3 working days\n', '    - wait: 3 working days\n      channel: linkedin\n');
      change(folder, 'agents/first-agent.md', 'This page shows the waiting times of one dock over one day: {{ links.SAMPLE_DAY }}\n\n', '');
    },
  });

  alone('the question of the week is answered, a push is compared and replayed, and an agent is given up', async ({ page, api, server }) => {
    await api('POST', '/clock', { action: 'pause' });
    await flows.accepts_a_list(page, api);
    await flows.wait_for_card(api, 'draft', flows.sendable);
    await flows.approves_the_rest(api);
    const goals = async () => (await api('GET', '/queue?kind=goal')).body.cards;
    const now = async () => Date.parse((await api('GET', '/status')).body.now);
    for (let days = 8; days > 0 && (await goals()).length === 0; days -= 1) {
      const before = await now();
      await api('POST', '/clock', { action: 'skip_day' });
      await flows.until('a day has passed', async () => (await goals()).length > 0 || await now() >= before + 86_400_000);
    }
    const [goal] = await goals();
    await flows.show_card(page, goal);
    await page.locator('[data-goal]').getByText(/^\d+ of 4 positive replies from \d+ letters/).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.locator('.dock').getByRole('button', { name: 'Keep' }).tap();
    await flows.until('kept', async () => (await goals()).length === 0);
    // The folder is changed and taken; the first version has no other before it, the second one has.
    change(join(server.home, 'playbook'), 'house.md', 'hold_seconds: 0', 'hold_seconds: 1');
    await page.evaluate(() => { location.hash = '#/more'; });
    await page.getByText('What was in force, and why').tap();
    await page.getByRole('button', { name: 'Reload' }).tap();
    await page.locator('.toast').getByText('The new playbook is in force.').waitFor();
    await page.evaluate(() => { location.hash = '#/agents/first-agent'; });
    await page.getByRole('link', { name: 'Effect of versions' }).tap();
    await page.getByRole('heading', { name: 'Effect of versions on first-agent' }).waitFor();
    await page.locator('[data-version]').nth(1).getByText('The first version: there is none before it.').waitFor();
    const before = async (measure) => (await page.locator(`[data-version] [data-measure=${measure}] .pair`).first().textContent()).replace(/\s+/g, ' ').trim();
    assert.match(await before('kills'), /^before 0\.0 % 0 of [1-9]/);
    assert.match(await before('minutes'), /^before \d+\.\d min [1-9]\d* drafts? looked at/);
    assert.deepEqual(await barriers(page), []);
    await page.evaluate(() => { location.hash = '#/replay/first-agent'; });
    await page.getByRole('button', { name: 'What would it take?' }).tap();
    await page.getByRole('button', { name: /^Write \d+ cards? anew/ }).tap();
    // What the push changed no letter says.
    await page.locator('[data-summary] .legend').getByText(/^[1-9]\d* the same$/).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.evaluate(() => { location.hash = '#/agents/first-agent'; });
    await page.getByRole('button', { name: 'Retire this agent…' }).tap();
    await page.getByRole('button', { name: 'Retire first-agent for good' }).tap();
    await page.locator('.toast').getByText(/^Retired first-agent: /).waitFor();
    await flows.until('it is off the list', async () => (await api('GET', '/agents')).body.agents.every((agent) => agent.name !== 'first-agent'));
    assert.ok(!existsSync(join(server.home, 'playbook/agents/first-agent.md')), 'and out of the folder');
  }, {
    spoil(folder) {
      at_any_hour(folder, 3);
      const ends = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      change(folder, 'agents/first-agent.md', '# aim: 12\n# ends: 2027-03-31', `aim: 4\nends: ${ends}`);
      const first = readFileSync(join(folder, 'agents/first-agent.md'), 'utf8');
      writeFileSync(join(folder, 'agents/second-agent.md'), first.replace(/aim: .*\nends: .*\n/, '').replace('leads.csv', 'more.csv'));
      writeFileSync(join(folder, 'more.csv'), LIST_HEADER);
    },
  });

  test('a send in doubt is settled, and the provider who then says otherwise is an alarm with one button', async () => {
    const mail = await mail_server();
    const browser = await launch();
    const server = await serve((folder) => at_any_hour(folder, 1), { market: 'none', env: { ONLOOP_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none` } });
    try {
      const { page, faults } = await open(browser, server.link, { viewport: PHONE });
      const api = await flows.client(page, server.origin);
      mail.answer_last_dot = false;
      await flows.accepts_a_list(page, api);
      await page.locator('.dock').getByRole('link', { name: 'Back to the queue' }).tap();
      await page.locator('.card[data-kind=draft]').waitFor();
      await flows.armed(page);
      await page.locator('.dock').getByRole('button', { name: /^Approve/ }).tap();
      await page.locator('.card[data-kind=in_doubt]').waitFor({ timeout: 30_000 });
      await flows.armed(page);
      await page.locator('.dock').getByRole('button', { name: 'It was not sent' }).tap();
      await page.locator('.card[data-kind=draft]').waitFor();
      assert.equal(mail.letters.length, 1);
      const id = /^Message-ID: (<[^>]+>)/im.exec(mail.letters[0])[1];
      const to = /^To:.*?([\w.+-]+@[\w.-]+)/im.exec(mail.letters[0])[1];
      const report = ['From: MAILER-DAEMON@mx.example', 'To: mara@dockwell.example', 'Subject: Delayed', `Message-ID: <late-${Date.now()}@mx.example>`, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Your message is delayed.', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; ${to}`, 'Action: delayed', 'Status: 4.2.0', '', '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${id}`, `To: ${to}`, '', '--b--', ''].join('\r\n');
      assert.equal((await inbound(page, server, report)).status, 202);
      await flows.until('the alarm', async () => (await api('GET', '/queue?kind=in_doubt')).body.cards.some((card) => card.in_doubt.alarm));
      await flows.show_card(page, (await api('GET', '/queue?kind=in_doubt')).body.cards[0]);
      await page.locator('.card').getByText('It is recorded as sent now, and this step is not sent again.').waitFor();
      assert.deepEqual(await page.locator('.dock').getByRole('button').allTextContents(), ['I have seen it']);
      await page.getByRole('button', { name: 'I have seen it' }).tap();
      await flows.until('seen', async () => (await api('GET', '/queue?kind=in_doubt')).body.cards.length === 0);
      assert.equal(mail.letters.length, 1, 'no second letter');
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
      await server.stop();
      await mail.stop();
    }
  });

  alone('axe finds no serious barrier on any screen, in light and in dark', async ({ page, api, context }) => {
    await api('POST', '/clock', { action: 'pause' });
    let looked = 0;
    const looks = async (what) => {
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await barriers(page), [], `${what}, ${colorScheme}`);
        looked += 1;
      }
    };
    const go = async (place) => {
      await page.evaluate((to) => { location.hash = to; }, place);
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
      await page.waitForFunction(() => document.querySelector('.loading') === null);
    };
    const in_dock = (name) => page.locator('.dock').getByRole('button', { name }).tap();
    await page.locator('.card[data-kind=list]').waitFor();
    await looks('list card');
    await page.getByRole('link', { name: 'Open the list' }).tap();
    await page.locator('.lead-open').first().tap();
    await looks('list');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.tap();
      await looks(`tab ${await tab.textContent()}`);
    }
    await page.getByRole('tab').first().tap();
    await in_dock(/^Reject all/);
    await looks('reasons to reject');
    await page.keyboard.press('Escape');
    await in_dock(/^Accept all/);
    await page.getByText('This list is done').waitFor();
    await looks('list that is done');
    await flows.show_card(page, await flows.wait_for_card(api, 'draft', flows.sendable));
    await unfold(page);
    await looks('draft');
    for (const name of ['Kill', 'Redraft', 'Edit']) {
      await in_dock(name);
      await looks(name);
      await page.keyboard.press('Escape');
      await flows.armed(page);
    }
    await in_dock(/^Approve/);
    await page.locator('.toast.verdict').waitFor();
    await looks('toast');
    for (const [button, dialog] of [['HALT', 'halt'], ['?', 'help']]) {
      if (button === 'HALT') await page.getByRole('button', { name: 'HALT' }).tap();
      else await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
      await looks(`dialog ${dialog}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await api('POST', '/halt', { scope: 'fleet', name: null, on: true });
    await page.locator('.halted').waitFor();
    await looks('halted');
    await api('POST', '/halt', { scope: 'fleet', name: null, on: false });
    await flows.approves_the_rest(api); // so that letters leave and answers come
    await flows.until('no card is left', async () => {
      const next = page.getByRole('alert').getByRole('button', { name: 'Next card' });
      if (await next.isVisible()) await next.tap();
      return page.locator('.hero').isVisible();
    });
    await page.locator('.hero').waitFor();
    await looks('nothing waits');
    const reply = await flows.wait_for_card(api, 'reply', () => true, 400);
    await flows.show_card(page, reply);
    await unfold(page);
    await looks('reply');
    for (const name of ['Relabel', 'Hand back']) {
      await in_dock(name);
      await looks(name);
      await page.keyboard.press('Escape');
      await flows.armed(page);
    }
    for (const place of ['#/agents', '#/agents/first-agent', '#/conversations', `#/conversations/${reply.conversation}`, '#/log', '#/more']) {
      await go(place);
      await looks(place);
    }
    await page.getByRole('button', { name: 'Sign out' }).tap();
    await page.getByText('You are not signed in').waitFor();
    await looks('signed out');
    assert.equal((await api('GET', '/status')).status, 401, 'signing out ends the session at the server too');
    assert.equal(looked, 2 * 26);
    await context.clearCookies();
  });
});

/** Mail at the door, as a provider brings it. */
async function inbound(page, server, raw) {
  return fetch(`${server.origin}/api/v1/inbound`, { method: 'POST', headers: { authorization: `Bearer ${await page.evaluate(() => localStorage.getItem('onloop.bearer'))}`, 'content-type': 'message/rfc822' }, body: raw });
}

describe('hostile text in every field of the leads, against the real server', { skip }, () => {
  test('it stays text on every screen, from the list to the log', async () => {
    const nasty = ['<script>window.ran=1</script>', '<img src=x onerror=window.ran=2>', '\u202Eעברית عربي\u202C مرحبا', '👩‍🚀🏳️‍🌈'.repeat(20), `${'W'.repeat(160)}`, '{{ 7*7 }}{% for %}${alert(1)}', 'javascript:window.ran=3', '=HYPERLINK("http://nowhere.example")'];
    const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
    const browser = await launch();
    const server = await serve((folder) => {
      const rows = nasty.map((text, i) => ['First', 'Last', `Head of Logistics ${text}`, `${text} Ltd`, `hostile${i}@hostile${i}.example`, `https://hostile${i}.example`, 'Denmark', '', '200', '9', `Food ${text}`, `the site has nine docks ${text}`].map((field, at) => quoted(at < 2 ? `${field} ${text}` : field)).join(','));
      rows.push([nasty[0], nasty[1], nasty[2], nasty[3], nasty[4], nasty[6], nasty[5], nasty[6], nasty[0], nasty[1], nasty[2], nasty[3]].map(quoted).join(','));
      appendFileSync(join(folder, 'leads.csv'), `${rows.join('\n')}\n`);
    });
    try {
      for (const [viewport, touch] of [[PHONE, true], [DESK, false]]) {
        const link = viewport === PHONE ? server.link : (await (await fetch(`${server.origin}/api/v1/sign-in-links`, { method: 'POST', headers: { authorization: `Bearer ${readFileSync(join(server.home, 'data/api-token'), 'utf8').trim()}`, 'content-type': 'application/json' }, body: '{}' })).json()).url;
        const { page, context, faults } = await open(browser, link, { viewport, touch });
        const api = await flows.client(page, server.origin);
        await api('POST', '/clock', { action: 'pause' });
        if (viewport === PHONE) {
          const { list } = await flows.wait_for_card(api, 'list');
          await visit(page, `#/lists/${list.list}`, viewport);
          for (const tab of await page.getByRole('tab').all()) {
            await tab.tap();
            assert.deepEqual(await overflow(page), []);
          }
          const { leads } = (await api('GET', `/lists/${list.list}/leads?limit=200`)).body;
          assert.ok(leads.filter((lead) => /hostile/.test(lead.email ?? '')).length >= 4, 'hostile rows are leads like others');
          await api('POST', `/lists/${list.list}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision: { type: 'accept', leads: 'rest' } });
          await flows.wait_for_card(api, 'draft', (card) => /hostile/.test(card.contact.email));
        }
        const cards = (await api('GET', '/queue?limit=100')).body.cards.filter((card) => /hostile/.test(card.contact?.email ?? ''));
        for (const card of cards) {
          await visit(page, `#/queue/${encodeURIComponent(card.id)}`, viewport);
          await page.locator(`[data-card="${card.id}"]`).waitFor();
          assert.equal((await page.locator('.card h2').textContent()).trim(), card.contact.name.trim());
        }
        if (viewport === PHONE) await answers_with(page, api, server, nasty);
        const answer = await hostile_answer(api);
        assert.ok(answer, 'the hostile answer waits on a card');
        await visit(page, `#/queue/${encodeURIComponent(answer.id)}`, viewport);
        assert.match(await page.locator('.card .human').textContent(), /<script>window\.ran=1<\/script>/);
        await visit(page, `#/conversations/${answer.conversation}`, viewport);
        for (const place of [...cards.slice(0, 4).map((card) => `#/conversations/${card.conversation}`), '#/conversations', '#/agents', '#/agents/first-agent', '#/log', '#/more']) await visit(page, place, viewport);
        assert.equal(await page.evaluate(() => window.ran), undefined, 'a script ran');
        assert.deepEqual(faults, []);
        await context.close();
      }
    } finally {
      await browser.close();
      await server.stop();
    }
  });
});

describe('what an operator tunes, against the real server', { skip }, () => {
  alone('a tuning round: the same edit four times is a rule; accepted it is in the operator’s file and in force, and a week later the next round is due', async ({ page, api, server }) => {
    const { list } = await flows.wait_for_card(api, 'list');
    await api('POST', `/lists/${list.list}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision: { type: 'accept', leads: 'rest' } });
    const [said, better] = ['Would 20 minutes next week suit you for a look at it?', 'May I call you on Tuesday?'];
    const edited = new Set();
    while (edited.size < 4) {
      const card = await flows.wait_for_card(api, 'draft', (c) => !edited.has(c.id) && c.draft.messages[0].body.includes(said));
      const [message] = card.draft.messages;
      const decision = { type: 'edit', fingerprint: message.fingerprint, subject: message.subject, body: message.body.replace(said, better) };
      assert.equal((await api('POST', `/cards/${card.id}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision })).status, 200);
      edited.add(card.id);
    }
    await page.evaluate(() => { location.hash = '#/agents/first-agent'; });
    await page.getByRole('link', { name: 'Tuning round' }).tap();
    const rule = page.locator('[data-rule]').first();
    await rule.getByText('You made this edit 4 times. Of the last 4 verdicts it would have caught 4, none wrongly.').waitFor();
    await page.locator('[data-sample]').getByText('Edited').waitFor();
    await rule.getByRole('button', { name: 'Choose this rule' }).tap();
    await page.getByRole('button', { name: 'Put 1 rule in force' }).tap();
    await page.getByText('is in force, and agents/first-agent.md says so.').first().waitFor();
    const file = readFileSync(join(server.home, 'playbook/agents/first-agent.md'), 'utf8');
    assert.ok(file.includes('May I call you on Tuesday') && !file.includes('20 minutes') && file.includes('# What the goal is about'), file);
    const held = (await api('GET', '/playbook')).body;
    assert.equal(held.folder_waits, false, 'the folder holds what is in force');
    assert.equal((await api('GET', `/playbook/versions?limit=1`)).body.entries[0].changes[0].path, 'agents/first-agent.md');
    // What is in force is not asked for again. With that the page stands still: a tap is meant for what is under it.
    await rule.waitFor({ state: 'detached' });
    await page.getByLabel('Minutes').fill('25');
    await page.getByRole('button', { name: 'The round is done' }).tap();
    await page.getByText('Round held: 25 minutes.').first().waitFor();
    const { lines } = (await api('GET', '/log?grep=round_held&limit=5')).body;
    assert.match(lines[0].words, /25 minutes: 4 verdicts since the last one, 1 rules? accepted/);
    await flows.until('the next round is due', async () => {
      await api('POST', '/clock', { action: 'skip_day' });
      return (await api('GET', '/status')).body.tuning.some((round) => round.agent === 'first-agent');
    });
    await page.evaluate(() => { location.hash = '#/tune'; });
    await page.getByRole('link', { name: 'first-agent' }).waitFor();
  });
});

/** Types hostile text into a draft, sends it, and has its reader answer in kind. */
async function answers_with(page, api, server, nasty) {
  const card = await flows.wait_for_card(api, 'draft', (c) => c.contact.email === 'hostile0@hostile0.example');
  await flows.show_card(page, card);
  await page.locator('.dock').getByRole('button', { name: 'Edit' }).tap();
  await page.locator('.edit [name=subject]').fill(`docks ${nasty[0]}`);
  await page.locator('.edit [name=body]').fill(`Hello,\n\n${nasty.join('\n\n')}`);
  await page.locator('.dock').getByRole('button', { name: 'Save' }).tap();
  await page.locator('.edit').waitFor({ state: 'detached' });
  assert.deepEqual(await overflow(page), []);
  const edited = (await api('GET', `/cards/${card.id}`)).body;
  assert.match(edited.draft.messages[0].body, /<script>/, 'what was typed is what is judged');
  // Such a letter may be held as unsafe; another one goes out and is answered.
  const other = await flows.wait_for_card(api, 'draft', (c) => flows.sendable(c) && c.id !== card.id && !/hostile/.test(c.contact.email));
  assert.equal((await api('POST', `/cards/${other.id}/verdict`, { verdict: `vrd_${crypto.randomUUID()}`, decision: { type: 'approve', fingerprints: other.draft.messages.map((m) => m.fingerprint) } })).status, 200);
  const outbox = join(server.home, 'data/outbox');
  const letter = await flows.until('the letter leaves', async () => {
    const files = existsSync(outbox) ? readdirSync(outbox, { recursive: true, withFileTypes: true }).filter((f) => f.isFile() && f.name.endsWith('.eml')) : [];
    const left = files.map((f) => readFileSync(join(f.parentPath ?? f.path, f.name), 'utf8')).find((text) => text.includes(other.contact.email));
    if (!left) await api('POST', '/clock', { action: 'next' });
    return left;
  });
  const header = (name) => new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(letter)?.[1] ?? '';
  const id = header('Message-ID').trim();
  const encoded = (text) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  const mail = [`From: ${encoded(nasty[0])} <${other.contact.email}>`, `To: ${header('Reply-To') || header('From')}`, `Subject: ${encoded(`Re: ${nasty[1]} ${nasty[2]}`)}`, `Message-ID: <hostile-answer@hostile.example>`, `In-Reply-To: ${id}`, `References: ${id}`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', Buffer.from(`Yes, sounds good, let us talk on Thursday.\n\n${nasty.join('\n')}`).toString('base64').replaceAll(/.{76}/g, '$&\r\n'), ''].join('\r\n');
  assert.equal((await inbound(page, server, mail)).status, 202);
  await flows.until('the answer waits', () => hostile_answer(api));
}

/** The card of the hostile answer. Others may wait beside it: the market's people go on answering while the clock is moved. */
async function hostile_answer(api) {
  const { cards } = (await api('GET', '/queue?kind=reply&limit=100')).body;
  return cards.find((card) => card.reply.text.includes('<script>window.ran=1</script>'));
}

/** Opens a screen and all its folds; nothing may be wider than the screen or be markup. */
async function visit(page, place, viewport) {
  await page.evaluate((to) => { location.hash = to; }, place);
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  await page.waitForFunction(() => document.querySelector('.loading') === null);
  await unfold(page);
  assert.deepEqual(await overflow(page), [], `${place} at ${viewport.width}`);
  assert.equal(await page.evaluate(() => document.querySelectorAll('#app script, #app iframe, #app img[src="x"]').length), 0, place);
}
