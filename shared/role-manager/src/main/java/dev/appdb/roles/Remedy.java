package dev.appdb.roles;

/** SQL that a person is to run, with the role that may. */
final class Remedy {
    static final String SUPERUSER = "a superuser";

    private Remedy() {}

    static String asSuperuser(String sql) {
        return as(SUPERUSER, sql);
    }

    static String asMaster(CatalogSnapshot now, String sql) {
        return as("the master " + Identifier.quoted(now.server().master()), sql);
    }

    /** As the master if it may, else as a superuser. */
    static String asMasterIf(boolean may, CatalogSnapshot now, String sql) {
        return may ? asMaster(now, sql) : asSuperuser(sql);
    }

    static String asRole(String role, String sql) {
        return as(Identifier.quoted(role), sql);
    }

    /** Extensions have owners that nobody knows by heart. */
    static String asOwner(String sql) {
        return as("its owner or a superuser", sql);
    }

    private static String as(String who, String sql) {
        return "As " + who + ": " + sql;
    }
}
