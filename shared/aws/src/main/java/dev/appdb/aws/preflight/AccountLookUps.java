package dev.appdb.aws.preflight;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.ServerlessV2FeaturesSupport;

/** Reads the account's VPC endpoints and engine versions before a plan. */
public final class AccountLookUps {
    private final AwsClients clients;

    public AccountLookUps(AwsClients clients) {
        this.clients = clients;
    }

    public List<AccountFindings.Endpoint> secretsManager(String vpc) throws FailureException {
        return AwsCall.make(
                "could not look for the VPC endpoint of Secrets Manager",
                () -> clients
                        .ec2()
                        .describeVpcEndpointsPaginator(request -> request.filters(
                                filter("vpc-id", vpc),
                                filter("service-name", "*." + clients.region() + ".secretsmanager")))
                        .vpcEndpoints()
                        .stream()
                        .map(AccountLookUps::endpoint)
                        .toList());
    }

    private static AccountFindings.Endpoint endpoint(VpcEndpoint endpoint) {
        return new AccountFindings.Endpoint(
                endpoint.vpcEndpointId(),
                String.valueOf(endpoint.vpcEndpointTypeAsString()),
                String.valueOf(endpoint.stateAsString()),
                Boolean.TRUE.equals(endpoint.privateDnsEnabled()),
                endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList());
    }

    List<AccountFindings.Version> versions(String major) throws FailureException {
        return AwsCall.find(
                        "could not look which versions are offered",
                        // RDS answers so where it has no such version at all.
                        error -> error.code().equals("InvalidParameterCombination")
                                || error.code().equals("InvalidParameterValue"),
                        () -> clients
                                .rds()
                                .describeDBEngineVersionsPaginator(request ->
                                        request.engine("aurora-postgresql").engineVersion(major))
                                .dbEngineVersions()
                                .stream()
                                .map(AccountLookUps::version)
                                .toList())
                .orElse(List.of());
    }

    private static AccountFindings.Version version(DBEngineVersion version) {
        Optional<ServerlessV2FeaturesSupport> serverless = Optional.ofNullable(version.serverlessV2FeaturesSupport());
        return new AccountFindings.Version(
                version.engineVersion(),
                serverless.map(ServerlessV2FeaturesSupport::minCapacity),
                serverless.map(ServerlessV2FeaturesSupport::maxCapacity));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
