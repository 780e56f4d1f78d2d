import type { ShellScript } from '../../text/written.ts';
import { findRoot, shellTables } from './bash.ts';
import type { CompletionTable } from './table.ts';

export const zshScript = (table: CompletionTable): ShellScript =>
  `#compdef cop
# Completes cop in zsh. Load it, after compinit, with:
#   source <(cop completion zsh)
# It starts no program: ids are the names of files in the community's folders. A name with any other sign than letters,
# digits, dots, dashes and underscores is no id and is not offered, so that nothing of it is ever read as shell.

${shellTables(table)}
${findRoot('builtin cd -q')}
_cop_ids() {
  emulate -L zsh
  local prefix=$1 dir
  local -a files ids
  shift
  [[ "$prefix" == *[^A-Za-z0-9._-]* ]] && return
  _cop_root "$_cop_start" || return
  _cop_moved
  _cop_folders "$@"
  for dir in "\${_cop_dirs[@]}"; do
    [[ -L "$_cop_home/$dir" ]] && continue
    files=("$_cop_home/$dir/$prefix"*.md(N))
    ids=("\${(@)\${(@)files:t}%.md}")
    ids=("\${(@)ids:#(*[^A-Za-z0-9._-]*|-*)}")
    compadd -a ids
  done
}

_cop_offered() {
  emulate -L zsh
  local -a offered
  case "$1" in
    'ids '*) _cop_ids "$PREFIX" \${=1#ids } ;;
    'words '*) offered=(\${=1#words }); compadd -a offered ;;
    files) _files ;;
  esac
}

_cop() {
  emulate -L zsh
  local current=\${words[CURRENT]} place= flag= operands=0 at word
  local _cop_start=. _cop_flags _cop_valued _cop_again _cop_offer _cop_home _cop_moves _cop_dir
  local -a _cop_operands _cop_dirs
  _cop_place ''
  for ((at = 2; at < CURRENT; at += 1)); do
    word=\${words[at]}
    if [[ -n "$flag" ]]; then
      [[ "$flag" == -C ]] && _cop_start=$word
      flag=
      continue
    fi
    if [[ "$word" == -* ]]; then
      [[ "$_cop_valued" == *" $word "* ]] && flag=$word
    elif (( operands == 0 )) && _cop_place "$place\${place:+ }$word"; then
      place="$place\${place:+ }$word"
    else
      (( operands += 1 ))
    fi
  done
  if [[ -n "$flag" ]]; then
    _cop_value "$place $flag"
    _cop_offered "$_cop_offer"
  elif [[ "$current" == -* ]]; then
    _cop_offered "words $_cop_flags"
  elif (( operands < \${#_cop_operands} )); then
    _cop_offered "\${_cop_operands[operands + 1]}"
  elif [[ -n "$_cop_again" ]] && (( \${#_cop_operands} > 0 )); then
    _cop_offered "\${_cop_operands[-1]}"
  fi
}

# Loaded by hand it registers itself; found by compinit as a file called _cop, it is run.
if [[ "\${funcstack[1]}" == _cop ]]; then _cop "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
  compdef _cop cop
fi
` as ShellScript;
