package dev.appdb.bot.command;

import dev.appdb.failure.Subcommand;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The result of parsing a typed text: a command, an incomplete command, or neither. */
public sealed interface Parsed permits BotCommand, Parsed.Incomplete, Parsed.InShell, Parsed.Unclear {

    /**
     * A command that is understood and lacks something, which the person is then asked for.
     *
     * @param soFar what was given
     * @param missing at least one
     * @param meant the databases that what was typed may mean; empty if all may be meant
     */
    record Incomplete(BotCommand soFar, Set<Argument> missing, List<DatabaseName> meant) implements Parsed {
        public Incomplete {
            missing = EnumSet.copyOf(missing);
            meant = List.copyOf(meant);
        }

        public Incomplete(BotCommand soFar, Set<Argument> missing) {
            this(soFar, missing, List.of());
        }
    }

    /**
     * A command that only the command line has.
     *
     * @param command the command there
     * @param database the app and the environment as they were typed; empty if they are no names
     */
    record InShell(Subcommand command, Optional<DatabaseName> database) implements Parsed {}

    /**
     * A text that is no command as it stands.
     *
     * @param typed what was typed, printable and cut to what fits a message; not escaped for Slack
     * @param problems all that is wrong, a sentence each without a full stop
     * @param nearest the command that was most likely meant; help if nobody can tell
     * @param suggestion a whole command that can be done as it is; empty if none can be made from what was typed
     * @param candidates all commands that may have been meant, the nearest first; empty if none is near
     */
    record Unclear(
            String typed,
            List<String> problems,
            CommandName nearest,
            Optional<String> suggestion,
            List<CommandName> candidates)
            implements Parsed {
        public Unclear {
            problems = List.copyOf(problems);
            candidates = List.copyOf(candidates);
        }
    }
}
