package dev.appdb.aws.permissions;

import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.Region;
import java.util.Optional;

/**
 * The scope of a policy: one application in one Region, and no other.
 *
 * @param app the application, with whose name the names of all its resources begin
 * @param region the Region
 * @param account the account's id, or {@value #ANY_ACCOUNT}: a policy is of one account anyway
 * @param bucket the state bucket
 * @param serviceRole the service role of CloudFormation, if it uses one
 * @param permissionsBoundary the policy that bounds the roles of the stack, if one does
 */
public record PolicyScope(
        AppName app,
        Region region,
        String account,
        String bucket,
        Optional<Arn> serviceRole,
        Optional<Arn> permissionsBoundary) {
    public static final String ANY_ACCOUNT = "*";

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

    String bucketArn() {
        return "arn:" + partition() + ":s3:::" + bucket;
    }

    /** The ARN of the role manager's jars. */
    String jarsArn() {
        return bucketArn() + "/appdb/*";
    }

    /**
     * The pattern for the clusters of the application's environments, and for the resources that are named after them.
     */
    String names() {
        return app + "-*";
    }

    String stacks() {
        return arn("cloudformation", "stack/appdb-" + names() + "/*");
    }
}
