package dev.appdb.aws.template;

import java.util.Set;

/**
 * The purpose of a resource, as a plan shows it.
 *
 * @param purpose a phrase that follows "it"
 * @param holdsData true if data is lost, or can never be read again, when it is replaced or removed
 */
public record ResourcePurpose(String purpose, boolean holdsData) {
    private static final String UNKNOWN = "is unknown to this version of appdb";

    /** The types that hold no data, whatever their logical id. */
    private static final Set<String> EMPTY_TYPES = Set.of(
            "AWS::Backup::BackupPlan",
            "AWS::Backup::BackupSelection",
            "AWS::CloudWatch::Alarm",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::IAM::RolePolicy",
            "AWS::Lambda::Function",
            "AWS::RDS::DBClusterParameterGroup");

    /**
     * The purpose of a resource in a change set. A resource that this version does not know, from a newer one or made
     * by hand, is assumed to hold data unless its type cannot.
     */
    public static ResourcePurpose of(String logicalId, String type) {
        return StackResource.of(logicalId)
                .filter(resource -> resource.type().equals(type))
                .map(resource -> new ResourcePurpose(resource.purpose(), resource.holdsData()))
                .orElseGet(() -> new ResourcePurpose(UNKNOWN, !EMPTY_TYPES.contains(type)));
    }
}
