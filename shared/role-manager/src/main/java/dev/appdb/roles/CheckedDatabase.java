package dev.appdb.roles;

/**
 * The database that a check looked at.
 *
 * @param name its name on the server
 * @param user the user that the check logged in as
 */
public record CheckedDatabase(String name, String user) {}
