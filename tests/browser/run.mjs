// Runs types, unit, stand-in, golden, real and deployed specs one after the other, and ends with one line that sums them up.
// What could not run says so; on a build machine (`CI` is set) it fails.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executable } from './browser.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const tests = (folder) => readdirSync(join(here, folder)).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(folder, name));
const node = process.execPath;
const parts = [
  ['types', join(here, 'node_modules/.bin/tsc'), ['--project', 'tsconfig.json']],
  ['unit', node, ['--test', '--test-reporter=tap', ...tests('unit')]],
  ['stand-in', node, ['--test', '--test-reporter=tap', 'specs/mock.test.mjs']],
  ['golden', node, ['--test', '--test-reporter=tap', 'specs/golden.test.mjs']],
  ['real', node, ['--test', '--test-reporter=tap', 'specs/real.test.mjs']],
  ['deployed', node, ['--test', '--test-reporter=tap', 'specs/deployed.test.mjs']],
];

/** @returns {Promise<{code: number|null, passed: number, failed: number, skipped: number}>} */
function run(command, args) {
  return new Promise((done) => {
    let said = '';
    const child = spawn(command, args, { cwd: here, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (bytes) => {
      said = `${said}${bytes}`.slice(-2_000_000);
      process.stdout.write(bytes);
    });
    child.on('error', (error) => { console.error(error.message); done({ code: 1, passed: 0, failed: 1, skipped: 0 }); });
    child.on('close', (code) => {
      const number = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(said)?.[1] ?? 0);
      done({ code, passed: number('pass'), failed: number('fail') + number('cancelled'), skipped: number('skipped') });
    });
  });
}

const begun = Date.now();
const lines = [];
let good = true;
for (const [name, command, args] of parts) {
  const { code, passed, failed, skipped } = await run(command, args);
  if (code !== 0) good = false;
  lines.push(name === 'types' ? `types ${code === 0 ? 'clean' : 'FAILED'}` : `${name} ${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}${skipped > 0 ? `, ${skipped} NOT RUN` : ''}${code !== 0 && failed === 0 ? ', FAILED' : ''}`);
}
console.log(`admin site: ${lines.join('; ')}; ${((Date.now() - begun) / 1_000).toFixed(0)} s; browser ${executable ?? 'missing'}; ${good ? 'good' : 'NOT GOOD'}`);
process.exitCode = good ? 0 : 1;
