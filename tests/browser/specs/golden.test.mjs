// Each screen that is looked at rather than read, pixel by pixel against a picture that somebody has looked at.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { executable, launch, open, or_say_why, PHONE } from '../browser.mjs';
import { replays } from '../flows.mjs';
import { ALIKE, differs, foreign_letters, same_letters } from '../pictures.mjs';
import { NOW, fixtures, start } from '../mock/server.mjs';

const skip = or_say_why('golden pictures', executable ? [] : ['no Chromium']);

/**
 * Name of the picture, its address, and what is there once it is drawn. A `whole` screen is as high as what it shows;
 * the others are what the phone shows at once.
 * @type {{name: string, at: string, drawn: string, dark?: boolean, whole?: boolean, does?: (page: import('playwright-core').Page) => Promise<unknown>}[]}
 */
const SCREENS = [
  { name: 'queue', at: '#/queue/crd_draft_1', drawn: '.dock .approve:not([aria-disabled=true])' },
  { name: 'queue-dark', at: '#/queue/crd_draft_1', drawn: '.dock .approve:not([aria-disabled=true])', dark: true },
  { name: 'certificate', at: '#/certificates/email-0123456789abcdef', drawn: '[data-misses]', whole: true },
  { name: 'report', at: '#/report', drawn: '[data-question]', whole: true },
  { name: 'round', at: '#/tune/first-agent', drawn: '[data-rule]', whole: true },
  { name: 'effect', at: '#/effect', drawn: '[data-version]', whole: true },
  { name: 'replay', at: '#/replay/first-agent', drawn: 'form', whole: true, does: replays },
];

describe('golden pictures', { skip }, () => {
  let browser;
  before(async () => { browser = await launch(ALIKE); });
  after(async () => { await browser?.close(); });

  for (const { name, at, drawn, dark = false, whole = false, does } of SCREENS) {
    test(`${name} looks as it did`, async () => {
      const server = await start(fixtures());
      try {
        const { page, context, faults } = await open(browser, server.link(), { dark, scale: 1, past_policy: true, prepare: (page) => page.clock.setFixedTime(NOW) });
        await page.locator('.nav').waitFor();
        await same_letters(page);
        await page.evaluate((to) => { location.hash = to; }, at);
        await page.locator(drawn).first().waitFor();
        await does?.(page);
        if (whole) {
          const height = await page.evaluate(() => { const scroll = document.getElementById('scroll'); return innerHeight - scroll.clientHeight + scroll.scrollHeight; });
          await page.setViewportSize({ ...PHONE, height: Math.max(PHONE.height, height) });
          await page.waitForFunction(() => { const scroll = document.getElementById('scroll'); return scroll.scrollHeight <= scroll.clientHeight; });
        }
        // Two frames: what was asked to be drawn is drawn.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.deepEqual(foreign_letters(await page.locator('#app').innerText()), [], 'letters that the fonts of the pictures do not have');
        const taken = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
        assert.equal(differs(name, taken), null);
        assert.deepEqual(faults, []);
        await context.close();
      } finally {
        await server.stop();
      }
    });
  }
});
