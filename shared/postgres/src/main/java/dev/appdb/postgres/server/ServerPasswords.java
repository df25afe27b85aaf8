package dev.appdb.postgres.server;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Subcommand;
import dev.appdb.file.PasswordFile;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.UserPasswords;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PasswordUtil;

/** The passwords of the users on an existing server: kept here, set there as verifiers, and proved by logging in. */
final class ServerPasswords implements UserPasswords {
    static final String INVALID_PASSWORD = "28P01";

    private final DatabaseRequest request;
    private final ServerLogins logins;
    private final KeptPasswords kept;
    private final boolean makesNew;
    private final Map<String, Secret> given;
    private final SecureRandom random = new SecureRandom();
    private boolean hasMadeAny;

    /**
     * @param makesNew whether users that are created get passwords
     * @param given the passwords that a person wants the users to have, for those that are created
     */
    ServerPasswords(
            DatabaseRequest request,
            ServerLogins logins,
            KeptPasswords kept,
            boolean makesNew,
            Map<String, Secret> given) {
        this.request = request;
        this.logins = logins;
        this.kept = kept;
        this.makesNew = makesNew;
        this.given = Map.copyOf(given);
    }

    @Override
    public boolean areForNewUsers() {
        return makesNew;
    }

    /** One that was kept for a transaction that was rolled back is used again. */
    @Override
    public Secret newVerifier(String user) throws FailureException {
        return kept.whileLocked(() -> {
            Optional<Secret> known = given.containsKey(user) ? Optional.of(given.get(user)) : kept.current(user);
            Secret password = known.orElseGet(this::generated);
            kept.keep(user, password);
            hasMadeAny = true;
            return verifier(password);
        });
    }

    /** Keeps the password that an existing user was found to have. */
    void adopt(String user, Secret password) throws FailureException {
        kept.whileLocked(() -> {
            kept.keep(user, password);
            return password;
        });
    }

    @Override
    public Optional<Connection> logIn(String user) throws SQLException, FailureException {
        Optional<Secret> current = kept.current(user);
        Optional<Secret> next = kept.next(user);
        if (current.isPresent()) {
            try {
                return Optional.of(logins.as(user, current.get()));
            } catch (SQLException e) {
                if (next.isEmpty() || !INVALID_PASSWORD.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return next.isPresent() ? Optional.of(settled(user, next.get())) : Optional.empty();
    }

    /** The replacement was interrupted after the server had the new one. */
    private Connection settled(String user, Secret next) throws SQLException, FailureException {
        Connection connection = logins.as(user, next);
        kept.whileLocked(() -> {
            kept.settle(user, next);
            return next;
        });
        return connection;
    }

    /** The password that is kept for a user; where a replacement was interrupted, the one that works. */
    Optional<Secret> working(String user) throws FailureException {
        if (kept.next(user).isPresent()) {
            try {
                Optional<Connection> login = logIn(user);
                if (login.isPresent()) {
                    login.get().close();
                }
            } catch (SQLException e) {
                // The server does not answer, or takes neither: the check reports it.
                return kept.current(user);
            }
        }
        return kept.current(user);
    }

    @Override
    public void forget(String user) throws FailureException {
        if (kept.current(user).isPresent() || kept.next(user).isPresent()) {
            kept.whileLocked(() -> {
                kept.forget(user);
                return user;
            });
        }
    }

    @Override
    public Remedy.Command rotation(String user) {
        return request.command(Subcommand.PASSWORD_ROTATE)
                .with("--user", request.names().wordFor(user));
    }

    /** Returns whether a new user got a password. */
    boolean hasMadeAny() {
        return hasMadeAny;
    }

    /** The command that prints a user's password. */
    Remedy.Command showing(String user) {
        return request.command(Subcommand.PASSWORD_SHOW)
                .with("--user", request.names().wordFor(user));
    }

    Secret generated() {
        return PasswordFile.newPassword(random);
    }

    /**
     * The verifier in PostgreSQL's form, {@code SCRAM-SHA-256$4096:salt$StoredKey:ServerKey}, with a new salt each time.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>
     */
    static Secret verifier(Secret password) {
        return new Secret(PasswordUtil.encodeScramSha256(password.reveal().toCharArray()));
    }

    /** For {@code PGPASSFILE}; empty where it does not have the user's password. */
    Optional<Path> fileOf(String user) throws FailureException {
        return working(user).map(password -> kept.file());
    }
}
