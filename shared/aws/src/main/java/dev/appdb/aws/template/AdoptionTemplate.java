package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.aws.template.AdoptionNetwork.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resources that put a role manager beside a database of somebody else: the function with its role, log group and
 * security group, and a rule in each group of somebody else that does not let it in. Nothing is of the database.
 */
final class AdoptionTemplate {
    private AdoptionTemplate() {}

    static SortedMap<StackParameter, String> values(AdoptionRequest request) {
        AdoptionRequest.Server server = request.server();
        SortedMap<StackParameter, String> values = new TreeMap<>(Map.of(
                StackParameter.VPC_ID, request.network().vpcId(),
                StackParameter.DATABASE_SUBNET_IDS,
                        String.join(",", request.network().subnetIds()),
                StackParameter.DATABASE_SECURITY_GROUP_ID,
                        request.network().database().groupId(),
                StackParameter.ROLE_MANAGER_BUCKET, request.code().bucket(),
                StackParameter.ROLE_MANAGER_KEY, request.code().key(),
                StackParameter.DATABASE_HOST, server.host(),
                StackParameter.DATABASE_RESOURCE_ID, server.resourceId(),
                StackParameter.MASTER_SECRET_ARN, server.masterSecret()));
        request.network()
                .endpoint()
                .ifPresent(gate -> values.put(StackParameter.ENDPOINTS_SECURITY_GROUP_ID, gate.groupId()));
        request.code().version().ifPresent(version -> values.put(StackParameter.ROLE_MANAGER_VERSION, version));
        request.permissionsBoundary()
                .ifPresent(boundary -> values.put(StackParameter.PERMISSIONS_BOUNDARY_ARN, boundary.value()));
        return values;
    }

    static List<Resource> resources(AdoptionRequest request) {
        List<Resource> resources = new ArrayList<>();
        resources.add(group(request));
        if (!request.network().database().isOpen()) {
            resources.add(SecurityGroups.ingress(
                    StackResource.DATABASE_INGRESS,
                    Cfn.ref(StackParameter.DATABASE_SECURITY_GROUP_ID),
                    request.server().port(),
                    "Database from appdb's role manager"));
        }
        if (request.network().endpoint().filter(gate -> !gate.isOpen()).isPresent()) {
            resources.add(SecurityGroups.ingress(
                    StackResource.ENDPOINTS_INGRESS,
                    Cfn.ref(StackParameter.ENDPOINTS_SECURITY_GROUP_ID),
                    SecurityGroups.HTTPS_PORT,
                    "Secrets Manager from appdb's role manager"));
        }
        resources.add(role(request));
        resources.add(RoleManagerFunction.logs(request.logRetentionDays(), request.tags()));
        resources.add(function(request));
        return resources;
    }

    static Block outputs() {
        Block outputs = new Block();
        for (StackOutput output : List.of(StackOutput.ROLE_MANAGER_FUNCTION_NAME, StackOutput.ROLE_MANAGER_LOG_GROUP)) {
            outputs.with(
                    output.id(),
                    new Block()
                            .with("Description", output.description())
                            .with(
                                    "Value",
                                    Cfn.ref(
                                            output == StackOutput.ROLE_MANAGER_LOG_GROUP
                                                    ? StackResource.ROLE_MANAGER_LOGS
                                                    : StackResource.ROLE_MANAGER_FUNCTION)));
        }
        return outputs;
    }

    private static Resource group(AdoptionRequest request) {
        ObjectNode database = SecurityGroups.egress(
                "DestinationSecurityGroupId",
                Cfn.ref(StackParameter.DATABASE_SECURITY_GROUP_ID),
                request.server().port(),
                "The database");
        ObjectNode secrets = request.network()
                .endpoint()
                .map(Gate::groupId)
                .map(id -> SecurityGroups.egress(
                        "DestinationSecurityGroupId",
                        Cfn.ref(StackParameter.ENDPOINTS_SECURITY_GROUP_ID),
                        SecurityGroups.HTTPS_PORT,
                        "The VPC endpoint of Secrets Manager"))
                .orElseGet(() -> SecurityGroups.egress(
                        "CidrIp",
                        Cfn.text("0.0.0.0/0"),
                        SecurityGroups.HTTPS_PORT,
                        "Secrets Manager: the VPC has no endpoint for it"));
        return Resource.of(StackResource.ROLE_MANAGER_SECURITY_GROUP)
                .with("GroupName", request.name())
                .with("GroupDescription", "Role manager of the database")
                .with("VpcId", Cfn.ref(StackParameter.VPC_ID))
                .with("SecurityGroupEgress", Cfn.list(database, secrets))
                .with("Tags", request.tags().list());
    }

    private static Resource role(AdoptionRequest request) {
        Resource role = Resource.of(StackResource.ROLE_MANAGER_ROLE)
                .with("RoleName", Cfn.sub(IamNames.ofAdoption(request.cluster(), IamNames.ANY_REGION)))
                .with("Description", "Role manager of " + request.cluster())
                .with("AssumeRolePolicyDocument", Policies.document(Policies.trust("lambda.amazonaws.com")));
        if (request.permissionsBoundary().isPresent()) {
            role.with("PermissionsBoundary", Cfn.ref(StackParameter.PERMISSIONS_BOUNDARY_ARN));
        }
        return role.with("Tags", request.tags().list())
                .with(
                        "ManagedPolicyArns",
                        Cfn.list(
                                Cfn.awsManagedPolicy("service-role/AWSLambdaVPCAccessExecutionRole"),
                                Cfn.awsManagedPolicy("AWSXRayDaemonWriteAccess")))
                .with(
                        "Policies",
                        Cfn.list(new Block()
                                .with("PolicyName", request.name() + "-access")
                                .with("PolicyDocument", permissions(request))
                                .node()));
    }

    /** The key of the secret may be anybody's: the function may use it for this secret only. */
    private static ObjectNode permissions(AdoptionRequest request) {
        Block forTheSecret = new Block()
                .with(
                        "StringEquals",
                        new Block()
                                .with("kms:ViaService", Cfn.sub("secretsmanager.${AWS::Region}.amazonaws.com"))
                                .with("kms:EncryptionContext:SecretARN", Cfn.ref(StackParameter.MASTER_SECRET_ARN)));
        JsonNode[] users = request.names().spec().users().stream()
                .map(user -> Cfn.sub("arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${"
                        + StackParameter.DATABASE_RESOURCE_ID.id() + "}/" + user))
                .toArray(JsonNode[]::new);
        return Policies.document(
                Policies.allow(
                        "ReadTheMasterPassword",
                        Cfn.ref(StackParameter.MASTER_SECRET_ARN),
                        "secretsmanager:GetSecretValue"),
                Policies.allow(
                                "DecryptTheMasterPassword",
                                Cfn.sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*"),
                                "kms:Decrypt")
                        .with("Condition", forTheSecret),
                Policies.allow("ConnectAsUsers", Cfn.list(users), "rds-db:connect"));
    }

    private static Resource function(AdoptionRequest request) {
        AdoptionRequest.Server server = request.server();
        Block settings = new Block()
                .with("DB_HOST", Cfn.ref(StackParameter.DATABASE_HOST))
                .with("DB_PORT", String.valueOf(server.port()))
                .with("DB_USER", server.master())
                .with("DB_NAME", server.database())
                .with("DB_PASSWORD_SECRET_ARN", Cfn.ref(StackParameter.MASTER_SECRET_ARN));
        return RoleManagerFunction.deployed(
                RoleManagerFunction.begun(
                                request.name(),
                                request.cluster(),
                                TemplateRequest.roleManagerTimeout(server.pauses()),
                                request.code())
                        .with(
                                "Environment",
                                new Block().with("Variables", RoleManagerFunction.named(settings, request.names()))),
                request.tags());
    }
}
