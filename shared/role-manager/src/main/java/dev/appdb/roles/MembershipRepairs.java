package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements that take memberships away.
 *
 * <p>The role manager revokes those that are the declared users' affair, if the master may: the master's own in either
 * user (it would reach rds_iam, and RDS would then refuse its password), a user's in the migrator or in rds_superuser
 * itself, and anybody's in the migrator that the master itself granted. Everything else somebody may have meant, such as a
 * master that logs in with IAM or a colleague in rds_superuser: a person is shown the exact statement.
 */
final class MembershipRepairs {
    private MembershipRepairs() {}

    static List<Repair> of(Situation situation, Collection<Membership> edges) {
        return edges.stream().map(edge -> of(situation, edge)).toList();
    }

    private static Repair of(Situation situation, Membership edge) {
        boolean may = MasterRights.mayRevoke(situation.now(), edge);
        Set<String> members = grantedOnBy(situation, edge);
        String sql = revoking(situation, edge) + (members.size() > 1 ? " CASCADE" : "");
        if (may && isDeclaredUsers(situation, edge)) {
            return new Statement(
                    Step.MEMBERSHIPS,
                    sql,
                    "revoked membership in " + Identifier.quoted(edge.group()) + " from "
                            + named(situation, edge.member()),
                    new Taking(
                            Taking.Of.MEMBERSHIP,
                            List.copyOf(members),
                            List.of("membership in " + Identifier.quoted(edge.group())),
                            ""));
        }
        String granted = "it was granted by " + Identifier.quoted(edge.grantor());
        return may
                ? new ManualSql(situation.theMaster(), sql + ";", granted + ", and somebody may have meant it")
                : OwnersSql.of(
                        situation,
                        List.of(edge.grantor()),
                        sql + ";",
                        granted + ", and the master may not revoke that alone");
    }

    private static boolean isDeclaredUsers(Situation situation, Membership edge) {
        if (edge.member().equals(situation.masterName())) {
            return situation.users().contains(edge.group());
        }
        boolean isMigrators = edge.group().equals(situation.spec().migratorUser());
        return situation.users().contains(edge.member())
                ? isMigrators || edge.group().equals(ServerRoles.SUPERUSER)
                : isMigrators && edge.grantor().equals(situation.masterName());
    }

    private static String named(Situation situation, String member) {
        return member.equals(situation.masterName()) ? situation.theMaster() : Identifier.quoted(member);
    }

    /** The member, and, from PostgreSQL 16 on, whoever has the membership from it: these lose it, too. */
    private static Set<String> grantedOnBy(Situation situation, Membership edge) {
        Set<String> members = new LinkedHashSet<>(List.of(edge.member()));
        if (situation.now().server().hasMembershipOptions() && takesAdmin(situation, edge)) {
            Deque<String> open = new ArrayDeque<>(members);
            while (!open.isEmpty()) {
                String grantor = open.pop();
                for (Membership other : situation.now().memberships().in(edge.group())) {
                    if (other.grantor().equals(grantor) && members.add(other.member())) {
                        open.push(other.member());
                    }
                }
            }
        }
        return members;
    }

    private static boolean takesAdmin(Situation situation, Membership edge) {
        return edge.admin() && !edge.member().equals(situation.masterName());
    }

    /**
     * Takes a membership. From PostgreSQL 16 on there is one for each grantor, so the grantor is named, and the master keeps
     * ADMIN, which it needs to look after its users.
     */
    private static String revoking(Situation situation, Membership edge) {
        String rest = Identifier.quoted(edge.group()) + " FROM " + Identifier.quoted(edge.member());
        if (!situation.now().server().hasMembershipOptions()) {
            return "REVOKE " + rest;
        }
        rest += " GRANTED BY " + Identifier.quoted(edge.grantor());
        if (!edge.admin() || takesAdmin(situation, edge)) {
            return "REVOKE " + rest;
        }
        List<String> statements = new ArrayList<>();
        if (edge.inherits()) {
            statements.add("REVOKE INHERIT OPTION FOR " + rest);
        }
        if (edge.settable()) {
            statements.add("REVOKE SET OPTION FOR " + rest);
        }
        return statements.isEmpty() ? "REVOKE ADMIN OPTION FOR " + rest : String.join("; ", statements);
    }
}
