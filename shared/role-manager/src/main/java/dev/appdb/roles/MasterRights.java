package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.Collection;

/**
 * The master's rights over roles, by the rules of PostgreSQL 14 and 15 (CREATEROLE is enough) and of 16 and newer
 * (CREATEROLE, and ADMIN on the role). Source: PostgreSQL documentation, "Role Attributes" and "Role Membership".
 */
final class MasterRights {
    private MasterRights() {}

    static boolean mayCreateRoles(CatalogSnapshot now) {
        return now.master().superuser() || now.master().createRole();
    }

    /** Returns whether it may grant membership in the role, which exists. */
    static boolean mayGrant(CatalogSnapshot now, String group) {
        Role master = now.master();
        if (master.superuser()) {
            return true;
        }
        if (now.role(group).filter(Role::superuser).isPresent()) {
            return false;
        }
        return now.memberships().hasAdmin(master.name(), group)
                || (!now.server().hasMembershipOptions() && master.createRole());
    }

    /** Returns whether it may revoke the membership: from 16 on only if it has the rights of who granted it, too. */
    static boolean mayRevoke(CatalogSnapshot now, Membership edge) {
        return now.master().superuser()
                || (mayGrant(now, edge.group())
                        && (!now.server().hasMembershipOptions()
                                || now.memberships().inherits(now.master().name(), edge.grantor())));
    }

    /** Returns whether it may change the role's plain attributes, such as LOGIN. */
    static boolean mayAlter(CatalogSnapshot now, Role role) {
        Role master = now.master();
        if (master.superuser()) {
            return true;
        }
        if (role.superuser() || !master.createRole()) {
            return false;
        }
        return now.server().hasMembershipOptions()
                ? now.memberships().hasAdmin(master.name(), role.name())
                : !role.replication();
    }

    /** Returns whether it may take the attributes, each as it stands in SQL, from the role. */
    static boolean mayTake(CatalogSnapshot now, Role role, Collection<String> attributes) {
        return attributes.stream().allMatch(attribute -> mayTake(now, role, attribute));
    }

    /** From 16 on only who has CREATEDB, REPLICATION or BYPASSRLS may take it; before, for the last two, a superuser. */
    static boolean mayTake(CatalogSnapshot now, Role role, String attribute) {
        Role master = now.master();
        if (master.superuser()) {
            return true;
        }
        boolean options = now.server().hasMembershipOptions();
        return mayAlter(now, role)
                && switch (attribute) {
                    case "CREATEROLE" -> true;
                    case "CREATEDB" -> !options || master.createDatabase();
                    case "REPLICATION" -> options && master.replication();
                    case "BYPASSRLS" -> options && master.bypassRls();
                    default -> false;
                };
    }
}
