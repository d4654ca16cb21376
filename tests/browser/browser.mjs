// One Chromium for all specs: phone-sized pages that report every script error and every breach of policy.
import { chromium } from 'playwright-core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const PATHS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(Boolean);
export const executable = PATHS.find((path) => existsSync(path)) ?? null;

/** Says aloud what is missing. On a build machine (`CI`) that is a failure, never a skip. */
export function or_say_why(what, missing) {
  if (missing.length === 0) return false;
  console.error(`${what}: NOT RUN (${missing.join(', ')})`);
  if (process.env.CI) throw new Error(`${what}: ${missing.join(', ')}`);
  return missing.join(', ');
}
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** @param {{switches?: string[], env?: Record<string, string>}} [more] for Chromium */
export async function launch({ switches = [], env = {} } = {}) {
  return chromium.launch({ executablePath: executable, headless: true, env: { ...process.env, ...env }, args: [...switches, '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** A page of its own, signed in by the link. `faults` gathers what must stay empty. `prepare` has the page before it is loaded. */
export async function open(browser, link, { viewport = PHONE, dark = false, touch = true, scale = touch ? 2 : 1, past_policy = false, prepare = async () => {} } = {}) {
  const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light', hasTouch: touch, isMobile: touch, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC', deviceScaleFactor: scale, bypassCSP: past_policy });
  // Long, since a machine that builds meanwhile must not decide what a test says: only what never happens waits so long.
  context.setDefaultTimeout(30_000);
  context.setDefaultNavigationTimeout(60_000);
  const page = await context.newPage();
  await prepare(page);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on('console', (line) => {
    const text = line.text();
    if (line.type() === 'error' && !/Failed to load resource/.test(text)) faults.push(`console: ${text}`);
  });
  // Nothing is asked of anybody but the server that served the page.
  const { origin } = new URL(link);
  context.on('request', (request) => { if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:font/')) faults.push(`request to ${request.url()}`); });
  await page.goto(link);
  return { page, context, faults };
}

/** Opens all folds of the screen. */
export async function unfold(page) {
  await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds on the screen as it is, serious or critical, by WCAG 2.2 AA and its best practices. It
 * is put in past the page's policy, by the debugger, which the policy does not bind.
 */
export async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations', 'passes'] });
    return { rules: passes.length, bad: violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((n) => `${v.impact} ${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.replaceAll(/\s+/g, ' ').slice(0, 160)}`)) };
  });
  if (found.rules === 0) found.bad.push('axe looked at nothing');
  return found.bad;
}

/** Nothing may be wider than the screen, whatever it shows. */
export async function overflow(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const scrolls = [...document.querySelectorAll('*')].filter((e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && !e.matches('.filters, textarea, input'));
    const out = [...document.querySelectorAll('button, .card, .message, .lead, .toast, .dock, .top, .nav, .panel, .tile, h1, h2, h3, p, li, pre, blockquote, summary, .letter, .footer, .human')].filter((e) => {
      const box = e.getBoundingClientRect();
      // What sticks out of a frame that cuts it off is lost just as much as what makes the page wider.
      const wider = e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'visible' && getComputedStyle(e).display !== 'inline' && e.matches('.letter, .human, pre');
      return box.width > 0 && (box.right > wide + 1 || box.left < -1 || wider) && !e.closest('.filters, .hidden, .cut');
    });
    return [document.documentElement.scrollWidth > wide ? [`page ${document.documentElement.scrollWidth} > ${wide}`] : [], scrolls.map((e) => `scrolls ${e.tagName}.${e.className}`), out.map((e) => `out ${e.tagName}.${e.className}`)].flat();
  });
}
