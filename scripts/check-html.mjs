// Validates every .html file of a folder with the Nu HTML checker: check-html.mjs FOLDER
// Any error fails; warnings and information are not asked for.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: check-html.mjs FOLDER');
  process.exit(2);
}
const pages = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html'))
  .map((name) => join(folder, name));
if (pages.length === 0) {
  console.error(`${folder} holds no page: did the test that writes them run?`);
  process.exit(1);
}

const journeys = fileURLToPath(new URL('../tests/journeys/package.json', import.meta.url));
const jar = String(createRequire(journeys)('vnu-jar'));

const errors = [];
// A few hundred at a time: a command line has a limit.
for (let start = 0; start < pages.length; start += 400) {
  const batch = pages.slice(start, start + 400);
  const run = spawnSync('java', ['-Xss1m', '-jar', jar, '--format', 'json', '--errors-only', '--stdout', ...batch], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  let report;
  try {
    report = JSON.parse(run.stdout);
  } catch {
    console.error(run.stdout, run.stderr);
    process.exit(1);
  }
  errors.push(...report.messages.filter((message) => message.type !== 'info'));
}

const root = pathToFileURL(resolve(folder)).pathname;
for (const error of errors) {
  const place = error.url ? relative(root, new URL(error.url).pathname) : '?';
  console.error(`${place}:${error.lastLine ?? '?'}: ${error.message}`);
  if (error.extract) console.error(`    ${error.extract.replaceAll('\n', ' ')}`);
}
console.log(`${pages.length} pages, ${errors.length} HTML errors`);
process.exit(errors.length === 0 ? 0 : 1);
