package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachSchema;
import static dev.appdb.roles.Rule.one;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** D09, S07 to S09, O09 to O11 and E06: the application works, and not only its grants are right. */
final class UsabilityRules {
    private static final String WHY = "the role manager leaves what is outside the application's schemas to people";

    private UsabilityRules() {}

    static List<Rule> ofDatabase() {
        return List.of(new Rule(
                "D09",
                Severity.CRITICAL,
                "The connection limits of the database and the users leave room for a connection",
                RepairSummary.byHand("as the master: raises the limit"),
                one(UsabilityRules::acceptsAnotherConnection)));
    }

    /** Before the rules about objects, since whoever has no USAGE on the schema can grant nothing in it. */
    static List<Rule> ofSchemas() {
        return List.of(
                new Rule(
                        "S07",
                        Severity.CRITICAL,
                        "The migrator has all rights on its own schemas",
                        RepairSummary.byUpdate("as the migrator: grants them"),
                        eachSchema(situation -> situation.hasSchema()
                                ? restoring(
                                        situation,
                                        SchemaRules.subject(situation),
                                        "own schema",
                                        beforeTakeover(situation))
                                : SchemaRules.missing(situation))),
                new Rule(
                        "S08",
                        Severity.CRITICAL,
                        "Nothing of the app's or the migrator's was left in public by earlier migrations",
                        RepairSummary.byHand("as the migrator or the master: moves it to the application's schema"),
                        one(UsabilityRules::publicIsEmpty)),
                new Rule(
                        "S09",
                        Severity.CRITICAL,
                        "No other schema of the migrator's holds the tables while the application's is empty",
                        RepairSummary.byHand("as the master: renames the schema back"),
                        one(UsabilityRules::isNotRenamed)));
    }

    static List<Rule> ofObjects() {
        return List.of(
                new Rule(
                        "O09",
                        Severity.CRITICAL,
                        "Row security shows rows to the app and the readers",
                        RepairSummary.byHand("as the table's owner: creates a policy"),
                        inSchema("row security", "tables in ", "row security hides no table")),
                new Rule(
                        "O10",
                        Severity.CRITICAL,
                        "The app may use what views, defaults, triggers, functions, foreign keys, foreign tables and column"
                                + " types lead to",
                        RepairSummary.byHand("as its owner: grants it"),
                        inSchema("way", "objects in ", "they lead to nothing that is closed to the app")),
                new Rule(
                        "O11",
                        Severity.CRITICAL,
                        "The migrator has all rights on its own tables, sequences and routines",
                        RepairSummary.byUpdate("as the migrator: grants them"),
                        situation -> {
                            List<Observation> found = new ArrayList<>();
                            situation
                                    .ofEachSchema()
                                    .forEach(each -> found.add(ObjectRules.existing(
                                            each,
                                            restoring(
                                                    each,
                                                    "objects in " + each.schema(),
                                                    "own object",
                                                    Step.AS_MIGRATOR))));
                            found.add(ObjectRules.existing(
                                    situation,
                                    restoring(
                                            situation.inSchema(CatalogSnapshot.NO_SCHEMA),
                                            "future objects",
                                            "own object",
                                            Step.AS_MIGRATOR)));
                            return found;
                        }));
    }

    static List<Rule> ofExtensions() {
        return List.of(new Rule(
                "E06",
                Severity.CRITICAL,
                "The app can call the functions of the extensions that are turned on",
                RepairSummary.byHand("as the owner: grants it"),
                one(situation -> byOwners(
                        situation, "extensions", all(situation, "extension"), "the app can call their functions"))));
    }

    static List<Obstacle> all(Situation situation, String kind) {
        return situation.now().obstacles().stream()
                .filter(obstacle -> obstacle.kind().equals(kind))
                .toList();
    }

    private static List<Obstacle> inSchema(Situation situation, String kind) {
        return all(situation, kind).stream()
                .filter(obstacle -> obstacle.schema().equals(situation.schemaName()))
                .toList();
    }

    private static Rule.Observer inSchema(String kind, String subject, String passed) {
        return eachSchema(situation -> ObjectRules.existing(
                situation, byOwners(situation, subject + situation.schema(), inSchema(situation, kind), passed)));
    }

    /** One statement for each owner, however many objects there are. */
    private static Observation byOwners(
            Situation situation, String subject, List<Obstacle> obstacles, String whenPassed) {
        if (obstacles.isEmpty()) {
            return Observation.passed(subject, whenPassed);
        }
        Set<String> owners = new LinkedHashSet<>();
        obstacles.forEach(obstacle -> owners.add(obstacle.owner()));
        return Observation.failed(
                subject, inWords(obstacles), List.of(OwnersSql.of(situation, owners, statements(obstacles), WHY)));
    }

    private static String statements(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> obstacle.statement() + ";")
                .distinct()
                .collect(Collectors.joining(" "));
    }

    static String inWords(List<Obstacle> obstacles) {
        return new CatalogSnapshot.Finding(
                        obstacles.size(),
                        obstacles.stream().limit(5).map(Obstacle::label).toList())
                .inWords();
    }

    /** The step of the migrator's own rights on a schema, which come before it takes over anything in there. */
    private static Step beforeTakeover(Situation situation) {
        return ObjectOwners.areTakenOver(situation) ? Step.SCHEMA : Step.AS_MIGRATOR;
    }

    /** An owner may always grant itself its own rights, and so may the master that has the owner's. */
    private static Observation restoring(Situation situation, String subject, String kind, Step step) {
        List<Obstacle> lost = inSchema(situation, kind);
        if (lost.isEmpty()) {
            return Observation.passed(subject, situation.migrator() + " has all rights on its own");
        }
        if (!situation.schemaName().equals(CatalogSnapshot.NO_SCHEMA) && !SchemaRules.isAttainable(situation)) {
            return Observation.failed(
                    subject,
                    situation.migrator() + " lacks rights on its own: " + inWords(lost),
                    List.of(ManualSql.asSuperuser(statements(lost), "schema " + situation.schema() + " is another's")));
        }
        Map<String, Repair> repairs = new LinkedHashMap<>();
        lost.forEach(obstacle -> repairs.put(
                obstacle.statement(),
                new Statement(
                        step,
                        obstacle.statement(),
                        "granted " + situation.migrator() + " its own rights again: " + obstacle.label())));
        return Observation.failed(
                subject,
                situation.migrator() + " lacks rights on its own: " + inWords(lost),
                List.copyOf(repairs.values()));
    }

    private static Observation acceptsAnotherConnection(Situation situation) {
        List<Obstacle> ofDatabase = all(situation, "database limit");
        List<Obstacle> ofUsers = all(situation, "user limit");
        String subject = "connection limits";
        if (ofDatabase.isEmpty() && ofUsers.isEmpty()) {
            return all(situation, "unseen database limit").isEmpty()
                    ? Observation.passed(subject, "there is room for a connection")
                    : Observation.unknown(
                            subject,
                            "who is connected can't be seen, which needs pg_read_all_stats, and the database has a limit",
                            List.of());
        }
        List<Repair> repairs = new ArrayList<>();
        ofDatabase.forEach(limit -> repairs.add(
                OwnersSql.of(situation, Set.of(limit.owner()), limit.statement() + ";", ManualSql.LEFT_TO_PEOPLE)));
        ofUsers.forEach(limit -> repairs.add(new ManualSql(
                situation
                                .now()
                                .role(limit.owner())
                                .filter(role -> MasterRights.mayAlter(situation.now(), role))
                                .isPresent()
                        ? situation.theMaster()
                        : ManualSql.SUPERUSER,
                limit.statement() + ";",
                ManualSql.LEFT_TO_PEOPLE)));
        List<Obstacle> both = new ArrayList<>(ofDatabase);
        both.addAll(ofUsers);
        return Observation.failed(subject, inWords(both), repairs);
    }

    private static Observation publicIsEmpty(Situation situation) {
        List<Obstacle> left = all(situation, "in public");
        String subject = "schema public";
        if (left.isEmpty()) {
            return Observation.passed(subject, "nothing of the app's or the migrator's is in it");
        }
        String found = "with the application's search_path nothing finds " + inWords(left);
        List<Obstacle> twice =
                left.stream().filter(obstacle -> obstacle.statement().isEmpty()).toList();
        if (!twice.isEmpty()) {
            return Observation.failed(
                    subject,
                    found,
                    new ByHand(
                            Remedy.of("Compare " + inWords(twice) + " with what has the same name in schema "
                                    + situation.schema()
                                    + ", and rename or drop the one that is not used: both can't be in one schema."),
                            "only people know which of the two is used"));
        }
        Set<String> owners = new LinkedHashSet<>();
        left.forEach(obstacle -> owners.add(obstacle.owner()));
        owners.add(situation.spec().migratorUser());
        return Observation.failed(
                subject,
                found,
                OwnersSql.of(situation, owners, statements(left), "only people know what still uses public"));
    }

    private static Observation isNotRenamed(Situation situation) {
        List<Obstacle> renamed = all(situation, "renamed");
        if (renamed.isEmpty()) {
            return Observation.passed(SchemaRules.subject(situation), "it was not renamed");
        }
        String found = "it is empty, while " + inWords(renamed) + ": it may have been renamed";
        return Observation.failed(
                SchemaRules.subject(situation),
                found,
                renamed.size() > 1
                        ? new ByHand(
                                Remedy.of("Rename the schema with the application's tables to " + situation.schema()
                                        + ", after dropping the empty one."),
                                "there is more than one")
                        : OwnersSql.of(
                                situation,
                                List.of(renamed.get(0).owner()),
                                statements(renamed),
                                "only people know which of the two is meant"));
    }
}
