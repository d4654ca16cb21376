// The queue through a deployed stack: the functions' real programs on emulators, behind one address as the
// distribution has it, with sign-in by Cognito and under the distribution's policy. `tests/run` builds and installs
// what it needs; it says so aloud where something is missing.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executable, launch, open, or_say_why, overflow } from '../browser.mjs';
import * as flows from '../flows.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const front = join(root, 'target/debug/examples/front');
const binary = process.env.ONLOOP_BIN ?? join(root, 'target/debug/onloop');
const tools = ['target/aws/python/bin/python', 'target/aws/dynamodb', front, binary].map((path) => (path.startsWith('/') ? path : join(root, path)));
const skip = or_say_why('specs against a deployed stack', [!executable && 'no Chromium', ...tools.map((path) => !existsSync(path) && `no ${path}`)].filter(Boolean));

const START_MS = 60_000;

/** Starts the stack; it ends with its standard input. */
async function deploy() {
  const child = spawn(front, [], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise((done, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new Error('the stack did not say where it serves')), START_MS);
    child.stdout.on('data', (bytes) => {
      said += bytes;
      if (said.includes('\n')) { clearTimeout(timer); done(said); }
    });
    child.on('exit', (code) => failed(new Error(`the stack ended with ${code}`)));
  });
  return {
    ...JSON.parse(line),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.stdin.end();
      await ended;
    },
  };
}

/** Signs in on the pages of the user pool. */
async function sign_in(page, { user, password }) {
  await page.getByLabel('Username').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).tap();
}

/** Runs a command to its end; `during` sees what it says while it runs. */
async function command(home, args, during = () => {}) {
  const child = spawn(binary, args, { cwd: home, env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: join(home, 'config') }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const read = (bytes) => { said += bytes; during(said); };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const code = await new Promise((done) => child.once('exit', done));
  return { code, said };
}

describe('the queue through a deployed stack', { skip }, () => {
  let browser; let stack; let page; let faults; let api; let domain;
  before(async () => {
    browser = await launch();
    stack = await deploy();
    ({ domain } = await (await fetch(`${stack.address}/sign-in.json`)).json());
    ({ page, faults } = await open(browser, `${stack.address}/sign-in.html`));
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const flow = (name, does) => test(name, async () => {
    await does();
    // The sign-in is the one other place that the page may go to.
    assert.deepEqual(faults.filter((fault) => !fault.startsWith(`request to ${domain}/`)), []);
    assert.deepEqual(await overflow(page), []);
  });
  const letters = async () => (await (await fetch(`${stack.address}/test/letters`)).json()).length;

  test('nobody gets in without a token of the pool', async () => {
    for (const bearer of ['', 'nonsense', 'a.b.c']) {
      const { status } = await fetch(`${stack.address}/api/v1/status`, { headers: { authorization: `Bearer ${bearer}` } });
      assert.equal(status, 401, bearer);
    }
  });

  flow('an operator signs in with Cognito, and the page is under the distribution’s policy', async () => {
    await sign_in(page, { ...stack, password: 'not-the-password-1' });
    await page.locator('.error').waitFor();
    await sign_in(page, stack);
    await page.locator('.nav').waitFor();
    api = await flows.client(page, stack.address);
    const { status, body } = await api('GET', '/status');
    assert.deepEqual([status, body.operator], [200, stack.user]);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('onloop.verifier')), null, 'nothing of the sign-in stays');
  });

  flow('accepts a list', () => flows.accepts_a_list(page, api));
  flow('approves one draft, edits and approves another, kills a third', async () => {
    const before = await letters();
    await flows.approves(page, api);
    await flows.edits_then_approves(page, api);
    await flows.until('both letters are with SES', async () => await letters() === before + 2);
    await flows.kills_with_a_reason(page, api);
  });
  flow('halts and resumes', () => flows.halts_and_resumes(page, api));

  flow('a reply by S3 and SNS comes to the screen and is taken over', async () => {
    const answer = await fetch(`${stack.address}/test/answer`, { method: 'POST', body: 'Yes, this is interesting. Can we talk on Tuesday at ten?' });
    assert.equal(answer.status, 200);
    const card = await flows.wait_for_card(api, 'reply');
    await flows.show_card(page, card);
    await page.locator('.human').getByText('Can we talk on Tuesday at ten?').waitFor();
    await page.locator('.dock').getByRole('button', { name: 'Take over' }).tap();
    await flows.until('taken over', async () => (await api('GET', `/conversations/${card.conversation}`)).body.phase === 'with_operator');
  });

  test('a command signs in by the browser (PKCE) and asks the stack', async () => {
    const home = mkdtempSync(join(tmpdir(), 'onloop-command-'));
    try {
      const status = ['status', '--stack', stack.address, '--json'];
      const before = await command(home, status);
      assert.notEqual(before.code, 0, before.said);
      let visited = null;
      const other = await browser.newContext({ hasTouch: true });
      const ended = await command(home, ['sign-in', '--stack', stack.address, '--no-browser'], (said) => {
        const link = new RegExp(`${domain}/oauth2/authorize\\S+`).exec(said);
        if (link && visited === null) {
          visited = (async () => {
            const pages = await other.newPage();
            await pages.goto(link[0]);
            await sign_in(pages, stack);
          })();
        }
      });
      await visited;
      await other.close();
      assert.equal(ended.code, 0, ended.said);
      assert.match(ended.said, new RegExp(`signed in at .* as ${stack.user}`));
      const after = await command(home, status);
      assert.equal(after.code, 0, after.said);
      assert.equal(JSON.parse(after.said).operator, stack.user);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
