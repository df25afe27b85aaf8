package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachExistingUser;
import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** R06 to R11, and R15: everybody else in the cluster. */
final class ClusterRules {
    private static final String CLUSTER = "cluster";

    /** Those that need no grant on what they reach (PostgreSQL documentation, "Predefined Roles"). */
    private static final Map<String, May> PREDEFINED = Map.of(
            "pg_read_all_data", May.READ,
            "pg_write_all_data", May.WRITE,
            "pg_read_server_files", May.ADMINISTER,
            "pg_write_server_files", May.ADMINISTER,
            "pg_execute_server_program", May.ADMINISTER);

    private ClusterRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "R06",
                        Severity.CRITICAL,
                        "No other role may act as the migrator",
                        RepairSummary.byUpdate(
                                "as the master: revokes memberships that it granted, its own and the app's;"
                                        + " by hand: others"),
                        one(ClusterRules::noOthersAreMigrator)),
                new Rule(
                        "R07",
                        Severity.CRITICAL,
                        "The master uses neither rds_iam nor the rights of the users: RDS would refuse its password",
                        RepairSummary.byUpdate("as the master: revokes its memberships in the users; by hand: others"),
                        one(ClusterRules::masterIsNotInIam)),
                new Rule(
                        "R08",
                        Severity.CRITICAL,
                        "No role but the master and the server's own has SUPERUSER, CREATEROLE, REPLICATION or BYPASSRLS,"
                                + " or may act as the master or a superuser",
                        RepairSummary.byHand("as the master or a superuser: takes the attributes and memberships"),
                        one(ClusterRules::noOtherPrivilegedRoles)),
                new Rule(
                        "R09",
                        Severity.CRITICAL,
                        "No role but the master is in rds_superuser",
                        RepairSummary.byUpdate(
                                "as the master, before PostgreSQL 16: revokes the users' memberships; by hand: others"),
                        one(ClusterRules::noOthersAreRdsSuperuser)),
                new Rule(
                        "R10",
                        Severity.WARNING,
                        "The master has ADMIN on every user (PostgreSQL 16 and newer)",
                        RepairSummary.byHand("as a superuser: grants it ADMIN"),
                        eachExistingUser(ClusterRules::masterHasAdmin)),
                new Rule(
                        "R11",
                        Severity.CRITICAL,
                        "No role but the master reaches all data, the server's files or its programs through a predefined role",
                        RepairSummary.byHand("as the master or a superuser: revokes the membership"),
                        one(ClusterRules::noneInPredefinedRoles)),
                new Rule(
                        "R15",
                        Severity.CRITICAL,
                        "No other role may act as the app or a reader, but people with temporary access",
                        RepairSummary.byHand("as the master or a superuser: revokes the membership"),
                        ClusterRules::noOthersAreUsers));
    }

    private static Observation noOthersAreMigrator(Situation situation) {
        String migrator = situation.spec().migratorUser();
        return situation.now().hasRole(migrator)
                ? noOthersAre(situation, migrator, Set.of(), May.ACT_AS_MIGRATOR)
                : UserRules.missing(situation, migrator);
    }

    private static List<Observation> noOthersAreUsers(Situation situation) {
        return situation.users().stream()
                .filter(user -> !user.equals(situation.spec().migratorUser()))
                .map(user -> situation.now().hasRole(user)
                        ? noOthersAreUser(situation, user)
                        : UserRules.missing(situation, user))
                .toList();
    }

    /** The users' memberships are R05's, the master's R07's, and temporary access is R12's. */
    private static Observation noOthersAreUser(Situation situation, String user) {
        Set<String> accepted = new HashSet<>(situation.users());
        accepted.add(situation.masterName());
        AccessUpdate.all(situation.spec(), situation.now()).stream()
                .filter(access -> access.as().equals(user))
                .forEach(access -> accepted.add(access.user()));
        accepted.remove(user);
        return noOthersAre(situation, user, accepted, May.ACT_AS_APP);
    }

    private static Observation noOthersAre(Situation situation, String user, Set<String> accepted, May what) {
        String subject = UserRules.subject(user);
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        Acceptance acceptance = new Acceptance(situation);
        List<String> others = unwanted.actingAs(user).stream()
                .filter(role -> !accepted.contains(role) && (isOurs(situation, role) || !acceptance.covers(role, what)))
                .toList();
        return acceptance.on(
                others.isEmpty()
                        ? Observation.passed(subject, "nobody else may act as it")
                        : Observation.failed(
                                subject,
                                Grantee.few(others) + " may act as it",
                                MembershipRepairs.of(
                                        situation, unwanted.in(user, goals(accepted, acceptance), others))));
    }

    private static Set<String> goals(Set<String> accepted, Acceptance acceptance) {
        Set<String> goals = new HashSet<>(accepted);
        goals.addAll(acceptance.roles());
        return goals;
    }

    private static boolean isOurs(Situation situation, String role) {
        return situation.users().contains(role) || role.equals(situation.masterName());
    }

    private static Observation masterIsNotInIam(Situation situation) {
        String subject = "master " + situation.master();
        List<Membership> ways = new UnwantedMemberships(situation).ofMaster();
        if (!ways.isEmpty()) {
            String groups = ways.stream().map(Membership::group).distinct().collect(Collectors.joining(", "));
            boolean toIam = situation.now().memberships().reaches(situation.masterName(), ServerRoles.IAM);
            return Observation.failed(
                    subject,
                    toIam
                            ? "it reaches rds_iam through " + groups + ": RDS will refuse its password"
                            : "it has the rights of " + groups,
                    MembershipRepairs.of(situation, ways));
        }
        return situation.now().hasIam()
                ? Observation.passed(subject, "it does not reach rds_iam")
                : Observation.notApplicable(subject, "this server has no role rds_iam");
    }

    private static Observation noOtherPrivilegedRoles(Situation situation) {
        Acceptance acceptance = new Acceptance(situation);
        List<Role> others = situation.now().roles().stream()
                .filter(role -> !isExpected(situation, role)
                        && !Attributes.of(role, false).isEmpty()
                        && !acceptance.covers(role.name(), needed(role)))
                .toList();
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        List<String> rulers = unwanted.rulers().stream()
                .filter(role -> isOurs(situation, role) || !acceptance.covers(role, May.ADMINISTER))
                .toList();
        if (others.isEmpty() && rulers.isEmpty()) {
            return acceptance.on(
                    Observation.passed(CLUSTER, "no privileged roles but the master and the server's own"));
        }
        List<String> found = new ArrayList<>();
        List<Repair> repairs = new ArrayList<>();
        for (Role role : others) {
            found.add(role.name() + " has " + String.join(" and ", Attributes.of(role, false)));
            repairs.add(taking(situation, role));
        }
        if (!rulers.isEmpty()) {
            found.add(Grantee.few(rulers) + " may act as the master or a superuser");
            repairs.addAll(MembershipRepairs.of(situation, unwanted.toRulers(acceptance.roles(), rulers)));
        }
        return acceptance.on(Observation.failed(CLUSTER, String.join(", ", found), repairs));
    }

    /** A role that has REPLICATION alone need not administer anything. */
    private static May needed(Role role) {
        return Attributes.of(role, false).equals(List.of("REPLICATION")) ? May.REPLICATE : May.ADMINISTER;
    }

    private static Repair taking(Situation situation, Role role) {
        List<String> held = Attributes.of(role, false);
        boolean may = MasterRights.mayTake(situation.now(), role, held);
        return new ManualSql(
                may ? situation.theMaster() : ManualSql.SUPERUSER,
                Attributes.revoking(role.name(), held),
                ManualSql.LEFT_TO_PEOPLE);
    }

    /** The users' attributes are R03's. */
    private static boolean isExpected(Situation situation, Role role) {
        return role.bootstrap()
                || role.name().equals(situation.masterName())
                || situation.users().contains(role.name())
                || situation.now().isServerOwned(role);
    }

    private static Observation noOthersAreRdsSuperuser(Situation situation) {
        if (!situation.now().hasRole(ServerRoles.SUPERUSER)) {
            return Observation.notApplicable(CLUSTER, "this server has no role rds_superuser");
        }
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        Acceptance acceptance = new Acceptance(situation);
        List<String> others = unwanted.rdsSuperusers().stream()
                .filter(role -> isOurs(situation, role) || !acceptance.covers(role, May.ADMINISTER))
                .toList();
        return acceptance.on(
                others.isEmpty()
                        ? Observation.passed(CLUSTER, "nobody but the master is in rds_superuser")
                        : Observation.failed(
                                CLUSTER,
                                Grantee.few(others) + " may act as rds_superuser",
                                MembershipRepairs.of(situation, unwanted.toRdsSuperuser(others))));
    }

    private static Observation masterHasAdmin(Situation situation, String user) {
        String subject = UserRules.subject(user);
        CatalogSnapshot now = situation.now();
        if (!now.server().hasMembershipOptions()) {
            return Observation.notApplicable(subject, "before PostgreSQL 16, CREATEROLE is enough");
        }
        if (now.master().superuser() || now.memberships().hasAdmin(situation.masterName(), user)) {
            return Observation.passed(subject, situation.master() + " may administer it");
        }
        return Observation.failed(
                subject, situation.master() + " has no ADMIN on it, so it can't repair it", admin(situation, user));
    }

    /** The grant that lets the master look after a user that somebody else created. */
    static ManualSql admin(Situation situation, String user) {
        return ManualSql.asSuperuser(
                "GRANT " + Identifier.quoted(user) + " TO " + situation.master()
                        + " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;",
                "the master can't grant itself a role that somebody else created");
    }

    private static Observation noneInPredefinedRoles(Situation situation) {
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        Acceptance acceptance = new Acceptance(situation);
        List<String> found = new ArrayList<>();
        List<Membership> ways = new ArrayList<>();
        for (String predefined : PREDEFINED.keySet().stream().sorted().toList()) {
            May what = PREDEFINED.getOrDefault(predefined, May.ADMINISTER);
            List<String> others = unwanted.inPredefined(predefined).stream()
                    .filter(role -> isOurs(situation, role) || !acceptance.covers(role, what))
                    .toList();
            if (!others.isEmpty()) {
                found.add(Grantee.few(others) + (others.size() == 1 ? " is in " : " are in ") + predefined);
                ways.addAll(unwanted.in(predefined, acceptance.roles(), others));
            }
        }
        return acceptance.on(
                found.isEmpty()
                        ? Observation.passed(CLUSTER, "no other role is in a predefined role that reaches data")
                        : Observation.failed(CLUSTER, String.join(", ", found), MembershipRepairs.of(situation, ways)));
    }
}
