package dev.appdb.aws;

import dev.appdb.engine.Progress;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.util.List;

/** Reaches the role manager as the Lambda function beside the database. */
final class LambdaRoleManager implements RoleManagerClient {
    private final AwsContext context;

    LambdaRoleManager(AwsContext context) {
        this.context = context;
    }

    @Override
    public ManageReport manage(DatabaseRequest request, Progress progress) throws FailureException {
        throw notYet(request);
    }

    @Override
    public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
        throw notYet(request);
    }

    @Override
    public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException {
        throw notYet(request);
    }

    private FailureException notYet(DatabaseRequest request) {
        return NotYet.available(
                request,
                "reach the role manager of",
                "Invoke " + DatabaseStack.of(request).roleManager() + " in "
                        + context.clients(request).region() + ".");
    }
}
