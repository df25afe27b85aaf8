package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachSchema;

import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import dev.appdb.roles.Taking.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** S01 to S05: the application's schemas, and public. */
final class SchemaRules {
    private static final String SHARED = "public";

    /** The rule about the schemas' existence, which explains what is not known of a schema. */
    static final String EXISTS = "S01";

    private SchemaRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        EXISTS,
                        Severity.CRITICAL,
                        "Each schema of the application's exists",
                        RepairSummary.byUpdate("as the master: creates it for the migrator"),
                        eachSchema(SchemaRules::exists)),
                new Rule(
                        "S02",
                        Severity.CRITICAL,
                        "The migrator owns each schema of the application's",
                        RepairSummary.byUpdate("as the master: changes the owner, where it has the owner's rights"),
                        eachSchema(SchemaRules::ownedByMigrator)),
                new Rule(
                        "S03",
                        Severity.CRITICAL,
                        "The app and the readers have USAGE on each schema of the application's",
                        RepairSummary.byUpdate("as the migrator: grants it"),
                        SchemaRules::usage),
                new Rule(
                        "S04",
                        Severity.CRITICAL,
                        "No role but its owner creates in a schema of the application's, nor in public",
                        RepairSummary.byUpdate(
                                "as the migrator, in public as the master: revokes CREATE from PUBLIC and"
                                        + " the users; by hand: others"),
                        SchemaRules::noForeignCreate),
                new Rule(
                        "S05",
                        Severity.WARNING,
                        "PUBLIC has no USAGE on the application's schemas",
                        RepairSummary.byUpdate("as the migrator: revokes it"),
                        eachSchema(SchemaRules::noUsageForPublic)));
    }

    static String subject(Situation situation) {
        return "schema " + situation.schema();
    }

    /** Nothing is found about a schema that is not there; the repairs make it. */
    static Observation missing(Situation situation, Repair... afterwards) {
        List<Repair> repairs = new ArrayList<>(ownership(situation));
        if (isAttainable(situation)) {
            repairs.addAll(List.of(afterwards));
        }
        return Observation.unknown(subject(situation), "the schema does not exist", repairs)
                .because(EXISTS, subject(situation));
    }

    /** The repairs that make the schema exist and be the migrator's; none where it is. */
    static List<Repair> ownership(Situation situation) {
        boolean willHaveBoth = situation.users().stream().allMatch(situation::willHave);
        if (!willHaveBoth) {
            return UserRules.creations(situation);
        }
        Optional<Schema> found = situation.now().schema(situation.schemaName());
        if (found.isEmpty()) {
            return creation(situation);
        }
        return found.get().owner().equals(situation.spec().migratorUser())
                ? List.of()
                : List.of(changeOfOwner(situation, found.get()));
    }

    /** Returns whether the schema is the migrator's, or will be once it is repaired. */
    static boolean isAttainable(Situation situation) {
        return ownership(situation).stream().allMatch(Repair::isAutomatic);
    }

    /** Returns whether the migrator has to create the schema itself, over its own login. */
    static boolean isCreatedByMigrator(Situation situation) {
        return situation.needsMigratorsLogin() && !situation.hasSchema();
    }

    private static List<Repair> creation(Situation situation) {
        String schema = situation.schema();
        String migrator = situation.migrator();
        CatalogSnapshot.Server server = situation.now().server();
        if (isCreatedByMigrator(situation)) {
            return creationByMigrator(situation);
        }
        String sql = "CREATE SCHEMA " + schema + " AUTHORIZATION " + migrator;
        return List.of(
                server.masterMayCreateSchema()
                        ? new Statement(Step.SCHEMA, sql, "created schema " + schema + " for " + migrator)
                        : new ManualSql(
                                Identifier.quoted(server.databaseOwner()),
                                sql + ";",
                                "the master has no CREATE on database " + situation.database()));
    }

    private static List<Repair> creationByMigrator(Situation situation) {
        String database = situation.database();
        String migrator = situation.migrator();
        Repair create = new Statement(
                Step.AS_MIGRATOR,
                "CREATE SCHEMA " + situation.schema(),
                "created schema " + situation.schema() + " for " + migrator);
        Repair takeBack = DatabaseRules.asOwner(
                situation,
                Step.TAKE_BACK,
                "REVOKE CREATE ON DATABASE " + database + " FROM " + migrator,
                "revoked CREATE on the database from " + migrator,
                null);
        if (situation.now().databaseGrant(situation.spec().migratorUser(), "CREATE")) {
            return takeBack.isAutomatic() ? List.of(create, takeBack) : List.of(create);
        }
        Repair permit = DatabaseRules.asOwner(
                situation,
                Step.PERMITS,
                "GRANT CREATE ON DATABASE " + database + " TO " + migrator,
                "granted CREATE on the database to " + migrator + ", until it has created the schema",
                null);
        return permit.isAutomatic() ? List.of(permit, create, takeBack) : List.of(permit);
    }

    private static Repair changeOfOwner(Situation situation, Schema found) {
        String sql = "ALTER SCHEMA " + situation.schema() + " OWNER TO " + situation.migrator();
        boolean may = (found.masterOwns() || OwnersSql.mayBorrow(situation, found.owner()))
                && !situation.needsMigratorsLogin()
                && situation.now().server().masterMayCreateSchema();
        return may
                ? new Statement(
                        Step.SCHEMA,
                        sql,
                        "changed the owner of schema " + situation.schema() + " from "
                                + Identifier.quoted(found.owner()) + " to " + situation.migrator(),
                        Taking.of(Of.OWNERSHIP, found.owner(), List.of("ownership"), "schema " + situation.schema()))
                : OwnersSql.of(
                        situation,
                        List.of(found.owner(), situation.spec().migratorUser()),
                        sql + ";",
                        situation.theMaster() + " has not the rights of both");
    }

    private static Observation exists(Situation situation) {
        return situation.hasSchema()
                ? Observation.passed(subject(situation), "it exists")
                : Observation.failed(subject(situation), "it does not exist", ownership(situation));
    }

    private static Observation ownedByMigrator(Situation situation) {
        Optional<Schema> found = situation.now().schema(situation.schemaName());
        if (found.isEmpty()) {
            return missing(situation);
        }
        String migrator = situation.migrator();
        return found.get().owner().equals(situation.spec().migratorUser())
                ? Observation.passed(subject(situation), migrator + " owns it")
                : Observation.failed(
                        subject(situation),
                        Identifier.quoted(found.get().owner()) + " owns it, not " + migrator,
                        ownership(situation));
    }

    /** The schema's privileges are the migrator's to grant, once the schema is its own. */
    private static List<Repair> asMigrator(Situation situation, Statement statement) {
        List<Repair> repairs = new ArrayList<>(ownership(situation));
        if (isAttainable(situation)) {
            repairs.add(statement);
        }
        return repairs;
    }

    private static List<Observation> usage(Situation situation) {
        return situation.ofEachSchema().stream()
                .flatMap(each -> each.spec().users().stream()
                        .filter(user -> !user.equals(each.spec().migratorUser()))
                        .map(user -> usage(each, user)))
                .toList();
    }

    private static Observation usage(Situation situation, String user) {
        String name = Identifier.quoted(user);
        String schema = situation.schema();
        Statement grant = new Statement(
                Step.AS_MIGRATOR,
                "GRANT USAGE ON SCHEMA " + schema + " TO " + name,
                "granted " + name + " USAGE on schema " + schema);
        if (!situation.hasSchema()) {
            return missing(situation, grant);
        }
        Optional<String> grantee = situation.rightsOf(user).stream()
                .filter(role -> situation.now().schemaGrant(situation.schemaName(), role, "USAGE"))
                .findFirst();
        if (grantee.isPresent()) {
            return Observation.passed(
                    subject(situation), name + " has USAGE" + DatabaseRules.through(user, grantee.get()));
        }
        Observation lacking =
                Observation.failed(subject(situation), name + " has no USAGE of its own", asMigrator(situation, grant));
        return UserRules.explained(situation, user, lacking);
    }

    private static Observation noUsageForPublic(Situation situation) {
        if (!situation.hasSchema()) {
            return missing(situation);
        }
        String schema = situation.schema();
        return situation.now().schemaGrant(situation.schemaName(), CatalogSnapshot.PUBLIC, "USAGE")
                ? Observation.failed(
                        subject(situation),
                        "PUBLIC has USAGE",
                        asMigrator(
                                situation,
                                new Statement(
                                        Step.AS_MIGRATOR,
                                        "REVOKE USAGE ON SCHEMA " + schema + " FROM PUBLIC",
                                        "revoked USAGE on schema " + schema + " from PUBLIC",
                                        Taking.of(
                                                Of.SCHEMA,
                                                CatalogSnapshot.PUBLIC,
                                                List.of("USAGE"),
                                                situation.schemaName()))))
                : Observation.passed(subject(situation), "PUBLIC has no USAGE");
    }

    private static List<Observation> noForeignCreate(Situation situation) {
        List<Observation> observations = new ArrayList<>();
        for (Situation each : situation.ofEachSchema()) {
            observations.add(each.now()
                    .schema(each.schemaName())
                    .map(own -> noForeignCreate(each, own))
                    .orElseGet(() -> missing(each)));
        }
        situation.now().schema(SHARED).ifPresent(shared -> observations.add(noForeignCreate(situation, shared)));
        return observations;
    }

    private static Observation noForeignCreate(Situation situation, Schema schema) {
        String subject = "schema " + Identifier.quoted(schema.name());
        Acceptance acceptance = new Acceptance(situation);
        List<String> others = foreignCreators(situation, schema).stream()
                .filter(creator -> isDeclared(situation, creator) || !acceptance.covers(creator, May.CREATE))
                .toList();
        boolean isUsersOwn = isShared(schema) && situation.users().contains(schema.owner());
        if (others.isEmpty() && !isUsersOwn) {
            return acceptance.on(Observation.passed(subject, "only its owner creates in it"));
        }
        List<Repair> repairs = new ArrayList<>();
        if (isUsersOwn) {
            repairs.add(OwnersSql.of(
                    situation,
                    List.of(schema.owner(), situation.masterName()),
                    "ALTER SCHEMA public OWNER TO " + situation.master() + ";",
                    "an owner may always create in it"));
        } else if (!isShared(schema)) {
            repairs.addAll(ownership(situation));
        }
        List<String> declared = others.stream()
                .filter(creator -> isDeclared(situation, creator))
                .filter(creator ->
                        isShared(schema) || !creator.equals(situation.spec().migratorUser()))
                .toList();
        if (!declared.isEmpty()) {
            repairs.add(revoking(situation, schema, declared, true));
        }
        List<String> strangers = others.stream()
                .filter(creator -> !isDeclared(situation, creator))
                .toList();
        if (!strangers.isEmpty()) {
            repairs.add(revoking(situation, schema, strangers, false));
        }
        String found = (isUsersOwn ? Identifier.quoted(schema.owner()) + " owns it" : "")
                + (isUsersOwn && !others.isEmpty() ? ", and " : "")
                + (others.isEmpty() ? "" : inSql(others) + " may create in it");
        return acceptance.on(Observation.failed(subject, found, repairs));
    }

    /** In public, the master is expected. */
    private static List<String> foreignCreators(Situation situation, Schema schema) {
        return situation.now().schemaGrants().stream()
                .filter(grant -> grant.schema().equals(schema.name())
                        && grant.privilege().equals("CREATE")
                        && !grant.grantee().equals(schema.owner())
                        && !(isShared(schema) && grant.grantee().equals(situation.masterName())))
                .map(SchemaGrant::grantee)
                .toList();
    }

    /** The grants to PUBLIC and to the users are taken back; those to others somebody may have meant. */
    private static boolean isDeclared(Situation situation, String creator) {
        return creator.equals(CatalogSnapshot.PUBLIC) || situation.users().contains(creator);
    }

    private static Repair revoking(Situation situation, Schema schema, List<String> creators, boolean isDeclared) {
        String name = Identifier.quoted(schema.name());
        String sql = "REVOKE CREATE ON SCHEMA " + name + " FROM " + inSql(creators);
        boolean may = isShared(schema) ? schema.masterOwns() : isAttainable(situation);
        if (isDeclared && may) {
            return new Statement(
                    isShared(schema) ? Step.USERS_AND_DATABASE : Step.AS_MIGRATOR,
                    sql,
                    "revoked CREATE on schema " + name + " from " + inSql(creators),
                    new Taking(Of.SCHEMA, creators, List.of("CREATE"), schema.name()));
        }
        return new ManualSql(
                revoker(situation, schema),
                sql + ";",
                isDeclared
                        ? "the schema belongs to " + Identifier.quoted(schema.owner())
                                + ", so the master's REVOKE would do nothing"
                        : "somebody granted that to a role that is not the role manager's");
    }

    private static String revoker(Situation situation, Schema schema) {
        if (schema.masterOwns()) {
            return situation.theMaster();
        }
        // no session is of that role
        boolean isDatabaseOwners = schema.owner().equals("pg_database_owner");
        return Identifier.quoted(isDatabaseOwners ? situation.now().server().databaseOwner() : schema.owner());
    }

    private static boolean isShared(Schema schema) {
        return schema.name().equals(SHARED);
    }

    private static String inSql(List<String> grantees) {
        return grantees.stream().map(Grantee::inSql).collect(Collectors.joining(", "));
    }
}
