package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack template in JSON, checked as CloudFormation checks it when it arrives. */
record Template(String text, JsonNode root) {
    /** The most bytes that a template may have in a call; a longer one must come from S3. */
    static final int MOST_BYTES = 51_200;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    static Template parse(String text) {
        if (text.getBytes(UTF_8).length > MOST_BYTES) {
            throw AwsError.validation("1 validation error detected: Value at 'templateBody' failed to satisfy"
                    + " constraint: Member must have length less than or equal to " + MOST_BYTES);
        }
        return parseLong(text);
    }

    /** A template from S3, which may be longer. */
    static Template parseLong(String text) {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (IllegalArgumentException e) {
            throw AwsError.validation("Template format error: JSON not well-formed. (" + e.getMessage() + ")");
        }
        Template template = new Template(text, root);
        template.check();
        return template;
    }

    JsonNode resource(String logicalId) {
        return root.path("Resources").path(logicalId);
    }

    String type(String logicalId) {
        return resource(logicalId).path("Type").asText();
    }

    Set<String> logicalIds() {
        return names("Resources");
    }

    Set<String> names(String section) {
        Set<String> names = new LinkedHashSet<>();
        root.path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The resources that one refers to or depends on. */
    Set<String> dependencies(String logicalId) {
        JsonNode resource = resource(logicalId);
        Set<String> names = new TreeSet<>();
        references(resource.path("Properties")).forEach(reference -> names.add(reference.target()));
        JsonNode explicit = resource.path("DependsOn");
        names.addAll(explicit.isTextual() ? List.of(explicit.asText()) : Json.texts(explicit));
        names.retainAll(logicalIds());
        return names;
    }

    /** Every Ref, GetAtt and placeholder below a node. */
    static List<Reference> references(JsonNode node) {
        List<Reference> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(JsonNode node, List<Reference> found) {
        if (node.has("Ref")) {
            found.add(new Reference(node.path("Ref").asText(), Optional.empty()));
        } else if (node.has("Fn::GetAtt")) {
            JsonNode argument = node.path("Fn::GetAtt");
            found.add(Reference.of(argument.isArray() ? String.join(".", Json.texts(argument)) : argument.asText()));
        } else if (node.has("Fn::Sub")) {
            JsonNode argument = node.path("Fn::Sub");
            Matcher placeholders =
                    PLACEHOLDER.matcher(argument.isArray() ? argument.path(0).asText() : argument.asText());
            while (placeholders.find()) {
                if (!argument.path(1).has(placeholders.group(1))) {
                    found.add(Reference.of(placeholders.group(1)));
                }
            }
            collect(argument.path(1), found);
        } else {
            node.forEach(child -> collect(child, found));
        }
    }

    private void check() {
        if (!root.path("Resources").isObject() || root.path("Resources").isEmpty()) {
            throw AwsError.validation("Template format error: At least one Resources member must be defined.");
        }
        Set<String> unknownTypes = new TreeSet<>();
        logicalIds().forEach(id -> {
            if (ResourceType.find(type(id)).isEmpty()) {
                unknownTypes.add(type(id));
            }
        });
        if (!unknownTypes.isEmpty()) {
            throw AwsError.validation("Template format error: Unrecognized resource types: " + unknownTypes);
        }
        checkReferences("Resources");
        checkReferences("Outputs");
        checkCycles();
    }

    private void checkReferences(String section) {
        Set<String> known = new TreeSet<>(logicalIds());
        known.addAll(names("Parameters"));
        Set<String> unresolved = new TreeSet<>();
        for (Reference reference : references(root.path(section))) {
            if (!known.contains(reference.target()) && !reference.target().startsWith("AWS::")) {
                unresolved.add(reference.target());
            }
            reference.attribute().ifPresent(attribute -> checkAttribute(reference.target(), attribute));
        }
        if (!unresolved.isEmpty()) {
            throw AwsError.validation("Template format error: Unresolved resource dependencies " + unresolved
                    + " in the " + section + " block of the template");
        }
    }

    private void checkAttribute(String logicalId, String attribute) {
        boolean exists = ResourceType.find(type(logicalId))
                .map(type -> type.attributes().contains(attribute)
                        || type.identifier().equals(attribute))
                .orElse(true);
        if (!exists) {
            throw AwsError.validation("Template error: resource " + logicalId + " does not support attribute type "
                    + attribute + " in Fn::GetAtt");
        }
    }

    private void checkCycles() {
        Map<String, Set<String>> left = new LinkedHashMap<>();
        logicalIds().forEach(id -> left.put(id, dependencies(id)));
        while (left.entrySet().removeIf(entry -> entry.getValue().stream().noneMatch(left::containsKey))) {}
        if (!left.isEmpty()) {
            throw AwsError.validation("Circular dependency between resources: " + new TreeSet<>(left.keySet()));
        }
    }

    /** The capability that must be acknowledged, if any. */
    Optional<String> capability() {
        List<String> identities = logicalIds().stream()
                .filter(id -> type(id).startsWith("AWS::IAM::"))
                .toList();
        if (identities.isEmpty()) {
            return Optional.empty();
        }
        boolean named = identities.stream()
                .map(id -> resource(id).path("Properties"))
                .anyMatch(properties -> properties.has("RoleName") || properties.has("ManagedPolicyName"));
        return Optional.of(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
    }

    /** A place that names a resource or a parameter, or an attribute of a resource. */
    record Reference(String target, Optional<String> attribute) {

        static Reference of(String dotted) {
            int dot = dotted.indexOf('.');
            return dot < 0
                    ? new Reference(dotted, Optional.empty())
                    : new Reference(dotted.substring(0, dot), Optional.of(dotted.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return target + attribute.map(name -> "." + name).orElse("");
        }
    }
}
