package dev.appdb.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The extensions that Amazon RDS lets {@code rds_superuser} create although PostgreSQL itself does not trust them.
 *
 * <p>A plain server has no such rule, so here they are marked as trusted. Whether an extension is trusted by PostgreSQL
 * itself is therefore {@code trusted and not in} {@link #DELEGATED}.
 *
 * <p>Source: "PostgreSQL extensions supported on Amazon RDS" (Amazon RDS for PostgreSQL release notes), as far as they
 * come with PostgreSQL and were not already trusted.
 */
public final class RdsExtensions {

    /** The names of those extensions; {@code vector} is among them, though the binaries do not hold it. */
    public static final Set<String> DELEGATED = Set.of(
            "amcheck",
            "bloom",
            "dblink",
            "dict_xsyn",
            "earthdistance",
            "intagg",
            "old_snapshot",
            "pg_buffercache",
            "pg_freespacemap",
            "pg_prewarm",
            "pg_stat_statements",
            "pg_visibility",
            "pgrowlocks",
            "pgstattuple",
            "postgres_fdw",
            "sslinfo",
            "vector");

    private RdsExtensions() {}

    /** Marks those of them that a distribution has. */
    static void trustIn(Path distribution) throws IOException {
        Path extensions = folderIn(distribution);
        for (String name : new TreeSet<>(DELEGATED)) {
            Path control = extensions.resolve(name + ".control");
            if (Files.isRegularFile(control)) {
                String text = Files.readString(control, StandardCharsets.UTF_8);
                if (!text.contains("\ntrusted")) {
                    Files.writeString(control, text.stripTrailing() + "\ntrusted = true\n", StandardCharsets.UTF_8);
                }
            }
        }
    }

    /** Where a distribution keeps its extensions. */
    static Path folderIn(Path distribution) {
        return distribution.resolve("share/postgresql/extension");
    }
}
