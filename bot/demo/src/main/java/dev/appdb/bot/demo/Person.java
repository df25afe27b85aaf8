package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A user of Slack: types, clicks, fills in modals. */
public final class Person {
    private final FakeSlack slack;
    private final Workspace workspace;
    private final String id;
    private final String team;
    private final String channel;

    Person(FakeSlack slack, Workspace workspace, String id) {
        this(slack, workspace, id, Workspace.TEAM, "");
    }

    private Person(FakeSlack slack, Workspace workspace, String id, String team, String channel) {
        this.slack = slack;
        this.workspace = workspace;
        this.id = id;
        this.team = team;
        this.channel = channel;
    }

    /** The same person, but of another workspace, who sees this one's shared channels. */
    public Person from(String otherTeam) {
        return new Person(slack, workspace, id, otherTeam, channel);
    }

    /** The same person, in a channel. */
    public Person in(String channelId) {
        return new Person(slack, workspace, id, team, channelId);
    }

    /** Types a slash command with its text. */
    public Delivered types(String line) {
        String[] parts = line.split(" ", 2);
        ObjectNode payload = Json.object()
                .put("token", "fake-verification")
                .put("team_id", team)
                .put("channel_id", channel)
                .put("channel_name", channelName())
                .put("user_id", id)
                .put("user_name", slack.nameOf(id))
                .put("command", parts[0])
                .put("text", parts.length < 2 ? "" : parts[1])
                .put("api_app_id", "A0APPDB")
                .put("response_url", slack.responseUrl(channel, id))
                .put("trigger_id", workspace.trigger(id));
        return slack.deliver("slash_commands", payload, answer -> {
            if (answer.has("text") || answer.has("blocks")) {
                workspace.answer(channel, id, answer);
            }
        });
    }

    private String channelName() {
        return workspace.channel(channel).map(Workspace.Channel::name).orElse("directmessage");
    }

    /**
     * Clicks a button of a message.
     *
     * @throws AssertionError if the message has no such button
     */
    public Delivered clicks(Message message, String actionId) {
        return acts(message, actionId, element -> {});
    }

    /** Clicks a button of the app's home tab. */
    public Delivered clicksHome(String actionId) {
        Workspace.View home =
                workspace.home(id).orElseThrow(() -> new AssertionError(id + " has not opened the home tab"));
        ObjectNode payload = interaction("block_actions");
        payload.putObject("container").put("type", "view").put("view_id", home.id());
        payload.set("view", home.json());
        payload.putArray("actions").add(action(home.json().path("blocks"), actionId));
        return slack.deliver("interactive", payload, answer -> {});
    }

    /** Chooses an option of a menu in a message. */
    public Delivered chooses(Message message, String actionId, String value) {
        return acts(message, actionId, action -> action.set("selected_option", ViewState.option(action, value)));
    }

    private Delivered acts(Message message, String actionId, java.util.function.Consumer<ObjectNode> how) {
        ObjectNode payload = interaction("block_actions");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", message.audience().isPresent());
        payload.putObject("channel").put("id", message.channel()).put("name", channelName());
        payload.set("message", message.json());
        payload.put("response_url", slack.responseUrl(message.channel(), id));
        payload.putObject("state").putObject("values");
        ObjectNode action = action(message.blocks(), actionId);
        how.accept(action);
        payload.putArray("actions").add(action);
        return slack.deliver("interactive", payload, answer -> {});
    }

    private ObjectNode action(JsonNode blocks, String actionId) {
        JsonNode element = Blocks.elements(blocks)
                .filter(each -> each.path("action_id").asText().equals(actionId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + actionId + " in " + blocks));
        ObjectNode action = element.deepCopy();
        action.put("action_ts", workspace.nextTs());
        String blockId = Blocks.blockOf(blocks, actionId)
                .map(block -> block.path("block_id").asText())
                .orElse("");
        return action.put("block_id", blockId);
    }

    private ObjectNode interaction(String type) {
        ObjectNode payload = Json.object().put("type", type);
        payload.putObject("team").put("id", team).put("domain", "fake");
        payload.putObject("user")
                .put("id", id)
                .put("username", slack.nameOf(id))
                .put("team_id", team);
        payload.put("api_app_id", "A0APPDB").put("token", "fake-verification");
        if (!type.equals("block_suggestion")) {
            payload.put("trigger_id", workspace.trigger(id));
        }
        return payload;
    }

    /** Opens the app's home tab. */
    public Delivered opensHome() {
        ObjectNode event = Json.object()
                .put("type", "app_home_opened")
                .put("user", id)
                .put("channel", Workspace.directMessages(id))
                .put("tab", "home");
        ObjectNode payload = Json.object()
                .put("type", "event_callback")
                .put("team_id", team)
                .put("event_id", "Ev" + workspace.next());
        payload.set("event", event);
        return slack.deliver("events_api", payload, answer -> {});
    }

    /** Chooses a shortcut of the shortcuts menu. */
    public Delivered usesShortcut(String callbackId) {
        return slack.deliver("interactive", interaction("shortcut").put("callback_id", callbackId), answer -> {});
    }

    /** Chooses a shortcut of a message's menu. */
    public Delivered usesShortcut(Message message, String callbackId) {
        ObjectNode payload = interaction("message_action")
                .put("callback_id", callbackId)
                .put("message_ts", message.ts())
                .put("response_url", slack.responseUrl(message.channel(), id));
        payload.putObject("channel").put("id", message.channel()).put("name", channelName());
        payload.set("message", message.json());
        return slack.deliver("interactive", payload, answer -> {});
    }

    /** Waits for a direct message of the bot. */
    public Message awaitDirectMessage(Predicate<Message> which) {
        return slack.awaitMessage(Workspace.directMessages(id), which);
    }

    /** Waits until this person's home tab shows some text, and gives it as JSON. */
    public JsonNode awaitHome(String text) {
        return workspace.await(
                "a home tab with " + text,
                () -> workspace
                        .home(id)
                        .map(Workspace.View::json)
                        .filter(view -> view.toString().contains(text)));
    }

    /** Waits for a modal that shows some text, and gives it as JSON. */
    public JsonNode awaitModal(String text) {
        return workspace.await(
                "a modal with " + text,
                () -> modal().filter(view -> view.toString().contains(text)));
    }

    /** The modal that this person sees. */
    public Optional<JsonNode> modal() {
        return workspace.seenBy(id).map(Workspace.View::json);
    }

    /** The errors shown in the submitted modal, by block id. */
    public Map<String, String> problems() {
        Map<String, String> problems = new java.util.LinkedHashMap<>();
        workspace
                .seenBy(id)
                .map(Workspace.View::errors)
                .ifPresent(errors -> errors.properties()
                        .forEach(each ->
                                problems.put(each.getKey(), each.getValue().asText())));
        return problems;
    }

    /**
     * Submits the modal that this person sees; what is not in {@code values} keeps what the modal began with.
     *
     * @param values by action id: a text, an option's value, or a list of options' values
     */
    public Delivered submits(Map<String, ?> values) {
        Workspace.View view = seen();
        return slack.deliver("interactive", submission(view, values), answer -> submitted(view, answer));
    }

    /** Submits the modal twice, as an impatient double click does: the second goes off before the first is answered. */
    public List<Delivered> submitsTwice(Map<String, ?> values) {
        Workspace.View view = seen();
        ObjectNode first = submission(view, values);
        ObjectNode second = submission(view, values);
        return List.of(
                slack.deliver("interactive", first, answer -> submitted(view, answer)),
                slack.deliver("interactive", second, answer -> submitted(view, answer)));
    }

    private ObjectNode submission(Workspace.View view, Map<String, ?> values) {
        ObjectNode payload = interaction("view_submission");
        payload.set("view", withState(view, ViewState.submitted(view.json().path("blocks"), values)));
        payload.putArray("response_urls");
        return payload;
    }

    private void submitted(Workspace.View view, JsonNode answer) {
        switch (answer.path("response_action").asText()) {
            case "errors" -> workspace.errors(view, answer.path("errors"));
            case "update" -> workspace.update(view, answer.path("view"));
            case "push" -> workspace.open(id, answer.path("view"));
            default -> workspace.close(view);
        }
    }

    /** Acts on an element of the modal that makes Slack tell the bot at once. */
    public Delivered sets(String actionId, String value, Map<String, ?> others) {
        Workspace.View view = seen();
        Map<String, Object> values = new java.util.LinkedHashMap<>(others);
        values.put(actionId, value);
        ObjectNode payload = interaction("block_actions");
        payload.putObject("container").put("type", "view").put("view_id", view.id());
        ObjectNode state = withState(view, ViewState.filled(view.json().path("blocks"), values));
        payload.set("view", state);
        payload.set("state", state.path("state"));
        ObjectNode action = action(view.json().path("blocks"), actionId);
        JsonNode set = state.path("state")
                .path("values")
                .path(action.path("block_id").asText())
                .path(actionId);
        set.properties().forEach(field -> action.set(field.getKey(), field.getValue()));
        payload.putArray("actions").add(action);
        return slack.deliver("interactive", payload, answer -> {});
    }

    /** Types into a menu whose options come from the bot; they are in the acknowledgement. */
    public Delivered looksUp(String actionId, String typed) {
        Workspace.View view = seen();
        ObjectNode payload = interaction("block_suggestion");
        payload.put("action_id", actionId).put("value", typed);
        payload.put(
                "block_id",
                Blocks.blockOf(view.json().path("blocks"), actionId)
                        .map(block -> block.path("block_id").asText())
                        .orElse(""));
        payload.set("view", view.json());
        return slack.deliver("interactive", payload, answer -> {});
    }

    /** Closes the modal without submitting it. */
    public Optional<Delivered> cancels() {
        Workspace.View view = seen();
        workspace.close(view);
        if (!view.json().path("notify_on_close").asBoolean()) {
            return Optional.empty();
        }
        ObjectNode payload = interaction("view_closed");
        payload.set("view", view.json());
        return Optional.of(slack.deliver("interactive", payload, answer -> {}));
    }

    private static ObjectNode withState(Workspace.View view, ObjectNode values) {
        ObjectNode json = view.json().deepCopy();
        json.putObject("state").set("values", values);
        return json;
    }

    private Workspace.View seen() {
        return workspace.seenBy(id).orElseThrow(() -> new AssertionError(id + " sees no modal"));
    }

    /** The messages that this person sees in the channel. */
    public List<Message> sees() {
        return workspace.messages(message -> message.channel().equals(channel)
                && message.audience().filter(user -> !user.equals(id)).isEmpty());
    }
}
