package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.fake.ResourceChange.Detail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Computes the changes of a change set as CloudFormation does: it compares the two templates, never the resources. A
 * property that refers to a resource that changes is listed too, to be decided on execution ({@code Dynamic}).
 */
final class ChangePlan {
    private static final List<String> ATTRIBUTES =
            List.of("DeletionPolicy", "UpdateReplacePolicy", "Metadata", "UpdatePolicy", "CreationPolicy");

    private final Account account;
    private final Stack stack;
    private final @Nullable Desired before;
    private final Desired after;
    private final Map<String, ResourceChange> changes = new LinkedHashMap<>();

    private ChangePlan(Account account, Stack stack, Desired after) {
        this.account = account;
        this.stack = stack;
        this.before = stack.desired();
        this.after = after;
    }

    /** The changes by logical id, in alphabetical order. */
    static List<ResourceChange> of(Account account, Stack stack, Desired after) {
        ChangePlan plan = new ChangePlan(account, stack, after);
        plan.compare();
        return new TreeSet<>(plan.changes.keySet())
                .stream()
                        .flatMap(id -> Optional.ofNullable(plan.changes.get(id)).stream())
                        .toList();
    }

    private void compare() {
        Set<String> old = before == null ? Set.of() : before.logicalIds(account, stack.id());
        Set<String> wanted = after.logicalIds(account, stack.id());
        for (String id : DependencyOrder.of(after.template(), wanted)) {
            if (before == null || !old.contains(id)) {
                put(id, "Add", null, null, List.of(), null, properties(after, id));
            } else {
                compareResource(before, id);
            }
        }
        for (String id : old) {
            if (before != null && !wanted.contains(id)) {
                put(
                        id,
                        "Remove",
                        null,
                        policy(before, id, "DeletionPolicy", ""),
                        List.of(),
                        properties(before, id),
                        null);
            }
        }
    }

    private void compareResource(Desired old, String id) {
        String type = after.template().type(id);
        if (!old.template().type(id).equals(type)) {
            throw AwsError.validation("Update of resource type is not permitted. The new template modifies resource"
                    + " type of the following resources: [" + id + "]");
        }
        List<Detail> details = new ArrayList<>(staticDetails(old, id, ResourceType.of(type)));
        details.addAll(dynamicDetails(id, ResourceType.of(type), details));
        if (!details.isEmpty()) {
            String replacement = replacement(details);
            String policy = replacement.equals("False") ? null : policy(after, id, "UpdateReplacePolicy", "ReplaceAnd");
            put(id, "Modify", replacement, policy, details, properties(old, id), properties(after, id));
        }
    }

    private void put(
            String id,
            String action,
            @Nullable String replacement,
            @Nullable String policy,
            List<Detail> details,
            @Nullable JsonNode old,
            @Nullable JsonNode wanted) {
        Desired source = action.equals("Remove") && before != null ? before : after;
        String type = source.template().type(id);
        String physicalId = stack.resource(id).map(StackResource::physicalId).orElse(null);
        changes.put(id, new ResourceChange(action, id, physicalId, type, replacement, policy, details, old, wanted));
    }

    private static String replacement(List<Detail> details) {
        Set<String> effects = new TreeSet<>();
        details.forEach(detail -> effects.add(detail.effect()));
        if (effects.contains("True")) {
            return "True";
        }
        return effects.contains("Conditional") ? "Conditional" : "False";
    }

    private static String policy(Desired source, String id, String attribute, String prefix) {
        String policy = DeletePolicy.of(source.template(), id, attribute);
        return prefix + (policy.startsWith("Retain") ? "Retain" : policy);
    }

    /** The properties with parameters filled in and references to resources left as they are. */
    private JsonNode properties(Desired source, String id) {
        return source.intrinsics(account, stack.id(), name -> Optional.empty(), (other, name) -> Optional.empty())
                .resolve(source.template().resource(id).path("Properties"));
    }

    private List<Detail> staticDetails(Desired old, String id, ResourceType type) {
        List<Detail> details = new ArrayList<>();
        for (JsonDifference difference : JsonDifference.between(properties(old, id), properties(after, id))) {
            String name = difference.property();
            Optional<String> parameter = causingParameter(old, id, name);
            String source = parameter.isPresent() ? "ParameterReference" : "DirectModification";
            boolean tags = name.equals("Tags");
            details.add(new Detail(
                    tags ? "Tags" : "Properties",
                    tags ? "" : name,
                    type.recreation(name),
                    "Static",
                    source,
                    parameter.orElse(null),
                    difference));
        }
        for (String attribute : ATTRIBUTES) {
            JsonNode was = old.template().resource(id).path(attribute);
            JsonNode is = after.template().resource(id).path(attribute);
            JsonDifference.between(was, is).stream()
                    .limit(1)
                    .forEach(difference -> details.add(
                            new Detail(attribute, "", "Never", "Static", "DirectModification", null, difference)));
        }
        if (!old.tags().equals(after.tags()) && type.properties().contains("Tags")) {
            details.add(new Detail("Tags", "", "Never", "Static", "DirectModification", null, null));
        }
        return details;
    }

    /** The parameter that alone makes a property differ: the template says the same as before. */
    private Optional<String> causingParameter(Desired old, String id, String property) {
        JsonNode was = old.template().resource(id).path("Properties").path(property);
        JsonNode is = after.template().resource(id).path("Properties").path(property);
        return was.equals(is)
                ? Template.references(is).stream()
                        .map(Template.Reference::target)
                        .filter(name -> after.parameters().containsKey(name))
                        .findFirst()
                : Optional.empty();
    }

    private List<Detail> dynamicDetails(String id, ResourceType type, List<Detail> known) {
        List<Detail> details = new ArrayList<>();
        after.template().resource(id).path("Properties").properties().forEach(property -> {
            boolean listed = known.stream().anyMatch(detail -> detail.name().equals(property.getKey()));
            for (Template.Reference reference : Template.references(property.getValue())) {
                ResourceChange cause = changes.get(reference.target());
                boolean attribute = reference.attribute().isPresent();
                if (!listed && cause != null && (attribute ? cause.mayChangeAttributes() : cause.mayReplace())) {
                    details.add(new Detail(
                            "Properties",
                            property.getKey(),
                            type.recreation(property.getKey()),
                            "Dynamic",
                            attribute ? "ResourceAttribute" : "ResourceReference",
                            reference.toString(),
                            null));
                }
            }
        });
        return details;
    }
}
