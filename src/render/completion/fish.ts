import type { ShellScript } from '../../text/written.ts';
import { offerText, plain, valuesByOffer } from './table.ts';
import type { CompletionTable, Place } from './table.ts';

const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(' ');

function arm({ path, flags, values, operands, again }: Place): string {
  return `        case '${path}'
            set -g _cop_flags ${flags.map(plain).join(' ')}
            set -g _cop_valued ${values.map(([flag]) => plain(flag)).join(' ')}
            set -g _cop_operands ${quoted(operands.map(offerText))}
            set -g _cop_again ${again ? 'yes' : "''"}`;
}

const valueArms = (place: Place): string[] =>
  valuesByOffer(place).map(
    ([offer, flags]) =>
      `        case ${quoted(flags.map((flag) => `${place.path} ${flag}`))}\n            echo '${offer}'`,
  );

export const fishScript = ({ places, folders }: CompletionTable): ShellScript =>
  `# Completes cop in fish. Load it with:
#   cop completion fish | source
# It starts no program: ids are the names of files in the community's folders. A name with any other sign than letters,
# digits, dots, dashes and underscores is no id and is not offered.

function __cop_place
    switch "$argv[1]"
${places.map(arm).join('\n')}
        case '*'
            return 1
    end
end

function __cop_value
    switch "$argv[1]"
${places.flatMap(valueArms).join('\n')}
    end
end

function __cop_folder
    switch "$argv[1]"
${folders.map(([kind, folder]) => `        case ${plain(kind)}\n            echo ${plain(folder)}`).join('\n')}
    end
end

# The folder of the community that a folder lies in: the first one above with a cop.yml that is no link.
function __cop_root
    set -l at (path resolve -- $argv[1])
    while true
        if test -f $at/cop.yml; and not test -L $at/cop.yml
            echo $at
            return
        end
        test "$at" = /; and return 1
        set at (path dirname -- $at)
    end
end

# Where cop.yml says that the documents of some kinds lie: lines below \`folders:\`, of names that need no quotes.
function __cop_moved
    set -l inside ''
    set -l count 0
    while read -l line; and test $count -lt 500
        set count (math $count + 1)
        if string match -qr '^folders:' -- $line
            set inside yes
        else if string match -qr '^[^ #]' -- $line
            set inside ''
        else if test -n "$inside"
            string match -r '^ +[A-Za-z0-9_-]+: *[A-Za-z0-9._-][A-Za-z0-9._/-]*/?$' -- $line |
                string match -v '*..*' | string replace -r '^ +([^:]+): *(.*?)/?$' '$1=$2'
        end
    end <$argv[1]/cop.yml
end

function __cop_ids
    set -l prefix $argv[1]
    string match -qr '^[A-Za-z0-9._-]*$' -- "$prefix"; or return
    set -l root (__cop_root $argv[2]); or return
    set -l moved (__cop_moved $root)
    set -l dirs
    for kind in $argv[3..]
        set -l dir (string replace -f "$kind=" '' -- $moved)
        test -n "$dir[1]"; or set dir (__cop_folder $kind)
        contains -- "$dir[1]" $dirs; or set -a dirs $dir[1]
    end
    for dir in $dirs
        test -L $root/$dir; and continue
        set -l files $root/$dir/$prefix*.md
        string replace -rf '^.*/([A-Za-z0-9][A-Za-z0-9._-]*)\\.md$' '$1' -- $files
    end
end

function __cop_complete
    set -l current (commandline -ct)
    set -l words (commandline -opc)
    set -l place ''
    set -l flag ''
    set -l start .
    set -l operands 0
    __cop_place ''
    for word in $words[2..]
        if test -n "$flag"
            test "$flag" = -C; and set start $word
            set flag ''
        else if string match -q -- '-*' $word
            contains -- $word $_cop_valued; and set flag $word
        else
            set -l longer (string trim -- "$place $word")
            if test $operands -eq 0; and __cop_place "$longer"
                set place $longer
            else
                set operands (math $operands + 1)
            end
        end
    end
    set -l offer ''
    if test -n "$flag"
        set offer (__cop_value "$place $flag")
    else if string match -q -- '-*' $current
        printf '%s\\n' $_cop_flags
        return
    else if test $operands -lt (count $_cop_operands)
        set offer $_cop_operands[(math $operands + 1)]
    else if test -n "$_cop_again"; and test (count $_cop_operands) -gt 0
        set offer $_cop_operands[-1]
    end
    set -l parts (string split ' ' -- "$offer")
    switch "$parts[1]"
        case words
            printf '%s\\n' $parts[2..]
        case ids
            __cop_ids "$current" $start $parts[2..]
        case files
            __fish_complete_path "$current"
    end
end

# Loaded twice it completes once.
complete -e -c cop
complete -c cop -f -a '(__cop_complete)'
` as ShellScript;
