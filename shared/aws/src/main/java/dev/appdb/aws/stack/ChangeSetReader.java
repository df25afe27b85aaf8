package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.stack.StackRisks.Side;
import dev.appdb.aws.template.PendingReboot;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.plan.Risk;
import dev.appdb.request.Region;
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
                !deployed.exists() && ProtectionStep.isMeantFor(wanted));
        return StackPlan.withScopeAndCost(plan, stack.name(), region, wanted);
    }

    static Map<String, String> parameters(List<Parameter> parameters) {
        Map<String, String> values = new TreeMap<>();
        parameters.forEach(parameter -> values.put(parameter.parameterKey(), parameter.parameterValue()));
        return values;
    }
}
