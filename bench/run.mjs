#!/usr/bin/env node
// `npm run bench`: what cop can do, in figures. Add `-- --verbose` to see what was missed.
import { benchSeen } from './seen.mjs';

const verbose = process.argv.includes('--verbose');
await benchSeen({ verbose });
