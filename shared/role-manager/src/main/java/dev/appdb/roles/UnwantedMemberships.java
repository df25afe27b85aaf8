package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who may act as whom and should not (R06, R07, R09), and the memberships that are the reason. */
final class UnwantedMemberships {
    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final Memberships all;
    private final String master;

    UnwantedMemberships(RoleSpec spec, CatalogSnapshot now) {
        this.spec = spec;
        this.now = now;
        this.all = now.memberships();
        this.master = now.server().master();
    }

    /** Each membership once, with the checks that fail because of it. */
    Map<Membership, Set<CheckId>> byMembership() {
        Map<Membership, Set<CheckId>> unwanted = new LinkedHashMap<>();
        add(unwanted, CheckId.R06, inMigrator());
        add(unwanted, CheckId.R07, ofMasterToIam());
        add(unwanted, CheckId.R07, ofMasterInUsers());
        add(unwanted, CheckId.R09, toRdsSuperuser());
        return unwanted;
    }

    private static void add(Map<Membership, Set<CheckId>> unwanted, CheckId check, List<Membership> edges) {
        for (Membership edge : edges) {
            unwanted.computeIfAbsent(edge, first -> EnumSet.noneOf(CheckId.class))
                    .add(check);
        }
    }

    /** R06: whoever else may act as the migrator; superusers, who may act as anybody, are R08's. */
    List<String> migrators() {
        return now.roles().stream()
                .filter(role -> !role.superuser() && all.reaches(role.name(), spec.migratorUser()))
                .map(Role::name)
                .toList();
    }

    List<Membership> inMigrator() {
        List<String> others = migrators();
        return usable().filter(edge -> edge.group().equals(spec.migratorUser())
                        && others.stream()
                                .anyMatch(other -> other.equals(edge.member()) || all.reaches(other, edge.member())))
                .toList();
    }

    /** R07: what leads the master to rds_iam. */
    List<Membership> ofMasterToIam() {
        return usable().filter(edge -> edge.member().equals(master) && leadsTo(edge, ServerRoles.IAM))
                .toList();
    }

    /** On a server without rds_iam no check asks for them, yet a master that keeps its users' rights is wrong there too. */
    private List<Membership> ofMasterInUsers() {
        return usable().filter(edge -> !now.master().superuser()
                        && edge.member().equals(master)
                        && List.of(spec.migratorUser(), spec.appUser()).contains(edge.group()))
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

    /** Where one of them is in another, the other's membership is the reason. */
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
