package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.Schema;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the {@link RolesReport} from what the catalogs said. */
final class RolesReports {
    private RolesReports() {}

    static RolesReport from(CatalogSnapshot now) {
        SortedMap<String, String> groups = new TreeMap<>();
        for (Role role : now.roles()) {
            List<String> of = now.memberships().groupsOf(role.name());
            if (!of.isEmpty()) {
                groups.put(role.name(), String.join(",", of));
            }
        }
        SortedMap<String, String> privileges = new TreeMap<>();
        for (Schema schema : now.schemas()) {
            privileges.put(schema.name(), schema.acl());
        }
        List<String> roles = now.roles().stream()
                .map(Role::name)
                .filter(name -> !ServerRoles.isServerOwned(name))
                .sorted()
                .toList();
        return new RolesReport(roles, groups, privileges);
    }
}
