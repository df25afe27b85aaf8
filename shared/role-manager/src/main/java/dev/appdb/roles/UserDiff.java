package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Change.Step;
import dev.appdb.roles.RoleDiff.DiffBuilder;
import java.util.ArrayList;
import java.util.List;

/** The part of the decision that is about the two users and their memberships. */
final class UserDiff {
    private final DiffBuilder diff;
    private final CatalogSnapshot now;

    private UserDiff(DiffBuilder diff) {
        this.diff = diff;
        this.now = diff.now();
    }

    static void decide(DiffBuilder diff) {
        UserDiff users = new UserDiff(diff);
        for (String user : List.of(diff.spec().migratorUser(), diff.spec().appUser())) {
            users.now.role(user).ifPresentOrElse(users::attributes, () -> users.create(user));
            if (diff.willHave(user)) {
                users.iam(user);
            }
            users.masterIsNoMember(user);
        }
        if (!users.now.hasIam()) {
            diff.notice("this server has no role rds_iam, so the users' membership in it was left out");
        }
    }

    private void create(String user) {
        String name = Identifier.quoted(user);
        String sql = "CREATE ROLE " + name + " LOGIN";
        if (MasterRights.mayCreateRoles(now)) {
            diff.change(Step.USERS_AND_DATABASE, sql, "created user " + name);
        } else {
            diff.obstacle("there is no user " + name, master() + " has no CREATEROLE", "As a superuser: " + sql + ";");
        }
    }

    private void attributes(Role user) {
        List<String> mine = new ArrayList<>();
        List<String> others = new ArrayList<>();
        boolean mayAlter = MasterRights.mayAlter(now, user);
        collect(mine, others, !user.canLogin(), mayAlter, "LOGIN");
        collect(mine, others, user.connectionLimit() == 0, mayAlter, "CONNECTION LIMIT -1");
        collect(mine, others, user.expired(), mayAlter, "VALID UNTIL 'infinity'");
        collect(mine, others, user.createRole(), mayAlter, "NOCREATEROLE");
        collect(mine, others, user.createDatabase(), mayAlter && MasterRights.mayTakeCreateDatabase(now), "NOCREATEDB");
        collect(mine, others, user.superuser(), now.master().superuser(), "NOSUPERUSER");
        collect(
                mine,
                others,
                user.replication(),
                mayAlter && MasterRights.mayTake(now, now.master().replication()),
                "NOREPLICATION");
        collect(
                mine,
                others,
                user.bypassRls(),
                mayAlter && MasterRights.mayTake(now, now.master().bypassRls()),
                "NOBYPASSRLS");
        String name = Identifier.quoted(user.name());
        if (!mine.isEmpty()) {
            String clauses = String.join(" ", mine);
            diff.change(
                    Step.USERS_AND_DATABASE,
                    "ALTER ROLE " + name + " " + clauses,
                    "set user " + name + " to " + clauses);
        }
        if (!others.isEmpty()) {
            diff.obstacle(
                    "user " + name + " should have " + String.join(", ", others),
                    master() + " may not change that",
                    "As a superuser: ALTER ROLE " + name + " " + String.join(" ", others) + ";");
        }
    }

    private static void collect(List<String> mine, List<String> others, boolean wrong, boolean may, String clause) {
        if (wrong) {
            (may ? mine : others).add(clause);
        }
    }

    private void iam(String user) {
        if (!now.hasIam() || now.memberships().isDirectMember(user, ServerRoles.IAM)) {
            return;
        }
        String sql = "GRANT rds_iam TO " + Identifier.quoted(user);
        if (MasterRights.mayGrant(now, ServerRoles.IAM)) {
            diff.change(Step.USERS_AND_DATABASE, sql, "granted rds_iam to " + Identifier.quoted(user));
        } else {
            diff.obstacle(
                    "user " + Identifier.quoted(user) + " is no member of rds_iam, so it can't log in with IAM",
                    master() + " has no ADMIN on rds_iam",
                    "As a superuser: " + sql + ";");
        }
    }

    /** A lasting membership of the master in a user would lead it to rds_iam, and RDS then refuses its password. */
    private void masterIsNoMember(String user) {
        if (now.master().superuser()) {
            return;
        }
        String master = now.server().master();
        for (Membership edge : now.memberships().usable(master, user)) {
            String sql = "REVOKE " + Identifier.quoted(user) + " FROM " + Identifier.quoted(master);
            if (!now.server().hasMembershipOptions() || edge.grantor().equals(master)) {
                diff.change(
                        Step.MEMBERSHIPS, sql, "took membership in " + Identifier.quoted(user) + " from " + master());
            } else {
                diff.obstacle(
                        master() + " is a member of " + Identifier.quoted(user),
                        "it was granted by " + Identifier.quoted(edge.grantor()) + ", who alone can revoke it",
                        "As a superuser: " + MembershipSql.revoking(edge, now.server()));
            }
        }
    }

    private String master() {
        return "the master " + Identifier.quoted(now.server().master());
    }
}
