package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.engine.Progress;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/**
 * The code that the role manager's function really runs. Between the check of the jar in the bucket and its reading by
 * CloudFormation the object may be replaced, so the function is compared with the jar before it is invoked with the right to
 * read the master password.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">AWS: CodeSha256, the SHA-256 of
 *     the deployment package</a>
 */
public final class DeployedCode {
    private DeployedCode() {}

    /**
     * Requires that the function was made of a jar.
     *
     * @param key the jar's key in the bucket, named by its content
     * @throws FailureException if it runs another code, or can't be looked at
     */
    public static void require(AwsContext context, DatabaseRequest request, String key, Progress progress)
            throws FailureException {
        Optional<String> deployed = new FunctionInvocation(request, context, progress)
                .configuration()
                .map(GetFunctionConfigurationResponse::codeSha256);
        if (deployed.isEmpty() || deployed.get().equals(RoleManagerJar.checksum(key))) {
            return;
        }
        String function = DatabaseStack.of(request).roleManager();
        throw Failure.refused(
                        "role-manager-code-altered",
                        "did not invoke " + function,
                        "its code is not that of the jar that was deployed, " + key
                                + ": somebody replaced the object while it was deployed, or the code afterwards",
                        Remedy.of(
                                "Find out who changed it: AWS CloudTrail has PutObject and UpdateFunctionCode. Delete the jar"
                                        + " in the bucket and the function, then deploy both again with {}.",
                                request.command(Subcommand.APPLY)))
                .asException();
    }
}
