package dev.appdb.aws.lambda;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleManagerFailure;
import dev.appdb.roles.RolesReport;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Reports for the responses of the function that the reference's Terraform deploys, which have less detail than ours.
 *
 * @see <a href="https://github.com/navapbc/template-infra/tree/main/infra/modules/database/resources/role_manager">the
 *     reference's role manager</a>
 */
final class ReferenceAnswers {
    private static final String MADE_BY_TERRAFORM = "the reference's Terraform created this function";

    /** The reason why the changes in the database are not known beforehand. */
    static final String CANNOT_PLAN = MADE_BY_TERRAFORM + ", which can't tell what it would change";

    /** The payload on which a function before v0.11 checks; it changes the roles on every other one. */
    static final String CHECK_BEFORE_ACTIONS = "\"check\"";

    private static final String SYSTEM = "58000";

    private ReferenceAnswers() {}

    /** Returns whether the function is one of the reference's, which are written in Python. */
    static boolean isReferences(GetFunctionConfigurationResponse function) {
        return String.valueOf(function.runtimeAsString()).startsWith("python");
    }

    /** Returns whether a function failed because it looked for an action in {@link #CHECK_BEFORE_ACTIONS}: since v0.11. */
    static boolean takesActions(InvokeResponse response) {
        String answer = response.payload().asUtf8String();
        return response.functionError() != null
                && answer.contains("TypeError")
                && answer.contains("string indices must be integers");
    }

    static ManageReport managed(RolesReport roles) {
        return new ManageReport(
                List.of(),
                List.of(MADE_BY_TERRAFORM + ", which succeeded but does not report its changes"),
                List.of(),
                List.of(),
                roles);
    }

    /** @throws FailureException if the response does not report success */
    static CheckReport checked(String answer) throws FailureException {
        if (!answer.replaceAll("\\s", "").contains("\"success\":true")) {
            throw RoleManagerFailure.of(
                    "could not read the role manager's answer",
                    MADE_BY_TERRAFORM + ", which answered " + (answer.length() > 200 ? "at length" : answer),
                    "Look at the function's log.",
                    SYSTEM,
                    null);
        }
        return new CheckReport(List.of(new Check(
                "reference",
                Check.Severity.CRITICAL,
                "the function's own check",
                Check.Status.PASSED,
                "the migrator could make a table, and the app could use it; " + MADE_BY_TERRAFORM
                        + ", which checks nothing else",
                "")));
    }

    static FailureException cannotGiveAccess() {
        return RoleManagerFailure.of(
                "could not look after temporary access",
                MADE_BY_TERRAFORM + ", which gives none",
                Remedy.of("Deploy the role manager of appdb with {}.", Subcommand.APPLY.call()),
                SYSTEM,
                null);
    }

    static FailureException cannotList() {
        return RoleManagerFailure.of(
                "could not list the extensions",
                MADE_BY_TERRAFORM + ", which does not list them",
                "Turn extensions on by their names.",
                SYSTEM,
                null);
    }
}
