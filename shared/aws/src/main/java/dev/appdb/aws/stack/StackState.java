package dev.appdb.aws.stack;

import dev.appdb.failure.Remedy;
import java.util.Optional;

/**
 * The states of a stack that AWS documents, each with its kind, a description and a remedy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes">AWS:
 *     stack status codes</a>
 */
public enum StackState {
    REVIEW_IN_PROGRESS(Kind.PLANNED, "is only planned", Recovery.NONE),
    CREATE_IN_PROGRESS(Kind.BUSY, "is being created", Recovery.WAIT),
    CREATE_COMPLETE(Kind.READY, "was created", Recovery.NONE),
    CREATE_FAILED(Kind.STUCK, "failed to create and was left as it was", Recovery.DELETE),
    ROLLBACK_IN_PROGRESS(Kind.BUSY, "failed to create and is being rolled back", Recovery.WAIT),
    ROLLBACK_COMPLETE(Kind.ROLLED_BACK, "failed to create and was rolled back", Recovery.DELETE),
    ROLLBACK_FAILED(Kind.STUCK, "failed to create and to roll back", Recovery.DELETE),
    UPDATE_IN_PROGRESS(Kind.BUSY, "is being updated", Recovery.WAIT),
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS(Kind.BUSY, "was updated, and old resources are being deleted", Recovery.WAIT),
    UPDATE_COMPLETE(Kind.READY, "was updated", Recovery.NONE),
    UPDATE_FAILED(Kind.STUCK, "failed to update and was not rolled back", Recovery.ROLL_BACK),
    UPDATE_ROLLBACK_IN_PROGRESS(Kind.BUSY, "failed to update and is being rolled back", Recovery.WAIT),
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS(
            Kind.BUSY, "failed to update, was rolled back, and new resources are being deleted", Recovery.WAIT),
    UPDATE_ROLLBACK_COMPLETE(Kind.READY, "failed to update and was rolled back", Recovery.NONE),
    UPDATE_ROLLBACK_FAILED(Kind.STUCK, "failed to update and to roll back", Recovery.CONTINUE_ROLLBACK),
    DELETE_IN_PROGRESS(Kind.BUSY, "is being deleted", Recovery.WAIT),
    DELETE_COMPLETE(Kind.GONE, "was deleted", Recovery.NONE),
    DELETE_FAILED(Kind.STUCK, "failed to delete completely", Recovery.DELETE),
    IMPORT_IN_PROGRESS(Kind.BUSY, "is importing resources", Recovery.WAIT),
    IMPORT_COMPLETE(Kind.READY, "has imported resources", Recovery.NONE),
    IMPORT_ROLLBACK_IN_PROGRESS(Kind.BUSY, "failed to import resources and is being rolled back", Recovery.WAIT),
    IMPORT_ROLLBACK_COMPLETE(Kind.READY, "failed to import resources and was rolled back", Recovery.NONE),
    IMPORT_ROLLBACK_FAILED(Kind.STUCK, "failed to import resources and to roll back", Recovery.CONTINUE_ROLLBACK),
    /** A state that AWS has added since. */
    UNKNOWN(Kind.STUCK, "has a status that this version of appdb does not know", Recovery.LOOK);

    private final Kind kind;
    private final String description;
    private final Recovery recovery;

    StackState(Kind kind, String description, Recovery recovery) {
        this.kind = kind;
        this.description = description;
        this.recovery = recovery;
    }

    /** Groups of states by the operations that they allow. */
    public enum Kind {
        /** Has a change set, and no resources yet. */
        PLANNED,
        /** Can be updated. */
        READY,
        /** An operation is in progress. */
        BUSY,
        /** An empty stack that a failed creation left; it can only be deleted. */
        ROLLED_BACK,
        /** Needs a manual action. */
        STUCK,
        GONE
    }

    /** The way to recover from a state. */
    private enum Recovery {
        NONE("No action is needed."),
        WAIT("Wait until the operation ends (see the CloudFormation console), then run this command again."),
        DELETE(
                "Fix the cause in the stack's events, delete the stack with {}, then run this command again.",
                "aws cloudformation delete-stack"),
        ROLL_BACK("Roll it back with {}, then run this command again.", "aws cloudformation rollback-stack"),
        CONTINUE_ROLLBACK(
                "Fix the cause in the stack's events, continue the rollback with {}, then run this command again.",
                "aws cloudformation continue-update-rollback"),
        LOOK("Look at its events with {}.", "aws cloudformation describe-stack-events");

        private final String sentence;
        private final Optional<String> command;

        Recovery(String sentence) {
            this.sentence = sentence;
            this.command = Optional.empty();
        }

        /** @param command the command of AWS that takes the stack's name and Region */
        Recovery(String sentence, String command) {
            this.sentence = sentence;
            this.command = Optional.of(command);
        }
    }

    public static StackState of(String status) {
        for (StackState state : values()) {
            if (state.name().equals(status)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    public Kind kind() {
        return kind;
    }

    /** A phrase that follows the stack's name. */
    public String description() {
        return description;
    }

    /** The remedy, a whole sentence. */
    Remedy remedy(String stack, String region) {
        return recovery.command
                .map(command -> Remedy.of(
                        recovery.sentence, Remedy.shell(command + " --stack-name " + stack + " --region " + region)))
                .orElseGet(() -> Remedy.of(recovery.sentence));
    }

    /** True if an operation that ended in this state succeeded, false if it failed; empty while it is in progress. */
    Optional<Boolean> succeeded() {
        return switch (kind) {
            case BUSY, PLANNED -> Optional.empty();
            case READY -> Optional.of(this == CREATE_COMPLETE || this == UPDATE_COMPLETE || this == IMPORT_COMPLETE);
            case ROLLED_BACK, STUCK, GONE -> Optional.of(false);
        };
    }
}
