package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;

/** Where the users' passwords come from that have none of their own. */
@FunctionalInterface
interface DatabaseTokens {

    /** The token that this user logs in with now. */
    Secret tokenFor(String user);
}
