package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Finding;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.ObjectGrants;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** O01 to O06: the objects that are in the schema now. */
final class ObjectRules {
    private ObjectRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "O01",
                        Severity.WARNING,
                        "The migrator owns every object in the schema",
                        RepairSummary.byHand("as a superuser: changes the owner"),
                        inSchema(ObjectRules::ownedByMigrator)),
                new Rule(
                        "O02",
                        Severity.CRITICAL,
                        "The app has all privileges on every table and sequence in the schema",
                        RepairSummary.byUpdate("as the migrator, or the master where it has the owner's rights: grants"
                                + " them; by hand as a superuser: objects of others"),
                        situation -> List.of(
                                existing(situation, usable(situation, ObjectType.TABLES)),
                                existing(situation, usable(situation, ObjectType.SEQUENCES)))),
                new Rule(
                        "O03",
                        Severity.CRITICAL,
                        "The app can call every routine in the schema",
                        RepairSummary.byUpdate("as the migrator, or the master where it has the owner's rights: grants"
                                + " it; by hand as a superuser: routines of others"),
                        inSchema(situation -> usable(situation, ObjectType.ROUTINES))),
                new Rule(
                        "O04",
                        Severity.WARNING,
                        "No object in the schema is granted to PUBLIC or strangers",
                        RepairSummary.byHand("as the migrator or a superuser: revokes it"),
                        inSchema(ObjectRules::noStrangers)),
                new Rule(
                        "O05",
                        Severity.WARNING,
                        "The app owns nothing",
                        RepairSummary.byHand("as a superuser: reassigns it to the migrator"),
                        inSchema(ObjectRules::appOwnsNothing)),
                new Rule(
                        "O06",
                        Severity.INFO,
                        "Routines with SECURITY DEFINER pin their search_path",
                        RepairSummary.byHand("as the migrator or a superuser: sets it"),
                        inSchema(ObjectRules::definersArePinned)));
    }

    private static Rule.Observer inSchema(Rule.OfOne observer) {
        return situation -> List.of(existing(situation, observer.in(situation)));
    }

    /** Without the schema or a user, nothing is known of the objects but what is to be granted once they are there. */
    private static Observation existing(Situation situation, Observation observation) {
        List<Repair> first = new ArrayList<>(UserRules.creations(situation));
        if (!situation.hasSchema()) {
            first.addAll(SchemaRules.ownership(situation));
            return Observation.unknown(SchemaRules.subject(situation), "the schema does not exist", first);
        }
        for (String user : situation.users()) {
            if (!situation.now().hasRole(user)) {
                if (first.stream().allMatch(Repair::isAutomatic)) {
                    observation.repairs().stream()
                            .filter(ObjectGrants.class::isInstance)
                            .forEach(first::add);
                }
                return Observation.unknown(
                        SchemaRules.subject(situation), UserRules.subject(user) + " does not exist", first);
            }
        }
        return observation;
    }

    private static String objects(Situation situation) {
        return "objects in " + situation.schema();
    }

    static Observation ownedByMigrator(Situation situation) {
        Finding foreign = situation.now().finding("not the migrator's");
        String migrator = situation.migrator();
        return foreign.isEmpty()
                ? Observation.passed(objects(situation), migrator + " owns them all")
                : Observation.failed(
                        objects(situation),
                        foreign.count() + " not owned by " + migrator + ": " + foreign.inWords(),
                        ManualSql.asSuperuser(
                                statements(situation.now().finding("to give to the migrator")),
                                ManualSql.LEFT_TO_PEOPLE));
    }

    private static Observation usable(Situation situation, ObjectType type) {
        CatalogSnapshot now = situation.now();
        Finding without = now.finding("ungranted " + type.noun());
        long all = now.finding("all " + type.noun()).count();
        String subject = type.noun() + "s in " + situation.schema();
        if (without.isEmpty()) {
            return Observation.passed(subject, all == 0 ? "there are none" : situation.app() + " can use all " + all);
        }
        return Observation.failed(
                subject,
                situation.app() + " lacks privileges on " + without.count() + " of " + all + ": " + without.inWords(),
                grants(situation, type));
    }

    private static List<Repair> grants(Situation situation, ObjectType type) {
        List<Repair> repairs = new ArrayList<>();
        if (!situation
                .now()
                .finding("grantable by the migrator: " + type.noun())
                .isEmpty()) {
            repairs.add(new ObjectGrants(type, true));
        }
        Finding masters = situation.now().finding("grantable by the master: " + type.noun());
        if (!masters.isEmpty()) {
            repairs.add(
                    situation.needsMigratorsLogin()
                            ? ofMasters(situation, type, masters)
                            : new ObjectGrants(type, false));
        }
        Finding others = situation.now().finding("not grantable: " + type.noun());
        if (!others.isEmpty()) {
            repairs.add(ManualSql.asSuperuser(
                    onAll(situation, type), "only their owners or a superuser may grant: " + others.inWords()));
        }
        return repairs;
    }

    private static Repair ofMasters(Situation situation, ObjectType type, Finding masters) {
        String sql = masters.count() > masters.examples().size()
                ? onAll(situation, type)
                : "GRANT ALL ON " + type.keyword() + " " + String.join(", ", masters.examples()) + " TO "
                        + situation.app() + ";";
        return ManualSql.asSuperuser(
                sql,
                "they are not " + situation.migrator() + "'s, and the master can't act as " + situation.migrator()
                        + " to reach them");
    }

    private static String onAll(Situation situation, ObjectType type) {
        return "GRANT ALL ON ALL " + type.name() + " IN SCHEMA " + situation.schema() + " TO " + situation.app() + ";";
    }

    private static Observation noStrangers(Situation situation) {
        Finding granted = situation.now().finding("granted to strangers");
        return granted.isEmpty()
                ? Observation.passed(objects(situation), "none is granted to PUBLIC or strangers")
                : Observation.failed(
                        objects(situation),
                        granted.count() + " granted to PUBLIC or strangers: " + granted.inWords(),
                        asOwners(situation, statements(situation.now().finding("to take from strangers"))));
    }

    private static Observation appOwnsNothing(Situation situation) {
        Finding owned = situation.now().finding("owned by the app");
        String subject = "user " + situation.app();
        return owned.isEmpty()
                ? Observation.passed(subject, "it owns nothing in this database")
                : Observation.failed(
                        subject,
                        "it owns " + owned.count() + ": " + owned.inWords(),
                        ManualSql.asSuperuser(
                                "REASSIGN OWNED BY " + situation.app() + " TO " + situation.migrator() + ";",
                                ManualSql.LEFT_TO_PEOPLE));
    }

    private static Observation definersArePinned(Situation situation) {
        Finding open = situation.now().finding("unpinned definer");
        String subject = "routines in " + situation.schema();
        return open.isEmpty()
                ? Observation.passed(subject, "those with SECURITY DEFINER pin their search_path")
                : Observation.failed(
                        subject,
                        open.count() + " with SECURITY DEFINER and an open search_path: " + open.inWords(),
                        asOwners(
                                situation,
                                open.examples().stream()
                                        .map(label -> "ALTER ROUTINE " + label + " SET search_path = "
                                                + situation.schema() + ", pg_temp;")
                                        .collect(Collectors.joining(" "))));
    }

    /** As the migrator, unless some objects are not its own. */
    private static Repair asOwners(Situation situation, String sql) {
        boolean isMigrators = situation.now().finding("not the migrator's").isEmpty();
        return new ManualSql(isMigrators ? situation.migrator() : ManualSql.SUPERUSER, sql, ManualSql.LEFT_TO_PEOPLE);
    }

    /** As many statements as examples are known. */
    private static String statements(Finding finding) {
        return finding.examples().stream().map(sql -> sql + ";").collect(Collectors.joining(" "));
    }
}
