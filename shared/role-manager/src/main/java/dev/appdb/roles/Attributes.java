package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The attributes that make a role powerful. */
final class Attributes {
    private Attributes() {}

    /** Those that the role has, as they stand in SQL; CREATEDB, which reaches no data, only where it is asked for. */
    static List<String> of(Role role, boolean withCreateDatabase) {
        List<String> held = new ArrayList<>();
        add(held, role.superuser(), "SUPERUSER");
        add(held, role.createRole(), "CREATEROLE");
        add(held, withCreateDatabase && role.createDatabase(), "CREATEDB");
        add(held, role.replication(), "REPLICATION");
        add(held, role.bypassRls(), "BYPASSRLS");
        return held;
    }

    /** The statement that takes them. */
    static String revoking(String role, List<String> attributes) {
        return "ALTER ROLE " + Identifier.quoted(role) + " "
                + attributes.stream().map(attribute -> "NO" + attribute).collect(Collectors.joining(" ")) + ";";
    }

    private static void add(List<String> held, boolean has, String attribute) {
        if (has) {
            held.add(attribute);
        }
    }
}
