package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.CatalogSnapshot.Grant;
import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.CatalogSnapshot.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The catalogs that a database will have when it has just been created by the master (PostgreSQL documentation, "CREATE
 * DATABASE", "Privileges" and "Schemas"; Amazon RDS User Guide, "Understanding PostgreSQL roles and permissions").
 */
final class NewDatabase {
    private static final int LATEST_WITH_OPEN_PUBLIC = 14;
    private static final int MAJOR = 10_000;
    private static final String PUBLIC_SCHEMA = "public";
    private static final String BUILT_IN = "plpgsql";
    private static final String OF_DATABASE_OWNER = "pg_database_owner";

    private NewDatabase() {}

    /** On a server that is there already, as seen from another of its databases. */
    static CatalogSnapshot on(CatalogSnapshot seen, RoleSpec spec) {
        Server server = seen.server();
        return snapshot(
                spec,
                server.version(),
                server.master(),
                seen.roles(),
                seen.memberships(),
                seen.searchPaths().stream().filter(path -> !path.forDatabase()).toList(),
                seen.extensions().stream().map(NewDatabase::notInstalled).toList());
    }

    /** On a server that does not exist either. */
    static CatalogSnapshot on(NewServer server, RoleSpec spec) {
        List<Role> roles = new ArrayList<>();
        List<Membership> memberships = new ArrayList<>();
        roles.add(role(server.master(), true, !server.hasIam()));
        if (server.hasIam()) {
            roles.add(role(ServerRoles.SUPERUSER, false, false));
            roles.add(role(ServerRoles.IAM, false, false));
            memberships.add(
                    new Membership(ServerRoles.SUPERUSER, server.master(), ServerRoles.ADMIN, false, true, true));
            memberships.add(
                    new Membership(ServerRoles.IAM, ServerRoles.SUPERUSER, ServerRoles.ADMIN, true, false, false));
        }
        List<Extension> extensions = spec.extensions().keySet().stream()
                .map(name -> new Extension(name, "", null, null, null, List.of(), true, false, ""))
                .toList();
        return snapshot(
                spec,
                server.major() * MAJOR,
                server.master(),
                new Roles(roles),
                new Memberships(memberships),
                List.of(),
                extensions);
    }

    private static Role role(String name, boolean isMaster, boolean superuser) {
        return new Role(name, false, superuser, isMaster, isMaster, false, false, isMaster, -1, false, null);
    }

    private static Extension notInstalled(Extension extension) {
        return extension.name().equals(BUILT_IN)
                ? extension
                : new Extension(
                        extension.name(),
                        extension.defaultVersion(),
                        null,
                        null,
                        extension.ownSchema(),
                        extension.requires(),
                        extension.trusted(),
                        extension.superuser(),
                        extension.comment());
    }

    private static CatalogSnapshot snapshot(
            RoleSpec spec,
            int version,
            String master,
            Roles roles,
            Memberships memberships,
            List<CatalogSnapshot.SearchPath> searchPaths,
            List<Extension> extensions) {
        boolean isOpen = version < (LATEST_WITH_OPEN_PUBLIC + 1) * MAJOR;
        String owner = isOpen ? master : OF_DATABASE_OWNER;
        List<SchemaGrant> schemaGrants = new ArrayList<>();
        schemaGrants.add(new SchemaGrant(PUBLIC_SCHEMA, owner, "CREATE"));
        schemaGrants.add(new SchemaGrant(PUBLIC_SCHEMA, owner, "USAGE"));
        schemaGrants.add(new SchemaGrant(PUBLIC_SCHEMA, CatalogSnapshot.PUBLIC, "USAGE"));
        if (isOpen) {
            schemaGrants.add(new SchemaGrant(PUBLIC_SCHEMA, CatalogSnapshot.PUBLIC, "CREATE"));
        }
        return new CatalogSnapshot(
                new Server(
                        version, false, master, spec.database(), master, true, true, Identifier.quoted(spec.schemas())),
                roles,
                memberships,
                List.of(
                        new Grant(CatalogSnapshot.PUBLIC, "CONNECT"),
                        new Grant(CatalogSnapshot.PUBLIC, "TEMPORARY"),
                        new Grant(master, "CONNECT"),
                        new Grant(master, "CREATE"),
                        new Grant(master, "TEMPORARY")),
                searchPaths,
                List.of(new Schema(PUBLIC_SCHEMA, owner, true, "")),
                schemaGrants,
                List.of(),
                extensions,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
