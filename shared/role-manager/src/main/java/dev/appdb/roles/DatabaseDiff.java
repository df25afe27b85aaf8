package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Grant;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.CatalogSnapshot.SearchPath;
import dev.appdb.roles.Change.Step;
import dev.appdb.roles.RoleDiff.DiffBuilder;
import dev.appdb.roles.RoleDiff.MigratorAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of the decision that is about the database, its search path, and the schema public. */
final class DatabaseDiff {
    private static final String PUBLIC_SCHEMA = "public";

    private final DiffBuilder diff;
    private final CatalogSnapshot now;
    private final List<String> users;
    private final String database;
    private final List<Change> owners = new ArrayList<>();

    private DatabaseDiff(DiffBuilder diff) {
        this.diff = diff;
        this.now = diff.now();
        this.users = List.of(diff.spec().migratorUser(), diff.spec().appUser());
        this.database = Identifier.quoted(diff.spec().database());
    }

    static void decide(DiffBuilder diff) {
        DatabaseDiff part = new DatabaseDiff(diff);
        part.connect();
        part.create();
        part.nothingForPublic();
        part.searchPath();
        part.settleOwnersPart();
        part.users.forEach(part::noOverride);
        part.publicSchema();
        new ForeignCreators(diff.spec(), diff.now()).obstacles(diff);
    }

    private void connect() {
        List<String> without = users.stream()
                .filter(diff::willHave)
                .filter(user -> !now.databaseGrant(user, "CONNECT"))
                .toList();
        if (!without.isEmpty()) {
            String names = Identifier.quoted(without);
            owner(
                    CheckId.D02,
                    "GRANT CONNECT ON DATABASE " + database + " TO " + names,
                    "granted CONNECT on the database to " + names);
        }
    }

    /** Neither user may create schemas; but a migrator that must log in itself needs it until the schema is there. */
    private void create() {
        boolean borrowing = diff.access() == MigratorAccess.OWN_LOGIN
                && now.schema(diff.spec().schema()).isEmpty();
        for (String user : users) {
            String name = Identifier.quoted(user);
            boolean has = now.databaseGrant(user, "CREATE");
            if (borrowing && user.equals(diff.spec().migratorUser())) {
                if (!has) {
                    owner(
                            CheckId.S01,
                            "GRANT CREATE ON DATABASE " + database + " TO " + name,
                            "granted CREATE on the database to " + name + ", until it has created the schema");
                }
            } else if (has && user.equals(now.server().databaseOwner())) {
                diff.obstacle(
                        Set.of(CheckId.D03),
                        "user " + name + " owns database " + database,
                        "an owner may always create in it",
                        Remedy.asSuperuser("ALTER DATABASE " + database + " OWNER TO "
                                + Identifier.quoted(now.server().master()) + ";"));
            } else if (has) {
                owner(
                        CheckId.D03,
                        "REVOKE CREATE ON DATABASE " + database + " FROM " + name,
                        "took CREATE on the database from " + name);
            }
        }
    }

    private void nothingForPublic() {
        String held = now.databaseGrants().stream()
                .filter(grant -> grant.grantee().equals(CatalogSnapshot.PUBLIC))
                .map(Grant::privilege)
                .collect(Collectors.joining(", "));
        if (!held.isEmpty()) {
            owner(
                    CheckId.D01,
                    "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                    "took " + held + " on the database from PUBLIC");
        }
    }

    private void searchPath() {
        String declared = now.server().declaredSearchPath();
        if (!now.searchPaths().contains(new SearchPath(CatalogSnapshot.PUBLIC, true, declared))) {
            owner(
                    CheckId.D04,
                    "ALTER DATABASE " + database + " SET search_path TO "
                            + Identifier.quoted(diff.spec().schema()),
                    "set the database's search_path to " + declared);
        }
    }

    private void owner(CheckId mends, String sql, String done) {
        owners.add(new Change(Set.of(mends), Step.USERS_AND_DATABASE, sql, done));
    }

    private void settleOwnersPart() {
        if (now.server().masterOwnsDatabase()) {
            owners.forEach(change -> diff.change(change.mends(), change.step(), change.sql(), change.done()));
        } else if (!owners.isEmpty()) {
            String owner = Identifier.quoted(now.server().databaseOwner());
            diff.obstacle(
                    owners.stream().flatMap(change -> change.mends().stream()).collect(Collectors.toSet()),
                    "the privileges or the search_path of database " + database + " are not as declared",
                    "it belongs to " + owner + ", and the master does not have that role's rights",
                    Remedy.asRole(
                            now.server().databaseOwner(),
                            owners.stream().map(Change::sql).collect(Collectors.joining("; ")) + ";"));
        }
    }

    /** A role's own search_path would win over the database's. */
    private void noOverride(String user) {
        for (SearchPath path : now.searchPaths()) {
            if (!path.role().equals(user)) {
                continue;
            }
            String sql = "ALTER ROLE " + Identifier.quoted(user)
                    + (path.forDatabase() ? " IN DATABASE " + database : "") + " RESET search_path";
            Optional<Role> role = now.role(user);
            if (role.isPresent() && MasterRights.mayAlter(now, role.get())) {
                diff.change(
                        Set.of(CheckId.D05),
                        Step.USERS_AND_DATABASE,
                        sql,
                        "removed the search_path " + path.path() + " of " + Identifier.quoted(user));
            } else {
                diff.obstacle(
                        Set.of(CheckId.D05),
                        "user " + Identifier.quoted(user) + " has a search_path of its own: " + path.path(),
                        "the master may not alter that user",
                        Remedy.asSuperuser(sql + ";"));
            }
        }
    }

    private void publicSchema() {
        List<String> creators = now.schemaGrants().stream()
                .filter(grant -> grant.schema().equals(PUBLIC_SCHEMA)
                        && grant.privilege().equals("CREATE")
                        && (grant.grantee().equals(CatalogSnapshot.PUBLIC) || users.contains(grant.grantee())))
                .map(SchemaGrant::grantee)
                .toList();
        Optional<CatalogSnapshot.Schema> schema = now.schema(PUBLIC_SCHEMA);
        if (schema.isEmpty() || creators.isEmpty()) {
            return;
        }
        String names = creators.stream().map(Grantee::inSql).collect(Collectors.joining(", "));
        String sql = "REVOKE CREATE ON SCHEMA public FROM " + names;
        if (users.contains(schema.get().owner())) {
            diff.obstacle(
                    Set.of(CheckId.S04),
                    "schema public belongs to " + Identifier.quoted(schema.get().owner()),
                    "an owner may always create in it",
                    Remedy.asSuperuser("ALTER SCHEMA public OWNER TO "
                            + Identifier.quoted(now.server().master()) + ";"));
        } else if (schema.get().masterOwns()) {
            diff.change(
                    Set.of(CheckId.S04), Step.USERS_AND_DATABASE, sql, "took CREATE on schema public from " + names);
        } else {
            String owner = Identifier.quoted(schema.get().owner());
            diff.obstacle(
                    Set.of(CheckId.S04),
                    names + " may create in schema public",
                    "the schema belongs to " + owner + ", so the master's REVOKE would do nothing",
                    Remedy.asRole(schema.get().owner(), sql + ";"));
        }
    }
}
