// Pictures that two machines make alike, and their comparison with those in golden/.
//
// What differs from machine to machine is the letters: which fonts are there, and how they are hinted. So the letters
// come from two packages, put over the page's own for these pictures alone, and golden/fonts.conf stands in for the machine's
// own settings.
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const GOLDEN = new URL('./golden/', import.meta.url);
const FOLDER = process.env.ONLOOP_PICTURES ? new URL(`file://${process.env.ONLOOP_PICTURES}/`) : new URL('./pictures/', import.meta.url);
const RENEW = process.env.ONLOOP_GOLDEN === 'write';

/** From so far apart on two colours differ, where black and white are 1 apart: the palest grounds are 0.03 off the paper. */
const APART = 0.02;
/** Of all pixels, so many may differ. */
const SHARE = 0.005;
/** But in no square of this many pixels a side… */
const SQUARE = 32;
/** …more than this: a changed letter is more. */
const IN_SQUARE = 16;

/** How Chromium is started for them. */
export const ALIKE = { env: { FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', GOLDEN)) }, switches: ['--font-render-hinting=none', '--disable-lcd-text', '--disable-font-subpixel-positioning', '--force-color-profile=srgb', '--force-device-scale-factor=1'] };

const { resolve } = createRequire(import.meta.url);
const face = (family, file) => `@font-face { font-family: ${family}; font-weight: 100 900; src: url(data:font/woff2;base64,${readFileSync(resolve(`@fontsource-variable/${file}`)).toString('base64')}) format('woff2'); }`;
const STYLE = `${face('golden', 'inter/files/inter-latin-wght-normal.woff2')}
${face('golden-mono', 'roboto-mono/files/roboto-mono-latin-wght-normal.woff2')}
* { font-family: golden !important; caret-color: transparent !important; }
pre, pre *, code, code *, kbd { font-family: golden-mono !important; }`;

/** Puts the letters over the page's own, which its policy forbids: the context was opened past it. */
export async function same_letters(page) {
  await page.addStyleTag({ content: STYLE });
  await page.evaluate(async () => {
    await Promise.all(['golden', 'golden-mono'].map((family) => document.fonts.load(`16px ${family}`)));
    await document.fonts.ready;
    if (![...document.fonts].every((font) => font.status === 'loaded')) throw new Error('the letters were not loaded');
  });
}

/** Letters that neither font has would come from the machine. */
export function foreign_letters(text) {
  return [...new Set(text.replaceAll(/[\u0000-\u00FF\u0131\u0152\u0153\u2000-\u206F\u20AC\u2122\u2191\u2193\u2212\u2215]/g, ''))];
}

/**
 * Compares with the golden picture, or renews it.
 * @param {string} name @param {Buffer} taken a PNG
 * @returns {string|null} what is wrong, with the files that show it
 */
export function differs(name, taken) {
  const golden = new URL(`${name}.png`, GOLDEN);
  if (RENEW) {
    mkdirSync(GOLDEN, { recursive: true });
    // Written anew only where it is another picture, so that no commit has files that look the same.
    if (!existsSync(golden) || compared(readFileSync(golden), taken).wrong !== null) writeFileSync(golden, small(taken));
    return null;
  }
  const path = (kind) => fileURLToPath(new URL(`golden-${name}-${kind}.png`, FOLDER));
  for (const kind of ['actual', 'diff']) rmSync(path(kind), { force: true });
  const { wrong, diff } = existsSync(golden) ? compared(readFileSync(golden), taken) : { wrong: 'there is no golden picture', diff: null };
  if (wrong === null) return null;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path('actual'), taken);
  if (diff) writeFileSync(path('diff'), PNG.sync.write(diff));
  return `${name}: ${wrong}. Golden: ${fileURLToPath(golden)}. Now: ${path('actual')}.${diff ? ` What differs: ${path('diff')}.` : ''} If it is meant, renew it with ONLOOP_GOLDEN=write.`;
}

/** The same picture in fewer bytes: flat colours are best packed as they are. @param {Buffer} png */
function small(png) {
  return PNG.sync.write(PNG.sync.read(png), { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 });
}

/** @param {Buffer} before @param {Buffer} after @returns {{wrong: string|null, diff: PNG|null}} */
export function compared(before, after) {
  const [old, now] = [PNG.sync.read(before), PNG.sync.read(after)];
  const { width, height } = old;
  if (width !== now.width || height !== now.height) return { wrong: `${now.width} by ${now.height} pixels instead of ${width} by ${height}`, diff: null };
  const diff = new PNG({ width, height });
  const all = pixelmatch(old.data, now.data, diff.data, width, height, { threshold: APART });
  const dense = all === 0 ? 0 : pixelmatch(old.data, now.data, null, width, height, { threshold: APART, windowSize: SQUARE });
  const good = all <= SHARE * width * height && dense <= IN_SQUARE;
  return { wrong: good ? null : `${all} pixels differ, ${((100 * all) / (width * height)).toFixed(2)} %, and ${dense} of them in one square of ${SQUARE} a side`, diff };
}
