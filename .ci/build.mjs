// Bundles src/ into dist/: what runs first, each command, loaded when it is called, and what is rarely woken. The same sources and
// the same lock give the same bytes in any folder (test/supply-chain.test.ts builds twice).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { FOR_NODE, PLACES } from './bundling.mjs';
import { toCommonJs } from './commonjs.mjs';
import { coreChunk, coreOf } from './core-chunk.mjs';
import { declarations } from './declarations.mjs';
import { buildEarly, nameOf } from './early.mjs';
import { buildLazy, lazily } from './lazy.mjs';
import { bill, bundledPackages, notices } from './third-party.mjs';
import { keepCode } from './warm.mjs';

/** A number for these sources: what was worked out by others is not taken for what they work out. */
function numberOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 32);
}

const sources = ['.ci', 'src', 'templates'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
    .sort(),
);

rmSync('dist', { recursive: true, force: true });

const NODE = {
  ...FOR_NODE,
  minifySyntax: true,
  metafile: true,
  define: { COP_BUILD: JSON.stringify(numberOf([...sources, 'package.json', 'package-lock.json'])) },
  // Where node_modules lies is nobody's affair: comments in the output name the path in this folder.
  preserveSymlinks: true,
  legalComments: 'linked',
};

const early = await buildEarly(NODE);
const PROGRAM = {
  ...NODE,
  define: { ...NODE.define, ...PLACES },
  entryPoints: Object.fromEntries(early.later.map((path) => [nameOf(path), path])),
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  splitting: true,
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
};
const draft = await build({ ...PROGRAM, write: false, plugins: [lazily] });
const program = await build({ ...PROGRAM, plugins: [lazily, coreChunk(coreOf(draft.metafile))] });
await toCommonJs(
  Object.keys(program.metafile.outputs).filter((name) => name.endsWith('.cjs')),
  NODE,
);
const lazy = await buildLazy({ ...NODE, format: 'cjs' });
writeFileSync('dist/commands.json', await declarations(NODE));

// What pages of the site load: scripts for browsers, each one file.
const pages = await build({
  entryPoints: ['src/browser/search.ts', 'src/browser/live.ts'],
  outdir: 'dist/browser',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2020',
  minify: true,
  metafile: true,
  preserveSymlinks: true,
  legalComments: 'inline',
});

const packages = bundledPackages('.', [...early.metafiles, program.metafile, pages.metafile, ...lazy]);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(packages));
writeFileSync('dist/sbom.cdx.json', bill('.', packages));

keepCode();
