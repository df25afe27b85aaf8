package dev.appdb.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of an existing PostgreSQL server, in libpq's URI form, without a password.
 *
 * @param value {@code postgresql://user@host:port/database?sslmode=…}
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">libpq</a>
 */
public record ServerUrl(String value) {
    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> PARAMETERS =
            List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String PASSWORD =
            "it has a password in it: leave it out and use PGPASSWORD or a password file";
    private static final String EXAMPLE = "postgresql://postgres@db.example.com:5432/app";

    /** @throws IllegalArgumentException naming everything that is wrong; a password is refused, and not repeated */
    public ServerUrl {
        List<String> problems = problems(value);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "the server URL is not valid: " + String.join("; ", problems) + ". Use one like " + EXAMPLE);
        }
    }

    private static List<String> problems(String value) {
        List<String> problems = new ArrayList<>();
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            return List.of("it is not a URI");
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            problems.add("it must begin with postgresql://");
        }
        if (uri.getHost() == null) {
            problems.add("it names no host");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            problems.add("its port is not between 1 and " + HIGHEST_PORT);
        }
        String user = uri.getUserInfo();
        if (user == null || user.isEmpty()) {
            problems.add("it names no user");
        } else if (user.contains(":")) {
            problems.add(PASSWORD);
        }
        if (uri.getPath() == null || uri.getPath().length() < 2) {
            problems.add("it names no database");
        }
        if (uri.getQuery() != null) {
            for (String pair : uri.getQuery().split("&", -1)) {
                problem(pair).ifPresent(problems::add);
            }
        }
        return problems.stream().distinct().toList();
    }

    /** The problem with a parameter: a misspelled one must not silently mean something weaker. */
    private static Optional<String> problem(String pair) {
        String name = pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair;
        String value = pair.substring(Math.min(pair.length(), name.length() + 1));
        if (name.toLowerCase(Locale.ROOT).contains("password")) {
            return Optional.of(PASSWORD);
        }
        if (!PARAMETERS.contains(name)) {
            return Optional.of(
                    "its parameter " + Names.printable(name) + " is not known: use " + String.join(", ", PARAMETERS));
        }
        if (name.equals("sslmode") && !SSL_MODES.contains(value)) {
            return Optional.of("its sslmode is none of " + String.join(", ", SSL_MODES));
        }
        if (name.equals("connect_timeout") && !value.matches("[0-9]{1,6}")) {
            return Optional.of("its connect_timeout is not a number of seconds");
        }
        return Optional.empty();
    }

    public String host() {
        return URI.create(value).getHost();
    }

    public int port() {
        int port = URI.create(value).getPort();
        return port == -1 ? DEFAULT_PORT : port;
    }

    public String user() {
        return URI.create(value).getUserInfo();
    }

    public String database() {
        return URI.create(value).getPath().substring(1);
    }

    /** The value of a parameter such as {@code sslmode}, if the URL has it. */
    public Optional<String> parameter(String name) {
        String query = URI.create(value).getQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
