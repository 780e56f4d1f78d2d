// What takes long to come to life and is rarely asked: a table of emoji, one of all scripts, two parsers, the exact reader of YAML,
// a calendar. What the sources import of it are functions that wake it when one of them is first called; it lies in a file of
// its own, which no other run so much as reads.
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** By what is imported, a package or a source: the functions that are asked of it. */
const LAZY = {
  'string-width': ['default'],
  'wrap-ansi': ['default'],
  'any-ascii': ['default'],
  'gray-matter': ['default'],
  yaml: ['isAlias', 'isMap', 'isNode', 'isScalar', 'isSeq', 'parseDocument'],
  'src/text/plain-date.ts': ['plainDate'],
  'src/text/markdown/native.ts': ['markdownToMdast'],
  'src/text/markdown/remark.ts': ['parseByRemark', 'printByRemark'],
};

/** What is bundled in the place of a source: twenty modules take longer to be found than a community to be parsed. */
const INSTEAD = { 'src/text/markdown/native.ts': 'satteri' };
/** What is bundled looks for a binary beside the package that brings it. */
const BESIDE_PACKAGE = "const __beside = require('node:url').pathToFileURL(require.resolve('satteri')).href;";

const fileOf = (name) => `${name.replace(/^.*\//, '').replace(/\.ts$/, '')}.cjs`;
/** What is imported, as it is named above. */
const nameOf = (path, folder) =>
  path.startsWith('.') ? relative('.', resolve(folder, path)).replaceAll('\\', '/') : path;

const asleep = (lazy) => {
  const functions = LAZY[lazy].map((name) =>
    name === 'default'
      ? 'export default (...args) => wake().default(...args);'
      : `export const ${name} = (...args) => wake().${name}(...args);`,
  );
  // Every file that loads it lies in a folder beside its own.
  return `let awake;\nconst wake = () => (awake ??= require('../lazy/${fileOf(lazy)}'));\n${functions.join('\n')}`;
};

/** Puts functions that wake a module in the place of its own. */
export const lazily = {
  name: 'lazily',
  setup(building) {
    building.onResolve({ filter: /./ }, ({ path, kind, importer, namespace, resolveDir }) => {
      if (kind !== 'import-statement' || namespace !== 'file' || importer.includes('node_modules')) return undefined;
      const lazy = nameOf(path, resolveDir);
      return lazy in LAZY ? { path: lazy, namespace: 'lazy' } : undefined;
    });
    building.onResolve({ filter: /^\.\.\/lazy\// }, () => ({ external: true }));
    building.onLoad({ filter: /./, namespace: 'lazy' }, ({ path }) => ({ contents: asleep(path) }));
  },
};

/** The modules themselves, one file each. */
export async function buildLazy(options) {
  const built = await Promise.all(
    Object.entries(LAZY).map(([lazy, functions]) => {
      const from = INSTEAD[lazy] ?? (lazy.startsWith('src/') ? `./${lazy}` : lazy);
      return build({
        ...options,
        stdin: { contents: `export { ${functions.join(', ')} } from '${from}';`, resolveDir: '.' },
        outfile: `dist/lazy/${fileOf(lazy)}`,
        ...(lazy in INSTEAD
          ? { define: { ...options.define, 'import.meta.url': '__beside' }, banner: { js: BESIDE_PACKAGE } }
          : {}),
      });
    }),
  );
  return built.map(({ metafile }) => metafile);
}
