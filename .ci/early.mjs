// What runs before it is known what there is to do: a small file that runs first, one that answers what was answered before, and
// one that understands the command line. All are modules of the old kind, which node reads and starts sooner than the new one.
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { byText } from './third-party.mjs';

const EARLY = { main: 'src/main.ts', 'edges/answers': 'src/edges/answers.ts', program: 'src/program.ts' };

/** Where an output lies, below dist, by its source. */
export const nameOf = (path) => path.replace(/^src\//, '').replace(/\.tsx?$/, '');

/** Leaves out what is loaded later, and notes which sources that are. */
const later = (sources) => ({
  name: 'later',
  setup: (building) =>
    building.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = relative('.', resolve(resolveDir, path)).replaceAll('\\', '/');
      if (Object.values(EARLY).includes(source)) return { path: `./${nameOf(source)}.cjs`, external: true };
      sources.add(source);
      return { path: `./${nameOf(source)}.js`, external: true };
    }),
});

/** What reads the command line could start other programs for commands of it, which takes a while to make ready; ours has none. */
const withoutProcesses = {
  name: 'without processes',
  setup(building) {
    building.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /node_modules.commander./.test(importer) ? { path: 'none', namespace: 'none' } : undefined,
    );
    building.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Builds them. @returns Their metafiles, and the sources that they load later. */
export async function buildEarly(options) {
  const sources = new Set();
  const built = [];
  for (const [name, source] of Object.entries(EARLY)) {
    built.push(
      await build({
        ...options,
        entryPoints: { [name]: source },
        outdir: 'dist',
        outExtension: { '.js': '.cjs' },
        format: 'cjs',
        define: { ...options.define, 'import.meta.dirname': '__dirname' },
        plugins: [later(sources), withoutProcesses],
      }),
    );
  }
  // The first loads the others by `require`: `import()` would have node get ready for the new kind.
  const main = readFileSync('dist/main.cjs', 'utf8');
  writeFileSync(
    'dist/main.cjs',
    main.replaceAll(/import\(("[^"]+\.cjs")\)/g, 'Promise.resolve().then(() => require($1))'),
  );
  return { metafiles: built.map(({ metafile }) => metafile), later: [...sources].sort(byText) };
}
