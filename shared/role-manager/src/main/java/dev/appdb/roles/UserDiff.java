package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Change.Step;
import dev.appdb.roles.RoleDiff.DiffBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The part of the decision that is about the two users, each for itself. */
final class UserDiff {
    private static final Set<CheckId> LOGIN_AND_ATTRIBUTES = Set.of(CheckId.R02, CheckId.R03);
    /** Without both users, the schema's part is left out. */
    private static final Set<CheckId> OF_A_MISSING_USER =
            Set.of(CheckId.R01, CheckId.S01, CheckId.S02, CheckId.S03, CheckId.P01);

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
        }
        if (!users.now.hasIam()) {
            diff.notice("this server has no role rds_iam, so the users' membership in it was left out");
        }
    }

    private void create(String user) {
        String name = Identifier.quoted(user);
        String sql = "CREATE ROLE " + name + " LOGIN";
        if (MasterRights.mayCreateRoles(now)) {
            diff.change(Set.of(CheckId.R01), Step.USERS_AND_DATABASE, sql, "created user " + name);
        } else {
            diff.obstacle(
                    OF_A_MISSING_USER,
                    "there is no user " + name,
                    master() + " has no CREATEROLE",
                    Remedy.asSuperuser(sql + ";"));
        }
    }

    private void attributes(Role user) {
        List<String> mine = new ArrayList<>();
        List<String> others = new ArrayList<>();
        boolean mayAlter = MasterRights.mayAlter(now, user);
        collect(mine, others, !user.canLogin(), mayAlter, "LOGIN");
        collect(mine, others, user.connectionLimit() == 0, mayAlter, "CONNECTION LIMIT -1");
        collect(mine, others, user.expired(), mayAlter, "VALID UNTIL 'infinity'");
        for (String attribute : Attributes.of(user, true)) {
            collect(mine, others, true, MasterRights.mayTake(now, user, attribute), "NO" + attribute);
        }
        String name = Identifier.quoted(user.name());
        if (!mine.isEmpty()) {
            String clauses = String.join(" ", mine);
            diff.change(
                    LOGIN_AND_ATTRIBUTES,
                    Step.USERS_AND_DATABASE,
                    "ALTER ROLE " + name + " " + clauses,
                    "set user " + name + " to " + clauses);
        }
        if (!others.isEmpty()) {
            diff.obstacle(
                    LOGIN_AND_ATTRIBUTES,
                    "user " + name + " should have " + String.join(", ", others),
                    master() + " may not change that",
                    Remedy.asSuperuser("ALTER ROLE " + name + " " + String.join(" ", others) + ";"));
        }
    }

    private static void collect(List<String> mine, List<String> others, boolean wrong, boolean may, String clause) {
        if (wrong) {
            (may ? mine : others).add(clause);
        }
    }

    private void iam(String user) {
        if (!now.hasIam() || !now.memberships().usable(user, ServerRoles.IAM).isEmpty()) {
            return;
        }
        // one that can only be administered stays so unless the options are named; before 16 there is no such thing
        boolean isMember = now.memberships().isDirectMember(user, ServerRoles.IAM);
        String sql = "GRANT rds_iam TO " + Identifier.quoted(user) + (isMember ? " WITH INHERIT TRUE, SET TRUE" : "");
        if (MasterRights.mayGrant(now, ServerRoles.IAM)) {
            diff.change(
                    Set.of(CheckId.R04), Step.USERS_AND_DATABASE, sql, "granted rds_iam to " + Identifier.quoted(user));
        } else {
            diff.obstacle(
                    Set.of(CheckId.R04),
                    "user " + Identifier.quoted(user) + " is no member of rds_iam, so it can't log in with IAM",
                    master() + " has no ADMIN on rds_iam",
                    Remedy.asSuperuser(sql + ";"));
        }
    }

    private String master() {
        return "the master " + Identifier.quoted(now.server().master());
    }
}
