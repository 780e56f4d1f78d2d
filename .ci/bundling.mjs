// How sources become JavaScript, whoever asks for it: the build, and the tests of what it builds.

/** Packages written for CommonJS call `require`, which a module does not have. */
export const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** For esbuild: for the oldest Node that is supported. */
export const FOR_NODE = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};
