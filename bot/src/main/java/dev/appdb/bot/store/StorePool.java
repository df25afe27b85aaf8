package dev.appdb.bot.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.appdb.request.ThisMachine;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections of one replica to the bot's database, kept open and shared. */
public final class StorePool implements AutoCloseable {
    private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;
    private static final String APPLICATION = "appdb bot";
    private static final String SSL_MODE = "sslmode";

    /**
     * The server ends a transaction in which nothing happens: its replica is stopped or its machine hangs, and it would hold its
     * locks for as long as its sockets live. No transaction of the bot waits for anything but its own statements.
     */
    private static final String ABANDONED_TRANSACTION = "20s";

    /** Longer than an abandoned transaction lasts, so that whoever waits for its locks gets them. */
    private static final String LOCK_TIMEOUT = "25s";

    /** So that the server finds out within 30 s that a replica's machine is gone, and gives back what it held. */
    private static final String KEEPALIVES =
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4";

    /** Longer than a wait for a lock; a server that does not answer by then is not there. */
    private static final int SOCKET_TIMEOUT_SECONDS = 40;

    private final HikariDataSource pool;

    private StorePool(HikariConfig config, int connections) {
        config.setPoolName("store");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setConnectionInitSql("SET idle_in_transaction_session_timeout = '" + ABANDONED_TRANSACTION
                + "'; SET lock_timeout = '" + LOCK_TIMEOUT + "'; " + KEEPALIVES);
        // A database that is not there yet is reported by the first who needs it.
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    /** Over connections that somebody else knows how to open. */
    public static StorePool of(DataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        if (source instanceof PGSimpleDataSource postgres) {
            postgres.setApplicationName(APPLICATION);
            postgres.setTcpKeepAlive(true);
            postgres.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
        }
        config.setDataSource(source);
        return new StorePool(config, connections);
    }

    /**
     * To the database of a URL. A password that is not in it is found where libpq's password file is. To another machine
     * the connections have TLS, unless the URL names another {@code sslmode}.
     *
     * @param url {@code jdbc:postgresql://…}, or libpq's {@code postgresql://user:password@host:port/database}
     * @throws IllegalArgumentException if it is neither; the message has nothing of it, since it may have a password
     */
    public static StorePool at(String url, int connections) {
        HikariConfig config = new HikariConfig();
        if (url.startsWith("jdbc:postgresql:")) {
            config.setJdbcUrl(url);
        } else {
            put(config, url);
        }
        requiredMode(config.getJdbcUrl()).ifPresent(mode -> config.addDataSourceProperty(SSL_MODE, mode));
        config.addDataSourceProperty("ApplicationName", APPLICATION);
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        return new StorePool(config, connections);
    }

    /** TLS where the URL names no mode, and a host that is not this machine; empty where the driver's default will do. */
    static Optional<String> requiredMode(String jdbcUrl) {
        Properties named = Driver.parseURL(jdbcUrl, new Properties());
        if (named == null) {
            throw notAnAddress();
        }
        boolean isNamed = named.containsKey(SSL_MODE) || named.containsKey("ssl");
        boolean isHere = Stream.of(named.getProperty("PGHOST", "localhost").split(",", -1))
                .allMatch(ThisMachine::is);
        return isNamed || isHere ? Optional.empty() : Optional.of(ThisMachine.MODE_FOR_OTHERS);
    }

    private static void put(HikariConfig config, String url) {
        URI uri = uri(url);
        boolean isPostgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!isPostgres || uri.getHost() == null) {
            throw notAnAddress();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceFirst("^/", "");
        String database = URLEncoder.encode(decoded(path), StandardCharsets.UTF_8);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        config.setJdbcUrl("jdbc:postgresql://" + uri.getHost() + port + "/" + database + query);
        String user = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = user.indexOf(':');
        if (!user.isEmpty()) {
            config.setUsername(decoded(colon < 0 ? user : user.substring(0, colon)));
        }
        if (colon >= 0) {
            config.setPassword(decoded(user.substring(colon + 1)));
        }
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw notAnAddress(); // the cause would quote it
        }
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("is no address such as postgresql://user@host:5432/database");
    }

    private static String decoded(String text) {
        // A plus is a plus here, other than in a form.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
