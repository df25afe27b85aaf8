package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.rds.model.DBCluster;

/**
 * The application and environment that a database is tagged with. Two pairs can join to one name: {@code web-shop} with
 * {@code prod} and {@code web} with {@code shop-prod} are both {@code web-shop-prod}.
 *
 * @param application its tag {@value #APPLICATION}
 * @param environment its tag {@value #ENVIRONMENT}
 */
public record DatabaseOwner(String application, String environment) {
    public static final String APPLICATION = "application";
    public static final String ENVIRONMENT = "environment";

    /**
     * Checks that the database of that name in the account is the one that is meant. One without these tags passes, and so
     * does a name that is free.
     *
     * @throws FailureException naming both pairs if it is another's
     */
    public static void require(AwsContext context, DatabaseRequest request) throws FailureException {
        AwsClients clients = context.clients(request);
        Optional<DatabaseOwner> owner = ofStack(clients, request);
        if (owner.isEmpty()) {
            owner = ofDatabase(clients, DatabaseStack.of(request));
        }
        if (owner.filter(found -> !found.isOf(request)).isPresent()) {
            throw refusal(request, owner.get());
        }
    }

    private boolean isOf(DatabaseRequest request) {
        return application.equals(request.app().value())
                && environment.equals(request.environment().value());
    }

    private static FailureException refusal(DatabaseRequest request, DatabaseOwner owner) {
        return Failure.refused(
                        "database-of-another",
                        "left " + DatabaseStack.of(request).database() + " alone",
                        "the database of that name belongs to environment " + owner.environment + " of "
                                + owner.application + ", not to environment " + request.environment() + " of "
                                + request.app(),
                        Remedy.of(
                                "Name the database that you mean, such as with {}. Another one with the same joined name"
                                        + " can't be in this account and Region: choose another name for the environment.",
                                Subcommand.STATUS.about(owner.application, owner.environment)))
                .asException();
    }

    private static Optional<DatabaseOwner> ofStack(AwsClients clients, DatabaseRequest request)
            throws FailureException {
        String name = DatabaseStack.of(request).name();
        return AwsCall.find(
                        "could not look at stack " + name,
                        error -> error.code().equals("ValidationError")
                                && error.message().contains("does not exist"),
                        () -> clients.cloudFormation()
                                .describeStacks(call -> call.stackName(name))
                                .stacks())
                .flatMap(stacks -> stacks.stream().map(Stack::tags).findFirst())
                .flatMap(tags -> of(tags.stream().collect(Collectors.toMap(Tag::key, Tag::value))));
    }

    private static Optional<DatabaseOwner> ofDatabase(AwsClients clients, DatabaseStack names) throws FailureException {
        String name = names.database();
        Optional<DBCluster> cluster = AwsCall.find(
                        "could not look at cluster " + name,
                        error -> error.code().startsWith("DBClusterNotFound"),
                        () -> clients.rds()
                                .describeDBClusters(call -> call.dbClusterIdentifier(name))
                                .dbClusters())
                .flatMap(clusters -> clusters.stream().findFirst());
        if (cluster.isPresent() || !names.isAdoption()) {
            return cluster.flatMap(found -> ofTags(found.tagList()));
        }
        return AwsCall.find(
                        "could not look at instance " + name,
                        error -> error.code().startsWith("DBInstanceNotFound"),
                        () -> clients.rds()
                                .describeDBInstances(call -> call.dbInstanceIdentifier(name))
                                .dbInstances())
                .flatMap(instances -> instances.stream().findFirst())
                .flatMap(found -> ofTags(found.tagList()));
    }

    private static Optional<DatabaseOwner> ofTags(List<software.amazon.awssdk.services.rds.model.Tag> tags) {
        return of(Optional.ofNullable(tags).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        software.amazon.awssdk.services.rds.model.Tag::key,
                        software.amazon.awssdk.services.rds.model.Tag::value)));
    }

    private static Optional<DatabaseOwner> of(Map<String, String> tags) {
        return tags.containsKey(APPLICATION) && tags.containsKey(ENVIRONMENT)
                ? Optional.of(new DatabaseOwner(tags.get(APPLICATION), tags.get(ENVIRONMENT)))
                : Optional.empty();
    }
}
