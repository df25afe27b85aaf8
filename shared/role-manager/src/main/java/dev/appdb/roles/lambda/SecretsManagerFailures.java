package dev.appdb.roles.lambda;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.RoleManagerFailure;
import java.io.IOException;
import java.util.Set;

/** Says why the master's password could not be read, and what to do about it. */
final class SecretsManagerFailures {
    private static final int LONGEST_MESSAGE = 300;
    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied", "DecryptionFailure");
    private static final Set<String> EXPIRED = Set.of(
            "ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException", "IncompleteSignature");
    private static final Remedy AGAIN = Remedy.of("Run {} again in a minute.", Remedy.AGAIN);

    private final FunctionEnvironment environment;
    private final String what;

    SecretsManagerFailures(FunctionEnvironment environment) {
        this.environment = environment;
        this.what = "could not read the master's password from Secrets Manager";
    }

    FailureException noAnswer(IOException e) {
        return RoleManagerFailure.of(
                what,
                environment.secretsManager().getHost() + " does not answer (" + oneLine(String.valueOf(e.getMessage()))
                        + ")",
                "Check that the network has an interface endpoint for Secrets Manager with private DNS, and that its"
                        + " security group lets this function in on port 443.",
                FailureCode.UNREACHABLE,
                e);
    }

    FailureException refused(int status, String error, String message) {
        String why = error.isEmpty() ? "it answered with HTTP status " + status : "it says " + error;
        if (!message.isEmpty()) {
            why += " (" + oneLine(message) + ")";
        }
        String code = DENIED.contains(error) || EXPIRED.contains(error) ? FailureCode.REFUSED : FailureCode.SYSTEM;
        return RoleManagerFailure.of(what, why, remedy(error), code, null);
    }

    FailureException noPassword() {
        return RoleManagerFailure.of(
                what,
                "the secret holds no JSON object with a password",
                "Check that DB_PASSWORD_SECRET_ARN names the secret that RDS manages for this cluster.",
                FailureCode.CONFIGURATION,
                null);
    }

    private Remedy remedy(String error) {
        if (DENIED.contains(error)) {
            return Remedy.of("Allow the function's role secretsmanager:GetSecretValue on "
                    + environment.masterSecretArn() + " and kms:Decrypt on its key.");
        }
        if (error.equals("ResourceNotFoundException")) {
            return Remedy.of(
                    "Deploy the function again, so that DB_PASSWORD_SECRET_ARN names the cluster's secret of today.");
        }
        if (EXPIRED.contains(error)) {
            return Remedy.of(
                    "Run {} again; if it lasts, deploy the function again, so that AWS Lambda gives it fresh credentials.",
                    Remedy.AGAIN);
        }
        return AGAIN;
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }
}
