// The same flows against the real server: one process, a new data folder, a copy of the playbook, the
// simulated market. It says so aloud when there is no binary to run.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESK, PHONE, executable, launch, open, overflow } from '../browser.mjs';
import * as flows from '../flows.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const binary = process.env.ONLOOP_BIN ?? join(root, 'target/debug/onloop');
const playbook = process.env.ONLOOP_PLAYBOOK ?? ['playbook', 'examples/playbook', 'playbook-example'].map((p) => join(root, p)).find((p) => existsSync(p));
const missing = [!executable && 'no Chromium', !existsSync(binary) && `no server at ${binary}`, !playbook && 'no playbook'].filter(Boolean);
if (missing.length > 0) console.error(`specs against the real server: NOT RUN (${missing.join(', ')})`);

const START_MS = 60_000;

/** Starts the server and answers with its sign-in link; stops by its process id. */
async function serve() {
  const home = mkdtempSync(join(tmpdir(), 'onloop-browser-'));
  cpSync(playbook, join(home, 'playbook'), { recursive: true });
  const child = spawn(binary, ['up', '--port', '0', '--data', join(home, 'data'), '--playbook', join(home, 'playbook')], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
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
    another_link() {
      const run = spawnSync(binary, ['sign-in', '--data', join(home, 'data')], { cwd: home, encoding: 'utf8' });
      return /http:\/\/\S+#token=\S+/.exec(`${run.stdout}${run.stderr}`)?.[0] ?? null;
    },
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

describe('the page against the real server', { skip: missing.length > 0 ? missing.join(', ') : false }, () => {
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
    const { readFileSync } = await import('node:fs');
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
  flow('meets a stale card and loses no text', flows.meets_a_stale_card);
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
        await view.locator('.card, .hero').first().waitFor();
        await view.screenshot({ path: join(folder, `real-${size}-${scheme}.png`) });
        await other.close();
      }
    }
    t.diagnostic(`pictures in ${folder}`);
  });
});
