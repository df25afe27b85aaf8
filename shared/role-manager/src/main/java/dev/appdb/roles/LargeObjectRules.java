package dev.appdb.roles;

import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** P05 and O12 to O14: large objects, which are in no schema and belong to whoever wrote them. */
final class LargeObjectRules {
    private static final int FIRST_WITH_DEFAULTS = 180_000;
    private static final String TYPE = "L";
    private static final String SUBJECT = "large objects";

    private LargeObjectRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "P05",
                        Severity.WARNING,
                        "From PostgreSQL 18 on, the app gets all privileges on the migrator's future large objects",
                        RepairSummary.byUpdate("as the migrator: alters its default privileges"),
                        one(LargeObjectRules::ofFuture)),
                new Rule(
                        "O12",
                        Severity.CRITICAL,
                        "The app can use the large objects of the migrator and the master",
                        RepairSummary.byUpdate("as their owner: grants it"),
                        one(LargeObjectRules::usable)),
                new Rule(
                        "O13",
                        Severity.WARNING,
                        "Large objects belong to the app, the migrator or the master",
                        RepairSummary.byHand(
                                "as the master or a superuser: changes the owner and grants them to the app"),
                        one(LargeObjectRules::owned)),
                new Rule(
                        "O14",
                        Severity.WARNING,
                        "No large object is granted to PUBLIC or strangers",
                        RepairSummary.byHand("as the owner: revokes it"),
                        one(LargeObjectRules::closed)));
    }

    private static Observation ofFuture(Situation situation) {
        String subject = "future large objects of " + situation.migrator();
        if (situation.now().server().version() < FIRST_WITH_DEFAULTS) {
            return Observation.notApplicable(
                    subject, "they have no default privileges before PostgreSQL 18: an update grants them one by one");
        }
        Predicate<DefaultGrant> isGiven = grant -> grant.type().equals(TYPE)
                && grant.complete()
                && grant.creator().equals(situation.spec().migratorUser())
                && situation.rightsOf(situation.spec().appUser()).contains(grant.grantee());
        if (situation.now().defaultGrants().stream().anyMatch(isGiven)) {
            return Observation.passed(subject, "all privileges go to " + situation.app());
        }
        List<Repair> users = UserRules.creations(situation);
        List<Repair> repairs = new ArrayList<>(users);
        if (users.stream().allMatch(Repair::isAutomatic)) {
            repairs.add(new Statement(
                    Step.AS_MIGRATOR,
                    "ALTER DEFAULT PRIVILEGES GRANT ALL ON LARGE OBJECTS TO " + situation.app(),
                    "default privileges: " + situation.app() + " gets ALL on future large objects of "
                            + situation.migrator()));
        }
        return UserRules.explained(
                situation,
                situation.spec().migratorUser(),
                UserRules.explained(
                        situation,
                        situation.spec().appUser(),
                        Observation.failed(subject, "not all privileges go to " + situation.app(), repairs)));
    }

    private static Observation usable(Situation situation) {
        List<Obstacle> closed = UsabilityRules.all(situation, "closed large object");
        return ObjectRules.existing(
                situation,
                closed.isEmpty()
                        ? Observation.passed(SUBJECT, situation.app() + " can use those of the migrator and the master")
                        : Observation.failed(
                                SUBJECT,
                                situation.app() + " can't use " + UsabilityRules.inWords(closed),
                                closed.stream()
                                        .map(each -> grant(situation, each))
                                        .toList()));
    }

    private static Repair grant(Situation situation, Obstacle closed) {
        boolean isMigrators = closed.owner().equals(situation.spec().migratorUser());
        return new Statement(
                isMigrators ? Step.AS_MIGRATOR : Step.USERS_AND_DATABASE,
                closed.statement(),
                "granted " + situation.app() + " ALL on " + closed.label());
    }

    private static Observation owned(Situation situation) {
        Acceptance acceptance = new Acceptance(situation);
        List<Obstacle> foreign = UsabilityRules.all(situation, "foreign large object").stream()
                .filter(each -> !acceptance.covers(each.owner(), May.CREATE))
                .toList();
        if (foreign.isEmpty()) {
            return ObjectRules.existing(situation, acceptance.on(Observation.passed(SUBJECT, "nobody else owns one")));
        }
        Set<String> owners = owners(foreign);
        owners.add(situation.spec().migratorUser());
        return ObjectRules.existing(
                situation,
                acceptance.on(Observation.failed(
                        SUBJECT,
                        UsabilityRules.inWords(foreign),
                        OwnersSql.of(situation, owners, statements(foreign), ManualSql.LEFT_TO_PEOPLE))));
    }

    private static Observation closed(Situation situation) {
        List<Obstacle> open = UsabilityRules.all(situation, "open large object");
        return ObjectRules.existing(
                situation,
                open.isEmpty()
                        ? Observation.passed(SUBJECT, "none is granted to PUBLIC or strangers")
                        : Observation.failed(
                                SUBJECT,
                                "granted to PUBLIC or strangers: " + UsabilityRules.inWords(open),
                                OwnersSql.of(situation, owners(open), statements(open), ManualSql.LEFT_TO_PEOPLE)));
    }

    private static Set<String> owners(List<Obstacle> objects) {
        return objects.stream().map(Obstacle::owner).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String statements(List<Obstacle> objects) {
        return objects.stream().map(each -> each.statement() + ";").collect(Collectors.joining(" "));
    }
}
