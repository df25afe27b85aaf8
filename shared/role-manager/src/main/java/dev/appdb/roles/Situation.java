package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a rule decides from: what is declared, what the catalogs say, and so what the master may do.
 *
 * @param access how the migrator's part of a repair is done
 * @param schemaName the schema that is looked at, as the server has it; the first, unless a rule looks at each
 */
record Situation(RoleSpec spec, CatalogSnapshot now, MigratorAccess access, String schemaName) {

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
        return new Situation(spec, now, access(spec, now), spec.schema());
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

    /** The same for each of the application's schemas, in their order. */
    List<Situation> ofEachSchema() {
        return spec.schemas().stream().map(this::inSchema).toList();
    }

    /** The same for one of them, or for {@link CatalogSnapshot#NO_SCHEMA}. */
    Situation inSchema(String schema) {
        return new Situation(spec, now, access, schema);
    }

    /** The application's, the migrator and the readers, as the server has them. */
    List<String> users() {
        return spec.users();
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
        return Identifier.quoted(schemaName);
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
        return now.schema(schemaName).isPresent();
    }

    /**
     * A user and the groups whose rights it inherits, itself first; but not those whose membership an update would revoke.
     */
    List<String> rightsOf(String user) {
        return Stream.concat(
                        Stream.of(user),
                        now.memberships().inheritedBy(user).stream()
                                .filter(group -> !users().contains(group) && !group.equals(ServerRoles.SUPERUSER))
                                .sorted())
                .distinct()
                .toList();
    }

    /** Something that was counted in the schema, by the name that catalog.sql gives. */
    Finding finding(String name) {
        return now.finding(schemaName, name);
    }

    /** Returns whether the user is there, or will be once the users are repaired. */
    boolean willHave(String user) {
        return now.hasRole(user) || MasterRights.mayCreateRoles(now);
    }

    /** Returns whether the master, which is no superuser, has the rights of one of the users for good. */
    boolean reachesUsers() {
        return !now.master().superuser()
                && users().stream().anyMatch(user -> now.memberships().reaches(masterName(), user));
    }

    boolean reachesIam() {
        return now.memberships().reaches(masterName(), ServerRoles.IAM);
    }

    /** Returns whether the master has to leave the migrator's part to the migrator's own login. */
    boolean needsMigratorsLogin() {
        return access == MigratorAccess.OWN_LOGIN;
    }
}
