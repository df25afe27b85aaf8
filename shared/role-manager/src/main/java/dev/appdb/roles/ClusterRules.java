package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachExistingUser;
import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** R06 to R11: everybody else in the cluster. */
final class ClusterRules {
    private static final String CLUSTER = "cluster";

    /** Those that need no grant on what they reach (PostgreSQL documentation, "Predefined Roles"). */
    private static final Set<String> PREDEFINED = Set.of(
            "pg_read_all_data",
            "pg_write_all_data",
            "pg_read_server_files",
            "pg_write_server_files",
            "pg_execute_server_program");

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
                        "No role but the master and the server's own has SUPERUSER, CREATEROLE, REPLICATION or BYPASSRLS",
                        RepairSummary.byHand("as the master or a superuser: takes the attributes"),
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
                        Severity.WARNING,
                        "No other role reaches all data, the server's files or its programs through a predefined role",
                        RepairSummary.byHand("as the master or a superuser: revokes the membership"),
                        one(ClusterRules::noOtherInPredefinedRoles)));
    }

    private static Observation noOthersAreMigrator(Situation situation) {
        String migrator = situation.spec().migratorUser();
        if (!situation.now().hasRole(migrator)) {
            return UserRules.missing(situation, migrator);
        }
        String subject = UserRules.subject(migrator);
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        List<String> others = unwanted.migrators();
        return others.isEmpty()
                ? Observation.passed(subject, "nobody else may act as it")
                : Observation.failed(
                        subject,
                        String.join(", ", others) + " may act as it",
                        MembershipRepairs.of(situation, unwanted.inMigrator()));
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
        List<Role> others = situation.now().roles().stream()
                .filter(role -> !role.bootstrap()
                        && !isExpected(situation, role.name())
                        && !Attributes.of(role, false).isEmpty())
                .toList();
        if (others.isEmpty()) {
            return Observation.passed(CLUSTER, "no privileged roles but the master and the server's own");
        }
        return Observation.failed(
                CLUSTER,
                others.stream()
                        .map(role -> role.name() + " has " + String.join(" and ", Attributes.of(role, false)))
                        .collect(Collectors.joining(", ")),
                others.stream().map(role -> taking(situation, role)).toList());
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
    private static boolean isExpected(Situation situation, String role) {
        return role.equals(situation.masterName())
                || situation.users().contains(role)
                || ServerRoles.isServerOwned(role);
    }

    private static Observation noOthersAreRdsSuperuser(Situation situation) {
        if (!situation.now().hasRole(ServerRoles.SUPERUSER)) {
            return Observation.notApplicable(CLUSTER, "this server has no role rds_superuser");
        }
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        List<String> others = unwanted.rdsSuperusers();
        return others.isEmpty()
                ? Observation.passed(CLUSTER, "nobody but the master is in rds_superuser")
                : Observation.failed(
                        CLUSTER,
                        String.join(", ", others) + " may act as rds_superuser",
                        MembershipRepairs.of(situation, unwanted.toRdsSuperuser()));
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

    /** The users' groups are R05's. */
    private static Observation noOtherInPredefinedRoles(Situation situation) {
        List<Membership> others = situation.now().memberships().edges().stream()
                .filter(edge -> PREDEFINED.contains(edge.group()) && edge.isUsable())
                .filter(edge -> !isExpected(situation, edge.member()))
                .toList();
        return others.isEmpty()
                ? Observation.passed(CLUSTER, "no other role is in a predefined role that reaches data")
                : Observation.failed(
                        CLUSTER,
                        others.stream()
                                .map(edge -> edge.member() + " is in " + edge.group())
                                .distinct()
                                .collect(Collectors.joining(", ")),
                        MembershipRepairs.of(situation, others));
    }
}
