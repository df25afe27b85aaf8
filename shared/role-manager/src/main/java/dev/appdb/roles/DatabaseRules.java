package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachExistingUser;
import static dev.appdb.roles.Rule.eachUser;
import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.Grant;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.SearchPath;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import dev.appdb.roles.Taking.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** D01 to D06: the database. */
final class DatabaseRules {
    private DatabaseRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "D01",
                        Severity.CRITICAL,
                        "PUBLIC has nothing on the database",
                        RepairSummary.byUpdate("as the master: revokes it"),
                        one(DatabaseRules::nothingForPublic)),
                new Rule(
                        "D02",
                        Severity.CRITICAL,
                        "Every user has CONNECT",
                        RepairSummary.byUpdate("as the master: grants it"),
                        eachUser(DatabaseRules::connect)),
                new Rule(
                        "D03",
                        Severity.WARNING,
                        "No user may create schemas in the database",
                        RepairSummary.byUpdate("as the master: revokes CREATE; by hand as a superuser: a user that owns"
                                + " the database"),
                        eachExistingUser(DatabaseRules::noCreate)),
                new Rule(
                        "D04",
                        Severity.CRITICAL,
                        "The database's search_path is the application's schemas, in their order",
                        RepairSummary.byUpdate("as the master: sets it"),
                        one(DatabaseRules::searchPath)),
                new Rule(
                        "D05",
                        Severity.CRITICAL,
                        "No user has a search_path of its own, which would win",
                        RepairSummary.byUpdate("as the master: resets it"),
                        eachExistingUser(DatabaseRules::noOverride)),
                new Rule(
                        "D06",
                        Severity.INFO,
                        "No other role has CONNECT but those that are configured to keep it, and these have it",
                        RepairSummary.byUpdate("as the master: grants it to those that are configured to keep it;"
                                + " by hand as the database's owner: revokes it from others"),
                        one(DatabaseRules::connectOfOthers)));
    }

    private static String subject(Situation situation) {
        return "database " + situation.database();
    }

    /** A statement that only the database's owner may run. */
    static Repair asOwner(Situation situation, String sql, String done) {
        return asOwner(situation, Step.USERS_AND_DATABASE, sql, done, null);
    }

    private static Repair asOwner(Situation situation, String sql, String done, Taking taking) {
        return asOwner(situation, Step.USERS_AND_DATABASE, sql, done, taking);
    }

    static Repair asOwner(Situation situation, Step step, String sql, String done, @Nullable Taking taking) {
        CatalogSnapshot.Server server = situation.now().server();
        String owner = Identifier.quoted(server.databaseOwner());
        return server.masterOwnsDatabase()
                ? new Statement(step, sql, done, taking)
                : new ManualSql(
                        owner,
                        sql + ";",
                        "database " + situation.database() + " belongs to " + owner
                                + ", and the master does not have that role's rights");
    }

    private static Observation nothingForPublic(Situation situation) {
        List<String> held = situation.now().databaseGrants().stream()
                .filter(grant -> grant.grantee().equals(CatalogSnapshot.PUBLIC))
                .map(Grant::privilege)
                .toList();
        if (held.isEmpty()) {
            return Observation.passed(subject(situation), "PUBLIC has nothing on it");
        }
        List<Repair> repairs = new ArrayList<>(keeping(situation));
        repairs.add(asOwner(
                situation,
                "REVOKE ALL ON DATABASE " + situation.database() + " FROM PUBLIC",
                "revoked " + String.join(" and ", held) + " on the database from PUBLIC",
                Taking.of(Of.DATABASE, CatalogSnapshot.PUBLIC, held, subject(situation))));
        return Observation.failed(subject(situation), "PUBLIC has " + String.join(", ", held), repairs);
    }

    /** The grants to those that are meant to connect, for the time when PUBLIC no longer may. */
    private static List<Repair> keeping(Situation situation) {
        List<String> lacking = situation.spec().keepConnect().stream()
                .filter(role ->
                        situation.now().hasRole(role) && !situation.now().databaseGrant(role, "CONNECT"))
                .toList();
        return lacking.isEmpty() ? List.of() : List.of(connecting(situation, lacking));
    }

    /** One grant for all users that lack it. */
    private static Observation connect(Situation situation, String user) {
        if (!situation.now().hasRole(user)) {
            Observation missing = UserRules.missing(situation, user);
            return situation.willHave(user) ? missing.and(connecting(situation)) : missing;
        }
        Optional<String> grantee = situation.rightsOf(user).stream()
                .filter(role -> situation.now().databaseGrant(role, "CONNECT"))
                .findFirst();
        return grantee.isPresent()
                ? Observation.passed(UserRules.subject(user), "it has CONNECT" + through(user, grantee.get()))
                : Observation.failed(UserRules.subject(user), "it has no CONNECT of its own", connecting(situation));
    }

    /** The group that a right comes from. */
    static String through(String user, String grantee) {
        return grantee.equals(user) ? "" : " through " + Identifier.quoted(grantee);
    }

    private static Observation connectOfOthers(Situation situation) {
        CatalogSnapshot now = situation.now();
        Acceptance acceptance = new Acceptance(situation);
        List<String> others = now.databaseGrants().stream()
                .filter(grant -> grant.privilege().equals("CONNECT") && !isExpected(situation, grant.grantee()))
                .map(Grant::grantee)
                .toList();
        List<String> undeclared = acceptance.unexpected(others, May.CONNECT);
        List<Repair> repairs = new ArrayList<>(keeping(situation));
        String lacking = repairs.isEmpty() ? "" : "a role that is configured to keep CONNECT has none of its own";
        if (!undeclared.isEmpty()) {
            repairs.add(new ManualSql(
                    Identifier.quoted(now.server().databaseOwner()),
                    "REVOKE CONNECT ON DATABASE " + situation.database() + " FROM " + Identifier.quoted(undeclared)
                            + ";",
                    ManualSql.LEFT_TO_PEOPLE));
        }
        if (repairs.isEmpty()) {
            return acceptance.on(Observation.passed(
                    subject(situation),
                    others.isEmpty()
                            ? "nobody else has CONNECT"
                            : "accepted: " + Identifier.quoted(others) + (others.size() == 1 ? " keeps" : " keep")
                                    + " CONNECT"));
        }
        String has = undeclared.isEmpty()
                ? ""
                : Identifier.quoted(undeclared) + (undeclared.size() == 1 ? " has" : " have") + " CONNECT";
        return acceptance.on(Observation.failed(
                subject(situation), has + (has.isEmpty() || lacking.isEmpty() ? "" : ", and ") + lacking, repairs));
    }

    /** PUBLIC's CONNECT is D01's, and the users' is D02's. */
    private static boolean isExpected(Situation situation, String grantee) {
        return grantee.equals(CatalogSnapshot.PUBLIC)
                || grantee.equals(situation.masterName())
                || grantee.equals(situation.now().server().databaseOwner())
                || situation.users().stream()
                        .anyMatch(user -> situation.rightsOf(user).contains(grantee))
                || ServerRoles.isServerOwned(grantee);
    }

    private static Repair connecting(Situation situation) {
        return connecting(
                situation,
                situation.users().stream()
                        .filter(situation::willHave)
                        .filter(user -> situation.rightsOf(user).stream()
                                .noneMatch(role -> situation.now().databaseGrant(role, "CONNECT")))
                        .toList());
    }

    private static Repair connecting(Situation situation, List<String> roles) {
        String names = Identifier.quoted(roles);
        return asOwner(
                situation,
                "GRANT CONNECT ON DATABASE " + situation.database() + " TO " + names,
                "granted CONNECT on the database to " + names);
    }

    /** No user may create schemas; but a migrator that must log in itself needs it until the schemas are there. */
    private static Observation noCreate(Situation situation, String user) {
        String subject = UserRules.subject(user);
        String name = Identifier.quoted(user);
        if (user.equals(situation.now().server().databaseOwner())) {
            return Observation.failed(
                    subject,
                    "it owns the database, so it may create schemas",
                    OwnersSql.of(
                            situation,
                            List.of(user, situation.masterName()),
                            "ALTER DATABASE " + situation.database() + " OWNER TO " + situation.master()
                                    + "; GRANT CONNECT ON DATABASE " + situation.database() + " TO " + name + ";",
                            "an owner may always create in it"));
        }
        if (!situation.now().databaseGrant(user, "CREATE")) {
            return Observation.passed(subject, "it may create no schemas");
        }
        List<Repair> creations = user.equals(situation.spec().migratorUser())
                ? situation.ofEachSchema().stream()
                        .filter(SchemaRules::isCreatedByMigrator)
                        .flatMap(each -> SchemaRules.ownership(each).stream())
                        .toList()
                : List.of();
        return Observation.failed(
                subject,
                "it may create schemas",
                !creations.isEmpty()
                        ? creations
                        : List.of(asOwner(
                                situation,
                                "REVOKE CREATE ON DATABASE " + situation.database() + " FROM " + name,
                                "revoked CREATE on the database from " + name,
                                Taking.of(Of.DATABASE, user, List.of("CREATE"), subject(situation)))));
    }

    private static Observation searchPath(Situation situation) {
        String declared = situation.now().server().declaredSearchPath();
        List<String> set = situation.now().searchPaths().stream()
                .filter(path -> path.role().equals(CatalogSnapshot.PUBLIC) && path.forDatabase())
                .map(SearchPath::path)
                .toList();
        return set.contains(declared)
                ? Observation.passed(subject(situation), "its search_path is " + declared)
                : Observation.failed(
                        subject(situation),
                        set.isEmpty() ? "no search_path is set" : "its search_path is " + set.get(0),
                        asOwner(
                                situation,
                                "ALTER DATABASE " + situation.database() + " SET search_path TO "
                                        + Identifier.quoted(situation.spec().schemas()),
                                "set the database's search_path to " + declared,
                                Taking.of(
                                        Of.SEARCH_PATH,
                                        CatalogSnapshot.PUBLIC,
                                        List.of(set.isEmpty() ? SearchPath.BUILT_IN : set.get(0)),
                                        subject(situation))));
    }

    private static Observation noOverride(Situation situation, String user) {
        List<SearchPath> own = situation.now().searchPaths().stream()
                .filter(path -> path.role().equals(user))
                .filter(path -> !SearchPaths.schemas(path.path(), user)
                        .equals(situation.spec().schemas()))
                .toList();
        if (own.isEmpty()) {
            return Observation.passed(UserRules.subject(user), "it has no other search_path of its own");
        }
        List<Repair> repairs = new ArrayList<>();
        own.forEach(path -> repairs.add(resetting(situation, path)));
        return Observation.failed(
                UserRules.subject(user),
                "its own search_path wins: "
                        + own.stream()
                                .map(path -> path.path()
                                        + (path.forDatabase() ? " (in this database)" : " (in every database)"))
                                .collect(Collectors.joining(", ")),
                repairs);
    }

    private static Repair resetting(Situation situation, SearchPath path) {
        Role role = situation.now().role(path.role()).orElseThrow();
        String name = Identifier.quoted(role.name());
        String sql = "ALTER ROLE " + name + (path.forDatabase() ? " IN DATABASE " + situation.database() : "")
                + " RESET search_path";
        return MasterRights.mayAlter(situation.now(), role)
                ? new Statement(
                        Step.USERS_AND_DATABASE,
                        sql,
                        "reset the search_path of " + name + ", which was " + path.path(),
                        Taking.of(Of.SEARCH_PATH, role.name(), List.of(path.path()), subject(situation)))
                : ManualSql.asSuperuser(sql + ";", "the master may not alter that user");
    }
}
