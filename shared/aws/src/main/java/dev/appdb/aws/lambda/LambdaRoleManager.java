package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AccountCheck;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.PauseLookUp;
import dev.appdb.aws.template.TemplateRequest;
import dev.appdb.engine.InProcessRoleManager;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.DatabasePart;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.NewServer;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import dev.appdb.roles.lambda.RoleManagerPayload;
import dev.appdb.roles.lambda.RoleManagerResponses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The client of the role manager that runs as a Lambda function, ours or the one of the reference's Terraform. */
public final class LambdaRoleManager implements RoleManagerClient {
    private final AwsContext context;

    public LambdaRoleManager(AwsContext context) {
        this.context = context;
    }

    /**
     * Asks the function for the plan, unless it is one of the reference's: before v0.11 those change the roles on every
     * payload that they do not know.
     */
    @Override
    public DatabasePart plan(DatabaseRequest request, UpdateMode mode, Progress progress) throws FailureException {
        new AccountCheck(context).require(request);
        Optional<GetFunctionConfigurationResponse> found =
                new FunctionInvocation(request, context, progress).configuration();
        if (found.isEmpty()) {
            return unknown("the role manager does not exist yet", request);
        }
        if (!String.valueOf(found.get().runtimeAsString()).startsWith("java")) {
            return DatabasePart.unknown(ReferenceAnswers.CANNOT_PLAN, Remedy.NONE);
        }
        List<String> differences = FunctionNames.of(found.get()).differences(request);
        if (!differences.isEmpty()) {
            return unknown("the role manager still has other names: " + String.join("; ", differences), request);
        }
        try {
            return DatabasePart.of(RoleManagerResponses.plan(
                    invoke(request, RoleManagerPayload.plan(InProcessRoleManager.spec(request), mode), progress)));
        } catch (FailureException e) {
            if (RoleManagerResponses.isUnknownAction(e.failure())) {
                return unknown("the role manager is of an earlier version, which can't plan", request);
            }
            throw e;
        }
    }

    private static DatabasePart unknown(String why, DatabaseRequest request) {
        return DatabasePart.unknown(why, Remedy.of("Deploy it with {}.", request.command(Subcommand.APPLY)));
    }

    @Override
    public DatabasePlan planOfNew(DatabaseRequest request) {
        return RoleManager.planOfNewServer(
                InProcessRoleManager.spec(request),
                new NewServer(request.version().major(), TemplateRequest.MASTER_USER, true));
    }

    @Override
    public ManageReport manage(DatabaseRequest request, UpdateOptions options, Progress progress)
            throws FailureException {
        FunctionInvocation invocation = invocation(request, progress);
        requireNames(request, invocation.configuration(), "did not update the roles of " + request.cluster());
        String answer =
                answer(invocation.perform(RoleManagerPayload.manage(InProcessRoleManager.spec(request), options)));
        return RoleManagerResponses.isFull(answer)
                ? RoleManagerResponses.manageReport(answer)
                : ReferenceAnswers.managed(RoleManagerResponses.referenceRoles(answer));
    }

    @Override
    public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
        CheckOptions options = new CheckOptions(probe, Remedy.run(request.command(Subcommand.ROLES_UPDATE)));
        FunctionInvocation invocation = invocation(request, progress);
        Optional<GetFunctionConfigurationResponse> function = invocation.configuration();
        requireNames(request, function, "did not check the roles of " + request.cluster());
        CheckReport report = check(request, invocation, function, options);
        return function.isEmpty()
                ? report
                : report.of(FunctionNames.of(function.get()).database(request, context));
    }

    private static CheckReport check(
            DatabaseRequest request,
            FunctionInvocation invocation,
            Optional<GetFunctionConfigurationResponse> function,
            CheckOptions options)
            throws FailureException {
        Optional<String> ofReference = referencesCheck(invocation, function);
        if (ofReference.isPresent()) {
            return ReferenceAnswers.checked(ofReference.get());
        }
        String answer =
                answer(invocation.perform(RoleManagerPayload.check(InProcessRoleManager.spec(request), options)));
        return RoleManagerResponses.isFull(answer)
                ? RoleManagerResponses.checkReport(answer, options)
                : ReferenceAnswers.checked(answer);
    }

    private static void requireNames(
            DatabaseRequest request, Optional<GetFunctionConfigurationResponse> function, String what)
            throws FailureException {
        if (function.isPresent()) {
            FunctionNames.of(function.get()).require(request, ReferenceAnswers.isReferences(function.get()), what);
        }
    }

    /**
     * The answer of a function of the reference's before v0.11, which checks when it gets this one word and changes the roles on
     * every other payload; empty for a later one, which fails on the word before it does anything, and for ours.
     */
    private static Optional<String> referencesCheck(
            FunctionInvocation invocation, Optional<GetFunctionConfigurationResponse> function)
            throws FailureException {
        if (function.filter(ReferenceAnswers::isReferences).isEmpty()) {
            return Optional.empty();
        }
        InvokeResponse response = invocation.perform(ReferenceAnswers.CHECK_BEFORE_ACTIONS);
        return ReferenceAnswers.takesActions(response) ? Optional.empty() : Optional.of(answer(response));
    }

    @Override
    public Optional<Instant> pausedSince(DatabaseRequest request) throws FailureException {
        new AccountCheck(context).require(request);
        return new PauseLookUp(context.clients(request).rds()).since(request);
    }

    @Override
    public AccessReport access(DatabaseRequest request, AccessRequest asked, Progress progress)
            throws FailureException {
        return RoleManagerResponses.accessReport(
                ofOurs(request, RoleManagerPayload.access(asked), progress, ReferenceAnswers.cannotGiveAccess()));
    }

    @Override
    public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException {
        return RoleManagerResponses.extensions(
                ofOurs(request, RoleManagerPayload.extensions(), progress, ReferenceAnswers.cannotList()));
    }

    /** The answer of a function of ours; another one might change the roles on a payload that it does not know, and is not invoked. */
    private String ofOurs(DatabaseRequest request, String payload, Progress progress, FailureException refusal)
            throws FailureException {
        FunctionInvocation invocation = invocation(request, progress);
        Optional<GetFunctionConfigurationResponse> function = invocation.configuration();
        if (function.filter(ReferenceAnswers::isReferences).isPresent()) {
            throw refusal;
        }
        requireNames(request, function, "did not ask the role manager of " + request.cluster());
        String answer = answer(invocation.perform(payload));
        if (!RoleManagerResponses.isFull(answer)) {
            throw refusal;
        }
        return answer;
    }

    /** Invokes the function, reports the tail of its log as progress, and returns its response. */
    private String invoke(DatabaseRequest request, String payload, Progress progress) throws FailureException {
        return answer(invocation(request, progress).perform(payload));
    }

    private FunctionInvocation invocation(DatabaseRequest request, Progress progress) throws FailureException {
        new AccountCheck(context).require(request);
        return new FunctionInvocation(request, context, progress);
    }

    private static String answer(InvokeResponse response) throws FailureException {
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw RoleManagerResponses.failure(answer);
        }
        return answer;
    }
}
