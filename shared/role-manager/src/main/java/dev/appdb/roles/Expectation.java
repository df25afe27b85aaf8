package dev.appdb.roles;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that is there on purpose, though it is not the role manager's: a role and what it may do, or a schema of
 * somebody else's software.
 *
 * @param role the role's name; empty for a schema
 * @param schema the schema's name; empty for a role
 * @param may what the role may do; empty for a schema
 * @param why the reason, for whoever reads the check's report; empty only for a role that just keeps CONNECT
 */
public record Expectation(String role, String schema, SortedSet<May> may, String why)
        implements Comparable<Expectation> {
    private static final int LONGEST_WHY = 300;

    /** @throws IllegalArgumentException saying what is missing or too much */
    public Expectation {
        may = Collections.unmodifiableSortedSet(new TreeSet<>(may));
        if (!role.isEmpty() && !schema.isEmpty()) {
            throw new IllegalArgumentException("it is about one role or one schema: name one of the two");
        }
        if (schema.isEmpty() && may.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing says what role \"" + role + "\" may do: give some of " + May.labels());
        }
        if (!schema.isEmpty() && !may.isEmpty()) {
            throw new IllegalArgumentException("a schema may do nothing: leave \"may\" out");
        }
        if (why.isBlank() && !may.equals(EnumSet.of(May.CONNECT))) {
            throw new IllegalArgumentException("the reason is missing: say why it is expected");
        }
        if (why.length() > LONGEST_WHY || why.codePoints().anyMatch(NameProblems::isControl)) {
            throw new IllegalArgumentException("the reason must be one line of at most " + LONGEST_WHY + " characters");
        }
    }

    /** The role, and what it may do. */
    public static Expectation ofRole(String role, Set<May> may, String why) {
        return new Expectation(role, "", new TreeSet<>(may), why);
    }

    /** A schema of somebody else's software, in which the application may create and own what it needs. */
    public static Expectation ofSchema(String schema, String why) {
        return new Expectation("", schema, Collections.emptySortedSet(), why);
    }

    /** Returns whether it is about a role; otherwise it is about a schema. */
    public boolean isOfRole() {
        return schema.isEmpty();
    }

    /** Returns whether it is about the same role or schema. */
    boolean isAbout(Expectation other) {
        return compareTo(other) == 0;
    }

    /** Roles by name, then schemas. */
    @Override
    public int compareTo(Expectation other) {
        int kind = Boolean.compare(other.isOfRole(), isOfRole());
        return kind != 0 ? kind : (role + schema).compareTo(other.role + other.schema);
    }

    /** In one phrase, such as {@code role report may connect, read: monthly figures}. */
    @Override
    public String toString() {
        String what = !isOfRole()
                ? "schema " + schema
                : "role " + role + " may " + may.stream().map(May::label).collect(Collectors.joining(", "));
        return what + (why.isEmpty() ? "" : ": " + why);
    }
}
