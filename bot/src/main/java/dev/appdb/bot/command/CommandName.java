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

/**
 * The commands there are: all that a command declares stands here. A command with a {@link dev.appdb.engine.Procedure}
 * of the same words begins a run; any other is answered at once.
 */
public enum CommandName {
    HELP("help", "[COMMAND]", "list the commands, or explain one", Effect.READS, List.of(), Flag.PRIVATE),
    SETUP(
            "setup",
            "[APP] [ENV] [EXTENSION=on|off|unset …]",
            "set up a database, with a form for missing settings",
            Effect.CHANGES_ENVIRONMENT,
            List.of(),
            Stream.concat(
                            Flag.SETTINGS.stream(),
                            Stream.of(
                                    Flag.ADDITIVE,
                                    Flag.ALLOW_REVOKE,
                                    Flag.ALLOW_LOGIN,
                                    Flag.LOCK_TIMEOUT,
                                    Flag.BREAK_GLASS,
                                    Flag.REASON))
                    .toArray(Flag[]::new)),
    PLAN(
            "plan",
            "APP ENV",
            "show the changes that apply would make",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE,
            Flag.ADDITIVE),
    APPLY(
            "apply",
            "APP ENV",
            "plan, wait for a review, deploy, update the roles and check them",
            Effect.CHANGES_ENVIRONMENT,
            List.of(APP, ENVIRONMENT),
            Flag.NO_ROLES,
            Flag.ADDITIVE,
            Flag.ALLOW_REPLACE,
            Flag.ALLOW_REVOKE,
            Flag.ALLOW_LOGIN,
            Flag.LOCK_TIMEOUT,
            Flag.ALLOW_UPGRADE,
            Flag.ALLOW_UNPROTECTED,
            Flag.ALLOW_UNENCRYPTED,
            Flag.ALLOW_INGRESS,
            Flag.BREAK_GLASS,
            Flag.REASON),
    ROLES_CHECK(
            "roles check",
            "APP ENV",
            "check users, schema, privileges and extensions",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE,
            Flag.PROBE),
    ROLES_PLAN(
            "roles plan",
            "APP ENV",
            "show the changes that roles update would make, and who would lose what",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE,
            Flag.ADDITIVE),
    ROLES_UPDATE(
            "roles update",
            "APP ENV",
            "plan, wait for a review, and update users, schema, privileges and extensions to the configuration",
            Effect.CHANGES_ENVIRONMENT,
            List.of(APP, ENVIRONMENT),
            Flag.ADDITIVE,
            Flag.ALLOW_REVOKE,
            Flag.ALLOW_LOGIN,
            Flag.LOCK_TIMEOUT,
            Flag.BREAK_GLASS,
            Flag.REASON),
    ROLES_CHECKS("roles checks", "", "list the checks, and what repairs each", Effect.READS, List.of()),
    ACCESS_GRANT(
            "access grant",
            "USER APP ENV --as USER --for TIME --reason WHY",
            "give a person a user of their own, with the rights of a reader or of the app, for a limited time",
            Effect.CHANGES_ENVIRONMENT,
            List.of(Argument.USER, APP, ENVIRONMENT, Argument.AS, Argument.TIME, Argument.ACCESS_REASON),
            Flag.AS,
            Flag.FOR,
            Flag.BREAK_GLASS,
            Flag.REASON),
    ACCESS_LIST(
            "access list",
            "APP ENV",
            "list who has temporary access, as whom, until when and why",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE),
    ACCESS_REVOKE(
            "access revoke",
            "USER APP ENV",
            "take a person's temporary access away at once: end the sessions, and drop the user",
            Effect.TAKES_ACCESS,
            List.of(Argument.USER, APP, ENVIRONMENT),
            Flag.BREAK_GLASS,
            Flag.REASON),
    APPROVE(
            "approve",
            "RUN PLAN",
            "approve exactly the plan that a waiting run shows",
            Effect.REVIEWS,
            List.of(Argument.RUN_AND_PLAN)),
    DENY(
            "deny",
            "RUN PLAN",
            "deny the plan of a waiting run, which ends it",
            Effect.REVIEWS,
            List.of(Argument.RUN_AND_PLAN),
            Flag.REASON),
    STATUS(
            "status",
            "APP ENV",
            "show the current state of the database",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE),
    DRIFT(
            "drift",
            "APP ENV",
            "show differences from the deployed state",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE),
    EXTENSIONS(
            "extensions",
            "APP ENV",
            "list declared and available extensions",
            Effect.READS,
            List.of(APP, ENVIRONMENT),
            Flag.PRIVATE),
    FILES("files", "APP ENV", "post the project files to commit", Effect.READS, List.of(APP, ENVIRONMENT)),
    RUNS("runs", "[APP] [ENV] | RUN", "list runs, or show one", Effect.READS, List.of(), Flag.PRIVATE),
    HISTORY("history", "[APP] [ENV]", "show requests and their approvals", Effect.READS, List.of(), Flag.PRIVATE),
    MUTE(
            "mute",
            "APP ENV --until WHEN",
            "mute scheduled checks; --until now unmutes them",
            Effect.CHANGES_BOT,
            List.of(Argument.APP, Argument.ENVIRONMENT, Argument.UNTIL),
            Flag.UNTIL,
            Flag.REASON),
    FREEZE(
            "freeze",
            "[APP] [ENV] --reason WHY",
            "forbid changes, everywhere or in one app or environment",
            Effect.CHANGES_BOT,
            List.of(Argument.REASON),
            Flag.UNTIL,
            Flag.REASON),
    UNFREEZE("unfreeze", "[APP] [ENV]", "end a freeze", Effect.CHANGES_BOT, List.of(), Flag.REASON);

    /** The extent of a command's changes. */
    public enum Effect {
        READS,
        /** Only what the bot itself remembers. */
        CHANGES_BOT,
        /** Only whether a run that waits may go on; those who may approve are the policy's approval rules'. */
        REVIEWS,
        /** A database, or what is declared of it: what a freeze stops. */
        CHANGES_ENVIRONMENT,
        /** Only that a person has access: no freeze stops it, and only an approval rule that names the command. */
        TAKES_ACCESS;

        /** Returns whether an approval rule may apply. */
        public boolean isApproved() {
            return this == CHANGES_ENVIRONMENT || this == TAKES_ACCESS;
        }
    }

    private final String words;
    private final String arguments;
    private final String purpose;
    private final Effect effect;
    private final Set<Argument> needs;
    private final List<Flag> flags;

    CommandName(String words, String arguments, String purpose, Effect effect, List<Argument> needs, Flag... flags) {
        this.words = words;
        this.arguments = arguments;
        this.purpose = purpose;
        this.effect = effect;
        this.needs = EnumSet.noneOf(Argument.class);
        this.needs.addAll(needs);
        this.flags = List.of(flags);
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
        return arguments.contains("ENV");
    }

    /** True if the command is about one person's user, which is typed before the app. */
    public boolean takesUser() {
        return needs.contains(Argument.USER);
    }

    /** True if the command takes {@code vector=on} and the like. */
    public boolean takesSwitches() {
        return this == SETUP;
    }

    /** The flags that it takes, in the order in which they are shown. */
    public List<Flag> flags() {
        return flags;
    }
}
