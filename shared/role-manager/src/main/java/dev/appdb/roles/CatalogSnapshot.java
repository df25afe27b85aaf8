package dev.appdb.roles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogs at one moment: all that rules and reports are decided from.
 *
 * @param databaseGrants who may do what with the database
 * @param searchPaths the search paths set for this database or for roles
 * @param schemas every schema but the system's own
 * @param schemaGrants who may do what with the application's schemas, and with public
 * @param defaultGrants default privileges in the application's schemas, and the migrator's for all schemas
 * @param extensions those that are available or installed
 * @param findings what was counted in each of the application's schemas, by the names that catalog.sql gives; what belongs to
 *     no schema has {@link #NO_SCHEMA}
 * @param settings the settings of the two users, of this database and of everybody
 * @param otherCreators who creates in schemas that are neither the application's nor public
 * @param serverFunctions who may call the functions that reach the server's files, or log in elsewhere as the server
 * @param grantableByApp the kinds of objects that the app may grant on, as GRANT names them
 * @param parameters who may change which of the server's parameters
 * @param obstacles what keeps the users from working though the grants on the application's own objects are right
 */
record CatalogSnapshot(
        Server server,
        Roles roles,
        Memberships memberships,
        List<Grant> databaseGrants,
        List<SearchPath> searchPaths,
        List<Schema> schemas,
        List<SchemaGrant> schemaGrants,
        List<DefaultGrant> defaultGrants,
        List<Extension> extensions,
        Map<String, Map<String, Finding>> findings,
        List<Setting> settings,
        List<SchemaGrant> otherCreators,
        List<Held> serverFunctions,
        List<String> grantableByApp,
        List<Held> parameters,
        List<Obstacle> obstacles) {

    /** Stands for PUBLIC where a grantee is named, and for "every role" where a setting is; no role has this name. */
    static final String PUBLIC = "";

    /** Stands for the whole database where a schema is named; no schema has this name. */
    static final String NO_SCHEMA = "";

    private static final Finding NOTHING = new Finding(0, List.of());

    CatalogSnapshot {
        databaseGrants = List.copyOf(databaseGrants);
        searchPaths = List.copyOf(searchPaths);
        schemas = List.copyOf(schemas);
        schemaGrants = List.copyOf(schemaGrants);
        defaultGrants = List.copyOf(defaultGrants);
        extensions = List.copyOf(extensions);
        findings = Map.copyOf(findings);
        settings = List.copyOf(settings);
        otherCreators = List.copyOf(otherCreators);
        serverFunctions = List.copyOf(serverFunctions);
        grantableByApp = List.copyOf(grantableByApp);
        parameters = List.copyOf(parameters);
        obstacles = List.copyOf(obstacles);
    }

    Optional<Role> role(String name) {
        return roles.named(name);
    }

    boolean hasRole(String name) {
        return role(name).isPresent();
    }

    Optional<Schema> schema(String name) {
        return schemas.stream().filter(schema -> schema.name().equals(name)).findFirst();
    }

    Optional<Extension> extension(String name) {
        return extensions.stream()
                .filter(extension -> extension.name().equals(name))
                .findFirst();
    }

    Finding finding(String schema, String name) {
        return findings.getOrDefault(schema, Map.of()).getOrDefault(name, NOTHING);
    }

    /** The role that asked; a superuser on a plain server. */
    Role master() {
        return role(server.master()).orElseThrow();
    }

    /**
     * Returns whether a role is the server's own. A name alone is not enough for a powerful one: outside RDS anybody who
     * creates roles may choose such a name.
     */
    boolean isServerOwned(Role role) {
        return ServerRoles.isServerOwned(role.name())
                && (role.bootstrap()
                        || ServerRoles.mayHaveAttributes(role.name())
                        || Attributes.of(role, false).isEmpty());
    }

    boolean hasIam() {
        return hasRole(ServerRoles.IAM);
    }

    boolean databaseGrant(String grantee, String privilege) {
        return databaseGrants.stream()
                .anyMatch(grant ->
                        grant.grantee().equals(grantee) && grant.privilege().equals(privilege));
    }

    boolean schemaGrant(String schema, String grantee, String privilege) {
        return schemaGrants.stream()
                .anyMatch(grant -> grant.schema().equals(schema)
                        && grant.grantee().equals(grantee)
                        && grant.privilege().equals(privilege));
    }

    /** Returns whether this creator's new objects of this type in the schema are all the grantee's to use. */
    boolean hasCompleteDefaults(String schema, String creator, ObjectType type, String grantee) {
        return defaultGrants.stream()
                .anyMatch(grant -> grant.schema().equals(schema)
                        && grant.complete()
                        && grant.type().equals(type.code())
                        && grant.creator().equals(creator)
                        && grant.grantee().equals(grantee));
    }

    /**
     * The server, and who asks.
     *
     * @param version as in {@code server_version_num}, such as 160015
     * @param declaredSearchPath the declared schemas' names as the server quotes them in a search_path
     */
    record Server(
            int version,
            boolean inRecovery,
            String master,
            String database,
            String databaseOwner,
            boolean masterOwnsDatabase,
            boolean masterMayCreateSchema,
            String declaredSearchPath) {

        /** Returns whether memberships carry ADMIN, INHERIT and SET each for itself (PostgreSQL 16 and newer). */
        boolean hasMembershipOptions() {
            return version >= 160000;
        }
    }

    /**
     * A role, as pg_roles shows it.
     *
     * @param connectionLimit -1 is none, 0 shuts the role out
     * @param expired whether its VALID UNTIL has passed
     * @param comment empty where there is none
     */
    record Role(
            String name,
            boolean bootstrap,
            boolean superuser,
            boolean createRole,
            boolean createDatabase,
            boolean replication,
            boolean bypassRls,
            boolean canLogin,
            int connectionLimit,
            boolean expired,
            @Nullable String validUntil,
            String comment) {

        /** Without a comment. */
        Role(
                String name,
                boolean bootstrap,
                boolean superuser,
                boolean createRole,
                boolean createDatabase,
                boolean replication,
                boolean bypassRls,
                boolean canLogin,
                int connectionLimit,
                boolean expired,
                @Nullable String validUntil) {
            this(
                    name,
                    bootstrap,
                    superuser,
                    createRole,
                    createDatabase,
                    replication,
                    bypassRls,
                    canLogin,
                    connectionLimit,
                    expired,
                    validUntil,
                    "");
        }
    }

    /** A membership of one role in another. */
    record Membership(String group, String member, String grantor, boolean admin, boolean inherits, boolean settable) {

        /** Returns whether it gives rights, and not only the right to grant it on. */
        boolean isUsable() {
            return inherits || settable;
        }
    }

    /** A privilege on the database. */
    record Grant(String grantee, String privilege) {}

    /** A search path for a role (or {@link #PUBLIC}), in this database only or everywhere. */
    record SearchPath(String role, boolean forDatabase, String path) {

        /** The path where nobody has set one. */
        static final String BUILT_IN = "\"$user\", public";
    }

    /** A schema; acl is the access list as PostgreSQL prints it. */
    record Schema(String name, String owner, boolean masterOwns, String acl) {}

    /** A privilege on a schema. */
    record SchemaGrant(String schema, String grantee, String privilege) {}

    /** A setting of a role (or {@link #PUBLIC}), in this database only or everywhere. */
    record Setting(String role, boolean forDatabase, String name, String value) {}

    /** Something of the server's that a role (or {@link #PUBLIC}) holds. */
    record Held(String name, String grantee) {}

    /**
     * Default privileges of a creator's new objects; complete where they are all that the type has.
     *
     * @param schema the schema of the objects; {@link #NO_SCHEMA} is every schema
     */
    record DefaultGrant(
            String creator, String schema, String type, String grantee, String privileges, boolean complete) {

        boolean inSchema() {
            return !schema.equals(NO_SCHEMA);
        }

        boolean has(String privilege) {
            return List.of(privileges.split(", ")).contains(privilege);
        }
    }

    /**
     * An extension. What only its control file tells (its own schema, what it requires, whether it is trusted or takes a
     * superuser) is read where a declared extension is not as declared or not where extensions usually are; elsewhere it is
     * empty, not trusted, and for superusers.
     *
     * @param defaultVersion null when it is installed but no longer available
     * @param installedVersion null when it is not installed
     * @param schema where it is installed
     * @param ownSchema the schema that its author demands; null for most
     * @param requires the extensions that must be there first
     */
    record Extension(
            String name,
            @Nullable String defaultVersion,
            @Nullable String installedVersion,
            @Nullable String schema,
            @Nullable String ownSchema,
            List<String> requires,
            boolean trusted,
            boolean superuser,
            String comment) {

        Extension {
            requires = List.copyOf(requires);
        }

        boolean isInstalled() {
            return installedVersion != null;
        }

        boolean isAvailable() {
            return defaultVersion != null;
        }
    }

    /** The number of some objects, and the first few. */
    record Finding(long count, List<String> examples) {

        Finding {
            examples = List.copyOf(examples);
        }

        boolean isEmpty() {
            return count == 0;
        }

        /** The first few in words, saying how many more there are. */
        String inWords() {
            String shown = String.join(", ", examples);
            return count > examples.size() ? shown + " and " + (count - examples.size()) + " more" : shown;
        }
    }
}
