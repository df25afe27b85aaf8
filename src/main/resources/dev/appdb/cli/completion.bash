# Completion of appdb for bash: source <(appdb completion bash)
_appdb() {
    local words=() last=-1 at word
    # bash takes NAME=VALUE apart, which are one word to appdb.
    for ((at = 1; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if ((last >= 0 && at > 1)) && [[ $word == = || ${COMP_WORDS[at - 1]} == = ]]; then
            words[last]+=$word
        else
            last=$((last + 1))
            words[last]=$word
        fi
    done
    local typed=${words[last]} IFS=$'\n'
    COMPREPLY=()
    for word in $("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null); do
        # What stands before the last = stays.
        [[ $typed == *=* ]] && word=${word#"${typed%=*}="}
        COMPREPLY+=("$word")
    done
}
complete -o default -F _appdb appdb
