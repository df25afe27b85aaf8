package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.request.DatabaseNames;
import dev.appdb.roles.lambda.RoleManagerPayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The role manager as a Lambda function, with its role and its logs. */
final class RoleManagerFunction {
    private static final String HANDLER = "dev.appdb.roles.lambda.Handler::handleRequest";

    // The jar is built for Java 17, whose runtime takes no new functions since July 2026. 21 is the oldest that does,
    // lasts
    // as long as 25 (June 2029), and is in every region that has Lambda.
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    private static final String RUNTIME = "java21";

    // One whole virtual CPU. Nearly every call is a cold start, which less would only draw out.
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    private static final int MEMORY_MIB = 1769;

    private static final String ROLE = "-manager";

    private RoleManagerFunction() {}

    static List<Resource> of(TemplateRequest request) {
        return List.of(
                role(request),
                logs(request.logRetentionDays(), request.tags())
                        .with("KmsKeyId", Cfn.attribute(StackResource.ROLE_MANAGER_KEY, "Arn")),
                function(request));
    }

    static String name(TemplateRequest request) {
        return request.cluster() + "-role-manager";
    }

    /** The name of its role, for {@code Fn::Sub}. */
    static String roleName(TemplateRequest request) {
        return IamNames.text(request, ROLE);
    }

    private static Resource role(TemplateRequest request) {
        return Roles.role(
                        StackResource.ROLE_MANAGER_ROLE,
                        request,
                        ROLE,
                        "Role manager of " + request.cluster(),
                        Policies.trust("lambda.amazonaws.com"))
                .with(
                        "ManagedPolicyArns",
                        Cfn.list(
                                Cfn.awsManagedPolicy("service-role/AWSLambdaVPCAccessExecutionRole"),
                                Cfn.awsManagedPolicy("AWSXRayDaemonWriteAccess"),
                                Cfn.ref(StackResource.APP_ACCESS_POLICY),
                                Cfn.ref(StackResource.MIGRATOR_ACCESS_POLICY)))
                .with(
                        "Policies",
                        Cfn.list(new Block()
                                .with("PolicyName", request.cluster() + "-role-manager-access")
                                .with("PolicyDocument", permissions(request))
                                .node()));
    }

    private static ObjectNode permissions(TemplateRequest request) {
        List<Block> statements = new ArrayList<>();
        Block viaSecretsManager = new Block()
                .with(
                        "StringEquals",
                        new Block().with("kms:ViaService", Cfn.sub("secretsmanager.${AWS::Region}.amazonaws.com")));
        Collections.addAll(
                statements,
                Policies.allow("ReadTheMasterPassword", masterSecret(), "secretsmanager:GetSecretValue"),
                Policies.allow(
                                "DecryptTheMasterPassword",
                                Cfn.attribute(StackResource.DATABASE_KEY, "Arn"),
                                "kms:Decrypt")
                        .with("Condition", viaSecretsManager),
                Policies.allow(
                        "DecryptItsSettings", Cfn.attribute(StackResource.ROLE_MANAGER_KEY, "Arn"), "kms:Decrypt"));
        if (!request.names().readers().isEmpty()) {
            statements.add(Policies.allow("ConnectAsReaders", AccessPolicies.readers(request), "rds-db:connect"));
        }
        return Policies.document(statements.toArray(Block[]::new));
    }

    // CloudFormation names the group: under Lambda's own name one may be there already, left by an earlier function,
    // and
    // creating it would fail.
    static Resource logs(int retentionDays, StackTags tags) {
        return Resource.of(StackResource.ROLE_MANAGER_LOGS)
                .ends(DeletionPolicy.DELETED)
                .with("RetentionInDays", retentionDays)
                .with("Tags", tags.list());
    }

    private static Resource function(TemplateRequest request) {
        return deployed(
                begun(name(request), request.cluster(), request.roleManagerTimeout(), request.code())
                        .with("KmsKeyArn", Cfn.attribute(StackResource.ROLE_MANAGER_KEY, "Arn"))
                        .with("Environment", new Block().with("Variables", settings(request))),
                request.tags());
    }

    /** The function's first properties, up to its settings. */
    static Resource begun(String name, String cluster, Duration timeout, RoleManagerCode code) {
        Resource function = Resource.of(StackResource.ROLE_MANAGER_FUNCTION)
                .with("FunctionName", name)
                .with("Description", "Creates and checks the users, schema and extensions of " + cluster)
                .with("Runtime", RUNTIME)
                .with("Handler", HANDLER)
                .with("Code", object(code))
                .with("Role", Cfn.attribute(StackResource.ROLE_MANAGER_ROLE, "Arn"))
                .with("MemorySize", MEMORY_MIB)
                .with("Timeout", (int) timeout.toSeconds());
        code.reservedConcurrency().ifPresent(limit -> function.with("ReservedConcurrentExecutions", limit));
        return function;
    }

    /** The object that Lambda reads, by its version where it has one. */
    private static Block object(RoleManagerCode code) {
        Block object = new Block()
                .with("S3Bucket", Cfn.ref(StackParameter.ROLE_MANAGER_BUCKET))
                .with("S3Key", Cfn.ref(StackParameter.ROLE_MANAGER_KEY));
        if (code.version().isPresent()) {
            object.with("S3ObjectVersion", Cfn.ref(StackParameter.ROLE_MANAGER_VERSION));
        }
        return object;
    }

    /** The function's last properties: its logs, its network and its tags. */
    static Resource deployed(Resource function, StackTags tags) {
        return function.with("LoggingConfig", new Block().with("LogGroup", Cfn.ref(StackResource.ROLE_MANAGER_LOGS)))
                .with("TracingConfig", new Block().with("Mode", "Active"))
                .with(
                        "VpcConfig",
                        new Block()
                                .with("SubnetIds", Cfn.ref(StackParameter.DATABASE_SUBNET_IDS))
                                .with(
                                        "SecurityGroupIds",
                                        Cfn.list(SecurityGroups.id(StackResource.ROLE_MANAGER_SECURITY_GROUP))))
                .with("Tags", tags.list());
    }

    private static Block settings(TemplateRequest request) {
        return named(
                new Block()
                        .with("DB_HOST", Cfn.attribute(StackResource.DATABASE_CLUSTER, "Endpoint.Address"))
                        .with("DB_PORT", Cfn.attribute(StackResource.DATABASE_CLUSTER, "Endpoint.Port"))
                        .with("DB_USER", TemplateRequest.MASTER_USER)
                        .with("DB_NAME", request.names().database())
                        .with("DB_PASSWORD_SECRET_ARN", masterSecret()),
                request.names());
    }

    /** Adds the names inside the database. */
    static Block named(Block settings, DatabaseNames names) {
        settings.with("DB_SCHEMA", names.schema())
                .with("APP_USER", names.appUser())
                .with("MIGRATOR_USER", names.migratorUser());
        if (!names.additionalSchemas().isEmpty()) {
            settings.with("ADDITIONAL_SCHEMAS", RoleManagerPayload.names(names.additionalSchemas()));
        }
        if (!names.readers().isEmpty()) {
            settings.with("READER_USERS", RoleManagerPayload.names(names.readers()));
        }
        return settings;
    }

    static ObjectNode masterSecret() {
        return Cfn.attribute(StackResource.DATABASE_CLUSTER, "MasterUserSecret.SecretArn");
    }
}
