import type { ShellScript } from '../../text/written.ts';
import { offerText, plain, valuesByOffer } from './table.ts';
import type { CompletionTable, Place } from './table.ts';

const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');

function entry(place: Place): string {
  const { path, flags, values, operands, again } = place;
  const offers = valuesByOffer(place).flatMap(([offer, of]) => of.map((flag) => `'${flag}' = '${offer}'`));
  return `  '${path}' = @{
    Flags = @(${quoted(flags.map(plain))})
    Valued = @(${quoted(values.map(([flag]) => plain(flag)))})
    Values = @{ ${offers.join('; ')} }
    Operands = @(${quoted(operands.map(offerText))})
    Again = $${again ? 'true' : 'false'}
  }`;
}

export const powershellScript = ({ places, folders }: CompletionTable): ShellScript =>
  `# Completes cop in PowerShell. Load it with:
#   cop completion powershell | Out-String | Invoke-Expression
# It starts no program: ids are the names of files in the community's folders. A name with any other sign than letters,
# digits, dots, dashes and underscores is no id and is not offered.

$script:CopPlaces = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
@{
${places.map(entry).join('\n')}
}.GetEnumerator() | ForEach-Object { $script:CopPlaces[$_.Key] = $_.Value }

$script:CopFolders = @{
${folders.map(([kind, folder]) => `  '${plain(kind)}' = '${plain(folder)}'`).join('\n')}
}

# The folder of the community that a folder lies in: the first one above with a cop.yml that is no link.
function script:Get-CopRoot([string] $From) {
  $at = Get-Item -LiteralPath $From -ErrorAction SilentlyContinue
  while ($null -ne $at) {
    $config = Get-Item -LiteralPath (Join-Path $at.FullName 'cop.yml') -ErrorAction SilentlyContinue
    if ($null -ne $config -and -not $config.PSIsContainer -and -not $config.LinkType) { return $at.FullName }
    $at = $at.Parent
  }
}

# Where cop.yml says that the documents of some kinds lie: lines below \`folders:\`, of names that need no quotes.
function script:Get-CopMoved([string] $Root) {
  $moved = @{}
  $inside = $false
  foreach ($line in (Get-Content -LiteralPath (Join-Path $Root 'cop.yml') -TotalCount 500)) {
    if ($line -match '^folders:') { $inside = $true }
    elseif ($line -match '^[^ #]') { $inside = $false }
    elseif ($inside -and $line -notmatch '\\.\\.' -and $line -match '^ +([\\w-]+): *([A-Za-z0-9._-][A-Za-z0-9._/-]*?)/?$') {
      $moved[$Matches[1]] = $Matches[2]
    }
  }
  return $moved
}

function script:Get-CopIds([string] $Prefix, [string] $Start, [string[]] $Kinds) {
  if ($Prefix -notmatch '^[A-Za-z0-9._-]*$') { return }
  $root = Get-CopRoot $Start
  if ($null -eq $root) { return }
  $moved = Get-CopMoved $root
  $dirs = $Kinds | ForEach-Object { if ($moved.ContainsKey($_)) { $moved[$_] } else { $script:CopFolders[$_] } }
  foreach ($dir in ($dirs | Select-Object -Unique)) {
    $top = Get-Item -LiteralPath (Join-Path $root $dir) -ErrorAction SilentlyContinue
    if ($null -eq $top -or $top.LinkType) { continue }
    foreach ($file in [System.IO.Directory]::EnumerateFiles($top.FullName, "$Prefix*.md")) {
      $id = [System.IO.Path]::GetFileNameWithoutExtension($file)
      if ($id -cmatch '^[A-Za-z0-9][A-Za-z0-9._-]*$') { $id }
    }
  }
}

Register-ArgumentCompleter -Native -CommandName cop -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $path = ''
  $flag = ''
  $start = '.'
  $operands = 0
  $place = $script:CopPlaces['']
  foreach ($word in $words) {
    if ($flag -ne '') {
      if ($flag -ceq '-C') { $start = $word }
      $flag = ''
    } elseif ($word.StartsWith('-')) {
      if ($place.Valued -ccontains $word) { $flag = $word }
    } else {
      $longer = "$path $word".Trim()
      if ($operands -eq 0 -and $script:CopPlaces.ContainsKey($longer)) {
        $path = $longer
        $place = $script:CopPlaces[$path]
      } else { $operands += 1 }
    }
  }
  $offer = ''
  if ($flag -ne '') { $offer = $place.Values[$flag] }
  elseif ($wordToComplete.StartsWith('-')) { $offer = 'words ' + ($place.Flags -join ' ') }
  elseif ($operands -lt $place.Operands.Count) { $offer = $place.Operands[$operands] }
  elseif ($place.Again -and $place.Operands.Count -gt 0) { $offer = $place.Operands[-1] }
  $sort, $rest = "$offer".Split(' ')
  $found = switch ($sort) {
    'words' { $rest | Where-Object { $_.StartsWith($wordToComplete) } }
    'ids' { Get-CopIds $wordToComplete $start $rest }
  }
  # Where nothing is offered, PowerShell offers files.
  $found | Where-Object { $_ } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
` as ShellScript;
