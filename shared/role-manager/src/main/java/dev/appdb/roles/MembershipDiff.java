package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.Change.Step;
import dev.appdb.roles.RoleDiff.DiffBuilder;
import java.util.List;
import java.util.Set;

/**
 * The part of the decision that is about memberships that should not be.
 *
 * <p>Revoked are those that are the declared users' affair, if the master may: the master's own in either user (it would
 * reach rds_iam, and RDS would then refuse its password), a user's in the migrator or in rds_superuser itself, and
 * anybody's in the migrator that the master itself granted. Everything else somebody may have meant, such as a master
 * that logs in with IAM or a colleague in rds_superuser: it becomes an {@link Obstacle} with the exact statement.
 */
final class MembershipDiff {
    private final DiffBuilder diff;
    private final CatalogSnapshot now;
    private final String master;
    private final List<String> users;

    private MembershipDiff(DiffBuilder diff) {
        this.diff = diff;
        this.now = diff.now();
        this.master = now.server().master();
        this.users = List.of(diff.spec().migratorUser(), diff.spec().appUser());
    }

    static void decide(DiffBuilder diff) {
        MembershipDiff part = new MembershipDiff(diff);
        new UnwantedMemberships(diff.spec(), diff.now()).byMembership().forEach(part::decide);
    }

    private void decide(Membership edge, Set<CheckId> broken) {
        boolean may = MasterRights.mayRevoke(now, edge);
        if (may && isOurs(edge)) {
            diff.change(
                    broken,
                    Step.MEMBERSHIPS,
                    MembershipSql.revoking(edge, now.server()),
                    "took membership in " + Identifier.quoted(edge.group()) + " from " + named(edge.member()));
        } else {
            diff.obstacle(
                    broken,
                    named(edge.member()) + " is a member of " + Identifier.quoted(edge.group())
                            + consequences(edge, broken),
                    "it was granted by " + Identifier.quoted(edge.grantor())
                            + (may ? ", and somebody may have meant it" : ", and the master may not revoke that"),
                    MembershipSql.remedy(List.of(edge), now));
        }
    }

    private boolean isOurs(Membership edge) {
        if (edge.member().equals(master)) {
            return users.contains(edge.group());
        }
        boolean isMigrators = edge.group().equals(diff.spec().migratorUser());
        return users.contains(edge.member())
                ? isMigrators || edge.group().equals(ServerRoles.SUPERUSER)
                : isMigrators && edge.grantor().equals(master);
    }

    private String consequences(Membership edge, Set<CheckId> broken) {
        String first = broken.iterator().next() == CheckId.R06
                ? "may act as the migrator"
                : broken.contains(CheckId.R09) ? "may act as rds_superuser" : "reaches rds_iam";
        boolean isObvious = edge.member().equals(master) && users.contains(edge.group());
        return isObvious ? "" : ", so it " + first;
    }

    private String named(String member) {
        return (member.equals(master) ? "the master " : "") + Identifier.quoted(member);
    }
}
