package dev.appdb.aws.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * IAM's evaluation of identity policies that only allow: a request is allowed if a statement matches its action, its
 * resource and all conditions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">AWS:
 *     condition operators</a>
 */
final class PolicyEvaluator {
    private final List<JsonNode> statements = new ArrayList<>();

    PolicyEvaluator(List<PolicyDocument> documents) {
        for (PolicyDocument document : documents) {
            try {
                new ObjectMapper().readTree(document.json()).path("Statement").forEach(statements::add);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("a policy is not JSON", e);
            }
        }
    }

    /**
     * A request as IAM sees it.
     *
     * @param context from condition key to values
     */
    record Call(String action, String resource, Map<String, List<String>> context) {}

    boolean allows(Call call) {
        return statements.stream().anyMatch(statement -> matches(statement, call));
    }

    private static boolean matches(JsonNode statement, Call call) {
        return anyLike(statement.path("Action"), call.action())
                && anyLike(statement.path("Resource"), call.resource())
                && statement.path("Condition").properties().stream()
                        .allMatch(operator -> operator.getValue().properties().stream()
                                .allMatch(key -> holds(
                                        operator.getKey(),
                                        key.getValue(),
                                        call.context().getOrDefault(key.getKey(), List.of()))));
    }

    private static boolean holds(String operator, JsonNode wanted, List<String> given) {
        return switch (operator) {
            case "StringEquals", "Bool" -> given.size() == 1 && any(wanted, given.get(0), String::equals);
            case "StringLike", "ArnLike", "ArnEquals" -> given.size() == 1 && anyLike(wanted, given.get(0));
            case "ForAnyValue:StringEquals" -> given.stream().anyMatch(value -> any(wanted, value, String::equals));
            case "Null" -> any(wanted, String.valueOf(given.isEmpty()), String::equals);
            default -> throw new IllegalArgumentException("an operator that no policy had before: " + operator);
        };
    }

    private static boolean anyLike(JsonNode patterns, String value) {
        return any(patterns, value, PolicyEvaluator::like);
    }

    private static boolean any(JsonNode wanted, String value, BiPredicate<String, String> matches) {
        return StreamSupport.stream(wanted.spliterator(), false).anyMatch(one -> matches.test(one.asText(), value));
    }

    private static boolean like(String pattern, String value) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return value.matches(regex);
    }
}
