#!/usr/bin/env node
// `npm run bench`: what is measured rather than tested. `-- --verbose` shows what `seen` missed; a word runs one part.
import { benchBounds } from './bounds.mjs';
import { benchPathological } from './pathological.mjs';
import { benchSeen } from './seen.mjs';
import { benchSite } from './site.mjs';
import { benchSpeed } from './speed.mjs';

const words = process.argv.slice(2);
const wanted = (part) => !words.some((word) => !word.startsWith('-')) || words.includes(part);
if (wanted('seen')) await benchSeen({ verbose: words.includes('--verbose') });
if (wanted('speed')) benchSpeed();
if (wanted('site')) await benchSite();
if (wanted('pathological')) await benchPathological();
if (wanted('bounds')) await benchBounds();
