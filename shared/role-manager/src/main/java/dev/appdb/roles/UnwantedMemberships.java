package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.List;
import java.util.stream.Stream;

/** Roles that may act as others and should not (R06, R07, R09), and the memberships that are the reason. */
final class UnwantedMemberships {
    private final Situation situation;
    private final CatalogSnapshot now;
    private final Memberships all;
    private final String master;
    private final String migrator;

    UnwantedMemberships(Situation situation) {
        this.situation = situation;
        this.now = situation.now();
        this.all = now.memberships();
        this.master = situation.masterName();
        this.migrator = situation.spec().migratorUser();
    }

    /** R06: whoever else may act as the migrator; superusers, who may act as anybody, are R08's. */
    List<String> migrators() {
        return now.roles().stream()
                .filter(role -> !role.superuser() && all.reaches(role.name(), migrator))
                .map(Role::name)
                .toList();
    }

    List<Membership> inMigrator() {
        List<String> others = migrators();
        return usable().filter(edge -> edge.group().equals(migrator)
                        && others.stream()
                                .anyMatch(other -> other.equals(edge.member()) || all.reaches(other, edge.member())))
                .toList();
    }

    /** R07: what leads the master to rds_iam, and to the users' rights, which a superuser has anyway. */
    List<Membership> ofMaster() {
        boolean reachesIam = all.reaches(master, ServerRoles.IAM);
        return usable().filter(edge -> edge.member().equals(master)
                        && ((reachesIam && leadsTo(edge, ServerRoles.IAM))
                                || (!now.master().superuser()
                                        && situation.users().contains(edge.group()))))
                .toList();
    }

    /** R09: whoever but the master and the server's own roles is in rds_superuser, in whatever way. */
    List<String> rdsSuperusers() {
        return now.roles().stream()
                .map(Role::name)
                .filter(role -> !role.equals(master)
                        && !ServerRoles.isServerOwned(role)
                        && all.reaches(role, ServerRoles.SUPERUSER))
                .toList();
    }

    /** Those in rds_superuser; where one of them is in another, the other's membership is the reason. */
    List<Membership> toRdsSuperuser() {
        List<String> others = rdsSuperusers();
        return usable().filter(edge -> others.contains(edge.member())
                        && !others.contains(edge.group())
                        && leadsTo(edge, ServerRoles.SUPERUSER))
                .toList();
    }

    private Stream<Membership> usable() {
        return all.edges().stream().filter(Membership::isUsable);
    }

    private boolean leadsTo(Membership edge, String group) {
        return edge.group().equals(group) || all.reaches(edge.group(), group);
    }
}
