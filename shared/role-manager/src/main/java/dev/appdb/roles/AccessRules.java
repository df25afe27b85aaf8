package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.List;

/** R12: the temporary access of people. */
final class AccessRules {
    private AccessRules() {}

    static List<Rule> all() {
        return List.of(new Rule(
                "R12",
                Severity.CRITICAL,
                "Temporary access that has expired is shut: an IAM token does not end with VALID UNTIL",
                RepairSummary.byUpdate("as the master: takes LOGIN from the person's user; access revoke drops it"),
                AccessRules::ended));
    }

    private static List<Observation> ended(Situation situation) {
        List<TemporaryAccess> all = AccessUpdate.all(situation.spec(), situation.now());
        return all.isEmpty()
                ? List.of(Observation.passed("cluster", "nobody has temporary access"))
                : all.stream().map(access -> ended(situation, access)).toList();
    }

    private static Observation ended(Situation situation, TemporaryAccess access) {
        String subject = UserRules.subject(access.user());
        if (access.state() != TemporaryAccess.State.EXPIRED) {
            return Observation.passed(
                    subject,
                    (access.state() == TemporaryAccess.State.VALID ? "accepted: " : "shut: ") + access.sentence());
        }
        Role role = situation.now().role(access.user()).orElseThrow();
        String name = Identifier.quoted(access.user());
        String sql = "ALTER ROLE " + name + " NOLOGIN";
        return Observation.failed(
                subject,
                access.sentence(),
                MasterRights.mayAlter(situation.now(), role)
                        ? new Statement(
                                Step.USERS_AND_DATABASE,
                                sql,
                                "altered user " + name + ": NOLOGIN, its access has expired")
                        : ManualSql.asSuperuser(sql + ";", "the master may not alter that user"));
    }
}
