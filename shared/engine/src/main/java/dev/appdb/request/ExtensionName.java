package dev.appdb.request;

import java.util.regex.Pattern;

/**
 * A PostgreSQL extension's name, such as {@code vector} or {@code uuid-ossp}.
 *
 * @param value 1 to 63 lower-case letters, digits, underscores and hyphens, beginning with a letter or underscore
 */
public record ExtensionName(String value) implements Comparable<ExtensionName> {
    // All extensions that Amazon RDS and Aurora list follow this:
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Extensions.html
    private static final Pattern PATTERN = Pattern.compile("[a-z_][a-z0-9_-]{0,62}");

    /** @throws IllegalArgumentException if the name is not valid */
    public ExtensionName {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("extension \"" + Names.printable(value)
                    + "\" is not valid: use 1 to 63 lower-case letters, digits, underscores and hyphens, "
                    + "like \"pg_trgm\"");
        }
    }

    @Override
    public int compareTo(ExtensionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
