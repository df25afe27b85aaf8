package dev.appdb.roles;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What stands between a database and what is declared for it; decided from a {@link CatalogSnapshot} alone.
 *
 * @param access how the migrator's part is to be done
 * @param changes what to do, in order of steps
 * @param obstacles what is wrong and may not be repaired by this master
 * @param told the checks that the obstacles speak of
 * @param notices what a reader should know
 */
record RoleDiff(
        MigratorAccess access,
        List<Change> changes,
        List<Obstacle> obstacles,
        Set<CheckId> told,
        List<String> notices) {

    /** How the master comes to act as the migrator. */
    enum MigratorAccess {
        /** It is a superuser, or has a membership already. */
        DIRECT,
        /** It grants itself the membership, inside the transaction only. */
        BORROWED,
        /** It may not; the migrator has to log in itself. */
        OWN_LOGIN
    }

    RoleDiff {
        changes = List.copyOf(changes);
        obstacles = List.copyOf(obstacles);
        told = Set.copyOf(told);
        notices = List.copyOf(notices);
    }

    /**
     * Decides.
     *
     * @param ungranted the objects in the schema that lack a grant; empty where the snapshot counts none
     */
    static RoleDiff between(RoleSpec spec, CatalogSnapshot now, List<Ungranted> ungranted) {
        DiffBuilder diff = new DiffBuilder(spec, now, access(spec, now));
        UserDiff.decide(diff);
        MembershipDiff.decide(diff);
        DatabaseDiff.decide(diff);
        SchemaDiff.decide(diff, ungranted);
        return diff.build();
    }

    /** Whether anything is to be done, single objects included. */
    static boolean isNeeded(RoleSpec spec, CatalogSnapshot now) {
        return !now.finding("grantable").isEmpty()
                || !between(spec, now, List.of()).changes.isEmpty();
    }

    List<Change> of(Change.Step step) {
        return changes.stream().filter(change -> change.step() == step).toList();
    }

    /** Whether any of it needs the migrator's rights. */
    boolean hasMigratorPart() {
        return changes.stream()
                .anyMatch(change -> change.step() == Change.Step.SCHEMA || change.step() == Change.Step.AS_MIGRATOR);
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

    /** Collects what the parts of the decision come to. */
    static final class DiffBuilder {
        private final RoleSpec spec;
        private final CatalogSnapshot now;
        private final MigratorAccess access;
        private final List<Change> changes = new ArrayList<>();
        private final List<Obstacle> obstacles = new ArrayList<>();
        private final Set<CheckId> told = EnumSet.noneOf(CheckId.class);
        private final List<String> notices = new ArrayList<>();

        DiffBuilder(RoleSpec spec, CatalogSnapshot now, MigratorAccess access) {
            this.spec = spec;
            this.now = now;
            this.access = access;
        }

        RoleSpec spec() {
            return spec;
        }

        CatalogSnapshot now() {
            return now;
        }

        MigratorAccess access() {
            return access;
        }

        void change(Set<CheckId> mends, Change.Step step, String sql, String done) {
            changes.add(new Change(mends, step, sql, done));
        }

        /** Something that stays wrong; about are the checks that therefore fail. */
        void obstacle(Set<CheckId> about, String what, String why, String remedy) {
            told.addAll(about);
            obstacles.add(new Obstacle(what, why, remedy));
        }

        void notice(String text) {
            notices.add(text);
        }

        /** Whether the user is there, or will be once the changes so far are made. */
        boolean willHave(String user) {
            return now.hasRole(user) || MasterRights.mayCreateRoles(now);
        }

        RoleDiff build() {
            List<Change> ordered = new ArrayList<>(changes);
            ordered.sort((one, other) -> one.step().compareTo(other.step()));
            return new RoleDiff(access, ordered, obstacles, told, notices);
        }
    }
}
