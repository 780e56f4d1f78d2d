import type { Form, FormEntry } from '../compile/form.ts';
import { yamlText } from '../text/yaml-text.ts';

/** What every form says at its top. */
const intro = ({ sentence }: Form): string =>
  `${sentence} The title above is its title. Leave empty what you do not know. A member takes it into the community under your name; whoever can read this repository can read it at once.`;

const line = (depth: number, key: string, value: string): string => `${'  '.repeat(depth)}${key}: ${value}`;

function githubEntry({ id, label, sentence, control, options, required }: FormEntry): string[] {
  const choices = options.map((option) =>
    control === 'checkboxes' ? `        - label: ${yamlText(option)}` : `        - ${yamlText(option)}`,
  );
  return [
    `  - type: ${control}`,
    // GitHub reads YAML 1.1, to which a field called `on` is true.
    line(2, 'id', yamlText(id)),
    '    attributes:',
    line(3, 'label', yamlText(label)),
    line(3, 'description', yamlText(sentence)),
    ...(choices.length > 0 ? ['      options:', ...choices] : []),
    // GitHub takes `validations` of checkboxes for a mistake: each of them has its own.
    ...(control === 'checkboxes' ? [] : ['    validations:', line(3, 'required', String(required))]),
  ];
}

/** The form as a file in `.github/ISSUE_TEMPLATE/`, which GitHub shows as a form (docs.github.com, “syntax for issue forms”). */
export function githubForm(form: Form): string {
  return `${[
    `name: ${yamlText(form.name)}`,
    `description: ${yamlText(form.sentence)}`,
    // Quoted by hand: a colon inside a flow list is read differently by different readers.
    `labels: ["${form.label}"]`,
    'body:',
    '  - type: markdown',
    '    attributes:',
    line(3, 'value', yamlText(intro(form))),
    ...form.entries.flatMap(githubEntry),
  ].join('\n')}\n`;
}

/** GitLab knows labels of which an issue has one at a time by two colons. */
const gitlabLabel = ({ label }: Form): string => label.replace(':', '::');

function gitlabEntry({ label, sentence, control, options, required }: FormEntry): string {
  const choice = control === 'dropdown' ? ` One of: ${options.join(', ')}.` : '';
  const boxes = control === 'checkboxes' ? `\n\n${options.map((option) => `- [ ] ${option}`).join('\n')}` : '';
  return `### ${label}\n\n<!-- ${sentence}${choice}${required ? ' This one is needed.' : ''} -->${boxes}\n`;
}

/**
 * The form as a file in `.gitlab/issue_templates/`: the headings that GitHub would give the answers, each with a comment
 * that says what to write. Both forges' bodies are of one grammar.
 */
export function gitlabTemplate(form: Form): string {
  return [`<!-- ${intro(form)} -->\n`, ...form.entries.map(gitlabEntry), `/label ~"${gitlabLabel(form)}"\n`].join('\n');
}
