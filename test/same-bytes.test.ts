import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALL } from './chance.ts';
import { figure } from './figures.ts';
import { OVERLAY } from './hostile-cases.ts';
import { GIT_ENV, PROJECT, TODAY, folderWith, repository } from './world.ts';

const LOCALES = ['C', 'tr_TR.UTF-8', 'sv_SE.UTF-8', 'ar_EG.UTF-8'];
const ZONES = ['UTC', 'Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Kathmandu'];
/** Midnight, a leap day, an hour that a zone skips, the day of a change of year, long ago, and far ahead. */
const CLOCKS = [
  '2026-11-20T00:00:00Z',
  '2024-02-29T12:00:00Z',
  '2026-03-29T01:30:00Z',
  '2026-12-31T23:59:59Z',
  '1970-01-01T00:00:01Z',
  '2099-06-30T12:00:00Z',
];

const LINES = [
  ['check', '--json'],
  ['check', '--format', 'sarif'],
  ['list', '--json'],
  ['due', '--ics'],
  ['due'],
  ['report'],
  ['faq'],
  ['digest', '--since', '2026-06-01'],
  ['site', 'build', '--json'],
];

/** Runs several command lines in one process each world, with a clock of its own. */
const RUNNER = `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const [cop, clock, ...lines] = process.argv.slice(1);
const Real = Date;
const offset = Real.parse(clock) - Real.now();
globalThis.Date = class extends Real {
  constructor(...given) { if (given.length === 0) super(Real.now() + offset); else super(...given); }
  static now() { return Real.now() + offset; }
};
for (const line of lines) {
  process.argv = [process.argv[0], cop, ...JSON.parse(line)];
  console.log('$ ' + line);
  // Each line anew, as a process of its own would run it.
  delete require.cache[cop];
  await require(cop).ended;
  process.exitCode = 0;
}
console.log(new Date().toLocaleString(), Intl.DateTimeFormat().resolvedOptions().locale);
`;

interface World {
  readonly locale: string;
  readonly zone: string;
  readonly clock: string;
}

/** With `ALL` every locale with every zone and clock, 96 worlds; else 24 in which each locale meets each zone and clock. */
const worlds: World[] = LOCALES.flatMap((locale, l) =>
  ZONES.flatMap((zone, z) =>
    CLOCKS.flatMap((clock, c) => (ALL || (l + z + c) % 4 === 0 ? [{ locale, zone, clock }] : [])),
  ),
);

function siteOf(root: string): string {
  const paths = readdirSync(join(root, '_site'), { recursive: true, encoding: 'utf8' }).sort();
  const hash = createHash('sha256');
  for (const path of paths)
    if (statSync(join(root, '_site', path)).isFile()) hash.update(path).update(readFileSync(join(root, '_site', path)));
  return hash.digest('hex');
}

async function saidIn(
  root: string,
  runner: string,
  { locale, zone, clock }: World,
): Promise<{ said: string; world: string }> {
  const env = { ...GIT_ENV, LANG: locale, LC_ALL: locale, TZ: zone, COP_AS_OF: TODAY };
  const main = join(PROJECT, 'dist/main.cjs');
  const child = spawn(process.execPath, [runner, main, clock, ...LINES.map((line) => JSON.stringify(line))], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let talk = '';
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()));
  await new Promise((resolve) => child.on('exit', resolve));
  const end = said.trimEnd().lastIndexOf('\n');
  return { said: `${said.slice(0, end)}\n${talk}`, world: said.slice(end) };
}

/** Words that languages sort and capitalise in their own ways. */
const small = (): string =>
  repository(
    folderWith({
      ...OVERLAY,
      'members/asa.md': '---\nname: Åsa Öberg\n---\n',
      'members/ilker.md': '---\nname: İlker Işık\n---\n',
      'issues/zig-zag-q7xr.md':
        '---\ntitle: Zig, ärlig and ILIK ıIiİ\nby: ilker\nopened: 2026-03-28\ntopics: [zebra, ätbar, Iı]\n---\n\n## Challenge\n\nAt 02:30 on 29 March.\n',
      'faq/when.md': '---\nquestion: When is it?\nfrom: [why-so-slow-k3p9]\n---\n\n## Answer\n\nAt 02:30.\n',
    }),
    'Åsa Öberg',
  );

describe('the same folder on the same day', () => {
  test(`says the same in ${worlds.length} worlds`, { timeout: ALL ? 3_600_000 : 300_000 }, async () => {
    const runner = join(folderWith({ 'runner.mjs': '' }), 'runner.mjs');
    writeFileSync(runner, RUNNER.replace('process.argv.slice(1)', 'process.argv.slice(2)'));
    const root = small();
    const first = await saidIn(root, runner, { locale: 'C', zone: 'UTC', clock: CLOCKS[0] ?? '' });
    const site = siteOf(root);
    for (const line of LINES) expect(first.said).toContain(`$ ${JSON.stringify(line)}\n`);
    expect(first.said).toContain('BEGIN:VCALENDAR');
    expect(first.said).not.toContain('This is a bug');
    const counted = figure('same bytes');
    const seen = new Set<string>();
    for (const world of worlds) {
      counted.tried += 1;
      const { said, world: told } = await saidIn(root, runner, world);
      // The first build wrote what the others found to be there.
      const same = (text: string): string =>
        text.replaceAll(/"(?:written|unchanged)": \d+|\d+ (?:files? written|unchanged)/g, '');
      expect(same(said), JSON.stringify(world)).toBe(same(first.said));
      expect(siteOf(root), JSON.stringify(world)).toBe(site);
      seen.add(told);
    }
    // The worlds do differ: what the system itself says of the time is another thing in each.
    counted.fired = seen.size;
    expect(seen.size).toBeGreaterThan(worlds.length * 0.8);
    process.stdout.write(
      `same bytes in ${worlds.length} worlds of ${LOCALES.length} x ${ZONES.length} x ${CLOCKS.length}\n`,
    );
  });
});
