package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.Sourced;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.TagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names of the account's state bucket and network in the project. */
public final class AccountNames {
    private final AwsContext context;

    public AccountNames(AwsContext context) {
        this.context = context;
    }

    /**
     * The network's name, by which its VPC is found.
     *
     * @throws FailureException if neither the request nor the project has it
     */
    public NetworkName network(DatabaseRequest request) throws FailureException {
        Optional<String> projectName = projectName(request);
        Optional<String> network = request.aurora().network().map(TagValue::value);
        if (network.isEmpty()) {
            network = context.project()
                    .network(request.app(), request.environment())
                    .map(Sourced::value);
        }
        if (projectName.isEmpty() || network.isEmpty()) {
            throw Failure.input(
                            "network-unknown",
                            "could not find out which network " + request.cluster() + " belongs to",
                            missing(request, projectName.isEmpty(), network.isEmpty()),
                            "Add it there as a quoted string, or give it with "
                                    + (projectName.isEmpty() ? "{--project-name NAME}" : "")
                                    + (projectName.isEmpty() && network.isEmpty() ? " and " : "")
                                    + (network.isEmpty() ? "{--network NAME}" : "")
                                    + ". The VPC is found by its tags project and network_name.")
                    .asException();
        }
        return new NetworkName(projectName.get(), network.get());
    }

    private String missing(DatabaseRequest request, boolean noProject, boolean noNetwork) {
        List<String> missing = new ArrayList<>();
        if (noProject) {
            missing.add("infra/project-config/main.tf has no project_name");
        }
        if (noNetwork) {
            missing.add(context.project().folder(request.app()) + "/app-config/" + request.environment()
                    + ".tf has no network_name");
        }
        return String.join("; ", missing);
    }

    private Optional<String> projectName(DatabaseRequest request) throws FailureException {
        Optional<String> given = request.aurora().projectName().map(TagValue::value);
        return given.isPresent() ? given : context.project().projectName().map(Sourced::value);
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
