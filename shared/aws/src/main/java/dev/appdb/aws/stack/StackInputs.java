package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.BackupVault;
import dev.appdb.aws.cluster.DatabaseLog;
import dev.appdb.aws.template.ClusterSettings;
import dev.appdb.aws.template.ExistingNames;
import dev.appdb.aws.template.IamNames;
import dev.appdb.aws.template.Lifetime;
import dev.appdb.aws.template.Network;
import dev.appdb.aws.template.RoleManagerCode;
import dev.appdb.aws.template.StackParameter;
import dev.appdb.aws.template.StackResource;
import dev.appdb.aws.template.StackTags;
import dev.appdb.aws.template.TemplateRequest;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.project.ProjectIdentity;
import dev.appdb.project.Sourced;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.TagValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.IamClient;

/** Assembles the template's inputs from the request, the project, the account and the deployed stack. */
public final class StackInputs {
    /** A placeholder for the network in a template that is only printed, where its values are parameters. */
    private static final Network ANY_NETWORK =
            new Network("vpc-0", "database", List.of("subnet-0", "subnet-1"), "sg-0");

    private final AwsContext context;

    public StackInputs(AwsContext context) {
        this.context = context;
    }

    /**
     * The deployed template with its parameters.
     *
     * @param template its template; missing where there is none
     * @param parameters the values of its parameters
     */
    public record Deployed(JsonNode template, Map<String, String> parameters) {

        public Deployed {
            parameters = Map.copyOf(parameters);
        }

        /** Returns true if there is a stack with resources in it. */
        boolean exists() {
            return template.has("Resources");
        }

        private boolean has(StackResource resource) {
            return template.path("Resources").has(resource.logicalId());
        }

        Optional<String> parameter(StackParameter parameter) {
            return Optional.ofNullable(parameters.get(parameter.id()));
        }
    }

    /**
     * The inputs for a deployment.
     *
     * @param jar the jar that the function is made of, uploaded last: nothing else has to fail then
     * @param kept the extensions that are not switched on and may still be installed
     * @throws FailureException if something is missing in the project or the account
     */
    TemplateRequest of(DatabaseRequest request, Network network, Deployed deployed, KeptExtensions kept, PlannedJar jar)
            throws FailureException {
        SortedSet<ExtensionName> extensions = switchedOn(request);
        extensions.addAll(kept.all());
        Outside outside = new Outside(vaultIsKept(request, deployed), existing(request, deployed));
        return assembled(request, network, jar.provide(deployed), extensions, deployed, outside);
    }

    /**
     * The inputs for a template that is only printed, with placeholders for the parts of the account; makes no call.
     */
    public TemplateRequest offline(DatabaseRequest request, Deployed nothing) throws FailureException {
        return assembled(
                request, ANY_NETWORK, PlannedJar.placeholder(request), switchedOn(request), nothing, Outside.NOTHING);
    }

    private static SortedSet<ExtensionName> switchedOn(DatabaseRequest request) {
        SortedSet<ExtensionName> extensions = new TreeSet<>(request.extensions().keySet());
        extensions.removeIf(name -> !Boolean.TRUE.equals(request.extensions().get(name)));
        return extensions;
    }

    /**
     * Returns true if there is a vault outside the stack, which an earlier stack of that name retained with its
     * backups.
     */
    private boolean vaultIsKept(DatabaseRequest request, Deployed deployed) throws FailureException {
        return deployed.exists()
                ? !deployed.has(StackResource.BACKUP_VAULT)
                : BackupVault.of(context, request).exists();
    }

    /**
     * The names that are taken by something outside the stack. Those of a deployed stack stay, since other ones would
     * replace its roles and policies.
     */
    private ExistingNames existing(DatabaseRequest request, Deployed deployed) throws FailureException {
        boolean hasLog = !deployed.has(StackResource.DATABASE_LOGS)
                && DatabaseLog.of(context, request).isPresent();
        boolean isIamTaken = deployed.exists() ? IamNames.haveRegion(deployed.template()) : isRoleTaken(request);
        return new ExistingNames(hasLog, isIamTaken);
    }

    private boolean isRoleTaken(DatabaseRequest request) throws FailureException {
        String role = DatabaseStack.of(request).roleManagerRole();
        IamClient iam = context.clients(request).iam();
        return AwsCall.find(
                        "could not look at role " + role,
                        error -> error.code().equals("NoSuchEntity"),
                        () -> iam.getRole(ask -> ask.roleName(role)))
                .isPresent();
    }

    /**
     * Parts of the account that the template counts on, outside the stack.
     *
     * @param vault true if an earlier stack left its backup vault
     */
    private record Outside(boolean vault, ExistingNames names) {
        static final Outside NOTHING = new Outside(false, ExistingNames.NONE);
    }

    private TemplateRequest assembled(
            DatabaseRequest request,
            Network network,
            RoleManagerCode code,
            SortedSet<ExtensionName> extensions,
            Deployed deployed,
            Outside outside)
            throws FailureException {
        StackTags tags = tags(request);
        try {
            return new TemplateRequest(
                    request.app(),
                    request.environment(),
                    ClusterSettings.of(request.version(), request.aurora()),
                    lifetime(request, deployed, outside.vault()),
                    network,
                    code,
                    extensions,
                    request.names(),
                    tags,
                    alarmTopic(deployed),
                    request.aurora().permissionsBoundary(),
                    request.aurora().logRetentionDays(),
                    outside.names());
        } catch (IllegalArgumentException e) {
            throw notPossible(request, e);
        }
    }

    static FailureException notPossible(DatabaseRequest request, IllegalArgumentException e) {
        return Failure.input(
                        "not-possible-on-aws",
                        "could not plan " + request.cluster(),
                        String.valueOf(e.getMessage()),
                        Remedy.of("Change these values, then run {}.", request.command(Subcommand.PLAN)))
                .asException(e);
    }

    /**
     * Protected only after the creation, since a failed creation of a protected cluster could not be rolled back, unless
     * the account asks for it.
     */
    private static Lifetime lifetime(DatabaseRequest request, Deployed deployed, boolean vaultIsKept) {
        boolean temporary = request.aurora().temporary();
        return new Lifetime(
                temporary,
                request.aurora().protectedFromStart() || (deployed.exists() && !temporary),
                vaultIsKept,
                request.aurora().backupRetention());
    }

    private Optional<Arn> alarmTopic(Deployed deployed) {
        return context.settings().withoutAlarmTopic()
                ? Optional.empty()
                : context.settings()
                        .alarmTopic()
                        .or(() -> deployed.parameter(StackParameter.ALARM_TOPIC_ARN)
                                .map(Arn::new));
    }

    StackTags tags(DatabaseRequest request) throws FailureException {
        ProjectIdentity identity = context.project().identity();
        try {
            return StackTags.standard(
                    request.aurora().projectName().map(TagValue::value).orElseGet(() -> value(identity.projectName())),
                    request.app().value(),
                    request.environment().value(),
                    value(identity.owner()),
                    value(identity.repositoryUrl()));
        } catch (IllegalArgumentException e) {
            throw notPossible(request, e);
        }
    }

    private static String value(Optional<Sourced<String>> sourced) {
        return sourced.map(Sourced::value).orElse("");
    }
}
