package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;

/** How a person connects to the database with PostgreSQL's own client. */
@FunctionalInterface
public interface Connector {

    /**
     * How to connect as one of the database's users.
     *
     * @param user the user's name in the server
     */
    ConnectionParameters parameters(DatabaseRequest request, String user) throws FailureException;
}
