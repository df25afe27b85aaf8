package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.Schema;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The roles of the cluster, and what they may do with the database's schemas.
 *
 * @param roles every role but the server's own (the prefixes {@code pg_} and {@code rds_} where they have no attributes,
 *     and the handful of names that RDS keeps), ordered
 * @param rolesWithGroups every role that is a member of another, the server's own included, to the names of those
 *     others, ordered and comma-separated; a membership that can neither be inherited nor set (16 and newer: ADMIN only)
 *     is left out
 * @param schemaPrivileges every schema but the system's own to its access list as PostgreSQL prints it; where none is
 *     stored, the owner's default
 */
public record RolesReport(
        List<String> roles, SortedMap<String, String> rolesWithGroups, SortedMap<String, String> schemaPrivileges) {

    public RolesReport {
        roles = List.copyOf(roles);
        rolesWithGroups = Collections.unmodifiableSortedMap(new TreeMap<>(rolesWithGroups));
        schemaPrivileges = Collections.unmodifiableSortedMap(new TreeMap<>(schemaPrivileges));
    }

    /** Read from the catalogs. */
    static RolesReport from(CatalogSnapshot now) {
        SortedMap<String, String> groups = new TreeMap<>();
        now.roles().stream().map(Role::name).forEach(role -> {
            List<String> of = now.memberships().groupsOf(role);
            if (!of.isEmpty()) {
                groups.put(role, String.join(",", of));
            }
        });
        SortedMap<String, String> privileges = new TreeMap<>();
        for (Schema schema : now.schemas()) {
            privileges.put(schema.name(), schema.acl());
        }
        List<String> roles = now.roles().stream()
                .filter(role -> !now.isServerOwned(role))
                .map(Role::name)
                .sorted()
                .toList();
        return new RolesReport(roles, groups, privileges);
    }

    /** Minified JSON: {@code {"roles":[…],"roles_with_groups":{…},"schema_privileges":{…}}}. */
    public String toJson() {
        return ReportJson.of(this);
    }
}
