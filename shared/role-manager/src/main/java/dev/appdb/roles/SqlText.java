package dev.appdb.roles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL that stands in a file beside this class, with {@code :name} for the names of a {@link RoleSpec}. */
final class SqlText {
    /** What is asked of the catalogs at every look. */
    static final SqlText CATALOG = new SqlText("catalog.sql");
    /** The single objects that lack a grant. */
    static final SqlText UNGRANTED = new SqlText("ungranted.sql");

    private static final Pattern NAME = Pattern.compile("(?<!:):(schema|app|migrator)\\b");

    private final String text;

    private SqlText(String file) {
        this.text = read(file);
    }

    /** The SQL with each name as a quoted literal. */
    String about(RoleSpec spec) {
        Map<String, String> names =
                Map.of("schema", spec.schema(), "app", spec.appUser(), "migrator", spec.migratorUser());
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(literal(names.getOrDefault(found.group(1), ""))));
    }

    /** A string constant, the same whatever {@code standard_conforming_strings} says. */
    static String literal(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** Comments go, so that a name with a line break in it can't end one. */
    private static String read(String file) {
        try (InputStream in = SqlText.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.stripLeading().startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
