package dev.appdb.roles;

import dev.appdb.roles.Repair.ObjectGrants;

/**
 * An object on which a user's rights are not the declared ones.
 *
 * @param repair the repair that it is part of
 * @param label its name as it stands in SQL: quoted, with its schema, a routine with its argument types
 */
record Ungranted(ObjectGrants repair, String label) {}
