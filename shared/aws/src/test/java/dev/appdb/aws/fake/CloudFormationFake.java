package dev.appdb.aws.fake;

import java.util.HashMap;
import java.util.Map;

/** CloudFormation: its operations by name. */
final class CloudFormationFake {
    private CloudFormationFake() {}

    static QueryService of(Stacks stacks) {
        ChangeSetCalls changeSets = new ChangeSetCalls(stacks);
        StackCalls calls = new StackCalls(stacks);
        StackReads reads = new StackReads(stacks);
        TemplateCalls templates = new TemplateCalls(stacks);
        DriftCalls drifts = new DriftCalls(stacks);
        Map<String, QueryService.Operation> operations = new HashMap<>();
        operations.put("CreateChangeSet", changeSets::create);
        operations.put("DescribeChangeSet", changeSets::describe);
        operations.put("ExecuteChangeSet", changeSets::execute);
        operations.put("DeleteChangeSet", changeSets::delete);
        operations.put("DescribeEvents", changeSets::events);
        operations.put("ListChangeSets", changeSets::list);
        operations.put("DeleteStack", calls::delete);
        operations.put("ContinueUpdateRollback", calls::continueRollback);
        operations.put("CancelUpdateStack", calls::cancelUpdate);
        operations.put("RollbackStack", calls::rollback);
        operations.put("UpdateTerminationProtection", calls::terminationProtection);
        operations.put("DescribeStacks", reads::describe);
        operations.put("ListStacks", reads::list);
        operations.put("DescribeStackEvents", reads::events);
        operations.put("DescribeStackResources", reads::resources);
        operations.put("ListStackResources", reads::listResources);
        operations.put("GetTemplate", templates::get);
        operations.put("ValidateTemplate", templates::validate);
        operations.put("GetTemplateSummary", templates::summary);
        operations.put("DetectStackDrift", drifts::detect);
        operations.put("DescribeStackDriftDetectionStatus", drifts::status);
        operations.put("DescribeStackResourceDrifts", drifts::resources);
        operations.replaceAll((name, operation) -> parameters -> {
            Syntax.check(parameters);
            return operation.answer(parameters);
        });
        return QueryService.query(
                "cloudformation",
                "2010-05-15",
                "http://cloudformation.amazonaws.com/doc/2010-05-15/",
                stacks.account(),
                operations);
    }
}
