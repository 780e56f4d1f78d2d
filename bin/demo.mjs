#!/usr/bin/env node
// Runs the main job on a copy of the demo community: check it, see what is due, compile the FAQ, build the site, print
// the maturity report. Each command is one you could type.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cop-demo-'));
const community = join(home, 'tidewater');
cpSync(join(project, 'fixtures/community'), community, { recursive: true });

/** The day on which the demo community plays. */
const env = { ...process.env, COP_AS_OF: '2026-11-20' };

function cop(...args) {
  return execFileSync(process.execPath, [join(project, 'bin/cop.js'), ...args], {
    cwd: community,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function show(...args) {
  process.stdout.write(`\n$ cop ${args.join(' ')}\n`);
  const printed = cop(...args);
  process.stdout.write(printed);
  return printed;
}

process.stdout.write(`The demo community is copied to ${community}; today is ${env.COP_AS_OF} there.\n`);
show('check');
show('due');
process.stdout.write('\n$ cop faq > ../FAQ.md\n');
const faq = cop('faq');
writeFileSync(join(home, 'FAQ.md'), faq);
process.stdout.write(
  `${faq.split('\n').slice(0, 24).join('\n')}\n… (${faq.split('\n').length} lines in ${join(home, 'FAQ.md')})\n`,
);
const url = show('site', 'build').trim();
show('report');
process.stdout.write(
  `\nThe site is built. Open it in a browser:\n  ${url}\nTry more there:\n  cd ${community} && node ${join(project, 'bin/cop.js')} --as-of ${env.COP_AS_OF} followup\n`,
);
