package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;

/** The outputs of the stack. */
final class Outputs {
    private Outputs() {}

    static Block of(TemplateRequest request) {
        Block outputs = new Block();
        for (StackOutput output : StackOutput.values()) {
            outputs.with(
                    output.id(),
                    new Block().with("Description", output.description()).with("Value", value(output, request)));
        }
        return outputs;
    }

    private static JsonNode value(StackOutput output, TemplateRequest request) {
        return switch (output) {
            case CLUSTER_ARN -> ofCluster("DBClusterArn");
            case CLUSTER_RESOURCE_ID -> ofCluster("DBClusterResourceId");
            case ENDPOINT -> ofCluster("Endpoint.Address");
            case READER_ENDPOINT -> ofCluster("ReadEndpoint.Address");
            case PORT -> ofCluster("Endpoint.Port");
            case MASTER_SECRET_ARN -> RoleManagerFunction.masterSecret();
            case DATABASE_KEY_ARN -> Cfn.attribute(StackResource.DATABASE_KEY, "Arn");
            case DATABASE_SECURITY_GROUP_ID -> SecurityGroups.id(StackResource.DATABASE_SECURITY_GROUP);
            case ROLE_MANAGER_FUNCTION_NAME -> Cfn.ref(StackResource.ROLE_MANAGER_FUNCTION);
            case ROLE_MANAGER_LOG_GROUP -> Cfn.ref(StackResource.ROLE_MANAGER_LOGS);
            case APP_ACCESS_POLICY_ARN -> Cfn.ref(StackResource.APP_ACCESS_POLICY);
            case MIGRATOR_ACCESS_POLICY_ARN -> Cfn.ref(StackResource.MIGRATOR_ACCESS_POLICY);
            case BACKUP_VAULT_NAME -> Backups.vaultName(request);
        };
    }

    private static JsonNode ofCluster(String attribute) {
        return Cfn.attribute(StackResource.DATABASE_CLUSTER, attribute);
    }
}
