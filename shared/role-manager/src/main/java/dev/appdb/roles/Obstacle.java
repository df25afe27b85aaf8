package dev.appdb.roles;

/**
 * Something that keeps the users from working though the grants on the application's own objects are right.
 *
 * @param kind one of the kinds that obstacles.sql gives
 * @param schema the application's schema that it is in; {@link CatalogSnapshot#NO_SCHEMA} where it is in none
 * @param label what is wrong, in words
 * @param owner the role whose rights the repair takes; empty where it is not known
 * @param statement the repair, without its last semicolon; empty where no statement alone is one
 */
record Obstacle(String kind, String schema, String label, String owner, String statement) {}
