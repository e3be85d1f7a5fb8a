// Builds the site's style sheet, script and icon: bundled, minified, named after
// their content, with a brotli and a gzip copy beside each, and a manifest.
// The same sources give the same bytes; the build folder is emptied first.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'build');
const targets = ['chrome100', 'firefox100', 'safari15.4'];

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    target: targets,
    logLevel: 'warning',
    ...options,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const notice = '/*! Weerklank, EUPL-1.2. With component styles of the NL Design System community (@utrecht, EUPL-1.2). */\n';
const assets = {
  'site.css': Buffer.concat([Buffer.from(notice), await bundle('css/site.css', {})]),
  'site.js': await bundle('js/site.js', { format: 'esm' }),
  'icon.svg': Buffer.from(readFileSync(join(here, 'img/icon.svg'), 'utf8').trim() + '\n'),
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const manifest = {};
for (const [name, bytes] of Object.entries(assets).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const ending = extname(name);
  const file = `${name.slice(0, -ending.length)}.${hash}${ending}`;
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  gzip[9] = 255; // "unknown" operating system: the same bytes on every machine
  writeFileSync(join(out, file), bytes);
  writeFileSync(join(out, `${file}.br`), brotli);
  writeFileSync(join(out, `${file}.gz`), gzip);
  manifest[name] = file;
  console.log(`${file}  ${bytes.length} B, gzip ${gzip.length} B, brotli ${brotli.length} B`);
}
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
