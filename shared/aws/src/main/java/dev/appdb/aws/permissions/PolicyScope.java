package dev.appdb.aws.permissions;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.template.IamNames;
import dev.appdb.request.Adoption;
import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Region;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scope of a policy: the database of one application and environment in one Region, and no other. Names are
 * complete wherever they are known before the deployment, since {@code web-*} would include the application
 * {@code web-shop}. Resources with an id of AWS's choice are distinguished by the tags of the template.
 *
 * @param app the application
 * @param environment its environment
 * @param names the names inside the database; the access policies are named after its readers
 * @param region the Region
 * @param account the account's id, or {@value #ANY_ACCOUNT}: a policy is of one account anyway
 * @param bucket the state bucket
 * @param serviceRole the service role of CloudFormation, if it uses one
 * @param permissionsBoundary the policy that bounds the roles of the stack, if one does
 * @param adoption the database of somebody else beside which only a role manager is deployed; empty for one of our own
 */
public record PolicyScope(
        AppName app,
        EnvironmentName environment,
        DatabaseNames names,
        Region region,
        String account,
        String bucket,
        Optional<Arn> serviceRole,
        Optional<Arn> permissionsBoundary,
        Optional<Adoption> adoption) {
    public static final String ANY_ACCOUNT = "*";

    // The handlers of CloudFormation have 49 characters for the names of stack and resource, of which a longer stack's
    // name gets 25: IdentifierUtils in
    // https://github.com/aws-cloudformation/cloudformation-cli-java-plugin
    private static final int LONGEST_STACK_NAME_IN_SNAPSHOT = 25;

    /** The scope of a request. */
    public static PolicyScope of(DatabaseRequest request, String account, String bucket, Optional<Arn> serviceRole) {
        return new PolicyScope(
                request.app(),
                request.environment(),
                request.names(),
                AwsContext.region(request),
                account,
                bucket,
                serviceRole,
                request.aurora().permissionsBoundary(),
                request.aurora().adopted());
    }

    /** @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">AWS: partitions</a> */
    String partition() {
        if (region.value().startsWith("cn-")) {
            return "aws-cn";
        }
        return region.value().startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** Of a service that has Regions. */
    String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    String iam(String resource) {
        return "arn:" + partition() + ":iam::" + account + ":" + resource;
    }

    /** A policy that AWS keeps. */
    String awsPolicy(String path) {
        return "arn:" + partition() + ":iam::aws:policy/" + path;
    }

    /** ARNs of resources that are named after the cluster, one for each suffix. */
    String[] named(String service, String kind, String... suffixes) {
        return Arrays.stream(suffixes)
                .map(suffix -> arn(service, kind + cluster() + suffix))
                .toArray(String[]::new);
    }

    String bucketArn() {
        return "arn:" + partition() + ":s3:::" + bucket;
    }

    /** The ARN of the role manager's jars of this database. */
    String jarsArn() {
        return bucketArn() + "/appdb/" + app + "/" + environment + "/*";
    }

    boolean isAdoption() {
        return adoption.isPresent();
    }

    /** The names of the stack and the function. */
    private DatabaseStack stack() {
        return new DatabaseStack(cluster(), adoption.map(Adoption::name));
    }

    /** The clusters that are looked at: of one that is to be adopted, all, to tell which there are. */
    String clusters() {
        return arn("rds", "cluster:" + (isAdoption() ? "*" : cluster()));
    }

    /** The roles that the stack creates. */
    String[] roles() {
        return (isAdoption()
                        ? Stream.of(iam("role/" + IamNames.ofAdoption(cluster(), region.value())))
                        : Stream.of("-manager", "-db-monitor", "-db-backup")
                                .flatMap(suffix -> iamNamed("role/", suffix)))
                .toArray(String[]::new);
    }

    /**
     * The ARNs of a role or policy that is named after the cluster: with the Region where a stack in another Region has the
     * name without it.
     */
    Stream<String> iamNamed(String kind, String suffix) {
        return Stream.of(iam(kind + cluster() + suffix), iam(kind + cluster() + "." + region + suffix));
    }

    /** The cluster's name, which all other names are built on. */
    String cluster() {
        return app + "-" + environment;
    }

    private String stackName() {
        return stack().name();
    }

    String stacks() {
        return arn("cloudformation", "stack/" + stackName() + "/*");
    }

    /** The final snapshots, which CloudFormation names after the stack, of whose name it may keep only the beginning. */
    String finalSnapshots() {
        String stack = stackName();
        return arn(
                "rds",
                "cluster-snapshot:"
                        + (stack.length() <= LONGEST_STACK_NAME_IN_SNAPSHOT
                                ? stack + "-"
                                : stack.substring(0, LONGEST_STACK_NAME_IN_SNAPSHOT))
                        + "*");
    }

    /** The log group, which CloudFormation names after the stack and the resource. */
    String logs() {
        return arn("logs", "log-group:" + stackName() + "-RoleManagerLogs-*");
    }

    /** The log group of the cluster, and what is in it. */
    String databaseLog() {
        return arn("logs", "log-group:" + DatabaseStack.databaseLog(cluster()) + "*");
    }

    String vault() {
        return arn("backup", "backup-vault:" + cluster() + "-db-backup-vault");
    }

    String function() {
        return arn("lambda", "function:" + functionName());
    }

    String functionName() {
        return stack().roleManager();
    }

    /** The host by which KMS knows a service that uses a key. */
    String via(String service) {
        return service + "." + region + ".amazonaws.com";
    }
}
