package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The desired state of a stack: a template with its parameters' values and the stack's tags.
 *
 * @param parameters every parameter's value, defaults included
 */
record Desired(Template template, Map<String, String> parameters, Map<String, String> tags) {

    /** The resources whose condition holds, in the template's order. */
    Set<String> logicalIds(Account account, String stackId) {
        Intrinsics intrinsics = intrinsics(account, stackId, name -> Optional.empty(), (id, name) -> Optional.empty());
        Set<String> ids = new LinkedHashSet<>(template.logicalIds());
        ids.removeIf(id -> {
            JsonNode condition = template.resource(id).path("Condition");
            return condition.isTextual() && !intrinsics.scope().condition(condition.asText());
        });
        return ids;
    }

    /** The functions of this template, with what is known of its resources. */
    Intrinsics intrinsics(
            Account account,
            String stackId,
            Function<String, Optional<JsonNode>> physicalIds,
            BiFunction<String, String, Optional<JsonNode>> attributes) {
        return new Intrinsics(new Scope() {
            @Override
            public Optional<JsonNode> ref(String name) {
                return parameter(name)
                        .or(() -> pseudo(account, stackId, name).map(TextNode::new))
                        .or(() -> physicalIds.apply(name));
            }

            @Override
            public Optional<JsonNode> attribute(String logicalId, String attribute) {
                return attributes.apply(logicalId, attribute);
            }

            @Override
            public boolean condition(String name) {
                return new Intrinsics(this)
                        .holds(template.root().path("Conditions").path(name));
            }
        });
    }

    private Optional<JsonNode> parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            return Optional.empty();
        }
        String type = template.root().path("Parameters").path(name).path("Type").asText();
        if (!type.startsWith("List<") && !type.equals("CommaDelimitedList")) {
            return Optional.of(new TextNode(value));
        }
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (String item : value.split(",", -1)) {
            list.add(item.strip());
        }
        return Optional.of(list);
    }

    private static Optional<String> pseudo(Account account, String stackId, String name) {
        return switch (name) {
            case "AWS::AccountId" -> Optional.of(Account.ID);
            case "AWS::Partition" -> Optional.of(Account.PARTITION);
            case "AWS::Region" -> Optional.of(account.region());
            case "AWS::URLSuffix" -> Optional.of("amazonaws.com");
            case "AWS::StackId" -> Optional.of(stackId);
            case "AWS::StackName" -> Optional.of(stackId.split("/", -1)[1]);
            default -> Optional.empty();
        };
    }
}
