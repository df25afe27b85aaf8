package dev.appdb.aws.stack;

import dev.appdb.aws.template.ResourcePurpose;
import dev.appdb.aws.template.StackResource;
import dev.appdb.plan.Action;
import dev.appdb.plan.Risk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/**
 * The effective changes of a change set.
 *
 * <p>CloudFormation reports a conditional replacement where a property that forces one refers to a changed resource,
 * even if the referenced value stays the same. Such a resource is replaced only if the referenced one is. Likewise it
 * lists resources that merely refer to a changed one: it re-evaluates them, and changes them only if the referenced
 * value has changed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">AWS:
 *     ResourceChange</a>
 */
final class PlannedChanges {
    private static final int LONGEST_VALUES = 80;

    private final List<ResourceChange> changes;
    private final Set<String> replaced = new HashSet<>();

    PlannedChanges(List<Change> changes) {
        this.changes = changes.stream().map(Change::resourceChange).toList();
        boolean found = true;
        // One replacement may force another, so until there are no more.
        while (found) {
            found = false;
            for (ResourceChange change : this.changes) {
                found |= !replaced.contains(change.logicalResourceId())
                        && isReplaced(change)
                        && replaced.add(change.logicalResourceId());
            }
        }
    }

    /**
     * The changes that take effect, without the resources that are only re-evaluated.
     *
     * @param clusterRisks further risks of the change to the cluster
     */
    List<dev.appdb.plan.ResourceChange> effective(List<Risk> clusterRisks) {
        return changes.stream()
                .filter(change -> !isOnlyReevaluated(change))
                .map(change -> planned(change, clusterRisks))
                .toList();
    }

    /** The logical ids of the resources that are only re-evaluated. */
    List<String> reevaluated() {
        return changes.stream()
                .filter(this::isOnlyReevaluated)
                .map(ResourceChange::logicalResourceId)
                .toList();
    }

    private boolean isOnlyReevaluated(ResourceChange change) {
        return change.action() == ChangeAction.MODIFY
                && !replaced.contains(change.logicalResourceId())
                && !change.details().isEmpty()
                && change.details().stream().allMatch(this::isFollowing);
    }

    /** Returns true if a detail only reports a reference to a resource that is modified in place. */
    private boolean isFollowing(ResourceChangeDetail detail) {
        String cause = cause(detail);
        return detail.evaluation() == EvaluationType.DYNAMIC
                && !replaced.contains(cause)
                && changes.stream()
                        .anyMatch(other ->
                                other.logicalResourceId().equals(cause) && other.action() == ChangeAction.MODIFY);
    }

    private static String cause(ResourceChangeDetail detail) {
        return Optional.ofNullable(detail.causingEntity()).orElse("").replaceAll("\\..*", "");
    }

    private dev.appdb.plan.ResourceChange planned(ResourceChange change, List<Risk> clusterRisks) {
        ResourcePurpose purpose = ResourcePurpose.of(change.logicalResourceId(), change.resourceType());
        Action action = action(change);
        boolean staysOutside = action == Action.REMOVE && change.policyAction() == PolicyAction.RETAIN;
        return new dev.appdb.plan.ResourceChange(
                action,
                change.resourceType(),
                change.logicalResourceId(),
                purpose.purpose(),
                purpose.holdsData() && !staysOutside,
                details(change, action),
                change.logicalResourceId().equals(StackResource.DATABASE_CLUSTER.logicalId())
                        ? clusterRisks
                        : List.of());
    }

    private Action action(ResourceChange change) {
        return switch (change.action()) {
            case ADD, IMPORT -> Action.ADD;
            case REMOVE -> Action.REMOVE;
            default -> replaced.contains(change.logicalResourceId()) ? Action.REPLACE : Action.MODIFY;
        };
    }

    /** Returns true if the resource is replaced. Where that is only decided during execution, it counts as replaced. */
    private boolean isReplaced(ResourceChange change) {
        if (change.action() == ChangeAction.DYNAMIC) {
            return true;
        }
        if (change.action() != ChangeAction.MODIFY) {
            return false;
        }
        return change.replacement() == Replacement.TRUE
                || change.replacement() == Replacement.CONDITIONAL
                        && (forcing(change).isEmpty()
                                || forcing(change).stream().anyMatch(this::isCertain));
    }

    private static List<ResourceChangeDetail> forcing(ResourceChange change) {
        return change.details().stream()
                .filter(detail -> detail.target() != null
                        && (detail.target().requiresRecreation() == RequiresRecreation.ALWAYS
                                || detail.target().requiresRecreation() == RequiresRecreation.CONDITIONALLY))
                .toList();
    }

    private boolean isCertain(ResourceChangeDetail detail) {
        if (detail.evaluation() == EvaluationType.STATIC) {
            return true;
        }
        return !isFollowing(detail);
    }

    private static List<String> details(ResourceChange change, Action action) {
        Set<String> details = new LinkedHashSet<>();
        if (action == Action.REPLACE) {
            forcing(change).forEach(detail -> details.add(name(detail.target()) + " forces the replacement"));
        }
        if (action == Action.MODIFY || action == Action.REPLACE) {
            change.details().stream()
                    .filter(detail -> detail.target() != null)
                    .forEach(detail -> details.add(changed(detail.target())));
        }
        Optional.ofNullable(change.policyAction()).map(PlannedChanges::ending).ifPresent(details::add);
        details.remove("");
        return new ArrayList<>(withoutRepetition(details));
    }

    /** Drops a property's name where the list also has the property with its values. */
    private static List<String> withoutRepetition(Set<String> details) {
        return details.stream()
                .filter(detail -> details.stream()
                        .noneMatch(other ->
                                other.startsWith(detail + ": ") || other.equals(detail + " forces the replacement")))
                .toList();
    }

    private static String changed(ResourceTargetDefinition target) {
        String name = name(target);
        String before = target.beforeValue();
        String after = target.afterValue();
        if (length(before) + length(after) > LONGEST_VALUES || (before == null && after == null)) {
            return name;
        }
        return name + ":" + (before == null ? "" : " " + before) + (after == null ? " removed" : " becomes " + after);
    }

    private static int length(@Nullable String value) {
        return value == null ? 0 : value.length();
    }

    private static String name(ResourceTargetDefinition target) {
        if (target.path() != null && !target.path().isBlank()) {
            return target.path().replaceAll("^/(Properties/)?", "").replace('/', '.');
        }
        return target.name() != null && !target.name().isBlank() ? target.name() : target.attributeAsString();
    }

    private static String ending(PolicyAction policy) {
        return switch (policy) {
            case RETAIN -> "it stays in the account, outside the stack";
            case SNAPSHOT -> "leaves a final snapshot";
            case REPLACE_AND_RETAIN -> "the current one stays in the account, outside the stack";
            case REPLACE_AND_SNAPSHOT -> "leaves a snapshot of the current one";
            default -> "";
        };
    }
}
