package dev.appdb.aws.permissions;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * The role that CloudFormation works with. One that does not exist or does not trust CloudFormation makes every change set
 * fail with "is invalid or cannot be assumed".
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html">AWS: the service
 *     role of CloudFormation</a>
 */
public final class ServiceRole {
    private static final String SUBJECT = "service role";
    private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
    private static final Remedy TRUST = Remedy.of("Allow " + CLOUDFORMATION
            + " the action sts:AssumeRole in the role's trust policy, or name another role with {--role-arn}.");

    private ServiceRole() {}

    /**
     * The problem that keeps CloudFormation from working with a role; empty if there is none.
     *
     * @throws FailureException if the role can't be looked at
     */
    public static Optional<Finding> problem(IamClient iam, String arn, String name) throws FailureException {
        Optional<String> trust = AwsCall.find(
                "could not look at role " + name,
                error -> error.code().startsWith("NoSuchEntity"),
                () -> iam.getRole(request -> request.roleName(name)).role().assumeRolePolicyDocument());
        if (trust.isEmpty()) {
            return Optional.of(Finding.problem(
                    SUBJECT,
                    "there is no role " + arn,
                    "Create it, with CloudFormation in its trust policy, or name another role with {--role-arn}."));
        }
        return trusts(URLDecoder.decode(trust.get(), StandardCharsets.UTF_8))
                ? Optional.empty()
                : Optional.of(Finding.problem(SUBJECT, arn + " does not trust CloudFormation", TRUST));
    }

    private static boolean trusts(String policy) {
        try {
            JsonNode statements = new ObjectMapper().readTree(policy).path("Statement");
            return elements(statements)
                    .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                    .flatMap(statement -> elements(statement.path("Principal").path("Service")))
                    .anyMatch(service -> service.asText().equals(CLOUDFORMATION));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** IAM's policies have one value or a list of them. */
    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
