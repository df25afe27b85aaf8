package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Block Kit as far as Slack refuses it: the limits of docs.slack.dev/reference/block-kit and of messages and views. */
public final class Blocks {
    static final int IN_MESSAGE = 50;
    static final int IN_VIEW = 100;
    /** The length at which Slack cuts a message's text. This fake refuses instead, since a cut answer is a defect. */
    static final int MESSAGE_TEXT = 40_000;

    /** All texts of a message's blocks together; Slack documents none, this is what people measured. */
    static final int ALL_TEXTS = 11_000;

    private static final Map<String, Integer> TEXT_OF_BLOCK =
            Map.of("section", 3000, "header", 150, "input", 2000, "context", 3000);
    private static final Map<String, Set<String>> ELEMENTS = Map.of(
            "actions",
            Set.of(
                    "button",
                    "static_select",
                    "external_select",
                    "users_select",
                    "overflow",
                    "checkboxes",
                    "radio_buttons",
                    "datepicker",
                    "multi_static_select",
                    "conversations_select",
                    "channels_select"),
            "input",
            Set.of(
                    "plain_text_input",
                    "number_input",
                    "static_select",
                    "external_select",
                    "multi_static_select",
                    "multi_external_select",
                    "checkboxes",
                    "radio_buttons",
                    "users_select",
                    "conversations_select",
                    "channels_select",
                    "datepicker",
                    "email_text_input",
                    "url_text_input",
                    "multi_users_select"));
    private static final Set<String> KNOWN = Set.of(
            "section",
            "header",
            "divider",
            "context",
            "actions",
            "input",
            "image",
            "rich_text",
            "markdown",
            "file",
            "video",
            "table");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> blockIds = new HashSet<>();
    private final Set<String> actionIds = new HashSet<>();

    private Blocks() {}

    /** The reasons for which Slack would refuse a message's blocks; empty if there are none. */
    public static List<String> problemsOfMessage(JsonNode blocks) {
        Blocks check = new Blocks();
        check.array(blocks, IN_MESSAGE, false);
        return check.problems;
    }

    /** The reasons for which Slack would refuse a home tab; empty if there are none. */
    public static List<String> problemsOfHome(JsonNode view) {
        Blocks check = new Blocks();
        if (!view.path("type").asText().equals("home")) {
            check.problems.add("type is not home");
        }
        check.array(view.path("blocks"), IN_VIEW, true);
        return check.problems;
    }

    /** The reasons for which Slack would refuse a modal; empty if there are none. */
    public static List<String> problemsOfView(JsonNode view) {
        Blocks check = new Blocks();
        if (!view.path("type").asText().equals("modal")) {
            check.problems.add("type is not modal");
        }
        check.plain(view.path("title"), 24, "title");
        if (view.has("submit")) {
            check.plain(view.path("submit"), 24, "submit");
        }
        if (view.has("close")) {
            check.plain(view.path("close"), 24, "close");
        }
        check.length(view.path("private_metadata"), 3000, "private_metadata");
        check.length(view.path("callback_id"), 255, "callback_id");
        check.array(view.path("blocks"), IN_VIEW, true);
        boolean hasInput = Stream.of(view.path("blocks"))
                .flatMap(Blocks::stream)
                .anyMatch(block -> block.path("type").asText().equals("input"));
        if (hasInput && !view.has("submit")) {
            check.problems.add("a view with an input needs submit");
        }
        return check.problems;
    }

    /** The length of all texts in some blocks. */
    static int textLength(JsonNode node) {
        int length = node.path("text").asText("").length();
        for (JsonNode each : node) {
            length += textLength(each);
        }
        return length;
    }

    /** All interactive elements of some blocks. */
    public static Stream<JsonNode> elements(JsonNode blocks) {
        return stream(blocks)
                .flatMap(block -> Stream.of(
                                stream(block.path("elements")),
                                Stream.of(block.path("accessory"), block.path("element")))
                        .flatMap(each -> each)
                        .filter(element -> element.has("action_id")));
    }

    /** The block in which an element is. */
    public static Optional<JsonNode> blockOf(JsonNode blocks, String actionId) {
        return stream(blocks)
                .filter(block -> elements(Json.of(List.of(block)))
                        .anyMatch(element -> element.path("action_id").asText().equals(actionId)))
                .findFirst();
    }

    /** The same blocks, each with a {@code block_id}: Slack makes one up where there is none. */
    static JsonNode named(JsonNode blocks, LongSupplier numbers) {
        JsonNode named = blocks.deepCopy();
        for (JsonNode block : named) {
            if (!block.has("block_id") && block instanceof ObjectNode object) {
                object.put("block_id", "b" + numbers.getAsLong());
            }
        }
        return named;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.elements().forEachRemaining(all::add);
        return all.stream();
    }

    private void array(JsonNode blocks, int limit, boolean inView) {
        if (!blocks.isArray()) {
            problems.add("blocks is no array");
            return;
        }
        if (blocks.size() > limit) {
            problems.add(blocks.size() + " blocks, at most " + limit);
        }
        for (Iterator<JsonNode> each = blocks.elements(); each.hasNext(); ) {
            block(each.next(), inView);
        }
    }

    private void block(JsonNode block, boolean inView) {
        String type = block.path("type").asText();
        if (!KNOWN.contains(type)) {
            problems.add("unknown block type " + type);
        }
        String id = block.path("block_id").asText("");
        length(block.path("block_id"), 255, "block_id");
        if (!id.isEmpty() && !blockIds.add(id)) {
            problems.add("block_id twice: " + id);
        }
        switch (type) {
            case "section" -> section(block);
            case "header" -> plain(block.path("text"), TEXT_OF_BLOCK.getOrDefault("header", 0), "header");
            case "context" -> context(block);
            case "actions" -> actions(block);
            case "input" -> input(block);
            case "markdown" -> length(block.path("text"), 12_000, "markdown");
            default -> {}
        }
        if (type.equals("input") && !inView && !block.has("element")) {
            problems.add("input without element");
        }
    }

    private void section(JsonNode block) {
        if (!block.has("text") && !block.has("fields")) {
            problems.add("section without text and fields");
        }
        if (block.has("text")) {
            text(block.path("text"), 3000, "section text");
        }
        if (block.path("fields").size() > 10) {
            problems.add("more than 10 fields");
        }
        block.path("fields").forEach(field -> text(field, 2000, "field"));
        if (block.has("accessory")) {
            element(block.path("accessory"));
        }
    }

    private void context(JsonNode block) {
        int size = block.path("elements").size();
        if (size < 1 || size > 10) {
            problems.add("context has 1 to 10 elements, not " + size);
        }
        block.path("elements").forEach(element -> text(element, 3000, "context text"));
    }

    private void actions(JsonNode block) {
        int size = block.path("elements").size();
        if (size < 1 || size > 25) {
            problems.add("actions has 1 to 25 elements, not " + size);
        }
        block.path("elements").forEach(element -> {
            allowed("actions", element);
            element(element);
        });
    }

    private void input(JsonNode block) {
        plain(block.path("label"), 2000, "label");
        if (block.has("hint")) {
            plain(block.path("hint"), 2000, "hint");
        }
        allowed("input", block.path("element"));
        element(block.path("element"));
    }

    private void allowed(String block, JsonNode element) {
        String type = element.path("type").asText();
        if (!ELEMENTS.getOrDefault(block, Set.of()).contains(type)) {
            problems.add(type + " can't be in " + block);
        }
    }

    private void element(JsonNode element) {
        length(element.path("action_id"), 255, "action_id");
        String actionId = element.path("action_id").asText("");
        if (!actionId.isEmpty() && !actionIds.add(actionId)) {
            problems.add("action_id twice: " + actionId);
        }
        if (element.has("placeholder")) {
            plain(element.path("placeholder"), 150, "placeholder");
        }
        if (element.path("type").asText().equals("button")) {
            plain(element.path("text"), 75, "button text");
            length(element.path("value"), 2000, "button value");
            length(element.path("accessibility_label"), 75, "accessibility_label");
        }
        if (element.has("confirm")) {
            plain(element.path("confirm").path("title"), 100, "confirm title");
            text(element.path("confirm").path("text"), 300, "confirm text");
        }
        options(element);
    }

    private void options(JsonNode element) {
        String type = element.path("type").asText();
        boolean isBoxes = type.equals("checkboxes") || type.equals("radio_buttons");
        int limit = isBoxes ? 10 : type.equals("overflow") ? 5 : 100;
        JsonNode options = element.path("options");
        boolean needsOptions = isBoxes || type.endsWith("static_select") || type.equals("overflow");
        if (needsOptions && (options.isEmpty() || options.size() > limit) && !element.has("option_groups")) {
            problems.add(type + " has 1 to " + limit + " options, not " + options.size());
        }
        options.forEach(option -> {
            text(option.path("text"), 75, "option text");
            length(option.path("value"), 150, "option value");
            if (option.has("description")) {
                text(option.path("description"), 75, "option description");
            }
        });
    }

    private void plain(JsonNode text, int limit, String what) {
        if (!text.path("type").asText().equals("plain_text")) {
            problems.add(what + " is no plain_text");
        }
        text(text, limit, what);
    }

    private void text(JsonNode text, int limit, String what) {
        if (text.path("type").asText().equals("image")) {
            return;
        }
        if (!Set.of("plain_text", "mrkdwn").contains(text.path("type").asText())) {
            problems.add(what + " has no type");
        }
        if (text.path("text").asText("").isEmpty()) {
            problems.add(what + " is empty");
        }
        length(text.path("text"), limit, what);
    }

    private void length(JsonNode text, int limit, String what) {
        if (text.asText("").length() > limit) {
            problems.add(what + " has " + text.asText().length() + " characters, at most " + limit);
        }
    }
}
