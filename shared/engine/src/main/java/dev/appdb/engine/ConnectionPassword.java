package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import java.util.Optional;

/**
 * A password that is fetched at the moment psql starts, and stands nowhere before: it goes into the environment of that
 * process only.
 */
public final class ConnectionPassword {
    private final String command;
    private final Optional<Fetch> fetch;

    private ConnectionPassword(String command, Optional<Fetch> fetch) {
        this.command = command;
        this.fetch = fetch;
    }

    /** The source of the password. */
    @FunctionalInterface
    public interface Fetch {
        String password() throws FailureException;
    }

    /**
     * One that this process can fetch itself.
     *
     * @param command a command for a POSIX shell that prints it
     */
    public static ConnectionPassword fetched(String command, Fetch fetch) {
        return new ConnectionPassword(command, Optional.of(fetch));
    }

    /** One that only a command of the person's own gets at. */
    public static ConnectionPassword printedBy(String command) {
        return new ConnectionPassword(command, Optional.empty());
    }

    /** A command for a POSIX shell that prints the password; it has none in it. */
    public String command() {
        return command;
    }

    /** The password; empty where only {@link #command} gets at it. */
    public Optional<String> fetch() throws FailureException {
        return fetch.isPresent() ? Optional.of(fetch.get().password()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
