package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** S01 to S04 and P01 to P03: the schema, and what its future objects will allow. */
final class SchemaChecks {
    private static final List<CheckId> OF_AN_EXISTING_SCHEMA =
            List.of(CheckId.S02, CheckId.S03, CheckId.S04, CheckId.P01, CheckId.P02, CheckId.P03);
    private static final Map<String, String> KEYWORDS =
            Map.of("r", "TABLES", "S", "SEQUENCES", "f", "ROUTINES", "T", "TYPES", "n", "SCHEMAS");

    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final String update;
    private final String schema;

    SchemaChecks(RoleSpec spec, CatalogSnapshot now, String update) {
        this.spec = spec;
        this.now = now;
        this.update = update;
        this.schema = Identifier.quoted(spec.schema());
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        Optional<Schema> found = now.schema(spec.schema());
        checks.add(CheckId.S01.decide(found.isPresent(), subject(), "it exists", "it does not exist", update));
        if (found.isPresent()) {
            checks.add(ownedByMigrator(found.get()));
            checks.add(usage());
            checks.add(noForeignCreate(found.get()));
            Arrays.stream(ObjectType.values()).forEach(type -> checks.add(defaults(type)));
            checks.add(noDefaultsForPublic());
            checks.add(defaultsOfOthers());
        } else {
            OF_AN_EXISTING_SCHEMA.forEach(id -> checks.add(id.unknown(subject(), "the schema does not exist", update)));
        }
        now.schema("public").ifPresent(shared -> checks.add(noForeignCreate(shared)));
        return checks;
    }

    private String subject() {
        return "schema " + schema;
    }

    private Check ownedByMigrator(Schema found) {
        String migrator = Identifier.quoted(spec.migratorUser());
        return CheckId.S02.decide(
                found.owner().equals(spec.migratorUser()),
                subject(),
                migrator + " owns it",
                Identifier.quoted(found.owner()) + " owns it, not " + migrator,
                found.masterOwns()
                        ? update
                        : Remedy.asSuperuser("ALTER SCHEMA " + schema + " OWNER TO " + migrator + ";"));
    }

    private Check usage() {
        String app = Identifier.quoted(spec.appUser());
        boolean may = now.schemaGrant(spec.schema(), spec.appUser(), "USAGE")
                || now.schemaGrant(spec.schema(), CatalogSnapshot.PUBLIC, "USAGE");
        return CheckId.S03.decide(may, subject(), app + " has USAGE", app + " has no USAGE", update);
    }

    private Check noForeignCreate(Schema found) {
        ForeignCreators creators = new ForeignCreators(spec, now);
        List<String> others = creators.in(found);
        return CheckId.S04.decide(
                others.isEmpty(),
                "schema " + Identifier.quoted(found.name()),
                "only its owner creates in it",
                ForeignCreators.inSql(others) + " may create in it",
                creators.remedy(found, others));
    }

    private Check defaults(ObjectType type) {
        String app = Identifier.quoted(spec.appUser());
        String future = "future " + type.noun() + "s of " + Identifier.quoted(spec.migratorUser());
        return CheckId.P01.decide(
                now.hasCompleteDefaults(spec.migratorUser(), type, spec.appUser()),
                future,
                "all privileges go to " + app,
                "not all privileges go to " + app,
                update);
    }

    private Check noDefaultsForPublic() {
        List<DefaultGrant> grants = now.defaultGrants().stream()
                .filter(grant -> grant.grantee().equals(CatalogSnapshot.PUBLIC) && !isBuiltIn(grant))
                .toList();
        return CheckId.P02.decide(
                grants.isEmpty(),
                subject(),
                "PUBLIC gets nothing by default",
                grants.stream()
                        .map(grant -> "PUBLIC gets " + grant.privileges() + " on future "
                                + KEYWORDS.getOrDefault(grant.type(), "objects") + " of " + grant.creator())
                        .collect(Collectors.joining("; ")),
                asCreators(
                        grants.stream().map(DefaultGrant::creator).distinct().toList(),
                        grants.stream().map(this::revoking).collect(Collectors.joining(" "))));
    }

    /** PostgreSQL itself gives PUBLIC every new routine and type; it shows once anything else is changed. */
    private static boolean isBuiltIn(DefaultGrant grant) {
        return !grant.inSchema() && (grant.type().equals("f") || grant.type().equals("T"));
    }

    private String revoking(DefaultGrant grant) {
        return "ALTER DEFAULT PRIVILEGES FOR ROLE " + Identifier.quoted(grant.creator())
                + (grant.inSchema() ? " IN SCHEMA " + schema : "") + " REVOKE ALL ON "
                + KEYWORDS.getOrDefault(grant.type(), "TABLES") + " FROM PUBLIC;";
    }

    /** Whoever owns something in the schema, or may create there, will create more. */
    private Check defaultsOfOthers() {
        Stream<String> mayCreate = now.schemaGrants().stream()
                .filter(grant -> grant.schema().equals(spec.schema())
                        && grant.privilege().equals("CREATE")
                        && !grant.grantee().equals(CatalogSnapshot.PUBLIC)
                        && !grant.grantee().equals(spec.migratorUser()))
                .map(SchemaGrant::grantee);
        List<String> lacking = Stream.concat(now.finding("creator").examples().stream(), mayCreate)
                .distinct()
                .filter(creator -> !creator.equals(spec.appUser()))
                .filter(creator -> !Arrays.stream(ObjectType.values())
                        .allMatch(type -> now.hasCompleteDefaults(creator, type, spec.appUser())))
                .toList();
        return CheckId.P03.decide(
                lacking.isEmpty(),
                subject(),
                "nobody else creates in it without granting to " + Identifier.quoted(spec.appUser()),
                String.join(", ", lacking) + " creates in it, and " + Identifier.quoted(spec.appUser())
                        + " gets nothing of that",
                asCreators(lacking, lacking.stream().map(this::granting).collect(Collectors.joining(" "))));
    }

    /** Default privileges are their creator's affair. */
    private static String asCreators(List<String> creators, String sql) {
        return creators.size() == 1 ? Remedy.asRole(creators.get(0), sql) : Remedy.asSuperuser(sql);
    }

    private String granting(String creator) {
        return Arrays.stream(ObjectType.values())
                .map(type -> "ALTER DEFAULT PRIVILEGES FOR ROLE " + Identifier.quoted(creator) + " IN SCHEMA " + schema
                        + " GRANT ALL ON " + type.name() + " TO " + Identifier.quoted(spec.appUser()) + ";")
                .collect(Collectors.joining(" "));
    }
}
