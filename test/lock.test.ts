import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from './world.ts';

interface Locked {
  readonly packages: Readonly<Record<string, { optionalDependencies?: Record<string, string> }>>;
}

const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as Locked;

test('the lock names the binaries of every platform: with one missing, `npm ci` fails everywhere', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});

test('nothing runs on installing', () => {
  expect(readFileSync(join(PROJECT, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
});
