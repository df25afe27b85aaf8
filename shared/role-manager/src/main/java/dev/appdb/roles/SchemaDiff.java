package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.CatalogSnapshot.Finding;
import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.Change.Step;
import dev.appdb.roles.RoleDiff.DiffBuilder;
import dev.appdb.roles.RoleDiff.MigratorAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of the decision that is about the application's schema and what is in it. */
final class SchemaDiff {
    /** More names in one GRANT make no fewer round trips that matter, and a statement that nobody can read in a log. */
    private static final int NAMES_IN_ONE_STATEMENT = 500;

    private static final int NAMES_IN_A_SENTENCE = 5;

    private final DiffBuilder diff;
    private final CatalogSnapshot now;
    private final String schema;
    private final String app;
    private final String migrator;

    private SchemaDiff(DiffBuilder diff) {
        this.diff = diff;
        this.now = diff.now();
        this.schema = Identifier.quoted(diff.spec().schema());
        this.app = Identifier.quoted(diff.spec().appUser());
        this.migrator = Identifier.quoted(diff.spec().migratorUser());
    }

    static void decide(DiffBuilder diff, List<Ungranted> ungranted) {
        if (!diff.willHave(diff.spec().appUser()) || !diff.willHave(diff.spec().migratorUser())) {
            return; // the missing user is an obstacle already
        }
        SchemaDiff part = new SchemaDiff(diff);
        if (part.schemaWillBeTheMigrators()) {
            part.usage();
            part.noCreate();
        }
        part.defaults();
        part.objects(ungranted);
        part.foreignObjects();
    }

    private boolean schemaWillBeTheMigrators() {
        Optional<Schema> found = now.schema(diff.spec().schema());
        if (found.isEmpty()) {
            return create();
        }
        if (found.get().owner().equals(diff.spec().migratorUser())) {
            return true;
        }
        String owner = Identifier.quoted(found.get().owner());
        String sql = "ALTER SCHEMA " + schema + " OWNER TO " + migrator;
        if (found.get().masterOwns()
                && diff.access() != MigratorAccess.OWN_LOGIN
                && now.server().masterMayCreateSchema()) {
            diff.change(
                    Set.of(CheckId.S02),
                    Step.SCHEMA,
                    sql,
                    "gave schema " + schema + " from " + owner + " to " + migrator);
            return true;
        }
        diff.obstacle(
                Set.of(CheckId.S02, CheckId.S03), // USAGE is the migrator's to grant, once the schema is its own
                "schema " + schema + " belongs to " + owner + " and not to " + migrator,
                "the master " + Identifier.quoted(now.server().master()) + " has not the rights of both",
                Remedy.asSuperuser(sql + ";"));
        return false;
    }

    private boolean create() {
        if (diff.access() == MigratorAccess.OWN_LOGIN) {
            diff.change(Set.of(CheckId.S01), Step.AS_MIGRATOR, "CREATE SCHEMA " + schema, "created schema " + schema);
            return true;
        }
        String sql = "CREATE SCHEMA " + schema + " AUTHORIZATION " + migrator;
        if (now.server().masterMayCreateSchema()) {
            diff.change(Set.of(CheckId.S01), Step.SCHEMA, sql, "created schema " + schema + " for " + migrator);
            return true;
        }
        diff.obstacle(
                Set.of(CheckId.S01),
                "there is no schema " + schema,
                "the master has no CREATE on database "
                        + Identifier.quoted(now.server().database()),
                Remedy.asRole(now.server().databaseOwner(), sql + ";"));
        return false;
    }

    private void usage() {
        if (!now.schemaGrant(diff.spec().schema(), diff.spec().appUser(), "USAGE")) {
            diff.change(
                    Set.of(CheckId.S03),
                    Step.AS_MIGRATOR,
                    "GRANT USAGE ON SCHEMA " + schema + " TO " + app,
                    "granted " + app + " USAGE on schema " + schema);
        }
    }

    private void noCreate() {
        String owner = now.schema(diff.spec().schema()).map(Schema::owner).orElse("");
        List<String> creators = now.schemaGrants().stream()
                .filter(grant -> grant.schema().equals(diff.spec().schema())
                        && grant.privilege().equals("CREATE")
                        && !grant.grantee().equals(owner))
                .map(SchemaGrant::grantee)
                .filter(grantee -> grantee.equals(CatalogSnapshot.PUBLIC)
                        || grantee.equals(diff.spec().appUser()))
                .map(Grantee::inSql)
                .toList();
        if (!creators.isEmpty()) {
            String names = String.join(", ", creators);
            diff.change(
                    Set.of(CheckId.S04),
                    Step.AS_MIGRATOR,
                    "REVOKE CREATE ON SCHEMA " + schema + " FROM " + names,
                    "took CREATE on schema " + schema + " from " + names);
        }
    }

    private void defaults() {
        String creator = diff.spec().migratorUser();
        for (ObjectType type : ObjectType.values()) {
            String future = "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema;
            if (!now.hasCompleteDefaults(creator, type, diff.spec().appUser())) {
                diff.change(
                        Set.of(CheckId.P01),
                        Step.AS_MIGRATOR,
                        future + " GRANT ALL ON " + type.name() + " TO " + app,
                        "granted " + app + " all on the " + type.noun() + "s that " + migrator + " will create in "
                                + schema);
            }
            Optional<DefaultGrant> forPublic = now.defaultGrants().stream()
                    .filter(grant -> grant.inSchema()
                            && grant.creator().equals(creator)
                            && grant.type().equals(type.code())
                            && grant.grantee().equals(CatalogSnapshot.PUBLIC))
                    .findFirst();
            forPublic.ifPresent(grant -> diff.change(
                    Set.of(CheckId.P02),
                    Step.AS_MIGRATOR,
                    future + " REVOKE ALL ON " + type.name() + " FROM PUBLIC",
                    "took " + grant.privileges() + " on future " + type.noun() + "s in " + schema + " from PUBLIC"));
        }
    }

    /** As few statements as there are types and owners, however many objects lack the grant. */
    private void objects(List<Ungranted> ungranted) {
        Map<String, List<Ungranted>> groups = ungranted.stream()
                .collect(Collectors.groupingBy(
                        object -> object.type() + " " + object.migrators(), LinkedHashMap::new, Collectors.toList()));
        for (List<Ungranted> group : groups.values()) {
            for (int from = 0; from < group.size(); from += NAMES_IN_ONE_STATEMENT) {
                grant(group.subList(from, Math.min(group.size(), from + NAMES_IN_ONE_STATEMENT)));
            }
        }
    }

    private void grant(List<Ungranted> alike) {
        ObjectType type = alike.get(0).type();
        boolean migrators = alike.get(0).migrators();
        Set<CheckId> mended = Set.of(type == ObjectType.ROUTINES ? CheckId.O03 : CheckId.O02);
        Collection<String> labels =
                alike.stream().map(Ungranted::label).collect(Collectors.toCollection(ArrayList::new));
        String shown = new Finding(
                        alike.size(), labels.stream().limit(NAMES_IN_A_SENTENCE).toList())
                .inWords();
        String sql = "GRANT ALL ON " + type.keyword() + " " + String.join(", ", labels) + " TO " + app;
        if (!migrators && diff.access() == MigratorAccess.OWN_LOGIN) {
            diff.obstacle(
                    mended,
                    app + " lacks privileges on " + shown,
                    "they are not " + migrator + "'s, and the master can't act as " + migrator + " to reach them",
                    Remedy.asSuperuser(sql + ";"));
            return;
        }
        diff.change(
                mended,
                migrators ? Step.AS_MIGRATOR : Step.SCHEMA,
                sql,
                "granted " + app + " all on " + alike.size() + " existing " + type.noun()
                        + (alike.size() == 1 ? "" : "s") + ": " + shown);
    }

    private void foreignObjects() {
        Finding unusable = now.finding("not grantable");
        if (!unusable.isEmpty()) {
            diff.obstacle(
                    Set.of(CheckId.O02, CheckId.O03),
                    app + " lacks privileges on " + unusable.inWords(),
                    "only their owners or a superuser may grant them",
                    Remedy.asSuperuser("GRANT ALL ON ALL TABLES IN SCHEMA " + schema + " TO " + app
                            + "; GRANT ALL ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + app
                            + "; GRANT ALL ON ALL ROUTINES IN SCHEMA " + schema + " TO " + app + ";"));
        }
        Finding foreign = now.finding("not the migrator's");
        if (!foreign.isEmpty() && now.hasRole(diff.spec().migratorUser())) {
            diff.notice("not owned by " + migrator + ", so migrations can't change it: " + foreign.inWords());
        }
    }
}
