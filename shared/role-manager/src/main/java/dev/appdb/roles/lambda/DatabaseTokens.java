package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;

/** The source of login tokens for the users that have no password of their own. */
@FunctionalInterface
interface DatabaseTokens {

    /** The token that this user logs in with now. */
    Secret tokenFor(String user);
}
