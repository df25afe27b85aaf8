package dev.appdb.aws.stack;

import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** The reasons why a change set can't be executed. */
final class Executability {
    private Executability() {}

    static String reason(ExecutionStatus status) {
        return switch (status) {
            case OBSOLETE -> "the stack has changed since it was made";
            case EXECUTE_IN_PROGRESS -> "it is being applied right now";
            case EXECUTE_COMPLETE -> "it has been applied already";
            case EXECUTE_FAILED -> "it was tried already and failed";
            default -> "CloudFormation says that it can't be applied (" + status + ")";
        };
    }
}
