package dev.appdb.aws.stack;

import dev.appdb.aws.account.AdoptionNetworkLookUp;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.ActualDatabase;
import dev.appdb.aws.cluster.AdoptedDatabase;
import dev.appdb.aws.cluster.AdoptedLookUp;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.stack.StackInputs.Deployed;
import dev.appdb.aws.template.AdoptionNetwork;
import dev.appdb.aws.template.AdoptionNetwork.Gate;
import dev.appdb.aws.template.AdoptionRequest;
import dev.appdb.aws.template.AdoptionRequest.Server;
import dev.appdb.aws.template.RoleManagerCode;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Adoption;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assembles the inputs of the template that puts a role manager beside a database of somebody else. */
final class AdoptionInputs {
    private static final AdoptionNetwork ANY_NETWORK = new AdoptionNetwork(
            "vpc-0",
            List.of("subnet-0", "subnet-1"),
            new Gate("sg-0", "database", false),
            Optional.of(new Gate("sg-1", "endpoints", false)));

    private final AwsContext context;
    private final StackInputs inputs;

    AdoptionInputs(AwsContext context) {
        this.context = context;
        this.inputs = new StackInputs(context);
    }

    /**
     * The inputs with the sentences that say where each comes from.
     *
     * @param sources a sentence each
     */
    record Sourced(AdoptionRequest request, List<String> sources) {
        Sourced {
            sources = List.copyOf(sources);
        }
    }

    /** Reads them from RDS, EC2, the project and the request. */
    Sourced of(DatabaseRequest request, Deployed deployed, PlannedJar jar) throws FailureException {
        AwsClients clients = context.clients(request);
        String name = DatabaseStack.of(request).database();
        AdoptedDatabase database =
                new AdoptedLookUp(clients.rds()).find(name).orElseThrow(() -> gone(request, "there is no " + name));
        ClusterFacts facts = database.facts();
        String host =
                facts.endpoint().orElseThrow(() -> gone(request, name + " has no address: it is " + facts.status()));
        Optional<String> given =
                request.aurora().adopted().flatMap(Adoption::masterSecret).map(Arn::value);
        String secret = given.or(facts::masterSecret)
                .orElseThrow(() -> gone(request, "RDS manages no master password of " + name));
        ActualDatabase actual = ActualDatabase.of(request, facts);
        AdoptionNetwork network = new AdoptionNetworkLookUp(clients)
                .find(database.subnetGroup(), database.securityGroups(), facts.port());
        Server server = new Server(
                host,
                facts.port(),
                database.resourceId(),
                actual.name(),
                actual.master(),
                secret,
                facts.pauseSeconds().isPresent());
        return new Sourced(
                assembled(request, server, network, jar.provide(deployed)),
                sources(request, database, server, network, given.isPresent()));
    }

    /** The inputs for a template that is only printed, with placeholders for what RDS and the account know; makes no call. */
    AdoptionRequest offline(DatabaseRequest request) throws FailureException {
        ActualDatabase actual = ActualDatabase.of(request, Optional.empty(), Optional.empty());
        Server server = new Server("host", 5432, "cluster-0", actual.name(), actual.master(), "secret", false);
        return assembled(request, server, ANY_NETWORK, PlannedJar.placeholder(request));
    }

    private AdoptionRequest assembled(
            DatabaseRequest request, Server server, AdoptionNetwork network, RoleManagerCode code)
            throws FailureException {
        try {
            return new AdoptionRequest(
                    request.cluster(),
                    DatabaseStack.of(request).roleManager(),
                    server,
                    request.names(),
                    network,
                    code,
                    inputs.tags(request),
                    request.aurora().permissionsBoundary(),
                    request.aurora().logRetentionDays());
        } catch (IllegalArgumentException e) {
            throw StackInputs.notPossible(request, e);
        }
    }

    private static List<String> sources(
            DatabaseRequest request,
            AdoptedDatabase database,
            Server server,
            AdoptionNetwork network,
            boolean isSecretGiven) {
        String from = " (from " + database.kind() + " " + database.name() + ")";
        List<String> sources = new ArrayList<>();
        sources.add("address " + server.host() + ":" + server.port() + from);
        sources.add("database " + server.database() + (isFound(request, server, database) ? from : " (as configured)")
                + ", master user " + server.master() + from);
        sources.add("master secret " + server.masterSecret() + (isSecretGiven ? " (as given: --master-secret)" : from));
        sources.add("users " + String.join(", ", request.names().spec().users()) + " and schema "
                + String.join(", ", request.names().schemas()) + " (as configured)");
        sources.add("network " + network.vpcId() + ", subnets " + String.join(", ", network.subnetIds())
                + " (from DB subnet group " + database.subnetGroup() + ")");
        sources.add("security group of the " + database.kind() + " " + opened(network.database()) + from);
        sources.add(
                network.endpoint()
                        .map(gate -> "security group of the VPC endpoint of Secrets Manager " + opened(gate) + " (from "
                                + network.vpcId() + ")")
                        .orElse(
                                "no VPC endpoint of Secrets Manager in " + network.vpcId()
                                        + ": the role manager needs a route from these subnets to the internet, such as a NAT gateway"));
        return sources;
    }

    private static boolean isFound(DatabaseRequest request, Server server, AdoptedDatabase database) {
        return !ActualDatabase.isNamed(request) && database.facts().database().equals(Optional.of(server.database()));
    }

    private static String opened(Gate gate) {
        return gate + (gate.isOpen() ? ", which lets these subnets in" : ", which gets a rule for the role manager");
    }

    private static FailureException gone(DatabaseRequest request, String why) {
        return Failure.failed(
                        "adoption-incomplete",
                        "could not plan the role manager of " + request.cluster(),
                        why,
                        Remedy.of("{} shows what is missing.", request.command(Subcommand.DOCTOR)))
                .asException();
    }
}
