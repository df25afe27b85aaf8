package dev.appdb.embedded;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configuration of a server: who may come in, and parameters like those of the reference's parameter group.
 *
 * @param overrides parameters that differ, by name; tests trade durability for speed with it
 */
record ServerSettings(Map<String, String> overrides) {

    static final ServerSettings STANDARD = new ServerSettings(Map.of());

    /** Everybody proves a password, over TCP on this machine; nobody comes in any other way. */
    static final String HOST_BASED_AUTHENTICATION = "host all all 127.0.0.1/32 scram-sha-256\n";

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("shared_preload_libraries", "pg_stat_statements"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("lc_messages", "C"),
            Map.entry("logging_collector", "off"),
            Map.entry("log_destination", "stderr"),
            Map.entry("log_line_prefix", "%m [%p] %q%u@%d "),
            Map.entry("log_statement", "ddl"),
            Map.entry("log_min_duration_statement", "100"));

    ServerSettings {
        overrides = Map.copyOf(overrides);
    }

    /** True if committed data must survive a power failure. */
    boolean isDurable() {
        return !"off".equals(overrides.get("fsync"));
    }

    /** The parameters as a configuration file. */
    String text() {
        Map<String, String> all = new TreeMap<>(PARAMETERS);
        all.putAll(overrides);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
