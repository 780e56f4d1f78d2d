import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FORMS, formNamed } from '../src/compile/form.ts';
import type { Kind } from '../src/model/kind.ts';
import { githubForm, gitlabTemplate } from '../src/render/issue-forms.ts';
import { kebab } from '../src/text/words.ts';

interface Element {
  readonly type: string;
  readonly id?: string;
  readonly attributes: {
    readonly label?: string;
    readonly description?: string;
    readonly value?: string;
    readonly options?: readonly (string | { readonly label: string })[];
  };
  readonly validations?: { readonly required: boolean };
}

interface GithubForm {
  readonly name: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly body: readonly Element[];
}

const named = FORMS.map((form) => [form.kind.name, form] as const);
const KEYS: Readonly<Record<string, readonly string[]>> = {
  markdown: ['attributes', 'type'],
  input: ['attributes', 'id', 'type', 'validations'],
  textarea: ['attributes', 'id', 'type', 'validations'],
  dropdown: ['attributes', 'id', 'type', 'validations'],
  checkboxes: ['attributes', 'id', 'type'],
};
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  markdown: ['value'],
  input: ['description', 'label'],
  textarea: ['description', 'label'],
  dropdown: ['description', 'label', 'options'],
  checkboxes: ['description', 'label', 'options'],
};

describe('the forms', () => {
  test('are of the kinds that people send in', () => {
    expect(FORMS.map(({ kind }) => kind.name)).toEqual([
      'member',
      'issue',
      'advice',
      'followup',
      'case',
      'failure',
      'insight',
      'summary',
      'faq',
    ]);
    expect([formNamed('case')?.name, formNamed('vision'), formNamed('constructor')]).toEqual(['Case', null, null]);
  });

  test.each(named)('that of %s asks for every field and section but the title and web addresses', (_, form) => {
    const kind: Kind = form.kind;
    const fields = Object.keys(kind.fields).filter((name) => name !== kind.title.field && name !== 'forge');
    const asked = (of: string): string[] => form.entries.flatMap((entry) => (entry.of === of ? [entry.name] : []));
    expect(asked('field').sort()).toEqual(fields.sort());
    expect(asked('section')).toEqual(kind.sections.map(({ title }) => title));
  });

  test('say how each sort of value is written', () => {
    const entry = (kind: string, id: string) => formNamed(kind)?.entries.find((one) => one.id === id);
    expect(entry('issue', 'needed_by')).toMatchObject({
      control: 'input',
      label: 'Needed by',
      sentence: 'When an answer is of no more use. Write a day as 2026-12-04.',
    });
    expect(entry('issue', 'opened')).toMatchObject({ required: false, otherwise: 'day' });
    expect(entry('issue', 'by')).toMatchObject({
      otherwise: 'sender',
      sentence: 'Who asks. Write the id, the code or a part of the name of a member. Left empty: whoever sends this.',
    });
    expect(entry('issue', 'help')).toMatchObject({
      control: 'dropdown',
      options: ['ideas', 'experience', 'challenge', 'decision-check'],
    });
    expect(entry('issue', 'topics')?.sentence).toContain('on a line each, or with commas');
    expect(entry('faq', 'also_asked')?.sentence).toBe('Other words in which it is asked. Several go on a line each.');
    expect(entry('member', 'roles')?.control).toBe('checkboxes');
    expect(entry('case', 'draft')?.options).toEqual(['yes', 'no']);
    expect(entry('case', 'review_in')?.sentence).toContain('such as 6 weeks');
    // Whether there is nothing to tell is only known when the form was filled in.
    expect(entry('followup', 'what-we-did')?.required).toBe(false);
    expect(entry('followup', 'issue')?.required).toBe(true);
    expect(entry('issue', 'challenge')?.required).toBe(true);
    expect(entry('issue', 'already-tried')?.required).toBe(false);
  });
});

describe('on GitHub', () => {
  // The rules of docs.github.com, by hand. The schema of SchemaStore (Apache-2.0) is in no package of that licence; every
  // form was held to it once (github-issue-forms.json as of 2026-11-23), read as YAML 1.1, which is what GitHub reads.
  test.each(named)('that of %s keeps the rules of issue forms', (kind, form) => {
    const read = parse(githubForm(form)) as GithubForm;
    expect(Object.keys(read)).toEqual(['name', 'description', 'labels', 'body']);
    expect(read.labels).toEqual([`cop:${kind}`]);
    expect(read.description.length).toBeLessThanOrEqual(200);
    expect(read.name.length).toBeGreaterThan(2);
    const asked = read.body.filter(({ type }) => type !== 'markdown');
    expect(asked.length).toBeGreaterThan(0);
    for (const element of read.body) {
      expect(Object.keys(element).sort()).toEqual(KEYS[element.type]);
      expect(Object.keys(element.attributes).sort()).toEqual(ATTRIBUTES[element.type]);
      for (const text of [element.attributes.description, element.attributes.label, element.attributes.value])
        expect(text === undefined || (typeof text === 'string' && text !== '')).toBe(true);
      if (element.validations) expect(element.validations.required).toBeTypeOf('boolean');
    }
    const ids = asked.map(({ id }) => id as string);
    expect(ids.filter((id) => !/^[A-Za-z0-9_-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    // GitHub refuses labels that differ only in case or punctuation, and some words in them.
    const labels = asked.map(({ attributes }) => kebab(attributes.label as string));
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.filter((label) => /password|credit-card|secret/.test(label))).toEqual([]);
    for (const { attributes } of asked.filter((one) => one.attributes.options)) {
      const options = (attributes.options ?? []).map((option) => (typeof option === 'string' ? option : option.label));
      expect(options.every((option) => typeof option === 'string' && option !== '' && !/^none$/i.test(option))).toBe(
        true,
      );
      expect(new Set(options).size).toBe(options.length);
    }
  });

  test('a form reads the same to a reader of YAML 1.1, for which yes and no are no text', () => {
    for (const form of FORMS) {
      const text = githubForm(form);
      expect(parse(text, { version: '1.1' })).toEqual(parse(text));
    }
  });

  test('as a file', () => {
    expect(githubForm(formNamed('member') as NonNullable<ReturnType<typeof formNamed>>)).toMatchInlineSnapshot(`
      "name: Member
      description: "Somebody who takes part: asks, advises, writes or answers for the community."
      labels: ["cop:member"]
      body:
        - type: markdown
          attributes:
            value: "Somebody who takes part: asks, advises, writes or answers for the community. The title above is its title. Leave empty what you do not know. A member takes it into the community under your name; whoever can read this repository can read it at once."
        - type: checkboxes
          id: roles
          attributes:
            label: Roles
            description: What the member does in the community.
            options:
              - label: sponsor
              - label: core
              - label: member
              - label: expert
        - type: textarea
          id: about
          attributes:
            label: About
            description: What do you work on, and what could others ask you about?
          validations:
            required: false
        - type: input
          id: joined
          attributes:
            label: Joined
            description: When the member joined. Write a day as 2026-12-04.
          validations:
            required: false
        - type: input
          id: left
          attributes:
            label: Left
            description: When the member left. Write a day as 2026-12-04.
          validations:
            required: false
      "
    `);
  });
});

describe('on GitLab', () => {
  test.each(named)('the template of %s has the same headings', (kind, form) => {
    const text = gitlabTemplate(form);
    expect([...text.matchAll(/^### (.+)$/gm)].map((match) => match[1])).toEqual(form.entries.map(({ label }) => label));
    expect(text.match(/<!--/g)?.length).toBe(form.entries.length + 1);
    expect(text.match(/-->/g)?.length).toBe(form.entries.length + 1);
    expect(text.endsWith(`\n/label ~"cop::${kind}"\n`)).toBe(true);
  });
});
