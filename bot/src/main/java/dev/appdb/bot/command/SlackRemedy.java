package dev.appdb.bot.command;

import dev.appdb.failure.Dialect;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the remedies of the engine as they are followed in Slack: a command that the bot has as it is typed there, any
 * other as it is typed into a checkout's shell.
 *
 * @param names app and environment that the remedies are about, for commands that name none; may be empty
 * @param running the command that the remedies are for, as it is typed in Slack; empty if that is not known
 */
public record SlackRemedy(String names, Optional<String> running) implements Dialect {
    /** For remedies that are about no environment in particular. */
    public static final SlackRemedy ANYWHERE = new SlackRemedy("", Optional.empty());

    private static final String IN_SHELL = " (in a checkout's shell)";
    private static final Set<String> NAMING = Set.of("--app-name", "--environment", "--project");

    /** For remedies about one environment; names that are none are left out. */
    public static SlackRemedy of(String app, String environment) {
        return new SlackRemedy(app + " " + environment, Optional.empty());
    }

    public static SlackRemedy of(AppName app, EnvironmentName environment) {
        return of(app.value(), environment.value());
    }

    /** For remedies about the environment of a command. */
    public static SlackRemedy of(BotCommand command) {
        String names = command.app()
                .flatMap(app -> command.environment()
                        .map(environment -> of(app, environment).names()))
                .orElse(ANYWHERE.names());
        return new SlackRemedy(names, Optional.of(command.slashText()));
    }

    /** The same for remedies of a run of a command, by its words on the command line. */
    public SlackRemedy running(String command) {
        return new SlackRemedy(names, Subcommand.of(command).flatMap(known -> inSlack(known.call())));
    }

    /** The remedy as text, with what is typed in backticks. */
    public String text(Remedy remedy) {
        return remedy.in((part, isAlone) -> write(part, false));
    }

    /** The remedy as something to copy: what stands alone is not in backticks. */
    public String code(Remedy remedy) {
        return remedy.in(this);
    }

    @Override
    public String write(Remedy.Part part, boolean isAlone) {
        if (part instanceof Remedy.Command command) {
            return inSlack(command)
                    .map(text -> typed(text, isAlone))
                    .orElseGet(() -> typed(command.toString(), isAlone) + IN_SHELL);
        } else if (part instanceof Remedy.Again && running.isPresent()) {
            return typed(running.get(), isAlone);
        } else if (part instanceof Remedy.Option option) {
            boolean isInSlack = Flag.of(option.name(), Flag.ALL).isPresent();
            return typed(option.toString(), isAlone) + (isInSlack ? "" : IN_SHELL);
        }
        return Dialect.COMMAND_LINE.write(part, isAlone);
    }

    private static String typed(String text, boolean isAlone) {
        return isAlone ? text : "`" + text + "`";
    }

    /** The command as it is typed in Slack; empty if the bot does not have it, or not all of its flags. */
    private Optional<String> inSlack(Remedy.Command command) {
        return name(command.subcommand()).flatMap(name -> {
            List<String> words = new ArrayList<>(List.of(name.words()));
            words.addAll(environment(command, name));
            for (Remedy.Option option : command.options()) {
                if (NAMING.contains(option.name())) {
                    continue;
                }
                if (isFlag(option) && Flag.of(option.name(), name.flags()).isEmpty()) {
                    return Optional.empty();
                }
                words.add(option.toString());
            }
            Parsed parsed = CommandText.parse(String.join(" ", words));
            if (parsed instanceof Parsed.Incomplete incomplete) {
                return Optional.of(incomplete.soFar().slashText());
            }
            return parsed instanceof BotCommand whole ? Optional.of(whole.slashText()) : Optional.empty();
        });
    }

    /** The app and the environment that a command names, or else those that the remedy is about. */
    private List<String> environment(Remedy.Command command, CommandName name) {
        List<String> named = Stream.of("--app-name", "--environment")
                .flatMap(flag -> command.value(flag).stream())
                .toList();
        boolean hasArguments = command.options().stream().anyMatch(option -> !isFlag(option) && !isSwitch(option));
        return named.isEmpty() && !hasArguments && name.takesEnvironment() ? List.of(names) : named;
    }

    private static boolean isFlag(Remedy.Option option) {
        return option.name().startsWith("--");
    }

    /** An extension to switch, such as {@code vector=on}. */
    private static boolean isSwitch(Remedy.Option option) {
        return option.name().indexOf('=') > 0;
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
            case ACCESS_LIST -> Optional.of(CommandName.ACCESS_LIST);
            case ROLES_PLAN -> Optional.of(CommandName.ROLES_PLAN);
            case ADOPT,
                    CONFIGURE,
                    ROLES_EXPECT,
                    EXTENSIONS_SET,
                    EXTENSIONS_UNSET,
                    TEMPLATE,
                    PASSWORD_ROTATE,
                    PASSWORD_SHOW,
                    ACCESS_GRANT,
                    ACCESS_REVOKE,
                    CONNECT,
                    STOP,
                    DESTROY,
                    DOCTOR,
                    ENVIRONMENTS,
                    IAM_POLICY,
                    BOT_MANIFEST -> Optional.empty();
        };
    }
}
