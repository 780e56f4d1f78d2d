// How sources become JavaScript, whoever asks for it: the build, and the tests of what it builds.

/** Packages written for CommonJS call `require`, which a module does not have. */
export const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** For esbuild: modules of the old kind. `import()` has node make ready for the new one, and nothing is of that. */
export const COMMON_JS = { format: 'cjs', supported: { 'dynamic-import': false } };

/** Where a module lies, as those of the old kind know it. */
export const PLACES = { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' };

/** For esbuild: for the oldest Node that is supported. */
export const FOR_NODE = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};
