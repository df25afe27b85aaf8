package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AccountCheck;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.engine.InProcessRoleManager;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.lambda.RoleManagerPayload;
import dev.appdb.roles.lambda.RoleManagerResponses;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The client of the role manager that runs as a Lambda function, ours or the one of the reference's Terraform. */
public final class LambdaRoleManager implements RoleManagerClient {
    private final AwsContext context;

    public LambdaRoleManager(AwsContext context) {
        this.context = context;
    }

    @Override
    public ManageReport manage(DatabaseRequest request, Progress progress) throws FailureException {
        String answer = invoke(request, RoleManagerPayload.manage(declared(request)), progress);
        return RoleManagerResponses.isFull(answer)
                ? RoleManagerResponses.manageReport(answer)
                : ReferenceAnswers.managed(RoleManagerResponses.referenceRoles(answer));
    }

    @Override
    public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
        CheckOptions options = new CheckOptions(probe, Remedy.run(request.command(Subcommand.ROLES_UPDATE)));
        String answer = invoke(request, RoleManagerPayload.check(declared(request), options), progress);
        return RoleManagerResponses.isFull(answer)
                ? RoleManagerResponses.checkReport(answer, options)
                : ReferenceAnswers.checked(answer);
    }

    @Override
    public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException {
        String answer = invoke(request, RoleManagerPayload.extensions(), progress);
        if (!RoleManagerResponses.isFull(answer)) {
            throw ReferenceAnswers.cannotList();
        }
        return RoleManagerResponses.extensions(answer);
    }

    private static Map<String, Boolean> declared(DatabaseRequest request) {
        return InProcessRoleManager.spec(request).extensions();
    }

    /** Invokes the function, reports the tail of its log as progress, and returns its response. */
    private String invoke(DatabaseRequest request, String payload, Progress progress) throws FailureException {
        new AccountCheck(context).require(request);
        String function = DatabaseStack.of(request).roleManager();
        Optional<InvokeResponse> invoked = AwsCall.make("could not invoke " + function, () -> {
            try {
                return Optional.of(context.clients(request)
                        .lambda()
                        .invoke(ask -> ask.functionName(function)
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String(payload))));
            } catch (ResourceNotFoundException e) {
                return Optional.<InvokeResponse>empty();
            }
        });
        InvokeResponse response = invoked.orElseThrow(() -> missing(request, function));
        logTail(response).forEach(line -> progress.note(Level.INFO, "role manager: " + line));
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw RoleManagerResponses.failure(answer);
        }
        return answer;
    }

    private static FailureException missing(DatabaseRequest request, String function) {
        return Failure.failed(
                        "role-manager-missing",
                        "could not reach the role manager of " + request.cluster(),
                        "there is no function " + function + " in " + AwsContext.region(request),
                        Remedy.of("Deploy it with {}.", request.command(Subcommand.APPLY)))
                .asException();
    }

    /** The lines that the function logged, without those that Lambda adds. */
    private static List<String> logTail(InvokeResponse response) {
        if (response.logResult() == null) {
            return List.of();
        }
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.matches("(INIT_START|START|END|REPORT|XRAY)\\b.*"))
                .toList();
    }
}
