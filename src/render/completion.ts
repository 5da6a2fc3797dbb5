export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof SHELLS)[number];

/** What each shell reads once; whatever is offered, `meibo complete` says. Where it offers nothing, a shell offers files. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  // Bash parts words at `:`, `=` and `@`, and puts its answer in the place of the last part only.
  bash: `# bash: source <(meibo completion bash)
_meibo() {
  local last=-1 at part found is_glued=
  local -a words=()
  COMPREPLY=()
  for ((at = 1; at <= COMP_CWORD; at++)); do
    part=\${COMP_WORDS[at]}
    if [[ -n $part && $part != *[!:=@]* && $last -ge 0 ]]; then
      words[last]+=$part
      is_glued=1
    elif [[ -n $part && -n $is_glued ]]; then
      words[last]+=$part
      is_glued=
    else
      words[++last]=$part
      is_glued=
    fi
  done
  words[last]=\${words[last]//[\\'\\"\\\\]/}
  local replaced=\${2-\${COMP_WORDS[COMP_CWORD]##*[:=]}}
  local kept=\${words[last]%"$replaced"}
  while IFS= read -r found; do
    COMPREPLY+=("\${found#"$kept"}")
  done < <(meibo complete -- "\${words[@]}" 2>/dev/null </dev/null)
  [[ \${COMPREPLY[0]-} == *[:=/] ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -o default -F _meibo meibo
`,
  zsh: `#compdef meibo
# zsh: source <(meibo completion zsh), after compinit
_meibo() {
  local -a found open
  found=("\${(@f)$(meibo complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null </dev/null)}")
  found=(\${found:#})
  if ((\${#found} == 0)); then
    _files
    return
  fi
  open=(\${(M)found:#*[:=/]})
  found=(\${found:#*[:=/]})
  ((\${#open})) && compadd -S '' -a open
  ((\${#found})) && compadd -a found
  return 0
}
if [[ \${funcstack[1]} == _meibo ]]; then
  _meibo "$@"
else
  compdef _meibo meibo
fi
`,
  fish: `# fish: meibo completion fish | source
function __meibo_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (meibo complete -- $words[2..] 2>/dev/null </dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c meibo -f -a '(__meibo_complete)'
`,
  // An empty word would be dropped on its way to a program; a comma would make a list of it.
  powershell: `# PowerShell: meibo completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName meibo -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim("'", '"') })
    if (-not $wordToComplete) { $words += '""' }
    meibo complete -- @words 2>$null | ForEach-Object {
        $text = if ($_ -match '[,@]') { "'$_'" } else { $_ }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}
`,
};
