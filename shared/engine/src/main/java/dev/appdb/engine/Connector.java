package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;

/** The connection of PostgreSQL's own client to the database. */
@FunctionalInterface
public interface Connector {

    /**
     * The parameters for connecting as one of the database's users.
     *
     * @param user the user's name in the server
     */
    ConnectionParameters parameters(DatabaseRequest request, String user) throws FailureException;
}
