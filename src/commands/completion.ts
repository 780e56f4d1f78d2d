import * as v from 'valibot';
import { bashScript } from '../render/completion/bash.ts';
import { fishScript } from '../render/completion/fish.ts';
import { powershellScript } from '../render/completion/powershell.ts';
import type { CompletionTable } from '../render/completion/table.ts';
import { zshScript } from '../render/completion/zsh.ts';
import type { ShellScript } from '../text/written.ts';
import type { Command } from './command.ts';
import { completionTable } from './completing.ts';
import { unknown } from './unknown.ts';

const SHELLS: Readonly<Record<string, (table: CompletionTable) => ShellScript>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

const SHELL_NAMES = Object.keys(SHELLS);

export const command: Command = {
  arguments: [{ name: '<shell>', completes: SHELL_NAMES, sentence: `one of ${SHELL_NAMES.join(', ')}` }],
  options: [],
  answer: v.strictObject({ shell: v.string(), script: v.string() }),
  examples: [
    'source <(cop completion bash)                                  # in ~/.bashrc',
    'source <(cop completion zsh)                                   # in ~/.zshrc, after compinit',
    'cop completion fish > ~/.config/fish/completions/cop.fish',
    'cop completion powershell | Out-String | Invoke-Expression     # in $PROFILE',
  ],
  async run(context, [shell = '']) {
    const script = Object.entries(SHELLS).find(([name]) => name === shell)?.[1];
    if (!script) throw unknown('shell', shell, SHELL_NAMES);
    const text = script(await completionTable());
    if (context.json) context.out.answer('completion', { shell, script: text });
    else context.out.text(text);
    return 0;
  },
};
