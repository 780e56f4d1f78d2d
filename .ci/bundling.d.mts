import type { BuildOptions } from 'esbuild';

export const REQUIRE: string;
export const FOR_NODE: BuildOptions;
