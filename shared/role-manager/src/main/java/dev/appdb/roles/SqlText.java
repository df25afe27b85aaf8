package dev.appdb.roles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL that stands in a file beside this class, with {@code :name} for what a {@link RoleSpec} declares. */
final class SqlText {
    private static final String CATALOGS = "catalog.sql";

    /** The queries that more than one file needs; {@code :name} is the place of {@code name.sql}. */
    private static final List<String> SHARED = List.of("app_rights", "dependent_objects");

    /** The SELECTs of every look at the catalogs. */
    static final SqlText CATALOG = new SqlText(CATALOGS, false);
    /** The same, with everything that the server knows of every extension. */
    static final SqlText CATALOG_OF_EXTENSIONS = new SqlText(CATALOGS, true);
    /** The single objects on which a user's rights are not the declared ones. */
    static final SqlText UNGRANTED = new SqlText("ungranted.sql", false);

    /** The query for those who could lose something by an update. */
    static final SqlText LOSSES = new SqlText("losses.sql", false);

    private static final int PARAMETER_ACL_SINCE = 15;
    private static final int MEMBERSHIP_OPTIONS_SINCE = 16;
    private static final String NO_PARAMETER_ACL =
            "(SELECT ''::text AS parname, '{}'::aclitem[] AS paracl WHERE false)";
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z_]+)\\b");

    private final String text;
    private final boolean everyExtension;

    private SqlText(String file, boolean everyExtension) {
        String whole = file.equals(CATALOGS) ? read(file) + ";\n" + read("obstacles.sql") : read(file);
        for (String shared : SHARED) {
            whole = whole.replace(":" + shared, read(shared + ".sql"));
        }
        this.text = whole;
        this.everyExtension = everyExtension;
    }

    /** The SQL with each name as a quoted literal. */
    String about(RoleSpec spec) {
        return about(spec, 0, Optional.empty());
    }

    /**
     * The same for a server of this major, for what not every major has.
     *
     * @param major such as 16
     * @param master the master's name where another role looks; null in the SQL where there is no such role
     */
    String about(RoleSpec spec, int major, Optional<String> master) {
        Map<String, String> names = Map.ofEntries(
                Map.entry("schemas", array(spec.schemas())),
                Map.entry("readers", array(spec.readers())),
                Map.entry(
                        "membership_inherits", major < MEMBERSHIP_OPTIONS_SINCE ? "m.rolinherit" : "a.inherit_option"),
                Map.entry("membership_settable", major < MEMBERSHIP_OPTIONS_SINCE ? "true" : "a.set_option"),
                Map.entry("parameter_acl", major < PARAMETER_ACL_SINCE ? NO_PARAMETER_ACL : "pg_parameter_acl"),
                Map.entry(
                        "master",
                        master.map(name -> "(SELECT rolname FROM pg_roles WHERE rolname = " + literal(name) + ")")
                                .orElse("session_user")),
                Map.entry("app", literal(spec.appUser())),
                Map.entry("migrator", literal(spec.migratorUser())),
                Map.entry("declared_on", declared(spec, true)),
                Map.entry("declared_off", declared(spec, false)),
                Map.entry("every_extension", Boolean.toString(everyExtension)),
                Map.entry("row_rights", array(ObjectRights.OF_ROWS)),
                Map.entry("dml_only", Boolean.toString(spec.isDmlOnly())),
                Map.entry("expected_readers", array(spec.expected().rolesThat(May.READ))),
                Map.entry("expected_writers", array(spec.expected().rolesThat(May.WRITE))),
                Map.entry("expected_creators", array(spec.expected().rolesThat(May.CREATE))),
                Map.entry("expected_schemas", array(spec.expected().schemas())));
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(found.group(1), found.group())));
    }

    private static String declared(RoleSpec spec, boolean on) {
        return array(spec.extensions().entrySet().stream()
                .filter(extension -> extension.getValue() == on)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static String array(Collection<String> names) {
        return names.stream().map(SqlText::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    /** A string constant, the same whatever {@code standard_conforming_strings} says. */
    static String literal(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** A string constant between dollars, for the body of DO. */
    static String dollarQuoted(String body) {
        String tag = "$$";
        for (int i = 0; body.contains(tag); i++) {
            tag = "$a" + i + "$";
        }
        return tag + body + tag;
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
