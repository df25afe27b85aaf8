package dev.appdb.aws.stack;

import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** The reasons why a change set can't be executed. */
final class Executability {
    private Executability() {}

    static String reason(ExecutionStatus status) {
        return switch (status) {
            case OBSOLETE -> "the stack has changed since it was made";
            case EXECUTE_IN_PROGRESS -> "it is being applied now";
            case EXECUTE_COMPLETE -> "it was already applied";
            case EXECUTE_FAILED -> "an earlier attempt to apply it failed";
            default -> "CloudFormation reports that it can't be applied (" + status + ")";
        };
    }
}
