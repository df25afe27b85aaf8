package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.extensions.Extension;
import dev.appdb.extensions.ExtensionCatalogue;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.ExtensionName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters in the cluster's parameter group.
 *
 * @param values from parameter to value
 */
record ServerParameters(SortedMap<String, String> values) {
    private static final String LIBRARIES = "shared_preload_libraries";
    private static final String PLAN_MANAGEMENT = "rds.enable_plan_management";

    /**
     * Refuses connections without TLS. Aurora PostgreSQL does so by default since 17, and applies a change at once.
     *
     * @see <a
     *     href="https://aws.amazon.com/blogs/database/amazon-aurora-postgresql-parameters-part-2-replication-security-and-logging/">AWS:
     *     it can be changed without a restart</a>
     */
    private static final String FORCE_SSL = "rds.force_ssl";

    /** The library that RDS loads by default; setting others replaces the default, so it is added again. */
    private static final String LOADED_BY_DEFAULT = "pg_stat_statements";

    /** The parameters of ours that a running server applies; all others need a restart. */
    private static final Set<String> DYNAMIC = Set.of("log_statement", "log_min_duration_statement", FORCE_SSL);

    ServerParameters {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static ServerParameters of(SortedSet<ExtensionName> extensions, DatabaseNames names) {
        SortedMap<String, String> values = new TreeMap<>();
        // Data definitions, and whatever takes 100 ms or more.
        values.put("log_statement", "ddl");
        values.put("log_min_duration_statement", "100");
        values.put(FORCE_SSL, "1");
        List<String> libraries = extensions.stream()
                .map(ExtensionName::value)
                .filter(ServerParameters::isPreloaded)
                .toList();
        if (!libraries.isEmpty()) {
            values.put(LIBRARIES, LOADED_BY_DEFAULT + "," + String.join(",", libraries));
        }
        if (contains(extensions, "pg_cron")) {
            // It can be created in this one database only, which is "postgres" otherwise:
            // https://github.com/citusdata/pg_cron#setting-up-pg_cron
            values.put("cron.database_name", names.database());
        }
        if (contains(extensions, "pglogical")) {
            // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.pglogical.html
            values.put("rds.logical_replication", "1");
        }
        if (contains(extensions, "apg_plan_mgmt")) {
            // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Optimize.Start.html
            values.put(PLAN_MANAGEMENT, "1");
        }
        return new ServerParameters(values);
    }

    /** Reads the parameter group of a template, also of an earlier version. */
    static ServerParameters of(JsonNode parameterGroup) {
        SortedMap<String, String> values = new TreeMap<>();
        parameterGroup
                .path("Properties")
                .path("Parameters")
                .properties()
                .forEach(parameter ->
                        values.put(parameter.getKey(), parameter.getValue().asText()));
        return new ServerParameters(values);
    }

    /** The extensions that need these parameters. */
    SortedSet<ExtensionName> extensions() {
        SortedSet<ExtensionName> extensions = new TreeSet<>();
        for (String library : values.getOrDefault(LIBRARIES, "").split(",", -1)) {
            if (isPreloaded(library)) {
                extensions.add(new ExtensionName(library));
            }
        }
        if (values.getOrDefault(PLAN_MANAGEMENT, "").equals("1")) {
            extensions.add(new ExtensionName("apg_plan_mgmt"));
        }
        return extensions;
    }

    /** The parameters that differ and need a restart. */
    SortedSet<String> restartedFor(ServerParameters deployed) {
        SortedSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(deployed.values.keySet());
        names.removeAll(DYNAMIC);
        names.removeIf(name -> isSame(values, deployed.values, name));
        return names;
    }

    Block block() {
        Block block = new Block();
        values.forEach(block::with);
        return block;
    }

    private static boolean isPreloaded(String extension) {
        return ExtensionCatalogue.find(extension).filter(Extension::isPreloaded).isPresent();
    }

    private static boolean isSame(Map<String, String> one, Map<String, String> other, String name) {
        return one.getOrDefault(name, "").equals(other.getOrDefault(name, ""));
    }

    private static boolean contains(SortedSet<ExtensionName> extensions, String name) {
        return extensions.contains(new ExtensionName(name));
    }
}
