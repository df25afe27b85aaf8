package dev.appdb.aws.template;

/** The common parts of the three IAM roles. */
final class Roles {
    private Roles() {}

    /** @param suffix the end of its name, after the cluster's */
    static Resource role(StackResource kind, TemplateRequest request, String suffix, String description, Block trust) {
        Resource role = Resource.of(kind)
                .with("RoleName", IamNames.of(request, suffix))
                .with("Description", description)
                .with("AssumeRolePolicyDocument", Policies.document(trust));
        if (request.permissionsBoundary().isPresent()) {
            role.with("PermissionsBoundary", Cfn.ref(StackParameter.PERMISSIONS_BOUNDARY_ARN));
        }
        return role.with("Tags", request.tags().list());
    }
}
