import type { ShellScript } from '../../text/written.ts';
import { offerText, plain, valuesByOffer } from './table.ts';
import type { CompletionTable, Place } from './table.ts';

/** What is known of one place, as assignments in a `case`. bash and zsh read it alike. */
function arm(place: Place): string {
  const { path, flags, values, operands, again } = place;
  const valued = values.map(([flag]) => plain(flag)).join(' ');
  const offers = operands.map((offer) => `'${offerText(offer)}'`).join(' ');
  return `    '${path}') _cop_flags='${flags.map(plain).join(' ')}' _cop_valued=' ${valued} ' _cop_again='${again ? 'yes' : ''}'; _cop_operands=(${offers}) ;;`;
}

/** What comes behind the flags of one place. */
function valueArm(place: Place): string[] {
  return valuesByOffer(place).map(([offer, flags]) => {
    const patterns = flags.map((flag) => `'${place.path} ${flag}'`).join('|');
    return `    ${patterns}) _cop_offer='${offer}' ;;`;
  });
}

/** The tables as functions of a POSIX-like shell with arrays. */
export function shellTables({ places, folders }: CompletionTable): string {
  return `# What may follow some words. Fails where they are the beginning of nothing.
_cop_place() {
  case "$1" in
${places.map(arm).join('\n')}
    *) return 1 ;;
  esac
}

# What the value of an option may be, of which the place and the option are given.
_cop_value() {
  _cop_offer=
  case "$1" in
${places.flatMap(valueArm).join('\n')}
  esac
}

# The folder of a kind, unless cop.yml moves it.
_cop_folder() {
  case "$1" in
${folders.map(([kind, folder]) => `    ${plain(kind)}) _cop_dir='${plain(folder)}' ;;`).join('\n')}
    *) _cop_dir= ;;
  esac
}
`;
}

/**
 * The root of the community above a folder: the first one with a cop.yml that is no link. And where its kinds lie.
 *
 * @param cd How this shell goes to a folder without telling anybody.
 */
export const findRoot = (
  cd: string,
): string => `# The folder of the community that a folder lies in; fails where there is none.
_cop_root() {
  _cop_home=$PWD
  [ "$1" = . ] || _cop_home=$(CDPATH=; ${cd} -- "$1" >/dev/null 2>&1 && pwd -P) || return 1
  while :; do
    [ -f "$_cop_home/cop.yml" ] && [ ! -L "$_cop_home/cop.yml" ] && return 0
    case "$_cop_home" in
      */*[!/]*) _cop_home=\${_cop_home%/*} ;;
      *) return 1 ;;
    esac
    [ -n "$_cop_home" ] || _cop_home=/
  done
}

# Where cop.yml says that the documents of some kinds lie: lines below \`folders:\`, of names that need no quotes.
_cop_moved() {
  _cop_moves=' '
  local line inside= count=0 kind folder
  while IFS= read -r line && [ "$count" -lt 500 ]; do
    count=$((count + 1))
    case "$line" in
      'folders:'*) inside=yes ;;
      [!\\ #]*) inside= ;;
      ' '*:*)
        [ -n "$inside" ] || continue
        kind=\${line%%:*} folder=\${line#*:}
        kind=\${kind##* } folder=\${folder# } folder=\${folder%/}
        case "$kind$folder" in
          *[!A-Za-z0-9._/-]*|*..*) ;;
          *) case "$folder" in /*|'') ;; *) _cop_moves="$_cop_moves$kind=$folder " ;; esac ;;
        esac ;;
    esac
  done < "$_cop_home/cop.yml"
}

# The folders of some kinds, each once, in _cop_dirs.
_cop_folders() {
  local kind seen=' '
  _cop_dirs=()
  for kind in "$@"; do
    _cop_folder "$kind"
    case "$_cop_moves" in
      *" $kind="*) _cop_dir=\${_cop_moves#*" $kind="} _cop_dir=\${_cop_dir%% *} ;;
    esac
    [ -n "$_cop_dir" ] || continue
    case "$seen" in
      *" $_cop_dir "*) ;;
      *) seen="$seen$_cop_dir " _cop_dirs+=("$_cop_dir") ;;
    esac
  done
}
`;

export const bashScript = (table: CompletionTable): ShellScript =>
  `# Completes cop in bash. Load it with:
#   source <(cop completion bash)
# It starts no program: ids are the names of files in the community's folders. A name with any other sign than letters,
# digits, dots, dashes and underscores is no id and is not offered, so that nothing of it is ever read as shell.

${shellTables(table)}
${findRoot('builtin cd')}
# The ids in the folders that begin with what was typed. It runs apart, and may go where it likes.
_cop_list() {
  local dir id LC_ALL=C
  local -a files
  shopt -u failglob
  shopt -s nullglob
  set +f
  for dir in "\${_cop_dirs[@]}"; do
    [ ! -L "$_cop_home/$dir" ] && builtin cd -- "$_cop_home/$dir" 2>/dev/null || continue
    files=("$1"*.md)
    [ "\${#files[@]}" -gt 0 ] || continue
    IFS=/
    # All at once where every name is as it should be: no name has a slash.
    if [[ "/\${files[*]}" != *[!A-Za-z0-9._/-]* && "/\${files[*]}" != */-* ]]; then
      printf '%s\\n' "\${files[@]%.md}"
    else
      for id in "\${files[@]%.md}"; do
        [[ "$id" == *[!A-Za-z0-9._-]* || "$id" == -* ]] || printf '%s\\n' "$id"
      done
    fi
  done
}

_cop_ids() {
  local prefix=$1 IFS=$' \\t\\n'
  shift
  case "$prefix" in *[!A-Za-z0-9._-]*) return ;; esac
  _cop_root "$_cop_start" || return
  _cop_moved
  _cop_folders "$@"
  IFS=$'\\n'
  # What is listed has no sign that bash would expand.
  COMPREPLY+=($(_cop_list "$prefix"))
}

_cop_offered() {
  local current=$1 offer=$2 word
  case "$offer" in
    'ids '*) _cop_ids "$current" \${offer#ids } ;;
    'words '*)
      for word in \${offer#words }; do
        case "$word" in "$current"*) COMPREPLY+=("$word") ;; esac
      done ;;
  esac
}

_cop() {
  local IFS=$' \\t\\n' current=\${COMP_WORDS[COMP_CWORD]} path= flag= operands=0 at word
  local _cop_start=. _cop_flags _cop_valued _cop_again _cop_offer _cop_home _cop_moves _cop_dir
  local -a _cop_operands _cop_dirs
  COMPREPLY=()
  _cop_place ''
  for ((at = 1; at < COMP_CWORD; at += 1)); do
    word=\${COMP_WORDS[at]}
    # bash takes --by=ada apart at the sign.
    [ "$word" = '=' ] && continue
    if [ -n "$flag" ]; then
      [ "$flag" = -C ] && _cop_start=$word
      flag=
      continue
    fi
    case "$word" in
      -*) case "$_cop_valued" in *" $word "*) flag=$word ;; esac ;;
      *)
        if [ "$operands" -eq 0 ] && _cop_place "$path\${path:+ }$word"; then path="$path\${path:+ }$word"
        else operands=$((operands + 1)); fi ;;
    esac
  done
  [ "$current" = '=' ] && current=
  if [ -n "$flag" ]; then
    _cop_value "$path $flag"
    _cop_offered "$current" "$_cop_offer"
  elif [ "\${current#-}" != "$current" ]; then
    _cop_offered "$current" "words $_cop_flags"
  elif [ "$operands" -lt "\${#_cop_operands[@]}" ]; then
    _cop_offered "$current" "\${_cop_operands[operands]}"
  elif [ -n "$_cop_again" ] && [ "\${#_cop_operands[@]}" -gt 0 ]; then
    _cop_offered "$current" "\${_cop_operands[\${#_cop_operands[@]} - 1]}"
  fi
}

# Where nothing is known, bash offers files, as it does for other programs.
complete -o default -F _cop cop
` as ShellScript;
