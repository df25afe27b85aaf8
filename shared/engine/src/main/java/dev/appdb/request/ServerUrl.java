package dev.appdb.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an existing PostgreSQL server is, in libpq's URI form, without a password.
 *
 * @param value {@code postgresql://user@host:port/database?sslmode=…}
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">libpq</a>
 */
public record ServerUrl(String value) {
    private static final int DEFAULT_PORT = 5432;
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
        String user = uri.getRawUserInfo();
        if (user == null || user.isEmpty()) {
            problems.add("it names no user");
        } else if (user.contains(":")) {
            problems.add("it has a password in it: leave it out and use PGPASSWORD or a password file");
        }
        if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
            problems.add("it names no database");
        }
        if (uri.getRawQuery() != null && uri.getRawQuery().matches("(?i)(.*&)?password=.*")) {
            problems.add("it has a password in it: leave it out and use PGPASSWORD or a password file");
        }
        return problems;
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
