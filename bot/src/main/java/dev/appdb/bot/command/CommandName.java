package dev.appdb.bot.command;

import static dev.appdb.bot.command.Argument.APP;
import static dev.appdb.bot.command.Argument.ENVIRONMENT;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The commands there are. */
public enum CommandName {
    HELP("help", "[COMMAND]", "show what there is, or how one command is used", Effect.READS, Set.of()),
    SETUP(
            "setup",
            "[APP] [ENV] [EXTENSION=on|off …]",
            "set a database up, asking for what is missing",
            Effect.CHANGES_ENVIRONMENT,
            Set.of()),
    PLAN("plan", "APP ENV", "show what apply would do", Effect.READS, Set.of(APP, ENVIRONMENT)),
    APPLY(
            "apply",
            "APP ENV",
            "plan, have it reviewed, deploy, update the roles and check them",
            Effect.CHANGES_ENVIRONMENT,
            Set.of(APP, ENVIRONMENT)),
    ROLES_CHECK(
            "roles check",
            "APP ENV",
            "check users, schema, privileges and extensions",
            Effect.READS,
            Set.of(APP, ENVIRONMENT)),
    ROLES_UPDATE(
            "roles update",
            "APP ENV",
            "make users, schema, privileges and extensions as configured",
            Effect.CHANGES_ENVIRONMENT,
            Set.of(APP, ENVIRONMENT)),
    APPROVE(
            "approve",
            "RUN PLAN",
            "let a run that waits go on, with exactly the plan that was shown",
            Effect.REVIEWS,
            Set.of(Argument.RUN_AND_PLAN)),
    DENY("deny", "RUN PLAN", "end a run that waits", Effect.REVIEWS, Set.of(Argument.RUN_AND_PLAN)),
    STATUS("status", "APP ENV", "show what is there now", Effect.READS, Set.of(APP, ENVIRONMENT)),
    DRIFT("drift", "APP ENV", "show what differs from what was deployed", Effect.READS, Set.of(APP, ENVIRONMENT)),
    EXTENSIONS(
            "extensions", "APP ENV", "list extensions, declared and offered", Effect.READS, Set.of(APP, ENVIRONMENT)),
    RUNS("runs", "[APP] [ENV] | RUN", "list the runs, or show one", Effect.READS, Set.of()),
    HISTORY("history", "[APP] [ENV]", "show who asked for what and who approved it", Effect.READS, Set.of()),
    MUTE(
            "mute",
            "APP ENV --until WHEN",
            "keep scheduled checks quiet for a while; --until now ends it",
            Effect.CHANGES_BOT,
            Set.of(APP, ENVIRONMENT, Argument.UNTIL)),
    FREEZE(
            "freeze",
            "[APP] [ENV] --reason WHY",
            "let nothing be changed, everywhere or in one app or environment",
            Effect.CHANGES_BOT,
            Set.of(Argument.REASON)),
    UNFREEZE("unfreeze", "[APP] [ENV]", "end a freeze", Effect.CHANGES_BOT, Set.of());

    /** The extent of a command's changes. */
    public enum Effect {
        READS,
        /** Only what the bot itself remembers. */
        CHANGES_BOT,
        /** Only whether a run that waits may go on; those who may approve are the policy's approval rules'. */
        REVIEWS,
        /** A database, or what is declared of it: what a freeze stops. */
        CHANGES_ENVIRONMENT
    }

    private final String words;
    private final String arguments;
    private final String purpose;
    private final Effect effect;
    private final Set<Argument> needs;

    CommandName(String words, String arguments, String purpose, Effect effect, Set<Argument> needs) {
        this.words = words;
        this.arguments = arguments;
        this.purpose = purpose;
        this.effect = effect;
        this.needs = EnumSet.noneOf(Argument.class);
        this.needs.addAll(needs);
    }

    /** The command with these words, in lower case. */
    public static Optional<CommandName> of(String words) {
        return Arrays.stream(values()).filter(name -> name.words.equals(words)).findFirst();
    }

    /** The words typed after {@code /appdb}, which policies use too: {@code roles check}. */
    public String words() {
        return words;
    }

    /** The usage line: {@code /appdb plan APP ENV}. */
    public String usage() {
        return (BotCommand.SLASH + " " + words + " " + arguments).strip();
    }

    /** A phrase that describes the command, without a full stop. */
    public String purpose() {
        return purpose;
    }

    public Effect effect() {
        return effect;
    }

    /** The required arguments, in the order in which the form asks for them. */
    public Set<Argument> needs() {
        return Collections.unmodifiableSet(needs);
    }

    /** True if the command takes an app and an environment at all. */
    public boolean takesEnvironment() {
        return this != HELP && effect != Effect.REVIEWS;
    }

    /** True if the command takes {@code vector=on} and the like. */
    public boolean takesSwitches() {
        return this == SETUP;
    }

    /** The flags that it takes, in the order in which they are shown. */
    public List<Flag> flags() {
        return switch (this) {
            case SETUP ->
                Stream.concat(Flag.SETTINGS.stream(), Stream.of(Flag.BREAK_GLASS, Flag.REASON))
                        .toList();
            case APPLY ->
                List.of(
                        Flag.NO_ROLES,
                        Flag.ALLOW_REPLACE,
                        Flag.ALLOW_UPGRADE,
                        Flag.ALLOW_UNPROTECTED,
                        Flag.ALLOW_UNENCRYPTED,
                        Flag.BREAK_GLASS,
                        Flag.REASON);
            case ROLES_UPDATE -> List.of(Flag.BREAK_GLASS, Flag.REASON);
            case ROLES_CHECK -> List.of(Flag.PRIVATE, Flag.PROBE);
            case MUTE, FREEZE -> List.of(Flag.UNTIL, Flag.REASON);
            case UNFREEZE, DENY -> List.of(Flag.REASON);
            case APPROVE -> List.of();
            case HELP, PLAN, STATUS, DRIFT, EXTENSIONS, RUNS, HISTORY -> List.of(Flag.PRIVATE);
        };
    }
}
