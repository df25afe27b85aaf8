package dev.appdb.aws;

import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.ServerlessV2FeaturesSupport;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an account is asked for before anything is planned. */
final class AccountLookUps {
    private final AwsClients clients;

    AccountLookUps(AwsClients clients) {
        this.clients = clients;
    }

    /** Who calls. */
    record Caller(String arn, String account) {}

    Caller caller() throws FailureException {
        return AwsCall.make("could not tell who you are", () -> {
            var identity = clients.sts().getCallerIdentity();
            return new Caller(identity.arn(), identity.account());
        });
    }

    AccountFindings.Bucket bucket(String name, String account) throws FailureException {
        return AwsCall.make("could not look for bucket " + name, () -> {
            try {
                clients.s3().headBucket(request -> request.bucket(name).expectedBucketOwner(account));
                return AccountFindings.Bucket.OURS;
            } catch (S3Exception e) {
                if (e.statusCode() >= 500 || AwsCall.error(e).kind() == AwsError.Kind.EXPIRED) {
                    throw e;
                }
                return AccountFindings.Bucket.of(e.statusCode());
            }
        });
    }

    List<AccountFindings.Endpoint> secretsManager(String vpc) throws FailureException {
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
