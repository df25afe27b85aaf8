package dev.appdb.aws.stack;

import dev.appdb.aws.account.AccountNames;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.lambda.JarStore;
import dev.appdb.aws.lambda.JarStore.Provided;
import dev.appdb.aws.lambda.RoleManagerJar;
import dev.appdb.aws.stack.StackInputs.Deployed;
import dev.appdb.aws.template.RoleManagerCode;
import dev.appdb.aws.template.StackParameter;
import dev.appdb.aws.template.StackTemplate;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The role manager's jar of a plan. It is uploaded before the change set is made, since the change set names the object with
 * its version; applying the plan uploads nothing.
 */
final class PlannedJar {
    private static final String ANY_BUCKET = "project-123456789012-us-east-1-tf";
    private static final String ANY_KEY = "appdb/app/dev/role-manager-0.jar";
    private static final String ANY_VERSION = "0";

    private static final List<StackParameter> OBJECT = List.of(
            StackParameter.ROLE_MANAGER_BUCKET, StackParameter.ROLE_MANAGER_KEY, StackParameter.ROLE_MANAGER_VERSION);

    private final AwsContext context;
    private final DatabaseRequest request;
    private final Progress progress;

    PlannedJar(AwsContext context, DatabaseRequest request, Progress progress) {
        this.context = context;
        this.request = request;
        this.progress = progress;
    }

    /** Stands for the jar in a template that is only printed. */
    static RoleManagerCode placeholder(DatabaseRequest request) {
        return code(request, ANY_BUCKET, ANY_KEY, Optional.of(ANY_VERSION));
    }

    /** The jar of this installation, which is in the bucket then; without one the deployed object. */
    RoleManagerCode provide(Deployed deployed) throws FailureException {
        String bucket = new AccountNames(context).bucket(request);
        Optional<RoleManagerJar> local = local();
        if (local.isEmpty()) {
            // The function stays as it is.
            return code(
                    request,
                    deployed.parameter(StackParameter.ROLE_MANAGER_BUCKET).orElse(bucket),
                    deployed.parameter(StackParameter.ROLE_MANAGER_KEY).orElseThrow(this::noJar),
                    deployed.parameter(StackParameter.ROLE_MANAGER_VERSION));
        }
        String key = local.get().key(request);
        boolean isDeployed =
                deployed.parameter(StackParameter.ROLE_MANAGER_BUCKET).equals(Optional.of(bucket))
                        && deployed.parameter(StackParameter.ROLE_MANAGER_KEY).equals(Optional.of(key));
        Provided provided = store().provide(
                        bucket,
                        key,
                        local.get(),
                        deployed.parameter(StackParameter.ROLE_MANAGER_VERSION).filter(any -> isDeployed));
        if (provided.isNew()) {
            progress.note(Level.INFO, "uploaded the role manager's jar to s3://" + bucket + "/" + key);
        }
        return code(request, bucket, key, provided.version());
    }

    /** Sentences about the jar for the plan. */
    List<String> notes(StackTemplate template) {
        boolean isPinned = template.parameters().containsKey(StackParameter.ROLE_MANAGER_VERSION.id());
        if (isPinned || context.settings().roleManagerJar().isEmpty()) {
            return List.of();
        }
        return List.of("bucket " + template.parameters().get(StackParameter.ROLE_MANAGER_BUCKET.id())
                + " keeps no version of the role manager's jar, so the function's code is not pinned to one; once deployed"
                + " it is compared with the jar. Turn on the bucket's versioning to pin the next jar");
    }

    /**
     * Requires that the jar of a change set is in the bucket, if the function is made of it. A function that stays as it is
     * needs no jar.
     *
     * @param planned the parameters of the change set
     * @param deployed those of the stack; empty if it has no resources
     */
    void require(Map<String, String> planned, Map<String, String> deployed) throws FailureException {
        if (OBJECT.stream().allMatch(each -> value(planned, each).equals(value(deployed, each)))) {
            return;
        }
        store().require(
                        value(planned, StackParameter.ROLE_MANAGER_BUCKET).orElse(""),
                        value(planned, StackParameter.ROLE_MANAGER_KEY).orElse(""),
                        value(planned, StackParameter.ROLE_MANAGER_VERSION));
    }

    private static Optional<String> value(Map<String, String> parameters, StackParameter parameter) {
        return Optional.ofNullable(parameters.get(parameter.id()));
    }

    private static RoleManagerCode code(DatabaseRequest request, String bucket, String key, Optional<String> version) {
        return new RoleManagerCode(bucket, key, version, request.aurora().reservedConcurrency());
    }

    private JarStore store() throws FailureException {
        return new JarStore(context.clients(request).s3());
    }

    /** The jar that this installation has, if the launcher named one. */
    private Optional<RoleManagerJar> local() throws FailureException {
        return context.settings().roleManagerJar().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        RoleManagerJar.at(context.settings().roleManagerJar().get()));
    }

    private FailureException noJar() {
        return Failure.failed(
                        "role-manager-jar",
                        "could not plan " + request.cluster(),
                        "this installation has no jar of the role manager",
                        "Start appdb with its launcher, which builds one, or name one with -D"
                                + AwsSettings.JAR_PROPERTY + "=FILE.")
                .asException();
    }
}
