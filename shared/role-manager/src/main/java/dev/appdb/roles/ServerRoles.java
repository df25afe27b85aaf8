package dev.appdb.roles;

import java.util.Set;

/**
 * Which roles are the server's own.
 *
 * <p>PostgreSQL reserves the prefix {@code pg_} (with its underscore: a user's {@code pgboss} is not the server's).
 * Amazon RDS keeps {@code rds_}, and the few names below without an underscore; any other name that merely starts with
 * "rds", such as {@code rdsreports}, is a user's. Source: PostgreSQL's documentation of CREATE ROLE and of predefined
 * roles; Amazon RDS and Aurora user guides, "Understanding PostgreSQL roles and permissions".
 */
final class ServerRoles {
    private static final Set<String> RDS_ROLES =
            Set.of("rdsadmin", "rdsrepladmin", "rdstopmgr", "rdswriteforwarduser", "rdsproxyadmin");

    static final String IAM = "rds_iam";
    static final String SUPERUSER = "rds_superuser";
    /** Amazon's own superuser. */
    static final String ADMIN = "rdsadmin";

    private ServerRoles() {}

    /** Returns whether the name is the server's; see {@link CatalogSnapshot#isServerOwned} for the role. */
    static boolean isServerOwned(String role) {
        return role.startsWith("pg_") || isRdsOwned(role);
    }

    /** Returns whether RDS itself makes such a role with attributes beyond LOGIN. */
    static boolean mayHaveAttributes(String role) {
        return RDS_ROLES.contains(role);
    }

    static boolean isRdsOwned(String role) {
        return role.startsWith("rds_") || RDS_ROLES.contains(role);
    }
}
