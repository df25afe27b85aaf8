package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for which a change set is refused when it is made: names that are taken, and the account's hooks.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html">AWS:
 *     validating stack deployments</a>; the texts are those that aws-cloudformation/rain#744 shows
 */
final class EarlyValidation {
    private static final String EXISTENCE = "AWS::EarlyValidation::ResourceExistenceCheck";

    private EarlyValidation() {}

    /**
     * One event of {@code DescribeEvents}.
     *
     * @param hook the hook, or the early validation
     * @param isHook false for early validation
     */
    record Refusal(String hook, boolean isHook, String logicalId, String type, String reason) {}

    static List<Refusal> of(Stacks stacks, List<ResourceChange> changes) {
        List<Refusal> found = new ArrayList<>();
        for (ResourceChange change : changes) {
            if (change.action().equals("Add") && change.after() != null) {
                String id = chosen(ResourceType.of(change.type()), change.after());
                if (id != null && stacks.account().find(change.type(), id).isPresent()) {
                    found.add(new Refusal(
                            EXISTENCE,
                            false,
                            change.logicalId(),
                            change.type(),
                            "Resource of type '" + change.type() + "' with identifier '" + id + "' already exists."));
                }
            }
            stacks.script()
                    .hook(change.logicalId())
                    .ifPresent(hook -> found.add(
                            new Refusal(hook.getKey(), true, change.logicalId(), change.type(), hook.getValue())));
        }
        return found;
    }

    private static @Nullable String chosen(ResourceType type, JsonNode properties) {
        if (type.name().equals("AWS::IAM::ManagedPolicy")) {
            String name = properties.path("ManagedPolicyName").asText("");
            return name.isEmpty()
                    ? null
                    : Arns.iam("policy" + properties.path("Path").asText("/") + name);
        }
        String chosen = properties.path(type.identifier()).asText("");
        if (!type.hasChosenName() || chosen.isEmpty()) {
            return null;
        }
        return type.name().startsWith("AWS::RDS::") ? chosen.toLowerCase(Locale.ROOT) : chosen;
    }

    /** The change set's status reason, which has no details. */
    static String reason(List<Refusal> refusals) {
        Set<String> hooks = new LinkedHashSet<>();
        refusals.forEach(refusal -> hooks.add(refusal.hook()));
        return "The following hook(s)/validation failed: [" + String.join(", ", hooks)
                + "]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.";
    }

    static void event(Xml xml, ChangeSet changeSet, Refusal refusal) {
        xml.text("EventId", changeSet.name() + "-" + refusal.logicalId())
                .text("StackId", changeSet.stack().id())
                .text("OperationType", "CREATE_CHANGESET")
                .text("OperationStatus", "FAILED")
                .text("EventType", refusal.isHook() ? "HOOK_INVOCATION_ERROR" : "VALIDATION_ERROR")
                .text("LogicalResourceId", refusal.logicalId())
                .text("ResourceType", refusal.type());
        if (refusal.isHook()) {
            xml.text("HookType", refusal.hook())
                    .text("HookStatus", "HOOK_COMPLETE_FAILED")
                    .text("HookStatusReason", refusal.reason())
                    .text("HookFailureMode", "FAIL");
        } else {
            xml.text("ValidationFailureMode", "FAIL")
                    .text("ValidationName", "NAME_CONFLICT_VALIDATION")
                    .text("ValidationStatus", "FAILED")
                    .text("ValidationStatusReason", refusal.reason())
                    .text("ValidationPath", "/Resources/" + refusal.logicalId());
        }
    }
}
