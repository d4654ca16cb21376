// The same flows against the real server: one process, a new data folder, a copy of the playbook, the
// simulated market. It says so aloud when there is no binary to run.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESK, PHONE, executable, launch, open, or_say_why, overflow } from '../browser.mjs';
import * as flows from '../flows.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const binary = process.env.ONLOOP_BIN ?? join(root, 'target/debug/onloop');
const playbook = process.env.ONLOOP_PLAYBOOK ?? join(root, 'functions/local/starter-playbook');
const skip = or_say_why('specs against the real server', [!executable && 'no Chromium', !existsSync(binary) && `no server at ${binary}`, !existsSync(playbook) && `no playbook at ${playbook}`].filter(Boolean));

const START_MS = 60_000;

/** Starts the server and answers with its sign-in link; stops by its process id. `spoil` may change the playbook's copy first. */
async function serve(spoil = () => {}) {
  const home = mkdtempSync(join(tmpdir(), 'onloop-browser-'));
  cpSync(playbook, join(home, 'playbook'), { recursive: true });
  spoil(join(home, 'playbook'));
  const child = spawn(binary, ['up', '--port', '0', '--data', join(home, 'data'), '--playbook', join(home, 'playbook'), '--market', 'simulated', '--operator', 'Mara'], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
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
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
        await ended;
        clearTimeout(timer);
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
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
    const ms = await page.evaluate(async (id) => {
      const from = performance.now();
      document.querySelector('.dock .approve').click();
      while (document.querySelector('.card')?.dataset.card === id && performance.now() - from < 5_000) await new Promise((done) => requestAnimationFrame(done));
      return performance.now() - from;
    }, card.id);
    assert.ok(ms < 100, `${ms} ms`);
    await page.locator('.toast[data-verdict=confirmed]').waitFor();
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

/** Opens a screen and all its folds; nothing may be wider than the screen or be markup. */
async function visit(page, place, viewport) {
  await page.evaluate((to) => { location.hash = to; }, place);
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  await page.waitForFunction(() => document.querySelector('.loading') === null);
  for (const fold of await page.locator('summary').all()) await fold.evaluate((e) => { e.parentElement.open = true; });
  assert.deepEqual(await overflow(page), [], `${place} at ${viewport.width}`);
  assert.equal(await page.evaluate(() => document.querySelectorAll('#app script, #app iframe, #app img[src="x"]').length), 0, place);
}
