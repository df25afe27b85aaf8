package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachSchema;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.ObjectRights.Extent;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** P01 to P04: the privileges that the future objects in the application's schemas will have. */
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
                        "The app gets all privileges on the migrator's future tables, sequences and routines in each"
                                + " schema, and the readers get SELECT on the tables",
                        RepairSummary.byUpdate("as the migrator: alters its default privileges"),
                        DefaultPrivilegeRules::forUsers),
                new Rule(
                        "P02",
                        Severity.WARNING,
                        "PUBLIC gets nothing on future objects",
                        RepairSummary.byUpdate(
                                "as the migrator: alters its default privileges; by hand as their creators:"
                                        + " those of others"),
                        eachSchema(DefaultPrivilegeRules::nothingForPublic)),
                new Rule(
                        "P03",
                        Severity.WARNING,
                        "No other role creates in a schema without granting to the app",
                        RepairSummary.byHand("as the creator: alters its default privileges"),
                        eachSchema(DefaultPrivilegeRules::othersGrantToo)),
                new Rule(
                        "P04",
                        Severity.WARNING,
                        "Readers get nothing but SELECT on future tables, and other roles nothing",
                        RepairSummary.byUpdate("as the migrator: revokes what readers get; by hand: what others get"),
                        eachSchema(DefaultPrivilegeRules::nothingElse)));
    }

    private static List<Observation> forUsers(Situation situation) {
        List<Observation> observations = new ArrayList<>();
        for (Situation each : situation.ofEachSchema()) {
            for (ObjectType type : ObjectType.values()) {
                observations.add(forApp(each, type));
            }
            for (String reader : each.spec().readers()) {
                boolean isGiven = defaults(each, ObjectType.TABLES, reader).anyMatch(grant -> grant.has("SELECT"));
                observations.add(given(each, ObjectType.TABLES, reader, "SELECT", isGiven));
            }
        }
        return observations;
    }

    private static Observation forApp(Situation situation, ObjectType type) {
        String app = situation.spec().appUser();
        ObjectRights rights = new ObjectRights(situation.spec().isDmlOnly() ? Extent.DML : Extent.ALL, app);
        boolean isUsable = situation.rightsOf(app).stream()
                .flatMap(role -> defaults(situation, type, role))
                .anyMatch(grant -> List.of(
                                new ObjectRights(Extent.DML, app).granted(type).split(", "))
                        .stream()
                        .allMatch(grant::has));
        boolean isGiven = situation.spec().isDmlOnly()
                ? isUsable
                : situation.rightsOf(app).stream()
                        .flatMap(role -> defaults(situation, type, role))
                        .anyMatch(DefaultGrant::complete);
        Observation given = given(situation, type, app, rights.granted(type), isGiven);
        return isUsable ? given.weighing(Severity.WARNING) : given;
    }

    /** The grants by which future objects of the migrator in the schema go to a role. */
    private static Stream<DefaultGrant> defaults(Situation situation, ObjectType type, String role) {
        return situation.now().defaultGrants().stream()
                .filter(grant -> grant.schema().equals(situation.schemaName())
                        && grant.creator().equals(situation.spec().migratorUser())
                        && grant.type().equals(type.code())
                        && grant.grantee().equals(role));
    }

    private static Observation given(
            Situation situation, ObjectType type, String user, String privileges, boolean isGiven) {
        String name = Identifier.quoted(user);
        String future = "future " + type.noun() + "s of " + situation.migrator() + inSchema(situation);
        Statement grant = new Statement(
                Step.AS_MIGRATOR,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA " + situation.schema() + " GRANT " + privileges + " ON "
                        + type.name() + " TO " + name,
                "default privileges: " + name + " gets " + privileges + " on future " + type.noun() + "s of "
                        + situation.migrator() + " in schema " + situation.schema());
        if (!situation.hasSchema()) {
            return SchemaRules.missing(situation, grant);
        }
        String which = privileges.equals("ALL") ? "all privileges go" : privileges + " goes";
        if (isGiven) {
            return Observation.passed(future, which + " to " + name);
        }
        List<Repair> users = UserRules.creations(situation);
        boolean willHaveUsers = users.stream().allMatch(Repair::isAutomatic);
        Observation lacking = Observation.failed(
                future,
                (privileges.equals("ALL") ? "not all privileges go to " : privileges + " does not go to ") + name,
                willHaveUsers ? Stream.concat(users.stream(), Stream.of(grant)).toList() : users);
        return UserRules.explained(
                situation, situation.spec().migratorUser(), UserRules.explained(situation, user, lacking));
    }

    private static Observation nothingForPublic(Situation situation) {
        if (!situation.hasSchema()) {
            return SchemaRules.missing(situation);
        }
        List<DefaultGrant> grants = grantsHere(situation)
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

    /** One schema is named as ever; where there are several, each finding says which it is about. */
    private static String inSchema(Situation situation) {
        return situation.spec().additionalSchemas().isEmpty() ? "" : " in schema " + situation.schema();
    }

    /** Those in the schema; those of every schema are reported with the first. */
    private static Stream<DefaultGrant> grantsHere(Situation situation) {
        boolean isFirst = situation.schemaName().equals(situation.spec().schema());
        return situation.now().defaultGrants().stream()
                .filter(grant -> grant.schema().equals(situation.schemaName()) || (isFirst && !grant.inSchema()));
    }

    private static Observation nothingElse(Situation situation) {
        if (!situation.hasSchema()) {
            return SchemaRules.missing(situation);
        }
        Acceptance acceptance = new Acceptance(situation);
        List<DefaultGrant> grants = grantsHere(situation)
                .filter(grant -> !List.of(
                                CatalogSnapshot.PUBLIC,
                                grant.creator(),
                                situation.spec().migratorUser())
                        .contains(grant.grantee()))
                .filter(grant -> !situation.rightsOf(situation.spec().appUser()).contains(grant.grantee()))
                .filter(grant ->
                        !isOfReader(situation, grant) || !beyondSelect(grant).isEmpty())
                .filter(grant -> isOfReader(situation, grant)
                        || !acceptance.covers(grant.grantee(), beyondReading(grant) ? May.WRITE : May.READ))
                .toList();
        return acceptance.on(
                grants.isEmpty()
                        ? Observation.passed(SchemaRules.subject(situation), "nobody else gets anything by default")
                        : Observation.failed(
                                SchemaRules.subject(situation),
                                grants.stream()
                                        .map(grant -> Identifier.quoted(grant.grantee()) + " gets " + grant.privileges()
                                                + " on " + future(grant))
                                        .collect(Collectors.joining("; ")),
                                grants.stream()
                                        .map(grant -> taking(situation, grant))
                                        .toList()));
    }

    /** USAGE of sequences, types and schemas, and EXECUTE, change no data by themselves. */
    private static boolean beyondReading(DefaultGrant grant) {
        return !Set.of("SELECT", "USAGE", "EXECUTE")
                .containsAll(List.of(grant.privileges().split(", ")));
    }

    private static boolean isOfReader(Situation situation, DefaultGrant grant) {
        return situation.spec().readers().contains(grant.grantee());
    }

    private static String beyondSelect(DefaultGrant grant) {
        boolean mayRead = grant.inSchema() && grant.type().equals(ObjectType.TABLES.code());
        return Arrays.stream(grant.privileges().split(", "))
                .filter(privilege -> !(mayRead && privilege.equals("SELECT")))
                .collect(Collectors.joining(", "));
    }

    private static Repair taking(Situation situation, DefaultGrant grant) {
        String creator = Identifier.quoted(grant.creator());
        String grantee = Identifier.quoted(grant.grantee());
        boolean isReader = isOfReader(situation, grant);
        String taken = isReader ? beyondSelect(grant) : "ALL";
        String sql = (grant.inSchema() ? " IN SCHEMA " + situation.schema() : "") + " REVOKE " + taken + " ON "
                + keyword(grant) + " FROM " + grantee;
        boolean isMigrators = grant.creator().equals(situation.spec().migratorUser());
        return isReader && isMigrators
                ? new Statement(
                        Step.AS_MIGRATOR,
                        "ALTER DEFAULT PRIVILEGES" + sql,
                        "default privileges: " + grantee + " no longer gets " + taken + " on " + future(grant),
                        Taking.of(Taking.Of.DEFAULTS, grant.grantee(), List.of(taken), future(grant)))
                : new ManualSql(
                        creator,
                        "ALTER DEFAULT PRIVILEGES FOR ROLE " + creator + sql + ";",
                        isMigrators ? ManualSql.LEFT_TO_PEOPLE : CREATORS_AFFAIR);
    }

    private static String future(DefaultGrant grant) {
        return "future " + keyword(grant).toLowerCase(java.util.Locale.ROOT) + " of "
                + Identifier.quoted(grant.creator())
                + (grant.inSchema() ? " in schema " + Identifier.quoted(grant.schema()) : " in every schema");
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
        Acceptance acceptance = new Acceptance(situation);
        List<String> lacking = creators(situation)
                .distinct()
                .filter(creator -> !acceptance.covers(creator, May.CREATE))
                .filter(creator -> !Arrays.stream(ObjectType.values())
                        .allMatch(type -> situation
                                .now()
                                .hasCompleteDefaults(
                                        situation.schemaName(),
                                        creator,
                                        type,
                                        situation.spec().appUser())))
                .toList();
        String subject = SchemaRules.subject(situation);
        if (lacking.isEmpty()) {
            return acceptance.on(
                    Observation.passed(subject, "nobody else creates in it without granting to " + situation.app()));
        }
        Observation failed = acceptance.on(Observation.failed(
                subject,
                String.join(", ", lacking) + " creates in it, and " + situation.app() + " gets nothing of that",
                lacking.stream().map(creator -> granting(situation, creator)).toList()));
        return mayCreate(situation).anyMatch(lacking::contains)
                ? failed
                : ObjectRules.ofForeignObjects(situation, failed);
    }

    private static Stream<String> mayCreate(Situation situation) {
        return situation.now().schemaGrants().stream()
                .filter(grant -> grant.schema().equals(situation.schemaName())
                        && grant.privilege().equals("CREATE")
                        && !grant.grantee().equals(CatalogSnapshot.PUBLIC))
                .map(SchemaGrant::grantee);
    }

    private static Stream<String> creators(Situation situation) {
        return Stream.concat(situation.finding("creator").examples().stream(), mayCreate(situation))
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
