package dev.appdb.aws.stack;

import dev.appdb.aws.template.StackResource;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * Proves on a change set that it touches nothing of a database of somebody else: it has the resources of the role manager
 * and no other, and a new stack only adds them.
 */
final class AdoptionGuardrail {
    private static final Set<StackResource> OURS = EnumSet.of(
            StackResource.ROLE_MANAGER_SECURITY_GROUP,
            StackResource.DATABASE_INGRESS,
            StackResource.ENDPOINTS_INGRESS,
            StackResource.ROLE_MANAGER_ROLE,
            StackResource.ROLE_MANAGER_LOGS,
            StackResource.ROLE_MANAGER_FUNCTION);

    private AdoptionGuardrail() {}

    /**
     * Refuses a change set that would do anything else.
     *
     * @param isNew whether it makes the stack
     */
    static void require(DatabaseRequest request, List<Change> changes, boolean isNew) throws FailureException {
        List<String> refused = refusals(changes, isNew);
        if (refused.isEmpty()) {
            return;
        }
        throw Failure.refused(
                        "adoption-guardrail",
                        "did not change anything of " + request.cluster(),
                        "a role manager beside a database of somebody else has no other resources than its own, and the"
                                + " plan would " + String.join("; ", refused),
                        Remedy.of(
                                "Run {} for a new plan, and report it if that is refused, too.",
                                request.command(Subcommand.PLAN)))
                .asException();
    }

    /** The changes of a change set beyond that, a phrase each. */
    static List<String> refusals(List<Change> changes, boolean isNew) {
        return changes.stream()
                .map(Change::resourceChange)
                .filter(change -> change == null || !isOurs(change) || !isAllowed(change.action(), isNew))
                .map(AdoptionGuardrail::phrase)
                .toList();
    }

    private static boolean isOurs(ResourceChange change) {
        Optional<StackResource> resource = StackResource.of(String.valueOf(change.logicalResourceId()));
        return resource.filter(OURS::contains)
                .filter(known -> known.type().equals(change.resourceType()))
                .isPresent();
    }

    /** An import would take over what is there already. */
    private static boolean isAllowed(ChangeAction action, boolean isNew) {
        return action == ChangeAction.ADD || !isNew && (action == ChangeAction.MODIFY || action == ChangeAction.REMOVE);
    }

    private static String phrase(ResourceChange change) {
        return change == null
                ? "do something unknown"
                : String.valueOf(change.actionAsString()).toLowerCase(java.util.Locale.ROOT) + " "
                        + change.resourceType() + " " + change.logicalResourceId();
    }
}
