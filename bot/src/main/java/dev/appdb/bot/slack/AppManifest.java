package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.bot.message.StepOutputs;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The manifest of a Slack app for this bot, as docs.slack.dev/reference/app-manifest has it; to be pasted at "Create
 * New App", "From a manifest".
 */
public final class AppManifest {
    /**
     * The bot's scopes, and no more than it needs: its command; posting where it has been invited; long results as
     * files; the members of a policy's user groups. It can't read messages.
     */
    public static final List<String> SCOPES = List.of("chat:write", "commands", "files:write", "usergroups:read");

    private AppManifest() {}

    private static void shortcut(ArrayNode shortcuts, String type, String callbackId, String description) {
        shortcuts
                .addObject()
                .put("name", "Check roles…")
                .put("type", type)
                .put("callback_id", callbackId)
                .put("description", description);
    }

    /** The step for workflows, by docs.slack.dev/workflows/workflow-steps. */
    private static ObjectNode step(ObjectMapper mapper) {
        ObjectNode step = mapper.createObjectNode()
                .put("title", "Check roles of a database")
                .put("description", "Checks users, schema, privileges and extensions");
        ObjectNode inputs = step.putObject("input_parameters");
        parameter(inputs, CallbackIds.APP, "App", "The application, such as shop");
        parameter(inputs, CallbackIds.ENVIRONMENT, "Environment", "The environment, such as prod");
        ObjectNode outputs = step.putObject("output_parameters");
        parameter(outputs, StepOutputs.VERDICT, "Verdict", "passed, failed or unknown");
        parameter(outputs, StepOutputs.FAILED, "Failed", "How many checks failed");
        parameter(outputs, StepOutputs.UNKNOWN, "Unknown", "How many checks could not be made");
        parameter(outputs, StepOutputs.PASSED, "Passed", "How many checks passed");
        parameter(outputs, StepOutputs.SUMMARY, "Summary", "All of it in one line, with the ids of failed checks");
        return step;
    }

    private static void parameter(ObjectNode parameters, String name, String title, String description) {
        parameters
                .putObject(name)
                .put("type", "string")
                .put("name", name)
                .put("title", title)
                .put("description", description)
                .put("is_required", true);
    }

    /**
     * The manifest as JSON.
     *
     * @param eventsUrl where Slack reaches {@link HttpReceiver}; empty for Socket Mode, which needs no address
     */
    public static String json(Optional<URI> eventsUrl) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode manifest = mapper.createObjectNode();
        manifest.putObject("_metadata").put("major_version", 1).put("minor_version", 1);
        manifest.putObject("display_information")
                .put("name", "appdb")
                .put(
                        "description",
                        "Sets up applications' databases, and says whether they are still as they should be")
                .put("background_color", "#1f4e79");
        ObjectNode features = manifest.putObject("features");
        features.putObject("app_home")
                .put("home_tab_enabled", true)
                .put("messages_tab_enabled", true)
                .put("messages_tab_read_only_enabled", true);
        features.putObject("bot_user").put("display_name", "appdb").put("always_online", false);
        ObjectNode command = features.putArray("slash_commands").addObject();
        command.put("command", "/appdb")
                .put("description", "Databases of applications: set up, check, change")
                .put("usage_hint", "help | setup app dev | roles check app prod | status app prod")
                .put("should_escape", false);
        eventsUrl.ifPresent(url -> command.put("url", url.toString()));
        ArrayNode shortcuts = features.putArray("shortcuts");
        shortcut(shortcuts, "global", CallbackIds.CHECK_SHORTCUT, "Check a database's roles; the answer is for you");
        shortcut(shortcuts, "message", CallbackIds.CHECK_MESSAGE_SHORTCUT, "Check a database's roles, in this channel");
        manifest.putObject("oauth_config").putObject("scopes").set("bot", mapper.valueToTree(SCOPES));
        ObjectNode settings = manifest.putObject("settings");
        ObjectNode interactivity = settings.putObject("interactivity").put("is_enabled", true);
        eventsUrl.ifPresent(url ->
                interactivity.put("request_url", url.toString()).put("message_menu_options_url", url.toString()));
        ObjectNode events = settings.putObject("event_subscriptions");
        eventsUrl.ifPresent(url -> events.put("request_url", url.toString()));
        events.putArray("bot_events").add("app_home_opened").add("function_executed");
        manifest.putObject("functions").set(CallbackIds.CHECK_STEP, step(mapper));
        // Slack takes steps only of apps that an organization may install.
        settings.put("org_deploy_enabled", true)
                .put("function_runtime", "remote")
                .put("socket_mode_enabled", eventsUrl.isEmpty())
                .put("token_rotation_enabled", false);
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
