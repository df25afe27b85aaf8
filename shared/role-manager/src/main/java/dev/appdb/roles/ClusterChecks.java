package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.List;
import java.util.stream.Collectors;

/** R06 to R09: everybody else in the cluster. */
final class ClusterChecks {
    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final UnwantedMemberships unwanted;
    private final String master;

    ClusterChecks(RoleSpec spec, CatalogSnapshot now) {
        this.spec = spec;
        this.now = now;
        this.unwanted = new UnwantedMemberships(spec, now);
        this.master = now.server().master();
    }

    List<Check> all() {
        return List.of(
                nobodyElseIsMigrator(), masterIsNotInIam(), noOtherPrivilegedRoles(), nobodyElseIsRdsSuperuser());
    }

    private Check nobodyElseIsMigrator() {
        String migrator = spec.migratorUser();
        String subject = "user " + Identifier.quoted(migrator);
        if (!now.hasRole(migrator)) {
            return CheckId.R06.unknown(subject, "the user does not exist", "");
        }
        List<String> others = unwanted.migrators();
        return CheckId.R06.decide(
                others.isEmpty(),
                subject,
                "nobody else may act as it",
                String.join(", ", others) + " may act as it",
                MembershipSql.remedy(unwanted.inMigrator(), now));
    }

    private Check masterIsNotInIam() {
        String subject = "master " + Identifier.quoted(master);
        if (!now.hasIam()) {
            return CheckId.R07.notApplicable(subject, "this server has no role rds_iam");
        }
        List<Membership> ways = unwanted.ofMasterToIam();
        return CheckId.R07.decide(
                !now.memberships().reaches(master, ServerRoles.IAM),
                subject,
                "it does not reach rds_iam",
                "it reaches rds_iam through "
                        + ways.stream().map(Membership::group).distinct().collect(Collectors.joining(", "))
                        + ": RDS will refuse its password",
                MembershipSql.remedy(ways, now));
    }

    private Check noOtherPrivilegedRoles() {
        List<Role> others = now.roles().stream()
                .filter(role -> !role.bootstrap()
                        && !isExpected(role.name())
                        && !Attributes.of(role, false).isEmpty())
                .toList();
        return CheckId.R08.decide(
                others.isEmpty(),
                "cluster",
                "no privileged roles but the master and the server's own",
                others.stream()
                        .map(role -> role.name() + " has " + String.join(" and ", Attributes.of(role, false)))
                        .collect(Collectors.joining(", ")),
                Remedy.asMasterIf(
                        others.stream().allMatch(role -> MasterRights.mayTake(now, role, Attributes.of(role, false))),
                        now,
                        others.stream()
                                .map(role -> Attributes.revoking(role.name(), Attributes.of(role, false)))
                                .collect(Collectors.joining(" "))));
    }

    /** The two users' attributes are R03's. */
    private boolean isExpected(String role) {
        return role.equals(master)
                || role.equals(spec.appUser())
                || role.equals(spec.migratorUser())
                || ServerRoles.isServerOwned(role);
    }

    private Check nobodyElseIsRdsSuperuser() {
        String group = ServerRoles.SUPERUSER;
        if (!now.hasRole(group)) {
            return CheckId.R09.notApplicable("cluster", "this server has no role rds_superuser");
        }
        List<String> others = unwanted.rdsSuperusers();
        return CheckId.R09.decide(
                others.isEmpty(),
                "cluster",
                "nobody but the master is in rds_superuser",
                String.join(", ", others) + " may act as rds_superuser",
                MembershipSql.remedy(unwanted.toRdsSuperuser(), now));
    }
}
