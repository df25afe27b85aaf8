package dev.appdb.roles;

import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.Finding;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.ObjectRights.Extent;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.ObjectGrants;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** O01 to O07: the objects that are in the application's schemas now. */
final class ObjectRules {
    /** The rule about owners, which explains what is the matter with objects of others. */
    private static final String OWNED = "O01";

    private ObjectRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        OWNED,
                        Severity.WARNING,
                        "The migrator owns every object in the schemas",
                        RepairSummary.byUpdate(
                                "as the master, where it may act as the owner: changes the owner; by hand as a superuser:"
                                        + " other objects"),
                        inSchema(ObjectRules::ownedByMigrator)),
                new Rule(
                        "O02",
                        Severity.CRITICAL,
                        "The app has all privileges on every table and sequence in the schemas",
                        RepairSummary.byUpdate("as the migrator, or the master where it has the owner's rights: grants"
                                + " them; by hand as a superuser: objects of others"),
                        situation -> situation.ofEachSchema().stream()
                                .flatMap(each -> Stream.of(ObjectType.TABLES, ObjectType.SEQUENCES)
                                        .map(type -> existing(each, usable(each, type))))
                                .toList()),
                new Rule(
                        "O03",
                        Severity.CRITICAL,
                        "The app can call every routine in the schemas",
                        RepairSummary.byUpdate("as the migrator, or the master where it has the owner's rights: grants"
                                + " it; by hand as a superuser: routines of others"),
                        inSchema(situation -> usable(situation, ObjectType.ROUTINES))),
                new Rule(
                        "O04",
                        Severity.WARNING,
                        "No object in the schemas is granted to PUBLIC or strangers",
                        RepairSummary.byHand("as the migrator or a superuser: revokes it"),
                        inSchema(ObjectRules::noStrangers)),
                new Rule(
                        "O05",
                        Severity.WARNING,
                        "The app owns nothing",
                        RepairSummary.byHand("as a superuser: reassigns it to the migrator"),
                        one(situation -> existing(situation, appOwnsNothing(situation)))),
                new Rule(
                        "O06",
                        Severity.INFO,
                        "Routines with SECURITY DEFINER pin their search_path",
                        RepairSummary.byHand("as the migrator or a superuser: sets it"),
                        inSchema(ObjectRules::definersArePinned)),
                new Rule(
                        "O07",
                        Severity.CRITICAL,
                        "The readers can select from every table in the schemas, and have no other right on an object",
                        RepairSummary.byUpdate("as the migrator, or the master where it has the owner's rights: grants"
                                + " and revokes; by hand as a superuser: objects of others"),
                        ObjectRules::readOnly));
    }

    private static Rule.Observer inSchema(Rule.OfOne observer) {
        return Rule.eachSchema(situation -> existing(situation, observer.in(situation)));
    }

    /** Without the schema or a user, nothing is known of the objects but what is to be granted once they are there. */
    static Observation existing(Situation situation, Observation observation) {
        return existing(situation, List.of(), observation);
    }

    private static Observation existing(Situation situation, List<String> readers, Observation observation) {
        List<Repair> first = new ArrayList<>(UserRules.creations(situation));
        if (!situation.hasSchema()) {
            first.addAll(SchemaRules.ownership(situation));
            return Observation.unknown(SchemaRules.subject(situation), "the schema does not exist", first)
                    .because(SchemaRules.EXISTS, SchemaRules.subject(situation));
        }
        List<String> needed = new ArrayList<>(
                List.of(situation.spec().appUser(), situation.spec().migratorUser()));
        needed.addAll(readers);
        for (String user : needed) {
            if (!situation.now().hasRole(user)) {
                if (first.stream().allMatch(Repair::isAutomatic)) {
                    observation.repairs().stream()
                            .filter(ObjectGrants.class::isInstance)
                            .forEach(first::add);
                }
                return Observation.unknown(
                                SchemaRules.subject(situation), UserRules.subject(user) + " does not exist", first)
                        .because(UserRules.EXISTS, UserRules.subject(user));
            }
        }
        return observation;
    }

    /** The same finding, explained by objects that are not the migrator's. */
    static Observation ofForeignObjects(Situation situation, Observation observation) {
        return observation.because(OWNED, objects(situation));
    }

    private static String objects(Situation situation) {
        return "objects in " + situation.schema();
    }

    static Observation ownedByMigrator(Situation situation) {
        Finding foreign = situation.finding("not the migrator's");
        String migrator = situation.migrator();
        Acceptance acceptance = new Acceptance(situation);
        situation.finding("creator").examples().forEach(owner -> acceptance.covers(owner, May.CREATE));
        return acceptance.on(
                foreign.isEmpty()
                        ? Observation.passed(objects(situation), migrator + " owns all that is to be its own")
                        : Observation.failed(
                                objects(situation),
                                foreign.count() + " not owned by " + migrator + ": " + foreign.inWords(),
                                ObjectOwners.repairs(situation)));
    }

    private static Observation usable(Situation situation, ObjectType type) {
        Finding without = situation.finding("ungranted " + type.noun());
        long all = situation.finding("all " + type.noun()).count();
        String subject = type.noun() + "s in " + situation.schema();
        if (without.isEmpty()) {
            return Observation.passed(subject, all == 0 ? "there are none" : situation.app() + " can use all " + all);
        }
        ObjectRights rights = new ObjectRights(
                situation.spec().isDmlOnly() ? Extent.DML : Extent.ALL,
                situation.spec().appUser());
        Observation failed = Observation.failed(
                subject,
                situation.app() + " lacks privileges on " + without.count() + " of " + all + ": " + without.inWords(),
                grants(situation, type, rights));
        // whoever reads and changes rows works, though it can't truncate, refer to, or maintain its tables
        boolean isUsable = type != ObjectType.ROUTINES
                && situation
                        .finding("ungranted " + type.noun() + " without its rows")
                        .isEmpty();
        Observation lacking = isUsable ? failed.weighing(Severity.WARNING) : failed;
        boolean areAllForeign = situation
                .finding("grantable by the migrator: " + rights.findings(type))
                .isEmpty();
        return areAllForeign ? ofForeignObjects(situation, lacking) : lacking;
    }

    private static List<Observation> readOnly(Situation situation) {
        if (situation.spec().readers().isEmpty()) {
            return List.of(Observation.notApplicable("readers", "no read-only user is configured"));
        }
        return situation.ofEachSchema().stream()
                .flatMap(each -> each.spec().readers().stream()
                        .map(reader -> existing(each, List.of(reader), readOnly(each, reader))))
                .toList();
    }

    private static Observation readOnly(Situation situation, String reader) {
        String name = Identifier.quoted(reader);
        List<String> wrong = new ArrayList<>();
        List<Repair> repairs = new ArrayList<>();
        ObjectRights select = new ObjectRights(Extent.SELECT, reader);
        Finding unread = situation.finding("ungranted " + select.findings(ObjectType.TABLES));
        if (!unread.isEmpty()) {
            wrong.add(name + " has no SELECT on " + unread.count() + ": " + unread.inWords());
            repairs.addAll(grants(situation, ObjectType.TABLES, select));
        }
        ObjectRights noMore = new ObjectRights(Extent.NO_MORE_THAN_SELECT, reader);
        for (ObjectType type : ObjectType.values()) {
            Finding excess = situation.finding("ungranted " + noMore.findings(type));
            if (!excess.isEmpty()) {
                wrong.add(name + " has more than it should on " + excess.count() + " " + type.noun()
                        + (excess.count() == 1 ? "" : "s") + ": " + excess.inWords());
                repairs.addAll(grants(situation, type, noMore));
            }
        }
        return wrong.isEmpty()
                ? Observation.passed(objects(situation), name + " can select from every table, and nothing else")
                : Observation.failed(objects(situation), String.join("; ", wrong), repairs);
    }

    private static List<Repair> grants(Situation situation, ObjectType type, ObjectRights rights) {
        List<Repair> repairs = new ArrayList<>();
        String which = rights.findings(type);
        if (!SchemaRules.isAttainable(situation)) {
            return List.of(ManualSql.asSuperuser(
                    onAll(situation, type, rights), "schema " + situation.schema() + " is another's"));
        }
        if (!situation.finding("grantable by the migrator: " + which).isEmpty()) {
            repairs.add(new ObjectGrants(situation.schemaName(), type, true, rights));
        }
        Finding masters = situation.finding("grantable by the master: " + which);
        if (!masters.isEmpty()) {
            ObjectGrants grants = new ObjectGrants(situation.schemaName(), type, false, rights);
            repairs.add(situation.needsMigratorsLogin() ? ofMasters(situation, grants, masters) : grants);
        }
        Finding others = situation.finding("not grantable: " + which);
        if (!others.isEmpty() && ObjectOwners.areTakenOver(situation)) {
            repairs.addAll(ObjectOwners.repairs(situation));
            repairs.add(new ObjectGrants(situation.schemaName(), type, true, rights));
        } else if (!others.isEmpty()) {
            repairs.add(ManualSql.asSuperuser(
                    onAll(situation, type, rights),
                    "only their owners or a superuser may " + (rights.takesAway() ? "revoke" : "grant") + ": "
                            + others.inWords()));
        }
        return repairs;
    }

    private static Repair ofMasters(Situation situation, ObjectGrants grants, Finding masters) {
        String sql = masters.count() > masters.examples().size()
                ? onAll(situation, grants.type(), grants.rights())
                : grants.sql(masters.examples(), situation.now().server().version()) + ";";
        return ManualSql.asSuperuser(
                sql,
                "they are not " + situation.migrator() + "'s, and the master can't act as " + situation.migrator()
                        + " to reach them");
    }

    private static String onAll(Situation situation, ObjectType type, ObjectRights rights) {
        return rights.sqlOnAll(
                        type, situation.schema(), situation.now().server().version())
                + ";";
    }

    private static Observation noStrangers(Situation situation) {
        Finding granted = situation.finding("granted to strangers");
        Acceptance acceptance = new Acceptance(situation);
        situation.finding("granted as expected").examples().forEach(role -> acceptance.covers(role, May.READ));
        situation.finding("stranger").examples().forEach(role -> acceptance.covers(role, May.WRITE));
        return acceptance.on(
                granted.isEmpty()
                        ? Observation.passed(objects(situation), "none is granted to PUBLIC or strangers")
                        : Observation.failed(
                                objects(situation),
                                granted.count() + " granted to PUBLIC or strangers: " + granted.inWords(),
                                asOwners(situation, statements(situation.finding("to take from strangers")))));
    }

    private static Observation appOwnsNothing(Situation situation) {
        Finding owned = situation.now().finding(CatalogSnapshot.NO_SCHEMA, "owned by the app");
        String subject = "user " + situation.app();
        Acceptance acceptance = new Acceptance(situation);
        Stream.of("owned as expected", "owned in a schema of others")
                .flatMap(which -> situation.now().finding(CatalogSnapshot.NO_SCHEMA, which).examples().stream())
                .forEach(schema -> acceptance.coversSchema(
                        schema, situation.app() + " owns objects in " + Identifier.quoted(schema)));
        return acceptance.on(
                owned.isEmpty()
                        ? Observation.passed(subject, "it owns nothing in this database")
                        : Observation.failed(
                                subject,
                                "it owns " + owned.count() + ": " + owned.inWords(),
                                OwnersSql.of(
                                        situation,
                                        List.of(
                                                situation.spec().appUser(),
                                                situation.spec().migratorUser()),
                                        "REASSIGN OWNED BY " + situation.app() + " TO " + situation.migrator() + ";",
                                        ManualSql.LEFT_TO_PEOPLE)));
    }

    private static Observation definersArePinned(Situation situation) {
        Finding open = situation.finding("unpinned definer");
        String subject = "routines in " + situation.schema();
        return open.isEmpty()
                ? Observation.passed(subject, "those with SECURITY DEFINER pin their search_path")
                : Observation.failed(
                        subject,
                        open.count() + " with SECURITY DEFINER and an open search_path: " + open.inWords(),
                        asOwners(situation, statements(situation.finding("to pin"))));
    }

    /** As the migrator, unless some objects are not its own. */
    private static Repair asOwners(Situation situation, String sql) {
        List<String> owners = new ArrayList<>(ObjectOwners.owners(situation));
        if (owners.isEmpty()) {
            return new ManualSql(situation.migrator(), sql, ManualSql.LEFT_TO_PEOPLE);
        }
        owners.add(situation.spec().migratorUser());
        return OwnersSql.of(situation, owners, sql, ManualSql.LEFT_TO_PEOPLE);
    }

    /** As many statements as examples are known. */
    private static String statements(Finding finding) {
        return finding.examples().stream().map(sql -> sql + ";").collect(Collectors.joining(" "));
    }
}
