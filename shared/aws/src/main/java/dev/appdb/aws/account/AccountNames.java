package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.Project;
import dev.appdb.project.Sourced;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** The names of the account's state bucket and network in the project. */
public final class AccountNames {
    private final AwsContext context;

    public AccountNames(AwsContext context) {
        this.context = context;
    }

    /** The network's name, by which its VPC is found. */
    public NetworkName network(DatabaseRequest request) throws FailureException {
        Project project = context.project();
        Optional<String> projectName = project.projectName().map(Sourced::value);
        Optional<String> network =
                project.network(request.app(), request.environment()).map(Sourced::value);
        if (projectName.isEmpty() || network.isEmpty()) {
            throw Failure.input(
                            "network-unknown",
                            "could not find out which network " + request.cluster() + " belongs to",
                            projectName.isEmpty()
                                    ? "infra/project-config/main.tf has no project_name"
                                    : "infra/" + request.app() + "/app-config/" + request.environment()
                                            + ".tf names no network_name",
                            "Add it there as a quoted string. The VPC is found by its tags project and network_name.")
                    .asException();
        }
        return new NetworkName(projectName.get(), network.get());
    }

    /** The bucket that keeps the Terraform state and the role manager's jar. */
    public String bucket(DatabaseRequest request) throws FailureException {
        return context.project()
                .configuration(request, context.settings().backend())
                .bucket()
                .orElseThrow(() -> new IllegalStateException("a configuration for aws has a bucket"))
                .value();
    }
}
