package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The names of the stack's roles and policies: the cluster's with a suffix, as the reference gives them and looks for them.
 * IAM has one namespace for all Regions, so where a stack of the same application and environment in another Region has
 * these names, the Region follows the cluster's name.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: 64 characters for a
 *     role's name, unique in the account</a>
 */
public final class IamNames {
    /** The Region of the stack, in a text that {@code Fn::Sub} completes. */
    static final String ANY_REGION = "${AWS::Region}";

    // No application or environment has a dot in its name, so the permissions on these names are those of one database.
    private static final String REGION = "." + ANY_REGION;

    private IamNames() {}

    /** Returns true if the roles of a template have the Region in their names. */
    public static boolean haveRegion(JsonNode template) {
        return template.path("Resources")
                .path(StackResource.ROLE_MANAGER_ROLE.logicalId())
                .path("Properties")
                .path("RoleName")
                .path("Fn::Sub")
                .asText()
                .contains(REGION);
    }

    /**
     * The role of a role manager beside an adopted database, always with the Region: nothing else looks for its name.
     *
     * @param region a Region, or {@code ${AWS::Region}} for a text that {@code Fn::Sub} completes
     */
    public static String ofAdoption(String cluster, String region) {
        return "appdb-" + cluster + "." + region;
    }

    /** The name as a property. */
    static JsonNode of(TemplateRequest request, String suffix) {
        return request.existing().iam() ? Cfn.sub(text(request, suffix)) : Cfn.text(text(request, suffix));
    }

    /** The name as a part of a text that {@code Fn::Sub} completes. */
    static String text(TemplateRequest request, String suffix) {
        return request.cluster() + (request.existing().iam() ? REGION : "") + suffix;
    }
}
