package dev.appdb.roles;

/**
 * An object on which the application's user lacks a declared privilege.
 *
 * @param label its name as it stands in SQL: quoted, with its schema, a routine with its argument types
 * @param migrators whether the migrator owns it; otherwise the master has its owner's rights
 */
record Ungranted(ObjectType type, String label, boolean migrators) {}
