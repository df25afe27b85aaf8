package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;

/**
 * What the master may do with roles, by the rules of PostgreSQL 14 and 15 (CREATEROLE is enough) and of 16 and newer
 * (CREATEROLE, and ADMIN on the role). Source: PostgreSQL documentation, "Role Attributes" and "Role Membership".
 */
final class MasterRights {
    private MasterRights() {}

    static boolean mayCreateRoles(CatalogSnapshot now) {
        return now.master().superuser() || now.master().createRole();
    }

    /** Whether it may grant membership in the role, which exists. */
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

    /** Whether it may change the role's plain attributes, such as LOGIN. */
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

    /** Whether it may take REPLICATION or BYPASSRLS, which a superuser or (16 and newer) only one who has it may. */
    static boolean mayTake(CatalogSnapshot now, boolean masterHasIt) {
        return now.master().superuser() || (now.server().hasMembershipOptions() && masterHasIt);
    }

    /** Whether it may take CREATEDB: from 16 on only if it has it. */
    static boolean mayTakeCreateDatabase(CatalogSnapshot now) {
        Role master = now.master();
        return master.superuser() || master.createDatabase() || !now.server().hasMembershipOptions();
    }
}
