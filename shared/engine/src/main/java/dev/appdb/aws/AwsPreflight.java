package dev.appdb.aws;

import dev.appdb.engine.Preflight;
import dev.appdb.request.DatabaseRequest;
import java.util.List;

/** Looks whether the account has what a database takes. */
final class AwsPreflight implements Preflight {
    private final AwsContext context;

    AwsPreflight(AwsContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> examine(DatabaseRequest request) {
        return List.of(Finding.warning(
                "aws",
                "the account in " + context.clients(request).region() + " is not yet examined in this version",
                "Run appdb plan: it looks for what it needs and says what is missing."));
    }
}
