import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../src/adopt/index.ts';
import { CHECKS } from '../src/checks/index.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { CHARTER_KINDS, KINDS } from '../src/kinds/index.ts';
import type { Kind } from '../src/model/kind.ts';
import { documentText } from '../src/plans/scaffold.ts';
import { MEASURES } from '../src/metrics/index.ts';
import { kebab } from '../src/text/words.ts';
import { PROJECT } from './world.ts';

const source = (folder: string, without: readonly string[]): string[] =>
  readdirSync(join(PROJECT, 'src', folder))
    .map((name) => name.replace(/\.tsx?$/, ''))
    .filter((name) => !['index', ...without].includes(name))
    .sort();

const kinds: readonly Kind[] = KINDS;

describe('every list names what its folder holds', () => {
  test('kinds', () => {
    expect(kinds.map(({ name }) => name).sort()).toEqual(source('kinds', ['note-fields']));
  });

  test('checks', () => {
    expect(CHECKS.map(({ name }) => name).sort()).toEqual(
      source('checks', ['check', 'ignoring', 'known', 'pieces', 'verdict']),
    );
  });

  test('measures', () => {
    const others = [
      'federation',
      'first-answers',
      'measure',
      'issues',
      'kaplan-meier',
      'levels',
      'people',
      'report',
      'since',
      'sliders',
      'statements',
      'wilson',
    ];
    expect(MEASURES.map(({ id }) => id).sort()).toEqual(source('metrics', others));
  });

  test('formats', () => {
    const others = [
      'action-items',
      'compose',
      'days',
      'format',
      'keys',
      'links',
      'mapping',
      'note',
      'page',
      'pieces',
      'sections',
    ];
    expect(FORMATS.map(({ name }) => name).sort()).toEqual(source('adopt', others));
  });

  test('commands', () => {
    const others = [
      'answering',
      'asking',
      'baseline',
      'beginning',
      'capturing',
      'carrying',
      'command',
      'completing',
      'context',
      'days',
      'drafting',
      'federating',
      'fields',
      'forging',
      'globals',
      'import-mark',
      'importing',
      'judged',
      'judging',
      'known',
      'manners',
      'naming',
      'narrowing',
      'people',
      'proposing',
      'reading-back',
      'receiving',
      'reporting',
      'resuming',
      'running',
      'scaffolding',
      'selecting',
      'settling',
      'siting',
      'taking',
      'telling-imported',
      'unknown',
      'which',
      'who',
    ];
    expect(COMMANDS.map(({ name }) => kebab(name)).sort()).toEqual(source('commands', others));
  });

  test('templates: one a kind, with just its sections, in order', () => {
    const folder = join(PROJECT, 'templates/documents');
    expect(CHARTER_KINDS).toContain('inquiry');
    expect(readdirSync(folder).sort()).toEqual(kinds.map(({ name }) => `${name}.md`).sort());
    for (const { name, sections } of kinds) {
      const text = readFileSync(join(folder, `${name}.md`), 'utf8');
      expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(sections.map(({ title }) => title));
      // What a facilitator writes has an example for each section, which no document keeps.
      const examples = [...text.matchAll(/<!-- Example: /g)].length;
      expect(examples, name).toBe(CHARTER_KINDS.includes(name) ? sections.length : 0);
      const kind = kinds.find((one) => one.name === name) as Kind;
      const made = documentText({ kind, title: 'T', fields: new Map(), sections: new Map(), body: null }, text);
      expect(made).not.toContain('Example:');
      expect(made.match(/<!--/g)?.length ?? 0, name).toBe(sections.length);
    }
  });

  test('a prompt asks for optional fields that there are', () => {
    for (const { asked = [], fields } of kinds) {
      for (const name of asked) expect(fields[name]?.required).toBe(false);
    }
  });

  test('each command can be loaded and says what it takes', async () => {
    for (const { name, load } of COMMANDS) {
      const { command } = await load();
      expect(command.run, name).toBeTypeOf('function');
      expect(command.answer, name).toBeDefined();
    }
  });
});
