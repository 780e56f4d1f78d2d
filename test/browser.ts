import { existsSync } from 'node:fs';

/** A browser on this machine, for the tests of what it shows; COP_BROWSER names another. */
export const BROWSER = [
  process.env['COP_BROWSER'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));

if (BROWSER === undefined) {
  process.stderr.write(
    '\n*** SKIPPED: the tests in a browser. No Chromium was found.\n*** `apt-get install chromium` installs one; COP_BROWSER=/path/to/chrome names another.\n\n',
  );
}

/** A browser that asks nobody for anything by itself. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** For tests that open every page of several hundred: on a busy machine that takes longer than other tests are given. */
export const EVERY_PAGE_MS = 240_000;
