# Completion of appdb for fish: appdb completion fish | source
function __appdb_words
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($typed[1] complete -- $typed[2..-1] "$current" 2>/dev/null)
    if test -n "$found"
        string join \n -- $found
    else
        __fish_complete_path "$current"
    end
end
complete -c appdb -f -a '(__appdb_words)'
