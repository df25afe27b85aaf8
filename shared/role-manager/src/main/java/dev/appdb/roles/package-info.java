/**
 * The role manager: the users, schema, privileges and extensions of one database, managed, checked and reported.
 *
 * <p>One batch of SELECTs ({@code catalog.sql}) gives a {@link dev.appdb.roles.CatalogSnapshot}; what to change
 * ({@link dev.appdb.roles.RoleDiff}, {@link dev.appdb.roles.ExtensionDiff}), what is wrong
 * ({@link dev.appdb.roles.RoleChecks}) and who is who ({@link dev.appdb.roles.RolesReport}) are decided from it without a
 * database. {@link dev.appdb.roles.RoleUpdate} and {@link dev.appdb.roles.ExtensionUpdate} act.
 *
 * <p>{@code manage} repairs, as far as the master may: missing users and their attributes (LOGIN, a connection limit of
 * 0, expiry, CREATEROLE, CREATEDB, SUPERUSER, REPLICATION, BYPASSRLS), rds_iam, CONNECT and CREATE on the database,
 * PUBLIC's privileges on it, search paths, the schema and its owner, PUBLIC's and the users' CREATE on the schema and on
 * public, the migrator's default privileges in the schema, the app's privileges on what exists, the master's own lasting
 * memberships in the users, and the declared extensions. It leaves to people, and {@code check} reports: other roles and
 * their memberships and grants, the users' other groups, who owns objects, what the app owns, SECURITY DEFINER routines,
 * undeclared extensions, versions, and a master that somebody has put into rds_iam itself.
 */
@NullMarked
package dev.appdb.roles;

import org.jspecify.annotations.NullMarked;
