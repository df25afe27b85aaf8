package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachExistingUser;
import static dev.appdb.roles.Rule.eachUser;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** R01 to R05: the users, each for itself. */
final class UserRules {
    /** The rule about the users' existence, which explains what is not known of a user. */
    static final String EXISTS = "R01";

    private UserRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        EXISTS,
                        Severity.CRITICAL,
                        "Every user exists: the app's, the migrator and the readers",
                        RepairSummary.byUpdate("as the master: creates the user"),
                        eachUser(UserRules::exists)),
                new Rule(
                        "R02",
                        Severity.CRITICAL,
                        "Nothing shuts the users out: LOGIN, a connection limit other than 0, not expired",
                        RepairSummary.byUpdate("as the master: alters the user, once somebody agrees to it"),
                        eachExistingUser(UserRules::canLogIn)),
                new Rule(
                        "R03",
                        Severity.CRITICAL,
                        "No user has SUPERUSER, CREATEROLE, CREATEDB, REPLICATION or BYPASSRLS",
                        RepairSummary.byUpdate(
                                "as the master: takes the attributes that it may; by hand as a superuser: the others"),
                        eachExistingUser(UserRules::hasNoPower)),
                new Rule(
                        "R04",
                        Severity.CRITICAL,
                        "Every user is a direct member of rds_iam, where the server has it",
                        RepairSummary.byUpdate("as the master: grants rds_iam"),
                        eachExistingUser(UserRules::isInIam)),
                new Rule(
                        "R05",
                        Severity.WARNING,
                        "No user is a member of anything else",
                        RepairSummary.byUpdate("as the master: revokes the migrator and rds_superuser where it may;"
                                + " by hand: other groups"),
                        eachExistingUser(UserRules::isInNothingElse)));
    }

    static String subject(String user) {
        return "user " + Identifier.quoted(user);
    }

    /** Nothing is found about a user that is not there; the repairs are what a new one needs. */
    static Observation missing(Situation situation, String user) {
        List<Repair> repairs = new ArrayList<>(List.of(creation(situation, user)));
        if (situation.willHave(user)) {
            repairs.addAll(iam(situation, user));
        }
        return Observation.unknown(subject(user), "the user does not exist", repairs)
                .because(EXISTS, subject(user));
    }

    /** The same finding, explained by the missing user where that does not exist. */
    static Observation explained(Situation situation, String user, Observation observation) {
        return situation.now().hasRole(user) ? observation : observation.because(EXISTS, subject(user));
    }

    /** The repairs that create the users that are not there. */
    static List<Repair> creations(Situation situation) {
        return situation.users().stream()
                .filter(user -> !situation.now().hasRole(user))
                .map(user -> creation(situation, user))
                .toList();
    }

    static Repair creation(Situation situation, String user) {
        String name = Identifier.quoted(user);
        String sql = "CREATE ROLE " + name + " LOGIN";
        return MasterRights.mayCreateRoles(situation.now())
                ? new Statement(Step.USERS_AND_DATABASE, sql, "created user " + name)
                : ManualSql.asSuperuser(sql + ";", situation.theMaster() + " has no CREATEROLE");
    }

    private static Observation exists(Situation situation, String user) {
        return situation.now().hasRole(user)
                ? Observation.passed(subject(user), "it exists")
                : Observation.failed(subject(user), "it does not exist", creation(situation, user));
    }

    private static Observation canLogIn(Situation situation, String user) {
        Role role = situation.now().role(user).orElseThrow();
        List<String> wrong = new ArrayList<>();
        List<String> clauses = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        if (!role.canLogin()) {
            wrong.add("it has no LOGIN");
            clauses.add("LOGIN");
            closed.add("NOLOGIN");
        }
        if (role.connectionLimit() == 0) {
            wrong.add("its connection limit is 0");
            clauses.add("CONNECTION LIMIT -1");
            closed.add("CONNECTION LIMIT 0");
        }
        if (role.expired()) {
            wrong.add("it was valid until " + role.validUntil());
            clauses.add("VALID UNTIL 'infinity'");
            closed.add("VALID UNTIL " + role.validUntil());
        }
        if (wrong.isEmpty()) {
            return Observation.passed(subject(user), "nothing shuts it out");
        }
        boolean may = MasterRights.mayAlter(situation.now(), role);
        return Observation.failed(
                subject(user),
                String.join(", ", wrong),
                altering(situation, user, clauses, may, Taking.of(Taking.Of.CLOSED_LOGIN, user, closed, "")));
    }

    private static Observation hasNoPower(Situation situation, String user) {
        Role role = situation.now().role(user).orElseThrow();
        List<String> held = Attributes.of(role, true);
        if (held.isEmpty()) {
            return Observation.passed(subject(user), "it has no attribute beyond LOGIN");
        }
        List<Repair> repairs = new ArrayList<>();
        for (boolean may : new boolean[] {true, false}) {
            List<String> taken = held.stream()
                    .filter(attribute -> MasterRights.mayTake(situation.now(), role, attribute) == may)
                    .toList();
            if (!taken.isEmpty()) {
                List<String> clauses =
                        taken.stream().map(attribute -> "NO" + attribute).toList();
                repairs.add(altering(situation, user, clauses, may, Taking.of(Taking.Of.ATTRIBUTES, user, taken, "")));
            }
        }
        return Observation.failed(subject(user), "it has " + String.join(", ", held), repairs);
    }

    private static Repair altering(Situation situation, String user, List<String> clauses, boolean may, Taking taking) {
        String name = Identifier.quoted(user);
        String all = String.join(" ", clauses);
        String sql = "ALTER ROLE " + name + " " + all;
        return may
                ? new Statement(Step.USERS_AND_DATABASE, sql, "altered user " + name + ": " + all, taking)
                : ManualSql.asSuperuser(sql + ";", situation.theMaster() + " may not change that");
    }

    private static Observation isInIam(Situation situation, String user) {
        if (!situation.now().hasIam()) {
            return Observation.notApplicable(subject(user), "this server has no role rds_iam");
        }
        List<Repair> repairs = iam(situation, user);
        return repairs.isEmpty()
                ? Observation.passed(subject(user), "it is a member of rds_iam")
                : Observation.failed(
                        subject(user), "it is no direct member of rds_iam, so it can't log in with IAM", repairs);
    }

    private static List<Repair> iam(Situation situation, String user) {
        CatalogSnapshot now = situation.now();
        if (!now.hasIam() || !now.memberships().usable(user, ServerRoles.IAM).isEmpty()) {
            return List.of();
        }
        // one that can only be administered stays so unless the options are named; before 16 there is no such thing
        boolean isMember = now.memberships().isDirectMember(user, ServerRoles.IAM);
        String name = Identifier.quoted(user);
        String sql = "GRANT rds_iam TO " + name + (isMember ? " WITH INHERIT TRUE, SET TRUE" : "");
        return List.of(
                MasterRights.mayGrant(now, ServerRoles.IAM)
                        ? new Statement(Step.USERS_AND_DATABASE, sql, "granted rds_iam to " + name)
                        : ManualSql.asSuperuser(sql + ";", situation.theMaster() + " has no ADMIN on rds_iam"));
    }

    private static Observation isInNothingElse(Situation situation, String user) {
        List<Membership> others = situation.now().memberships().edges().stream()
                .filter(edge -> edge.member().equals(user) && !edge.group().equals(ServerRoles.IAM))
                .toList();
        return others.isEmpty()
                ? Observation.passed(subject(user), "it is in no other group")
                : Observation.failed(
                        subject(user),
                        "it is also in "
                                + others.stream()
                                        .map(Membership::group)
                                        .distinct()
                                        .collect(Collectors.joining(", ")),
                        MembershipRepairs.of(situation, others));
    }
}
