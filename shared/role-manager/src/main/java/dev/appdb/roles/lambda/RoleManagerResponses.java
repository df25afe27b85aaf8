package dev.appdb.roles.lambda;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.RemedyFields;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ExtensionOutcome;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleManagerFailure;
import dev.appdb.roles.RolesReport;
import dev.appdb.roles.TemporaryAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the function answered, for whoever invoked it.
 *
 * <p>Every method throws a {@link FailureException} where the text is not what it should be, so that a function of
 * another version is reported as such.
 */
public final class RoleManagerResponses {
    private static final String WHAT = "could not read the role manager's answer";
    private static final String DEPLOY = "Deploy the function again, so that it is of the same version as appdb.";

    /** A command with what lets a user log in again. */
    private RoleManagerResponses() {}

    /**
     * Returns whether the answer is a full one. If not, a function that the reference's Terraform made has answered: with
     * {@link #referenceRoles} to {@code manage}, and with {@code {"success": true}} to {@code check}.
     */
    public static boolean isFull(String json) throws FailureException {
        return read(json, answer -> answer.has("format"));
    }

    /** The report of {@code manage}. */
    public static ManageReport manageReport(String json) throws FailureException {
        return read(json, answer -> {
            requireFormat(answer);
            List<Failure> manualActions = new ArrayList<>();
            for (JsonObject each : answer.objects("obstacles")) {
                manualActions.add(
                        Failure.failed("roles-obstacle", each.text("what"), each.text("why"), each.text("remedy")));
            }
            List<ExtensionOutcome> extensions = new ArrayList<>();
            for (JsonObject each : answer.objects("extensions")) {
                extensions.add(new ExtensionOutcome(
                        each.text("name"),
                        each.constant(ExtensionOutcome.Result.class, "result"),
                        each.textOrNull("schema"),
                        each.text("reason"),
                        Remedy.of(each.text("remedy")),
                        each.texts("dependants")));
            }
            return new ManageReport(
                    answer.texts("changes"),
                    answer.texts("notices"),
                    manualActions,
                    extensions,
                    roles(answer.object("roles")));
        });
    }

    /** The report about temporary access. */
    public static AccessReport accessReport(String json) throws FailureException {
        return read(json, answer -> {
            requireFormat(answer);
            List<TemporaryAccess> access = new ArrayList<>();
            for (JsonObject each : answer.objects("access")) {
                access.add(new TemporaryAccess(
                        each.text("user"),
                        each.text("as"),
                        each.text("until"),
                        each.text("reason"),
                        each.text("by"),
                        each.text("since"),
                        each.constant(TemporaryAccess.State.class, "state")));
            }
            return new AccessReport(answer.texts("changes"), access);
        });
    }

    /**
     * The report of {@code check}.
     *
     * @param options what the function was asked with
     */
    public static CheckReport checkReport(String json, CheckOptions options) throws FailureException {
        return read(json, answer -> {
            requireFormat(answer);
            List<Check> checks = new ArrayList<>();
            for (JsonObject each : answer.objects("checks")) {
                checks.add(new Check(
                        each.text("id"),
                        each.constant(Check.Severity.class, "severity"),
                        each.text("subject"),
                        each.constant(Check.Status.class, "status"),
                        each.text("found"),
                        remedy(each, options),
                        each.has("cause") ? each.text("cause") : "",
                        each.has("accepted") ? each.text("accepted") : ""));
            }
            return new CheckReport(
                    checks, answer.has("roles") ? Optional.of(roles(answer.object("roles"))) : Optional.empty());
        });
    }

    /** The plan of {@code plan}; also what {@link DatabasePlan#toJson()} wrote. */
    public static DatabasePlan plan(String json) throws FailureException {
        return read(json, answer -> {
            requireFormat(answer);
            return PlanReader.read(answer);
        });
    }

    /**
     * Returns whether a failure is of a function of ours that is older than the action that it was asked for. The first
     * versions have one code for all that they can't read in a request.
     */
    public static boolean isUnknownAction(Failure failure) {
        return RoleManagerFailure.is(FailureCode.UNKNOWN_ACTION, failure)
                || RoleManagerFailure.is(FailureCode.REQUEST, failure);
    }

    /** The extensions that the server could give. */
    public static List<AvailableExtension> extensions(String json) throws FailureException {
        return read(json, answer -> {
            requireFormat(answer);
            List<AvailableExtension> extensions = new ArrayList<>();
            for (JsonObject each : answer.objects("extensions")) {
                extensions.add(new AvailableExtension(
                        each.text("name"),
                        each.text("default_version"),
                        each.textOrNull("installed_version"),
                        each.textOrNull("schema"),
                        each.flag("trusted"),
                        each.flag("superuser"),
                        each.text("comment")));
            }
            return List.copyOf(extensions);
        });
    }

    /**
     * The answer of a function that the reference's Terraform made to {@code manage}. A schema without an access list of
     * its own, which is null there, is left out.
     */
    public static RolesReport referenceRoles(String json) throws FailureException {
        return read(json, RoleManagerResponses::roles);
    }

    /**
     * The failure in a function's error: {@code {"errorMessage":"…","errorType":"…"}}, from this function, from the
     * reference's, or from AWS Lambda itself, such as when the time was up.
     */
    public static FailureException failure(String json) {
        String message;
        try {
            message = JsonObject.parse(json).text("errorMessage");
        } catch (JsonShapeException e) {
            message = "it failed without a message";
        }
        String[] lines = message.split("\n", -1);
        if (lines.length == 4 && lines[0].endsWith(":") && lines[1].endsWith(".") && lines[3].startsWith("SQLSTATE ")) {
            return RoleManagerFailure.of(
                    lines[0].substring(0, lines[0].length() - 1),
                    lines[1].substring(0, lines[1].length() - 1),
                    lines[2],
                    lines[3].substring("SQLSTATE ".length()),
                    null);
        }
        if (lines.length == FunctionFailure.LINES_OF_REFUSAL && lines[3].startsWith(FunctionFailure.REFUSED)) {
            return refusal(lines);
        }
        String why = message.strip().replaceAll("\\s*\\n\\s*", "; ");
        return RoleManagerFailure.of("the role manager function failed", why, remedy(why), FailureCode.SYSTEM, null);
    }

    private static FailureException refusal(String[] lines) {
        Remedy remedy;
        try {
            remedy = RemedyFields.read(lines[2], PlanReader.parts(JsonObject.parseArray(lines[4])));
        } catch (JsonShapeException e) {
            remedy = Remedy.text(lines[2]);
        }
        return Failure.refused(
                        lines[3].substring(FunctionFailure.REFUSED.length()),
                        lines[0].substring(0, lines[0].length() - 1),
                        lines[1].substring(0, lines[1].length() - 1),
                        remedy)
                .asException();
    }

    /** The command comes back in the words in which it was sent; functions of before know no parts. */
    private static Remedy remedy(JsonObject check, CheckOptions options) throws JsonShapeException {
        String words = check.text("remedy");
        if (words.equals(options.update().toString())) {
            return options.update();
        }
        return check.has("remedy_parts")
                ? RemedyFields.read(words, PlanReader.parts(check.objects("remedy_parts")))
                : Remedy.of(words);
    }

    private static Remedy remedy(String why) {
        if (why.contains("Response payload size exceeded")) {
            return Remedy.of(
                    "What it was asked for is done, but its report is larger than the 6 MB that Lambda passes on."
                            + " Drop roles, schemas and tables that are no longer used, or check with --target server from a host"
                            + " that reaches the database.");
        }
        return why.contains("Task timed out")
                ? Remedy.of(
                        "Check that the function reaches the database and Secrets Manager's endpoint, and run {} again:"
                                + " a database that was paused may be awake by then.",
                        Remedy.AGAIN)
                : Remedy.of("Look at the function's log.");
    }

    private static RolesReport roles(JsonObject json) throws JsonShapeException {
        return new RolesReport(
                json.texts("roles"), json.textsByName("roles_with_groups"), json.textsByName("schema_privileges"));
    }

    private static void requireFormat(JsonObject answer) throws JsonShapeException {
        if (answer.number("format").doubleValue() != FunctionRequest.FORMAT) {
            throw new JsonShapeException("format is not " + FunctionRequest.FORMAT);
        }
    }

    private static <T> T read(String json, Reading<T> reading) throws FailureException {
        try {
            return reading.of(JsonObject.parse(json));
        } catch (JsonShapeException | IllegalArgumentException e) {
            throw RoleManagerFailure.of(WHAT, String.valueOf(e.getMessage()), DEPLOY, FailureCode.SYSTEM, e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(JsonObject answer) throws JsonShapeException;
    }
}
