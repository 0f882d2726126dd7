// usage: node web/build.mjs OUT
// Bundles web/src into OUT/page.js and OUT/page.css (and .gz of both), and copies index.html and
// icon.svg. The same sources give the same bytes.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  entryPoints: { page: join(here, 'src/main.tsx') },
  outdir: out,
  bundle: true,
  metafile: true,
  absWorkingDir: here,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
for (const name of ['page.js', 'page.css'])
  writeFileSync(join(out, name + '.gz'), gzipSync(readFileSync(join(out, name)), { level: 9 }));
for (const name of ['index.html', 'icon.svg']) copyFileSync(join(here, 'src', name), join(out, name));
// For ninja: what the page was made from.
const inputs = Object.keys(metafile.inputs).map((name) => join(here, name));
writeFileSync(join(out, 'page.d'), `web/page.js: ${inputs.join(' ')}\n`);
