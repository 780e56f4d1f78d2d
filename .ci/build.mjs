// Bundles src/ into dist/: one entry, a chunk for each command, loaded when the command is called. The same sources and the
// same lock give the same bytes in any folder (test/supply-chain.test.ts builds twice).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bill, bundledPackages, notices } from './third-party.mjs';

/** A number for these sources: what was worked out by others is not taken for what they work out. */
function numberOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 32);
}

const sources = ['src', 'templates'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
    .sort(),
);

rmSync('dist', { recursive: true, force: true });
const program = await build({
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minifySyntax: true,
  metafile: true,
  define: { COP_BUILD: JSON.stringify(numberOf([...sources, 'package.json', 'package-lock.json'])) },
  // Where node_modules lies is nobody's affair: comments in the output name the path in this folder.
  preserveSymlinks: true,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  // Packages written for CommonJS call `require`, which a module does not have.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

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

const packages = bundledPackages('.', [program.metafile, pages.metafile]);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(packages));
writeFileSync('dist/sbom.cdx.json', bill('.', packages));
