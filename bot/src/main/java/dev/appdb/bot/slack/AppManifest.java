package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        manifest.putObject("oauth_config").putObject("scopes").set("bot", mapper.valueToTree(SCOPES));
        ObjectNode settings = manifest.putObject("settings");
        ObjectNode interactivity = settings.putObject("interactivity").put("is_enabled", true);
        eventsUrl.ifPresent(url ->
                interactivity.put("request_url", url.toString()).put("message_menu_options_url", url.toString()));
        ObjectNode events = settings.putObject("event_subscriptions");
        eventsUrl.ifPresent(url -> events.put("request_url", url.toString()));
        events.putArray("bot_events").add("app_home_opened");
        settings.put("org_deploy_enabled", false)
                .put("socket_mode_enabled", eventsUrl.isEmpty())
                .put("token_rotation_enabled", false);
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
