#compdef appdb
# Completion of appdb for zsh: source <(appdb completion zsh), or this file as _appdb in a folder of $fpath
_appdb() {
    local -a found
    found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( ${#found} )); then compadd -- "${found[@]}"; else _files; fi
}
if [ "${funcstack[1]}" = _appdb ]; then
    _appdb "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _appdb appdb
fi
