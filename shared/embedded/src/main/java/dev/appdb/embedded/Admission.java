package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The superuser's and the master's way into a server, repaired where the password file was lost or somebody changed a
 * password by hand; the data stays. Its user holds the home's lock.
 */
final class Admission {

    private static final String INVALID_PASSWORD = "28P01";

    private final PasswordFile passwords;
    private final RdsShape shape;
    private final SingleUserMode singleUser;
    private final ServerControl control;
    private final SecureRandom random;

    Admission(
            PasswordFile passwords,
            RdsShape shape,
            SingleUserMode singleUser,
            ServerControl control,
            SecureRandom random) {
        this.passwords = passwords;
        this.shape = shape;
        this.singleUser = singleUser;
        this.control = control;
        this.random = random;
    }

    /** Before the server is up: where passwords are missing, both get new ones, and the server is down. */
    void replaceLost(Path cluster) throws IOException, FailureException {
        passwords.tighten();
        if (passwords.of(RdsShape.BOOTSTRAP).isEmpty()
                || passwords.of(RdsShape.MASTER).isEmpty()) {
            replace(cluster);
        }
    }

    /**
     * Once the server is up: makes it take the passwords of the file again. Only where the superuser, too, is refused
     * does it have to go down for that.
     *
     * @return the server, which may be another process now
     */
    Postmaster repair(Path cluster, Running running, Postmaster server) throws IOException, FailureException {
        FutureTask<Boolean> superuser = new FutureTask<>(() -> isRefused(running, RdsShape.BOOTSTRAP));
        // A login takes both sides thousands of rounds of hashing: the two are made at once.
        new Thread(superuser, "superuser-login").start();
        boolean isMasterRefused = isRefused(running, RdsShape.MASTER);
        if (result(superuser)) {
            replace(cluster);
            return control.up();
        }
        if (isMasterRefused) {
            setAgain(running);
        }
        return server;
    }

    private void replace(Path cluster) throws IOException, FailureException {
        control.requireOurs();
        control.down("fast");
        Secret bootstrap = PasswordFile.newPassword(random);
        Secret master = PasswordFile.newPassword(random);
        singleUser.run(cluster, shape.admissions(bootstrap, master));
        passwords.put(Running.HOST, RdsShape.MASTER, master);
        passwords.put(Running.HOST, RdsShape.BOOTSTRAP, bootstrap);
    }

    private void setAgain(Running running) throws IOException, FailureException {
        Optional<Secret> bootstrap = passwords.of(RdsShape.BOOTSTRAP);
        Optional<Secret> master = passwords.of(RdsShape.MASTER);
        try (Connection connection = running.connect(RdsShape.BOOTSTRAP, RdsShape.MASTER);
                Statement statement = connection.createStatement()) {
            statement.execute("SET log_statement = 'none'");
            statement.execute("SET log_min_duration_statement = -1");
            statement.execute("SET log_min_error_statement = 'panic'");
            for (String sql : shape.admissions(bootstrap.orElseThrow(), master.orElseThrow())) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw Running.failed("could not let " + RdsShape.MASTER + " log in again", e);
        }
    }

    private static boolean result(FutureTask<Boolean> login) throws FailureException {
        try {
            return login.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException known) {
                throw known;
            }
            throw new IllegalStateException("a login failed in a way that is not known", e.getCause());
        } catch (InterruptedException e) {
            throw ServerFailure.interrupted("could not log in", e);
        }
    }

    /** True if the server has another password. Any other error is reported when the connection is used. */
    private static boolean isRefused(Running running, String role) throws FailureException {
        try (Connection connection = running.connect(role, RdsShape.MASTER)) {
            return connection.isClosed();
        } catch (SQLException e) {
            return INVALID_PASSWORD.equals(e.getSQLState());
        }
    }
}
