package dev.appdb.roles;

import java.util.List;

/**
 * The declared rights of a user on the objects in a schema.
 *
 * @param grantee the user, as the server has it
 */
record ObjectRights(Extent extent, String grantee) {
    /** The rights to read and change rows. */
    static final List<String> OF_ROWS = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private static final int FIRST_WITH_MAINTAIN = 170_000;

    /** The extent of the rights, and the way to it. */
    enum Extent {
        /** All that the type has, for the app; what is missing is granted. */
        ALL,
        /** Those that are needed to read and change rows, for an app that is declared to have no more; what is missing is granted. */
        DML,
        /** A reader's on tables; what is missing is granted. */
        SELECT,
        /** A reader's; what goes beyond is revoked. */
        NO_MORE_THAN_SELECT
    }

    /** The part of the findings' names in catalog.sql that tells these rights from others. */
    String findings(ObjectType type) {
        return switch (extent) {
            case ALL, DML -> type.noun();
            case SELECT -> type.noun() + " for " + grantee;
            case NO_MORE_THAN_SELECT -> type.noun() + " from " + grantee;
        };
    }

    boolean takesAway() {
        return extent == Extent.NO_MORE_THAN_SELECT;
    }

    /** The statement for the objects, which are named as they stand in SQL. */
    String sql(ObjectType type, String objects, int version) {
        return takesAway()
                ? "REVOKE " + beyondSelect(type, version) + " ON " + objects + " FROM " + Identifier.quoted(grantee)
                : "GRANT " + granted(type) + " ON " + objects + " TO " + Identifier.quoted(grantee);
    }

    /** The privileges that are granted, as they stand in SQL. */
    String granted(ObjectType type) {
        if (extent != Extent.DML) {
            return extent.name();
        }
        return switch (type) {
            case TABLES -> String.join(", ", OF_ROWS);
            case SEQUENCES -> "USAGE";
            case ROUTINES -> "EXECUTE";
        };
    }

    /** For all objects of the type in the schema, whose name is quoted. */
    String sqlOnAll(ObjectType type, String schema, int version) {
        return sql(type, "ALL " + type.name() + " IN SCHEMA " + schema, version);
    }

    static String beyondSelect(ObjectType type, int version) {
        if (type != ObjectType.TABLES) {
            return "ALL";
        }
        return "INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
                + (version >= FIRST_WITH_MAINTAIN ? ", MAINTAIN" : "");
    }
}
