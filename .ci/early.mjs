// What runs before it is known what there is to do: a small file that runs first, one that answers what was answered before, and
// one that understands the command line. All are modules of the old kind, which node reads and starts sooner than the new one.
import { posix, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { COMMON_JS, PLACES } from './bundling.mjs';
import { byText } from './third-party.mjs';

const EARLY = {
  main: 'src/main.ts',
  'edges/code': 'src/edges/code.ts',
  'edges/answers': 'src/edges/answers.ts',
  program: 'src/program.ts',
};

/** Where an output lies, below dist, by its source. */
export const nameOf = (path) => path.replace(/^src\//, '').replace(/\.tsx?$/, '');

/** Leaves out what is loaded later, has it loaded by what knows how, and notes which sources that are. */
const later = (sources, loader) => ({
  name: 'later',
  setup(building) {
    building.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = relative('.', resolve(resolveDir, path)).replaceAll('\\', '/');
      // These are compiled in less time than it takes to tell whether what is kept of them is whole.
      if (Object.values(EARLY).includes(source)) return { path: `./${nameOf(source)}.cjs`, external: true };
      sources.add(source);
      return { path: nameOf(source), namespace: 'later' };
    });
    building.onResolve({ filter: /^cop:code$/ }, () => ({ path: loader, external: true }));
    building.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = require('cop:code').load('${path}.cjs');`,
    }));
  },
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
    const from = posix.relative(posix.dirname(name), 'edges/code.cjs');
    built.push(
      await build({
        ...options,
        entryPoints: { [name]: source },
        outdir: 'dist',
        outExtension: { '.js': '.cjs' },
        ...COMMON_JS,
        define: { ...options.define, ...PLACES },
        plugins: [later(sources, from.startsWith('.') ? from : `./${from}`), withoutProcesses],
      }),
    );
  }
  return { metafiles: built.map(({ metafile }) => metafile), later: [...sources].sort(byText) };
}
