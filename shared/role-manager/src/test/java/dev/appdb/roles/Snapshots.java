package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.CatalogSnapshot.Finding;
import dev.appdb.roles.CatalogSnapshot.Grant;
import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.CatalogSnapshot.SearchPath;
import dev.appdb.roles.CatalogSnapshot.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes snapshots without a database; all is as it should be unless set otherwise. */
final class Snapshots {
    private int version = 160000;
    private boolean inRecovery;
    private final List<Role> roles = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();
    private final List<Grant> databaseGrants = new ArrayList<>();
    private final List<SearchPath> searchPaths = new ArrayList<>();
    private final List<Schema> schemas = new ArrayList<>();
    private final List<SchemaGrant> schemaGrants = new ArrayList<>();
    private final List<DefaultGrant> defaultGrants = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final Map<String, Map<String, Finding>> findings = new HashMap<>();

    /** A server that nobody has set up, with the master that RDS gives. */
    static Snapshots bare() {
        Snapshots bare = new Snapshots();
        bare.roles.add(new Role("postgres", false, false, true, true, false, false, true, -1, false, null));
        bare.roles.add(new Role("rds_superuser", false, false, false, false, false, false, false, -1, false, null));
        bare.member("postgres", "rds_superuser");
        bare.iam();
        return bare;
    }

    /** The same, set up for {@link RoleSpec#standard()}. */
    static Snapshots good() {
        Snapshots good = bare();
        for (String user : List.of("app", "migrator")) {
            good.roles.add(new Role(user, false, false, false, false, false, false, true, -1, false, null));
            good.memberships.add(new Membership("rds_iam", user, "postgres", false, true, true));
            good.memberships.add(new Membership(user, "postgres", "rdsadmin", true, false, false));
            good.databaseGrants.add(new Grant(user, "CONNECT"));
        }
        good.searchPaths.add(new SearchPath("", true, "app"));
        good.schemas.add(new Schema("app", "migrator", false, "{migrator=UC/migrator,app=U/migrator}"));
        good.schemaGrants.add(new SchemaGrant("app", "migrator", "CREATE"));
        good.schemaGrants.add(new SchemaGrant("app", "app", "USAGE"));
        for (ObjectType type : ObjectType.values()) {
            good.defaultGrants.add(new DefaultGrant("migrator", "app", type.code(), "app", "ALL", true));
        }
        return good;
    }

    private void iam() {
        roles.add(new Role("rds_iam", false, false, false, false, false, false, false, -1, false, null));
        memberships.add(new Membership("rds_iam", "rds_superuser", "rdsadmin", true, false, false));
    }

    Snapshots version(int number) {
        version = number;
        return this;
    }

    Snapshots reader() {
        inRecovery = true;
        return this;
    }

    Snapshots member(String member, String group) {
        return member(member, group, "rdsadmin");
    }

    Snapshots member(String member, String group, String grantor) {
        memberships.add(new Membership(group, member, grantor, false, true, true));
        return this;
    }

    Snapshots administrator(String member, String group, String grantor) {
        memberships.add(new Membership(group, member, grantor, true, true, true));
        return this;
    }

    Snapshots login(String name) {
        return role(new Role(name, false, false, false, false, false, false, true, -1, false, null));
    }

    Snapshots temporaryAccess(String name, String as) {
        TemporaryAccess access = new TemporaryAccess(
                name, as, "2099-01-01", "order 17", "mia", "2026-01-01", TemporaryAccess.State.VALID);
        return role(new Role(
                name, false, false, false, false, false, false, true, -1, false, access.until(), access.comment()));
    }

    Snapshots role(Role role) {
        roles.removeIf(other -> other.name().equals(role.name()));
        roles.add(role);
        return this;
    }

    Snapshots withoutAdminOn(String user) {
        memberships.removeIf(edge -> edge.group().equals(user) && edge.admin());
        return this;
    }

    Snapshots withoutRole(String name) {
        roles.removeIf(role -> role.name().equals(name));
        memberships.removeIf(edge -> edge.group().equals(name) || edge.member().equals(name));
        return this;
    }

    Snapshots schemaGrant(String schema, String grantee, String privilege) {
        schemaGrants.add(new SchemaGrant(schema, grantee, privilege));
        return this;
    }

    /** Without a privilege on the application's schema. */
    Snapshots without(String grantee, String privilege) {
        schemaGrants.removeIf(
                grant -> grant.grantee().equals(grantee) && grant.privilege().equals(privilege));
        return this;
    }

    Snapshots grant(String grantee, String privilege) {
        databaseGrants.add(new Grant(grantee, privilege));
        return this;
    }

    Snapshots finding(String name, long count, String... examples) {
        findings.computeIfAbsent(name.equals("owned by the app") ? "" : "app", schema -> new HashMap<>())
                .put(name, new Finding(count, List.of(examples)));
        return this;
    }

    CatalogSnapshot snapshot() {
        return new CatalogSnapshot(
                new Server(version, inRecovery, "postgres", "app", "postgres", true, true, "app"),
                new Roles(roles),
                new Memberships(memberships),
                databaseGrants,
                searchPaths,
                schemas,
                schemaGrants,
                defaultGrants,
                extensions,
                findings,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
