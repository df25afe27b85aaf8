package dev.appdb.engine;

import dev.appdb.failure.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that libpq needs to connect, and no password: only how to get one.
 *
 * @param environment libpq's environment variables, such as {@code PGPASSFILE}; never {@code PGPASSWORD}
 * @param password a password that is fetched when it is needed; empty where libpq finds one itself
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">libpq environment variables</a>
 */
public record ConnectionParameters(
        String host,
        int port,
        String database,
        String user,
        SortedMap<String, String> environment,
        Optional<ConnectionPassword> password) {

    public ConnectionParameters {
        if (environment.containsKey("PGPASSWORD")) {
            throw new IllegalArgumentException("a password does not belong in connection parameters");
        }
        environment = new TreeMap<>(environment);
        if (looksLikeAConnectionString(database)) {
            environment.put("PGDATABASE", database);
        }
    }

    /** For servers to which libpq logs in by itself, with a password file or without any password. */
    public ConnectionParameters(
            String host, int port, String database, String user, SortedMap<String, String> environment) {
        this(host, port, database, user, environment, Optional.empty());
    }

    /** psql's arguments, without the environment. */
    public List<String> psql() {
        List<String> words = new ArrayList<>(List.of("psql", "--host=" + host, "--port=" + port, "--username=" + user));
        if (!looksLikeAConnectionString(database)) {
            words.add("--dbname=" + database);
        }
        return words;
    }

    /** psql would read such a name as where to connect to; the variable it takes as a name. */
    private static boolean looksLikeAConnectionString(String database) {
        return database.contains("=") || database.startsWith("postgresql://") || database.startsWith("postgres://");
    }

    /** The whole command, quoted for a POSIX shell. */
    public String commandLine() {
        List<String> words = new ArrayList<>();
        environment.forEach((name, value) -> words.add(name + "=" + ShellWord.quote(value)));
        password.ifPresent(fetched -> words.add("PGPASSWORD=\"$(" + fetched.command() + ")\""));
        psql().forEach(word -> words.add(ShellWord.quote(word)));
        return String.join(" ", words);
    }
}
