package dev.appdb.bot.command;

import dev.appdb.failure.Dialect;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the remedies of the engine as they are followed in Slack: a command that the bot has as it is typed there, any
 * other as it is typed into a checkout's shell.
 */
public final class SlackRemedy {
    private static final String IN_SHELL = " (in a checkout's shell)";

    private SlackRemedy() {}

    /**
     * The remedy as text, with what is typed in backticks.
     *
     * @param words for commands that stand in a remedy's words
     */
    public static String text(Remedy remedy, SlackDialect words) {
        return remedy.in((part, isAlone) -> part(part, isAlone, words));
    }

    private static String part(Remedy.Part part, boolean isAlone, SlackDialect words) {
        if (part instanceof Remedy.Text text) {
            return words.said(text.text());
        } else if (part instanceof Remedy.Command command) {
            return inSlack(command).map(text -> "`" + text + "`").orElseGet(() -> "`" + command + "`" + IN_SHELL);
        } else if (part instanceof Remedy.Option option) {
            return "`" + option + "`" + (Flag.of(option.name(), Flag.ALL).isPresent() ? "" : IN_SHELL);
        }
        return Dialect.COMMAND_LINE.write(part, isAlone);
    }

    /** The command as it is typed in Slack; empty if the bot does not have it, or not all of its flags. */
    private static Optional<String> inSlack(Remedy.Command command) {
        Optional<CommandName> name = name(command.subcommand());
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of(name.get().words()));
        command.value("--app-name").ifPresent(words::add);
        command.value("--environment").ifPresent(words::add);
        for (Remedy.Option option : command.options()) {
            if (List.of("--app-name", "--environment", "--project").contains(option.name())) {
                continue;
            }
            if (option.name().startsWith("--")
                    && Flag.of(option.name(), name.get().flags()).isEmpty()) {
                return Optional.empty();
            }
            words.add(option.toString());
        }
        Parsed parsed = CommandText.parse(String.join(" ", words));
        if (parsed instanceof Parsed.Incomplete incomplete) {
            return Optional.of(incomplete.soFar().slashText());
        }
        return parsed instanceof BotCommand whole ? Optional.of(whole.slashText()) : Optional.empty();
    }

    private static Optional<CommandName> name(Subcommand subcommand) {
        return switch (subcommand) {
            case SETUP -> Optional.of(CommandName.SETUP);
            case PLAN -> Optional.of(CommandName.PLAN);
            case APPLY -> Optional.of(CommandName.APPLY);
            case ROLES_UPDATE -> Optional.of(CommandName.ROLES_UPDATE);
            case ROLES_CHECK -> Optional.of(CommandName.ROLES_CHECK);
            case STATUS -> Optional.of(CommandName.STATUS);
            case DRIFT -> Optional.of(CommandName.DRIFT);
            case EXTENSIONS_LIST -> Optional.of(CommandName.EXTENSIONS);
            case RUNS_LIST, RUNS_SHOW -> Optional.of(CommandName.RUNS);
            case CONFIGURE, EXTENSIONS_SET, TEMPLATE, CONNECT, STOP, DESTROY, DOCTOR, IAM_POLICY, BOT_MANIFEST ->
                Optional.empty();
        };
    }
}
