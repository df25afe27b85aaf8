package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.stack.StackRisks.Side;
import dev.appdb.aws.template.PendingReboot;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.plan.Risk;
import dev.appdb.request.Region;
import dev.appdb.request.StorageType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Turns a change set, also one of another process, into a plan. */
final class ChangeSetReader {
    private final CloudFormationStack stack;
    private final Region region;

    /** @param region the stack's Region, for its prices */
    ChangeSetReader(CloudFormationStack stack, Region region) {
        this.stack = stack;
        this.region = region;
    }

    /** @param deployed the deployed template with its parameters */
    Plan plan(DescribeChangeSetResponse changeSet, String cluster, StackInputs.Deployed deployed, boolean rebootIsLeft)
            throws FailureException {
        String id = changeSet.changeSetName();
        JsonNode wanted = stack.template(id);
        PlannedChanges changes = new PlannedChanges(stack.changes(id));
        List<Risk> risks = StackRisks.between(
                new Side(deployed.template(), deployed.parameters()),
                new Side(wanted, parameters(changeSet.parameters())));
        Plan plan = StackPlan.of(
                id,
                cluster,
                changes.effective(risks),
                changes.reevaluated(),
                deployed.exists() ? PendingReboot.between(deployed.template(), wanted) : StackPlan.NO_REBOOT,
                rebootIsLeft,
                !deployed.exists() && ProtectionStep.missingIn(wanted).isPresent());
        for (String note : storageNotes(deployed, wanted)) {
            plan = plan.noting(note);
        }
        return StackPlan.withScopeAndCost(plan, stack.name(), region, wanted);
    }

    /**
     * Sentences about a change of the storage configuration, which does not replace the cluster.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html#aurora-storage-type">AWS:
     *     storage configurations</a>
     */
    private static List<String> storageNotes(StackInputs.Deployed deployed, JsonNode wanted) {
        boolean was = PriceTable.isIoOptimized(deployed.template());
        boolean willBe = PriceTable.isIoOptimized(wanted);
        if (!deployed.exists() || was == willBe) {
            return List.of();
        }
        return List.of(
                willBe
                        ? "AWS switches a cluster to " + StorageType.IO_OPTIMIZED.title()
                                + " once in 30 days at most, without downtime; back to " + StorageType.STANDARD.title()
                                + " at any time"
                        : "AWS switches the cluster back to " + StorageType.STANDARD.title()
                                + " without downtime, and to " + StorageType.IO_OPTIMIZED.title()
                                + " again 30 days after the last time it did");
    }

    static Map<String, String> parameters(List<Parameter> parameters) {
        Map<String, String> values = new TreeMap<>();
        parameters.forEach(parameter -> values.put(parameter.parameterKey(), parameter.parameterValue()));
        return values;
    }
}
