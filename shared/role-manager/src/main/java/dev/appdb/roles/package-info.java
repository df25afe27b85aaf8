/**
 * The role manager: the users, schema, privileges and extensions of one database, managed, checked and reported.
 *
 * <p>One batch of SELECTs ({@code catalog.sql}) gives a {@link dev.appdb.roles.CatalogSnapshot}. What a healthy database
 * is stands in one table, {@link dev.appdb.roles.Rules}: each {@link dev.appdb.roles.Rule} has an id, a severity and a
 * title, observes the snapshot without a database, and gives with each failed finding the {@link dev.appdb.roles.Repair}s
 * that make it pass. {@code check} reports the findings; {@code manage} runs the repairs that are its own
 * ({@link dev.appdb.roles.RepairPlan}, carried out by {@link dev.appdb.roles.RoleUpdate} in one transaction and
 * {@link dev.appdb.roles.ExtensionUpdate}), reads the catalogs again, and observes again: what is critical and still fails
 * is left to people, each with its remedy ({@link dev.appdb.roles.LeftToPeople}). Who is who is the
 * {@link dev.appdb.roles.RolesReport}.
 *
 * <p>To add a rule: a row in the table of its kind, such as {@link dev.appdb.roles.UserRules}; a fault in the test's table,
 * {@code Fault}; and {@code -Dgolden.update=true}, which writes them into {@code src/docs/checks.md} and {@code faults.md}.
 */
@NullMarked
package dev.appdb.roles;

import org.jspecify.annotations.NullMarked;
