package dev.appdb.cli.command;

import dev.appdb.cli.console.ConsentCheck;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The commands about the passwords of users, and of people with temporary access. They belong into a shell: nothing of this passes a
 * chat, and no run has it in its events.
 */
public final class PasswordCommand {
    private PasswordCommand() {}

    /** Only the word before {@code rotate} and {@code show}. */
    @Command(name = "password", description = "Replace or show the password of a user.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    /** Has the option that names the user. */
    private abstract static class OfUser extends DatabaseCommand {
        @Option(
                names = "--user",
                paramLabel = "USER",
                description = "User: app, migrator, a declared reader, or a person with temporary access.")
        @Nullable
        String user;

        OfUser(ProcessContext context, Subcommand command) {
            super(context, command);
        }

        final void requireUser(Problems problems) {
            if (user == null) {
                problems.missing("--user", "app, migrator, or a declared reader");
            }
        }

        @Override
        final Remedy.Command again(DatabaseRequest request) {
            return super.again(request).with("--user", user == null ? "app" : user);
        }

        /** The name that the user has in the server. */
        final String name(Resolution resolution) throws ProblemsException, FailureException {
            return new NamedUser(this, resolution, resolution.request().names().users())
                    .of("--user", String.valueOf(user));
        }
    }

    /** Replaces a password. */
    @Command(
            name = "rotate",
            description = {
                "Give a user a new password. The old one stops working at once; open sessions go on.",
                "The new password is generated, or taken from --password-file, and kept in a password file that only"
                        + " you can read. The server gets its SCRAM-SHA-256 verifier.",
                "Safe to repeat after an interruption. Not available in Slack."
            })
    public static final class Rotate extends OfUser {
        @Option(names = "--yes", description = "Skip the confirmation.")
        boolean yes;

        public Rotate(ProcessContext context) {
            super(context, Subcommand.PASSWORD_ROTATE);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            requireUser(problems);
            if (!yes && !guide().present()) {
                problems.missing("--yes", console.whyNotAsked("to confirm on"));
            }
            Resolution resolution = resolve(problems);
            String name = name(resolution);
            if (!yes) {
                ConsentCheck.requireGiven(
                        guide().confirm("Replace the password of " + name + " in "
                                + resolution.request().cluster() + "? Its next logins need the new one."),
                        "the new password");
            }
            Path file = ports(resolution).passwords().rotate(resolution.request(), name, quietly());
            console.result(
                    name + " has a new password; the old one no longer works. Open sessions go on.",
                    Console.object().put("result", "done").put("user", name).put("password_file", file.toString()));
            console.say("It is in " + file + ", a password file of libpq.");
            console.say(
                    "Next: store it where the service reads its password, and restart the service. To print it: appdb"
                            + " password show --user " + user + " " + resolution.flagsOf(Subcommand.PASSWORD_SHOW));
            return ExitCode.DONE;
        }
    }

    /** Prints a password. */
    @Command(
            name = "show",
            description = {
                "Print the password that is kept for a user.",
                "Prints nothing else, so that it can be piped into a secret store. Not available in Slack."
            })
    public static final class Show extends OfUser {
        public Show(ProcessContext context) {
            super(context, Subcommand.PASSWORD_SHOW);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            requireUser(problems);
            Resolution resolution = resolve(problems);
            String name = name(resolution);
            Secret password = ports(resolution).passwords().password(resolution.request(), name);
            if (console.json()) {
                console.result("", Console.object().put("user", name).put("password", password.reveal()));
            } else {
                context.out().println(password.reveal());
            }
            return ExitCode.DONE;
        }
    }
}
