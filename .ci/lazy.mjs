// What takes long to come to life and is rarely asked: a table of emoji, one of all scripts, a second parser. What the sources
// import of it are functions that wake it when one of them is first called; it lies in a file of its own, which no other run
// so much as reads.
import { build } from 'esbuild';

/** By what is imported: the functions that are asked of it. */
const LAZY = {
  'string-width': ['default'],
  'wrap-ansi': ['default'],
  'any-ascii': ['default'],
  'gray-matter': ['default'],
  './remark.ts': ['parseByRemark', 'printByRemark'],
};

const FILTER = new RegExp(`^(?:${Object.keys(LAZY).join('|').replaceAll('.', '\\.')})$`);
const fileOf = (path) => `${path.replace(/^\.\//, '').replace(/\.ts$/, '')}.cjs`;

const asleep = (path) => {
  const functions = LAZY[path].map((name) =>
    name === 'default'
      ? 'export default (...args) => wake().default(...args);'
      : `export const ${name} = (...args) => wake().${name}(...args);`,
  );
  // Every file that loads it lies in a folder beside its own.
  return `let awake;\nconst wake = () => (awake ??= require('../lazy/${fileOf(path)}'));\n${functions.join('\n')}`;
};

/** Puts functions that wake a module in the place of its own. */
export const lazily = {
  name: 'lazily',
  setup(building) {
    building.onResolve({ filter: FILTER }, ({ path, kind, importer, namespace }) =>
      kind === 'import-statement' && namespace === 'file' && !importer.includes('node_modules')
        ? { path, namespace: 'lazy' }
        : undefined,
    );
    building.onResolve({ filter: /^\.\.\/lazy\// }, () => ({ external: true }));
    building.onLoad({ filter: FILTER, namespace: 'lazy' }, ({ path }) => ({ contents: asleep(path) }));
  },
};

/** The modules themselves, one file each. */
export async function buildLazy(options) {
  const entry = (path) =>
    path.startsWith('.') ? `export * from './src/text/markdown/${path}';` : `export { default } from '${path}';`;
  const built = await Promise.all(
    Object.keys(LAZY).map((path) =>
      build({ ...options, stdin: { contents: entry(path), resolveDir: '.' }, outfile: `dist/lazy/${fileOf(path)}` }),
    ),
  );
  return built.map(({ metafile }) => metafile);
}
