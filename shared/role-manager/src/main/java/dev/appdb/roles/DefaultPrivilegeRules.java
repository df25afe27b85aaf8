package dev.appdb.roles;

import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** P01 to P03: the privileges that the schema's future objects will have. */
final class DefaultPrivilegeRules {
    private static final Map<String, String> KEYWORDS = Map.of(
            "r", "TABLES", "S", "SEQUENCES", "f", "ROUTINES", "T", "TYPES", "n", "SCHEMAS", "L", "LARGE OBJECTS");
    private static final String CREATORS_AFFAIR = "default privileges are their creator's to change";

    private DefaultPrivilegeRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "P01",
                        Severity.CRITICAL,
                        "The app gets all privileges on the migrator's future tables, sequences and routines in the schema",
                        RepairSummary.byUpdate("as the migrator: alters its default privileges"),
                        situation -> Arrays.stream(ObjectType.values())
                                .map(type -> allForApp(situation, type))
                                .toList()),
                new Rule(
                        "P02",
                        Severity.WARNING,
                        "PUBLIC gets nothing on future objects",
                        RepairSummary.byUpdate(
                                "as the migrator: alters its default privileges; by hand as their creators:"
                                        + " those of others"),
                        one(DefaultPrivilegeRules::nothingForPublic)),
                new Rule(
                        "P03",
                        Severity.WARNING,
                        "No other role creates in the schema without granting to the app",
                        RepairSummary.byHand("as the creator: alters its default privileges"),
                        one(DefaultPrivilegeRules::othersGrantToo)));
    }

    private static Observation allForApp(Situation situation, ObjectType type) {
        String future = "future " + type.noun() + "s of " + situation.migrator();
        Statement grant = new Statement(
                Step.AS_MIGRATOR,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA " + situation.schema() + " GRANT ALL ON " + type.name() + " TO "
                        + situation.app(),
                "default privileges: " + situation.app() + " gets ALL on " + future + " in schema "
                        + situation.schema());
        if (!situation.hasSchema()) {
            return SchemaRules.missing(situation, grant);
        }
        boolean isComplete = situation
                .now()
                .hasCompleteDefaults(
                        situation.spec().migratorUser(), type, situation.spec().appUser());
        if (isComplete) {
            return Observation.passed(future, "all privileges go to " + situation.app());
        }
        List<Repair> users = UserRules.creations(situation);
        boolean willHaveUsers = users.stream().allMatch(Repair::isAutomatic);
        return Observation.failed(
                future,
                "not all privileges go to " + situation.app(),
                willHaveUsers ? Stream.concat(users.stream(), Stream.of(grant)).toList() : users);
    }

    private static Observation nothingForPublic(Situation situation) {
        if (!situation.hasSchema()) {
            return SchemaRules.missing(situation);
        }
        List<DefaultGrant> grants = situation.now().defaultGrants().stream()
                .filter(grant -> grant.grantee().equals(CatalogSnapshot.PUBLIC) && !isBuiltIn(grant))
                .toList();
        if (grants.isEmpty()) {
            return Observation.passed(SchemaRules.subject(situation), "PUBLIC gets nothing by default");
        }
        return Observation.failed(
                SchemaRules.subject(situation),
                grants.stream()
                        .map(grant -> "PUBLIC gets " + grant.privileges() + " on future " + keyword(grant) + " of "
                                + Identifier.quoted(grant.creator()) + (grant.inSchema() ? "" : " in every schema"))
                        .collect(Collectors.joining("; ")),
                grants.stream().map(grant -> revoking(situation, grant)).toList());
    }

    /** PostgreSQL itself gives PUBLIC every new routine and type; it shows once anything else is changed. */
    private static boolean isBuiltIn(DefaultGrant grant) {
        return !grant.inSchema() && (grant.type().equals("f") || grant.type().equals("T"));
    }

    private static String keyword(DefaultGrant grant) {
        return KEYWORDS.getOrDefault(grant.type(), "objects");
    }

    private static Repair revoking(Situation situation, DefaultGrant grant) {
        String where = grant.inSchema() ? " IN SCHEMA " + situation.schema() : "";
        String what = " REVOKE ALL ON " + keyword(grant) + " FROM PUBLIC";
        String creator = Identifier.quoted(grant.creator());
        return grant.creator().equals(situation.spec().migratorUser())
                ? new Statement(
                        Step.AS_MIGRATOR,
                        "ALTER DEFAULT PRIVILEGES" + where + what,
                        "default privileges: PUBLIC no longer gets " + grant.privileges() + " on future "
                                + keyword(grant).toLowerCase(java.util.Locale.ROOT) + " of " + creator
                                + (grant.inSchema() ? " in schema " + situation.schema() : ""),
                        Taking.of(
                                Taking.Of.DEFAULTS,
                                CatalogSnapshot.PUBLIC,
                                List.of(grant.privileges()),
                                "future " + keyword(grant).toLowerCase(java.util.Locale.ROOT)
                                        + (grant.inSchema() ? " in schema " + situation.schema() : "")))
                : new ManualSql(
                        creator, "ALTER DEFAULT PRIVILEGES FOR ROLE " + creator + where + what + ";", CREATORS_AFFAIR);
    }

    /** Whoever owns something in the schema, or may create there, will create more. */
    private static Observation othersGrantToo(Situation situation) {
        if (!situation.hasSchema()) {
            return SchemaRules.missing(situation);
        }
        List<String> lacking = creators(situation)
                .distinct()
                .filter(creator -> !Arrays.stream(ObjectType.values())
                        .allMatch(type -> situation
                                .now()
                                .hasCompleteDefaults(
                                        creator, type, situation.spec().appUser())))
                .toList();
        String subject = SchemaRules.subject(situation);
        return lacking.isEmpty()
                ? Observation.passed(subject, "nobody else creates in it without granting to " + situation.app())
                : Observation.failed(
                        subject,
                        String.join(", ", lacking) + " creates in it, and " + situation.app() + " gets nothing of that",
                        lacking.stream()
                                .map(creator -> granting(situation, creator))
                                .toList());
    }

    private static Stream<String> creators(Situation situation) {
        Stream<String> mayCreate = situation.now().schemaGrants().stream()
                .filter(grant -> grant.schema().equals(situation.spec().schema())
                        && grant.privilege().equals("CREATE")
                        && !grant.grantee().equals(CatalogSnapshot.PUBLIC))
                .map(SchemaGrant::grantee);
        return Stream.concat(situation.now().finding("creator").examples().stream(), mayCreate)
                .filter(creator -> !situation.users().contains(creator));
    }

    private static Repair granting(Situation situation, String creator) {
        String name = Identifier.quoted(creator);
        return new ManualSql(
                name,
                Arrays.stream(ObjectType.values())
                        .map(type -> "ALTER DEFAULT PRIVILEGES FOR ROLE " + name + " IN SCHEMA " + situation.schema()
                                + " GRANT ALL ON " + type.name() + " TO " + situation.app() + ";")
                        .collect(Collectors.joining(" ")),
                CREATORS_AFFAIR);
    }
}
