package dev.appdb.roles;

import static dev.appdb.roles.Rule.one;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ByHand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that holds for a healthy database: the one table that check, update and the documentation read. */
public final class Rules {
    /** The users can do what they should, and not what they should not: tried, and rolled back. */
    static final Rule PROBE = new Rule(
            "X1",
            Severity.CRITICAL,
            "The migrator can create, and the app can use what it creates and create nothing",
            RepairSummary.byUpdate("by the repairs of the other rules"),
            Evidence.PROBE,
            situation -> List.of());

    private static final List<Rule> ALL = Stream.of(
                    UserRules.all(),
                    ClusterRules.all(),
                    AccessRules.all(),
                    DatabaseRules.all(),
                    SettingRules.all(),
                    UsabilityRules.ofDatabase(),
                    ServerRightsRules.all(),
                    SchemaRules.all(),
                    UsabilityRules.ofSchemas(),
                    DefaultPrivilegeRules.all(),
                    ObjectRules.all(),
                    LargeObjectRules.all(),
                    UsabilityRules.ofObjects(),
                    ExtensionRules.all(),
                    UsabilityRules.ofExtensions(),
                    ofServer(),
                    List.of(PasswordLogins.RULE),
                    List.of(PROBE))
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    /** Every rule, in the order of the reports. */
    public static List<Rule> all() {
        return ALL;
    }

    private static List<Rule> ofServer() {
        return List.of(
                new Rule(
                        "L1",
                        Severity.CRITICAL,
                        "Both users log in with IAM over TLS",
                        RepairSummary.byUpdate(
                                "as the master: grants rds_iam; by hand: the function's IAM policy and the"
                                        + " cluster's IAM authentication"),
                        Evidence.IAM_LOGIN,
                        one(situation -> Observation.notApplicable(
                                "logins",
                                "IAM logins are tried by the role manager's Lambda function, not over this"
                                        + " connection"))),
                new Rule(
                        "L2",
                        Severity.CRITICAL,
                        "The server is the writer",
                        RepairSummary.byHand("connects to the writer's address"),
                        Evidence.SERVER,
                        one(Rules::isWriter)));
    }

    private static Observation isWriter(Situation situation) {
        return situation.now().server().inRecovery()
                ? Observation.failed(
                        "server",
                        "it is a reader: what was found may lag behind, and nothing can be changed here",
                        new ByHand(
                                Remedy.of("SELECT pg_is_in_recovery(); -- connect to the address of the writer"),
                                "a reader takes no changes"))
                : Observation.passed("server", "it is the writer");
    }

    /** One rule's finding about one subject. */
    record Finding(Rule rule, Observation observation) {

        boolean isCritical() {
            return rule.severity() == Severity.CRITICAL;
        }
    }

    /** All that the rules say of the catalogs as they are; nothing is asked of a database. */
    static List<Finding> observe(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : ALL) {
            rule.observe(situation).forEach(observation -> findings.add(new Finding(rule, observation)));
        }
        return findings;
    }

    /**
     * The findings as the reports have them.
     *
     * @param update the command that runs {@code manage}: the remedy for what it repairs
     */
    static List<Check> checks(Situation situation, List<Finding> findings, Remedy update) {
        return findings.stream()
                .map(finding -> finding.rule().check(situation, finding.observation(), update))
                .toList();
    }
}
