package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudFormation's functions in a template: Ref, GetAtt, Sub, Join, Select, Split, If and the conditions. */
record Intrinsics(Scope scope) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    JsonNode resolve(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = Json.MAPPER.createArrayNode();
            array.forEach(item -> addUnlessMissing(resolved, resolve(item)));
            return resolved;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1) {
            String name = object.fieldNames().next();
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return call(name, object.path(name)).orElse(object);
            }
        }
        ObjectNode resolved = Json.MAPPER.createObjectNode();
        object.properties().forEach(field -> {
            JsonNode value = resolve(field.getValue());
            if (!value.isMissingNode()) {
                resolved.set(field.getKey(), value);
            }
        });
        return resolved;
    }

    private static void addUnlessMissing(ArrayNode array, JsonNode item) {
        if (!item.isMissingNode()) {
            array.add(item);
        }
    }

    private Optional<JsonNode> call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" ->
                argument.asText().equals("AWS::NoValue")
                        ? Optional.of(MissingNode.getInstance())
                        : scope.ref(argument.asText());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> Optional.of(substitute(argument));
            case "Fn::Join" -> join(argument);
            case "Fn::Select" -> select(argument);
            case "Fn::Split" -> split(argument);
            case "Fn::If" ->
                Optional.of(resolve(scope.condition(argument.path(0).asText()) ? argument.path(1) : argument.path(2)));
            default -> throw AwsError.validation("Template error: the fake does not know the function " + function);
        };
    }

    private Optional<JsonNode> attribute(JsonNode argument) {
        String dotted = argument.isArray()
                ? argument.path(0).asText() + "." + argument.path(1).asText()
                : argument.asText();
        return dotted(dotted);
    }

    private Optional<JsonNode> dotted(String reference) {
        int dot = reference.indexOf('.');
        return dot < 0
                ? scope.ref(reference)
                : scope.attribute(reference.substring(0, dot), reference.substring(dot + 1));
    }

    private JsonNode substitute(JsonNode argument) {
        String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        JsonNode own = argument.isArray() ? resolve(argument.path(1)) : MissingNode.getInstance();
        boolean[] open = {false};
        String result = PLACEHOLDER.matcher(text).replaceAll(match -> {
            if (!match.group(1).isEmpty()) {
                return Matcher.quoteReplacement("${" + match.group(2) + "}");
            }
            Optional<JsonNode> value =
                    own.has(match.group(2)) ? Optional.of(own.path(match.group(2))) : dotted(match.group(2));
            open[0] |= value.isEmpty();
            return Matcher.quoteReplacement(value.map(JsonNode::asText).orElse(match.group()));
        });
        return open[0] ? Json.MAPPER.createObjectNode().put("Fn::Sub", result) : new TextNode(result);
    }

    private Optional<JsonNode> join(JsonNode argument) {
        JsonNode items = resolve(argument.path(1));
        boolean known = items.isArray();
        for (JsonNode item : items) {
            known &= item.isValueNode();
        }
        return known
                ? Optional.of(new TextNode(String.join(argument.path(0).asText(), Json.texts(items))))
                : Optional.empty();
    }

    private Optional<JsonNode> select(JsonNode argument) {
        JsonNode items = resolve(argument.path(1));
        return items.isArray() ? Optional.of(items.path(argument.path(0).asInt())) : Optional.empty();
    }

    private Optional<JsonNode> split(JsonNode argument) {
        JsonNode text = resolve(argument.path(1));
        if (!text.isTextual()) {
            return Optional.empty();
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (String part : text.asText().split(Pattern.quote(argument.path(0).asText()), -1)) {
            parts.add(part);
        }
        return Optional.of(parts);
    }

    /** The value of a condition's definition. */
    boolean holds(JsonNode condition) {
        if (condition.has("Condition")) {
            return scope.condition(condition.path("Condition").asText());
        }
        String function =
                condition.fieldNames().hasNext() ? condition.fieldNames().next() : "";
        JsonNode argument = condition.path(function);
        return switch (function) {
            case "Fn::Equals" ->
                resolve(argument.path(0))
                        .asText()
                        .equals(resolve(argument.path(1)).asText());
            case "Fn::Not" -> !holds(argument.path(0));
            case "Fn::And" -> fold(argument, true, Boolean::logicalAnd);
            case "Fn::Or" -> fold(argument, false, Boolean::logicalOr);
            default -> throw AwsError.validation("Template format error: Conditions can only be boolean operations");
        };
    }

    private boolean fold(JsonNode conditions, boolean start, BinaryOperator<Boolean> operator) {
        boolean result = start;
        for (JsonNode condition : conditions) {
            result = operator.apply(result, holds(condition));
        }
        return result;
    }
}
