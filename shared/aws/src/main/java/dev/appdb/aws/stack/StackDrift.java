package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.DriftReport.DriftedProperty;
import dev.appdb.engine.DriftReport.DriftedResource;
import dev.appdb.engine.DriftReport.Kind;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Compares the resources with the deployed template, by CloudFormation's drift detection.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html">AWS: drift</a>
 */
public final class StackDrift {
    private final AwsContext context;

    public StackDrift(AwsContext context) {
        this.context = context;
    }

    public DriftReport of(DatabaseRequest request, Progress progress) throws FailureException {
        CloudFormationStack stack = CloudFormationStack.of(context, request);
        Optional<Stack> found = new ProtectionSwitch(context).awaitRecorded(stack, progress);
        if (found.isEmpty()) {
            return DriftReport.notApplicable("there is no stack " + stack.name() + ", so nothing can differ from it");
        }
        StackState state = StackState.of(found.get().stackStatusAsString());
        if (state.kind() != StackState.Kind.READY && state != StackState.UPDATE_ROLLBACK_FAILED) {
            throw StackFailures.stuck(request, "look for drift of", state);
        }
        String what = "could not look for drift of " + request.cluster();
        CloudFormationClient client = context.clients(request).cloudFormation();
        String detection = AwsCall.make(
                what,
                () -> client.detectStackDrift(ask -> ask.stackName(stack.name()))
                        .stackDriftDetectionId());
        awaited(what, stack.name(), client, detection, progress);
        List<StackResourceDrift> all = AwsCall.make(
                what,
                () -> client.describeStackResourceDriftsPaginator(ask -> ask.stackName(stack.name())).stream()
                        .flatMap(page -> page.stackResourceDrifts().stream())
                        .toList());
        return report(stack.name(), all);
    }

    private void awaited(String what, String stack, CloudFormationClient client, String detection, Progress progress)
            throws FailureException {
        PollInterval interval = new PollInterval();
        while (true) {
            DescribeStackDriftDetectionStatusResponse now = AwsCall.make(
                    what, () -> client.describeStackDriftDetectionStatus(ask -> ask.stackDriftDetectionId(detection)));
            if (now.detectionStatus() == StackDriftDetectionStatus.DETECTION_FAILED) {
                throw Failure.failed(
                                "drift-not-detected",
                                what,
                                Optional.ofNullable(now.detectionStatusReason())
                                        .orElse("CloudFormation does not say why")
                                        .replaceAll("[.]+$", ""),
                                Remedy.of(
                                        "If a permission is missing, have your role allowed what {} prints. Then run"
                                                + " {}.",
                                        Subcommand.IAM_POLICY.call(),
                                        Subcommand.DRIFT.call()))
                        .asException();
            } else if (now.detectionStatus() == StackDriftDetectionStatus.DETECTION_COMPLETE) {
                return;
            }
            progress.note(Level.INFO, "CloudFormation compares stack " + stack + " with what is there");
            context.waiter().pause(interval.next(false), "the comparison of stack " + stack);
        }
    }

    /** Summarizes the drift of all resources. */
    static DriftReport report(String stack, List<StackResourceDrift> all) {
        long unknown = all.stream()
                .filter(drift -> drift.stackResourceDriftStatus() == StackResourceDriftStatus.NOT_CHECKED)
                .count();
        List<DriftedResource> drifted = all.stream()
                .filter(drift -> drift.stackResourceDriftStatus() == StackResourceDriftStatus.MODIFIED
                        || drift.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED)
                .map(StackDrift::resource)
                .toList();
        long checked = all.size() - unknown;
        String notChecked = unknown == 0 ? "" : "; CloudFormation can't compare " + unknown + " more";
        return new DriftReport(
                true,
                "of " + checked + " resources of stack " + stack + ", "
                        + (drifted.isEmpty() ? "none differs" : drifted.size() + " differ")
                        + " from what was deployed" + notChecked,
                drifted);
    }

    private static DriftedResource resource(StackResourceDrift drift) {
        return new DriftedResource(
                drift.resourceType(),
                drift.logicalResourceId(),
                Optional.ofNullable(drift.physicalResourceId()).orElse(""),
                drift.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED ? Kind.DELETED : Kind.MODIFIED,
                drift.propertyDifferences().stream().map(StackDrift::property).toList());
    }

    private static DriftedProperty property(PropertyDifference difference) {
        return new DriftedProperty(
                difference.propertyPath(), known(difference.expectedValue()), known(difference.actualValue()));
    }

    /** A property's value; empty where CloudFormation reports {@code null}, that is, none. */
    private static String known(@Nullable String value) {
        return value == null || value.equals("null") ? "" : value;
    }
}
