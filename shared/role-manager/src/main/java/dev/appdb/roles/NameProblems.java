package dev.appdb.roles;

import dev.appdb.roles.InvalidRoleSpecException.Problem;
import dev.appdb.roles.InvalidRoleSpecException.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong with the names of a {@link RoleSpec}; an empty name has that one problem only. */
final class NameProblems {
    private static final Set<String> TEMPLATE_DATABASES = Set.of("template0", "template1");
    private static final Set<String> RESERVED_SCHEMAS = Set.of("public", "none", "information_schema");
    private static final Set<String> RESERVED_ROLES = Set.of("public", "none");
    private static final Map<Subject, String> USUAL = Map.of(
            Subject.SCHEMA,
            "app",
            Subject.ADDITIONAL_SCHEMA,
            "reporting",
            Subject.APP_USER,
            "app",
            Subject.MIGRATOR_USER,
            "migrator",
            Subject.READER,
            "reader");

    private final List<Problem> found = new ArrayList<>();

    List<Problem> found() {
        return found;
    }

    void database(String name) {
        any(Subject.DATABASE, name);
        if (TEMPLATE_DATABASES.contains(name)) {
            add(Subject.DATABASE, name, "is the server's own: choose another name");
        }
    }

    void schemas(String first, List<String> additional) {
        schema(Subject.SCHEMA, first);
        Set<String> seen = new HashSet<>(Set.of(first));
        for (String name : additional) {
            schema(Subject.ADDITIONAL_SCHEMA, name);
            if (!seen.add(name) && !name.isEmpty()) {
                add(Subject.ADDITIONAL_SCHEMA, name, "is named twice: name each schema once");
            }
        }
    }

    private void schema(Subject subject, String name) {
        any(subject, name);
        reserved(subject, name, RESERVED_SCHEMAS.contains(name) || name.startsWith("pg_"));
    }

    void reader(String name, List<String> others) {
        user(Subject.READER, name);
        if (others.contains(name) && !name.isEmpty()) {
            add(Subject.READER, name, "is the app user or the migrator: give the reader a name of its own");
        }
    }

    void users(String app, String migrator) {
        user(Subject.APP_USER, app);
        user(Subject.MIGRATOR_USER, migrator);
        if (app.equals(migrator) && !app.isEmpty()) {
            found.add(new Problem(
                    Subject.MIGRATOR_USER,
                    migrator,
                    "app user and migrator user are both \"" + printable(app)
                            + "\": give two names, since the app must not own what the migrator makes"));
        }
    }

    void extension(String name) {
        any(Subject.EXTENSION, name);
    }

    void expected(Expectation expectation) {
        if (!expectation.isOfRole()) {
            any(Subject.EXPECTED_SCHEMA, expectation.schema());
        } else {
            any(Subject.EXPECTED_ROLE, expectation.role());
        }
    }

    private void user(Subject subject, String name) {
        any(subject, name);
        reserved(
                subject, name, RESERVED_ROLES.contains(name) || name.startsWith("pg_") || ServerRoles.isRdsOwned(name));
    }

    private void reserved(Subject subject, String name, boolean isReserved) {
        if (isReserved) {
            add(subject, name, "is reserved: choose another name, such as " + USUAL.get(subject));
        }
    }

    private void any(Subject subject, String name) {
        if (name.isEmpty()) {
            found.add(new Problem(
                    subject, name, "the name of the " + subject.noun() + " is missing: give one, or leave it out"));
            return;
        }
        String controls = name.codePoints()
                .filter(NameProblems::isControl)
                .distinct()
                .mapToObj("U+%04X"::formatted)
                .collect(Collectors.joining(", "));
        if (!controls.isEmpty()) {
            add(
                    subject,
                    name,
                    "contains " + controls + ": choose a name without line breaks and other control characters");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > RoleSpec.NAME_LIMIT_BYTES) {
            add(
                    subject,
                    name,
                    "has " + bytes + " bytes, and PostgreSQL would cut it at " + RoleSpec.NAME_LIMIT_BYTES
                            + ": choose a shorter name");
        }
    }

    private void add(Subject subject, String name, String problem) {
        found.add(new Problem(subject, name, subject.noun() + " \"" + printable(name) + "\" " + problem));
    }

    /** C0, DEL, C1, and the two separators that end a line or a paragraph (Unicode categories Cc, Zl, Zp). */
    static boolean isControl(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String printable(String name) {
        return name.codePoints()
                .map(codePoint -> isControl(codePoint) ? '?' : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
