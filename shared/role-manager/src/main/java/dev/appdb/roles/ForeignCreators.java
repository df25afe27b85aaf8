package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.RoleDiff.DiffBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** S04: who may create in the application's schema or in public, and is not its owner. */
final class ForeignCreators {
    private static final String SHARED = "public";

    private final RoleSpec spec;
    private final CatalogSnapshot now;

    ForeignCreators(RoleSpec spec, CatalogSnapshot now) {
        this.spec = spec;
        this.now = now;
    }

    /** In public, the master is expected. */
    List<String> in(Schema schema) {
        return now.schemaGrants().stream()
                .filter(grant -> grant.schema().equals(schema.name())
                        && grant.privilege().equals("CREATE")
                        && !grant.grantee().equals(schema.owner())
                        && !(isShared(schema)
                                && grant.grantee().equals(now.server().master())))
                .map(SchemaGrant::grantee)
                .toList();
    }

    /** What takes CREATE from them, with who may run it. */
    String remedy(Schema schema, List<String> creators) {
        String sql = "REVOKE CREATE ON SCHEMA " + Identifier.quoted(schema.name()) + " FROM " + inSql(creators) + ";";
        if (schema.masterOwns()) {
            return Remedy.asMaster(now, sql);
        }
        // nobody logs in as that one
        boolean isDatabaseOwners = schema.owner().equals("pg_database_owner");
        return Remedy.asRole(isDatabaseOwners ? now.server().databaseOwner() : schema.owner(), sql);
    }

    /** The grants to PUBLIC and to the two users are taken back; those to others somebody may have meant. */
    void obstacles(DiffBuilder diff) {
        for (String name : List.of(spec.schema(), SHARED)) {
            now.schema(name).ifPresent(schema -> strangers(diff, schema));
        }
    }

    private void strangers(DiffBuilder diff, Schema schema) {
        List<String> strangers = in(schema).stream()
                .filter(creator -> !creator.equals(CatalogSnapshot.PUBLIC)
                        && !creator.equals(spec.appUser())
                        && !creator.equals(spec.migratorUser()))
                .toList();
        if (!strangers.isEmpty()) {
            diff.obstacle(
                    Set.of(CheckId.S04),
                    inSql(strangers) + " may create in schema " + Identifier.quoted(schema.name()),
                    "somebody granted that to a role that is not the role manager's",
                    remedy(schema, strangers));
        }
    }

    private static boolean isShared(Schema schema) {
        return schema.name().equals(SHARED);
    }

    static String inSql(List<String> grantees) {
        return grantees.stream().map(Grantee::inSql).collect(Collectors.joining(", "));
    }
}
