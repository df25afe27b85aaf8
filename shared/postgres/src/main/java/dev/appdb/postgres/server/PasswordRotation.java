package dev.appdb.postgres.server;

import dev.appdb.engine.InProcessRoleManager;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * Replaces a user's password. The new one is kept before the server gets it, and becomes the one that is meant to work when
 * a login with it has succeeded. Killed in between, the next rotation goes on with the same password, and so ends where
 * this one would have.
 */
final class PasswordRotation {
    private final ServerPasswords passwords;
    private final KeptPasswords kept;
    private final ServerLogins logins;
    private final InProcessRoleManager roleManager;

    PasswordRotation(
            ServerPasswords passwords, KeptPasswords kept, ServerLogins logins, InProcessRoleManager roleManager) {
        this.passwords = passwords;
        this.kept = kept;
        this.logins = logins;
        this.roleManager = roleManager;
    }

    /**
     * Replaces it.
     *
     * @param given the new one; empty for a generated one
     * @return the password file that has it
     */
    Path of(String user, Optional<Secret> given) throws FailureException {
        passwords.working(user);
        return kept.whileLocked(() -> {
            Optional<Secret> interrupted = kept.next(user);
            Secret password = given.or(() -> interrupted).orElseGet(passwords::generated);
            kept.begin(user, password);
            set(user, password, interrupted.isPresent());
            requireWorking(user, password);
            kept.settle(user, password);
            return kept.file();
        });
    }

    private void set(String user, Secret password, boolean mayHaveBeenSet) throws FailureException {
        try {
            roleManager.setPassword(user, ServerPasswords.verifier(password));
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.REFUSED && !mayHaveBeenSet) {
                // The server was not asked, and never has been.
                kept.drop(user);
            }
            throw e;
        }
    }

    private void requireWorking(String user, Secret password) throws FailureException {
        try (Connection connection = logins.as(user, password)) {
            Objects.requireNonNull(connection);
        } catch (SQLException e) {
            if (!ServerPasswords.INVALID_PASSWORD.equals(e.getSQLState())) {
                // It has the new password; something else is in the way of its logins, and the check says what.
                return;
            }
            throw Failure.failed(
                            "password-refused",
                            "could not log in as " + user + " with the new password",
                            "the server took it, and refuses it now",
                            Remedy.of(
                                    "Look whether somebody else sets it, and run {} again.", passwords.rotation(user)))
                    .asException(e);
        }
    }
}
