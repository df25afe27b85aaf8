package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a modal's inputs, in the form in which Slack sends them: {@code values}, by block and action. */
final class ViewState {
    private ViewState() {}

    /**
     * The inputs' values.
     *
     * @throws AssertionError if there is no such input or option, or something required is missing: Slack's own window
     *     would not let a user do that
     */
    static ObjectNode submitted(JsonNode blocks, Map<String, ?> given) {
        ObjectNode values = filled(blocks, given);
        blocks.forEach(block -> {
            JsonNode element = block.path("element");
            String actionId = element.path("action_id").asText();
            boolean isRequired = block.path("type").asText().equals("input")
                    && !block.path("optional").asBoolean()
                    && !element.path("type").asText().equals("checkboxes");
            if (isRequired
                    && values.path(block.path("block_id").asText())
                                    .path(actionId)
                                    .size()
                            < 2) {
                throw new AssertionError("the modal's " + actionId + " is required");
            }
        });
        return values;
    }

    /**
     * The inputs' values so far: Slack tells of a change also while something required is still missing.
     *
     * @throws AssertionError if there is no such input or option
     */
    static ObjectNode filled(JsonNode blocks, Map<String, ?> given) {
        ObjectNode values = Json.object();
        Set<String> unknown = new HashSet<>(given.keySet());
        blocks.forEach(block -> Stream.of(block.path("element"), block.path("accessory"))
                .filter(element -> element.has("action_id"))
                .forEach(element -> {
                    String actionId = element.path("action_id").asText();
                    unknown.remove(actionId);
                    ObjectNode value = value(element, given.get(actionId));
                    values.withObject("/"
                                    + block.path("block_id")
                                            .asText()
                                            .replace("~", "~0")
                                            .replace("/", "~1"))
                            .set(actionId, value);
                }));
        if (!unknown.isEmpty()) {
            throw new AssertionError("no input " + unknown + " in " + blocks);
        }
        return values;
    }

    private static ObjectNode value(JsonNode element, @Nullable Object given) {
        String type = element.path("type").asText();
        ObjectNode value = Json.object().put("type", type);
        if (type.equals("checkboxes") || type.startsWith("multi_")) {
            ArrayNode chosen = value.putArray("selected_options");
            if (given instanceof Collection<?> several) {
                several.forEach(each -> chosen.add(option(element, String.valueOf(each))));
            } else {
                element.path("initial_options").forEach(chosen::add);
            }
        } else if (type.endsWith("_select") || type.equals("radio_buttons")) {
            if (given != null) {
                value.set("selected_option", option(element, given.toString()));
            } else if (element.has("initial_option")) {
                value.set("selected_option", element.path("initial_option"));
            }
        } else if (given != null) {
            value.put("value", given.toString());
        } else if (element.has("initial_value")) {
            value.set("value", element.path("initial_value"));
        }
        return value;
    }

    /** An option by its value; one of an external menu is made up, as its options are not in the view. */
    static JsonNode option(JsonNode element, String value) {
        if (element.path("type").asText().contains("external")) {
            ObjectNode option = Json.object().put("value", value);
            option.putObject("text").put("type", "plain_text").put("text", value);
            return option;
        }
        return Stream.concat(
                        Blocks.stream(element.path("options")),
                        Blocks.stream(element.path("option_groups"))
                                .flatMap(group -> Blocks.stream(group.path("options"))))
                .filter(option -> option.path("value").asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no option " + value + " in " + element));
    }
}
