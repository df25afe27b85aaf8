package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** O01 to O06: what is in the schema now. */
final class ObjectChecks {
    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final String update;
    private final String schema;
    private final String app;

    ObjectChecks(RoleSpec spec, CatalogSnapshot now, String update) {
        this.spec = spec;
        this.now = now;
        this.update = update;
        this.schema = Identifier.quoted(spec.schema());
        this.app = Identifier.quoted(spec.appUser());
    }

    List<Check> all() {
        String missing = missing();
        if (!missing.isEmpty()) {
            return Stream.of(CheckId.O01, CheckId.O02, CheckId.O03, CheckId.O04, CheckId.O05, CheckId.O06)
                    .map(id -> id.unknown("schema " + schema, missing, update))
                    .toList();
        }
        return List.of(
                ownedByMigrator(),
                usable(CheckId.O02, ObjectType.TABLES),
                usable(CheckId.O02, ObjectType.SEQUENCES),
                usable(CheckId.O03, ObjectType.ROUTINES),
                noStrangers(),
                appOwnsNothing(),
                definersArePinned());
    }

    private String missing() {
        if (now.schema(spec.schema()).isEmpty()) {
            return "the schema does not exist";
        }
        return Stream.of(spec.appUser(), spec.migratorUser())
                .filter(user -> !now.hasRole(user))
                .map(user -> "user " + Identifier.quoted(user) + " does not exist")
                .findFirst()
                .orElse("");
    }

    private Check ownedByMigrator() {
        Finding foreign = now.finding("not the migrator's");
        return CheckId.O01.decide(
                foreign.isEmpty(),
                "objects in " + schema,
                Identifier.quoted(spec.migratorUser()) + " owns them all",
                foreign.count() + " not owned by " + Identifier.quoted(spec.migratorUser()) + ": " + foreign.inWords(),
                Remedy.asSuperuser(statements(now.finding("to give to the migrator"))));
    }

    private Check usable(CheckId id, ObjectType type) {
        Finding without = now.finding("ungranted " + type.noun());
        long all = now.finding("all " + type.noun()).count();
        boolean managed = now.finding("not grantable").isEmpty();
        return id.decide(
                without.isEmpty(),
                type.noun() + "s in " + schema,
                all == 0 ? "there are none" : app + " can use all " + all,
                app + " lacks privileges on " + without.count() + " of " + all + ": " + without.inWords(),
                managed
                        ? update
                        : Remedy.asSuperuser(
                                "GRANT ALL ON ALL " + type.name() + " IN SCHEMA " + schema + " TO " + app + ";"));
    }

    private Check noStrangers() {
        Finding granted = now.finding("granted to strangers");
        return CheckId.O04.decide(
                granted.isEmpty(),
                "objects in " + schema,
                "none is granted to PUBLIC or strangers",
                granted.count() + " granted to PUBLIC or strangers: " + granted.inWords(),
                asOwners(statements(now.finding("to take from strangers"))));
    }

    private Check appOwnsNothing() {
        Finding owned = now.finding("owned by the app");
        return CheckId.O05.decide(
                owned.isEmpty(),
                "user " + app,
                "it owns nothing in this database",
                "it owns " + owned.count() + ": " + owned.inWords(),
                Remedy.asSuperuser("REASSIGN OWNED BY " + app + " TO " + Identifier.quoted(spec.migratorUser()) + ";"));
    }

    private Check definersArePinned() {
        Finding open = now.finding("unpinned definer");
        return CheckId.O06.decide(
                open.isEmpty(),
                "routines in " + schema,
                "those with SECURITY DEFINER pin their search_path",
                open.count() + " with SECURITY DEFINER and an open search_path: " + open.inWords(),
                asOwners(open.examples().stream()
                        .map(label -> "ALTER ROUTINE " + label + " SET search_path = " + schema + ", pg_temp;")
                        .collect(Collectors.joining(" "))));
    }

    /** As the migrator, unless some objects are not its own. */
    private String asOwners(String sql) {
        return now.finding("not the migrator's").isEmpty()
                ? Remedy.asRole(spec.migratorUser(), sql)
                : Remedy.asSuperuser(sql);
    }

    /** As many statements as examples are known. */
    private static String statements(Finding finding) {
        List<String> examples = finding.examples();
        return examples.stream().map(sql -> sql + ";").collect(Collectors.joining(" "));
    }
}
