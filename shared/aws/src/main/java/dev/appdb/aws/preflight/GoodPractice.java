package dev.appdb.aws.preflight;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.BackupOptIn;
import dev.appdb.aws.cluster.DatabaseLog;
import dev.appdb.aws.stack.CloudFormationStack;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Findings about what keeps a database safe, and is not in its template: none of them keeps one from being deployed.
 */
public final class GoodPractice {
    private final AwsContext context;
    private final DatabaseRequest request;

    public GoodPractice(AwsContext context, DatabaseRequest request) {
        this.context = context;
        this.request = request;
    }

    /** The plan with a note for each warning. */
    public Plan noted(Plan plan) throws FailureException {
        Plan noted = plan;
        if (!DatabaseStack.of(request).isAdoption()) {
            for (Finding finding : List.of(backups(), databaseLog())) {
                noted = finding.verdict() == Verdict.OK
                        ? noted
                        : noted.noting(finding.found() + "; doctor says what to do");
            }
        }
        return noted;
    }

    /** All findings; none about a database of somebody else. */
    List<Finding> findings() throws FailureException {
        if (DatabaseStack.of(request).isAdoption()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(List.of(backups(), databaseLog()));
        if (!request.aurora().temporary()) {
            terminationProtection().ifPresent(findings::add);
        }
        return findings;
    }

    private Finding backups() throws FailureException {
        String region = AwsContext.region(request).value();
        return look(
                "backups",
                () -> BackupOptIn.isOff(context.clients(request).backup())
                        ? Finding.warning(
                                "backups",
                                "AWS Backup is opted out of Aurora in " + region
                                        + ", so it makes no weekly backups; those of RDS" + " are made all the same",
                                Remedy.of(
                                        "Have it opted in for the account: {}.",
                                        Remedy.shell(
                                                "aws backup update-region-settings --resource-type-opt-in-preference"
                                                        + " Aurora=true --region " + region)))
                        : Finding.good("backups", "AWS Backup backs up Aurora in " + region));
    }

    /** One in the stack keeps its logs as the template asks. */
    private Finding databaseLog() throws FailureException {
        int days = request.aurora().logRetentionDays();
        return look("database log", () -> {
            Optional<DatabaseLog> log = DatabaseLog.of(context, request);
            if (log.isEmpty() || log.get().keepsFor(days)) {
                return Finding.good("database log", "CloudWatch keeps it for " + days + " days");
            }
            String name = log.get().name();
            return Finding.warning(
                    "database log",
                    "log group " + name + " " + log.get().retention() + ", not for " + days + " days",
                    Remedy.of(
                            "The next {} changes it if the stack has made it; else run {}.",
                            request.command(Subcommand.APPLY),
                            Remedy.shell("aws logs put-retention-policy --log-group-name " + name
                                    + " --retention-in-days " + days + " --region " + AwsContext.region(request))));
        });
    }

    private Optional<Finding> terminationProtection() throws FailureException {
        CloudFormationStack stack = CloudFormationStack.of(context, request);
        Optional<Stack> found =
                stack.find().filter(each -> !each.stackStatusAsString().equals("REVIEW_IN_PROGRESS"));
        return found.map(each -> Boolean.TRUE.equals(each.enableTerminationProtection())
                ? Finding.good("stack", stack.name() + " has termination protection")
                : Finding.warning(
                        "stack",
                        stack.name() + " has no termination protection",
                        Remedy.of(
                                "The next {} that changes something turns it on, or run {}.",
                                request.command(Subcommand.APPLY),
                                Remedy.shell("aws cloudformation update-termination-protection"
                                        + " --enable-termination-protection --stack-name " + stack.name() + " --region "
                                        + AwsContext.region(request)))));
    }

    /** A look-up that may not be allowed; nothing else depends on it. */
    private Finding look(String subject, LookUp lookUp) throws FailureException {
        try {
            return lookUp.perform();
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.INTERRUPTED) {
                throw e;
            }
            return Finding.warning(
                    subject,
                    subject + ": not checked: " + e.failure().why(),
                    e.failure().remedy());
        }
    }

    /** One look-up with its finding. */
    private interface LookUp {
        Finding perform() throws FailureException;
    }
}
