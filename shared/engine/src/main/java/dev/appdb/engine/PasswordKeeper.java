package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.nio.file.Path;

/** The passwords of a database's users, on targets where they log in with passwords. */
public interface PasswordKeeper {
    /** For users that log in with IAM tokens. */
    PasswordKeeper NONE = new PasswordKeeper() {
        @Override
        public Path rotate(DatabaseRequest request, String user, Progress progress) throws FailureException {
            throw refusal(request);
        }

        @Override
        public Secret password(DatabaseRequest request, String user) throws FailureException {
            throw refusal(request);
        }

        private static FailureException refusal(DatabaseRequest request) {
            return Failure.refused(
                            "password-iam",
                            request.cluster() + " has no passwords of its users",
                            "on target " + request.target()
                                    + " they log in with IAM tokens, which expire by themselves",
                            Remedy.of("Connect with {}.", request.command(Subcommand.CONNECT)))
                    .asException();
        }
    };

    /**
     * Gives a user a new password. The new one is kept before the server gets it, so that after an interruption anywhere the
     * same call finishes the work. Sessions go on; the old password ends.
     *
     * @param user the user's name in the server
     * @return the password file that has the new one
     */
    Path rotate(DatabaseRequest request, String user, Progress progress) throws FailureException;

    /**
     * The password that is kept for a user.
     *
     * @param user the user's name in the server
     * @throws FailureException also if none is kept
     */
    Secret password(DatabaseRequest request, String user) throws FailureException;
}
