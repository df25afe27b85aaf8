package dev.appdb.aws;

import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.Connector;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;

/** How a person connects to the cluster. */
final class AwsConnector implements Connector {

    @Override
    public ConnectionParameters parameters(DatabaseRequest request, String user) throws FailureException {
        throw NotYet.available(
                request,
                "connect to",
                "Make a token with `aws rds generate-db-auth-token` and run psql with it as PGPASSWORD.");
    }
}
