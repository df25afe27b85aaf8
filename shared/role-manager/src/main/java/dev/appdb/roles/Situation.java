package dev.appdb.roles;

import java.util.List;

/**
 * All that a rule decides from: what is declared, what the catalogs say, and so what the master may do.
 *
 * @param access how the migrator's part of a repair is done
 */
record Situation(RoleSpec spec, CatalogSnapshot now, MigratorAccess access) {

    /** The master's way to act as the migrator. */
    enum MigratorAccess {
        /** It is a superuser, or has a membership already. */
        DIRECT,
        /** It grants itself the membership, inside the transaction only. */
        BORROWED,
        /** It may not; the migrator has to log in itself. */
        OWN_LOGIN
    }

    static Situation of(RoleSpec spec, CatalogSnapshot now) {
        return new Situation(spec, now, access(spec, now));
    }

    private static MigratorAccess access(RoleSpec spec, CatalogSnapshot now) {
        String master = now.server().master();
        String migrator = spec.migratorUser();
        if (now.master().superuser()
                || master.equals(migrator)
                || (now.memberships().canSet(master, migrator)
                        && now.memberships().inherits(master, migrator))) {
            return MigratorAccess.DIRECT;
        }
        if (!now.hasRole(migrator) || MasterRights.mayGrant(now, migrator)) {
            return MigratorAccess.BORROWED;
        }
        return MigratorAccess.OWN_LOGIN;
    }

    /** The application's and the migrator's, as the server has them. */
    List<String> users() {
        return List.of(spec.appUser(), spec.migratorUser());
    }

    /** As the server has it. */
    String masterName() {
        return now.server().master();
    }

    /** Quoted, as all of the following. */
    String app() {
        return Identifier.quoted(spec.appUser());
    }

    String migrator() {
        return Identifier.quoted(spec.migratorUser());
    }

    String schema() {
        return Identifier.quoted(spec.schema());
    }

    String database() {
        return Identifier.quoted(now.server().database());
    }

    String master() {
        return Identifier.quoted(masterName());
    }

    /** The master with its name, as one who is to run something. */
    String theMaster() {
        return "the master " + master();
    }

    boolean hasSchema() {
        return now.schema(spec.schema()).isPresent();
    }

    /** Returns whether the user is there, or will be once the users are repaired. */
    boolean willHave(String user) {
        return now.hasRole(user) || MasterRights.mayCreateRoles(now);
    }

    /** Returns whether the master has to leave the migrator's part to the migrator's own login. */
    boolean needsMigratorsLogin() {
        return access == MigratorAccess.OWN_LOGIN;
    }
}
