package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The manifest is one that Slack takes: its fields and lengths are those of Slack's schema, version 1. */
class AppManifestTest {
    private static final Set<String> SHORTCUT = Set.of("name", "type", "callback_id", "description");
    private static final Set<String> PARAMETER =
            Set.of("type", "name", "title", "description", "hint", "is_required", "maximum", "minimum");

    /** Of Slack's schema: the fields of each object that is used. Others it refuses. */
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry(
                    "",
                    Set.of("_metadata", "display_information", "features", "functions", "oauth_config", "settings")),
            Map.entry("/_metadata", Set.of("schema_version", "min_version", "major_version", "minor_version")),
            Map.entry("/display_information", Set.of("name", "description", "background_color", "long_description")),
            Map.entry("/features", Set.of("app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains")),
            Map.entry(
                    "/features/app_home",
                    Set.of("home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled")),
            Map.entry("/features/bot_user", Set.of("display_name", "always_online")),
            Map.entry(
                    "/features/slash_commands/0",
                    Set.of("command", "url", "description", "usage_hint", "should_escape")),
            Map.entry("/features/shortcuts/0", SHORTCUT),
            Map.entry("/features/shortcuts/1", SHORTCUT),
            Map.entry(
                    "/functions/check_roles", Set.of("title", "description", "input_parameters", "output_parameters")),
            Map.entry("/functions/check_roles/input_parameters/app", PARAMETER),
            Map.entry("/functions/check_roles/output_parameters/verdict", PARAMETER),
            Map.entry("/oauth_config", Set.of("redirect_urls", "scopes", "token_management_enabled")),
            Map.entry("/oauth_config/scopes", Set.of("user", "bot")),
            Map.entry(
                    "/settings",
                    Set.of(
                            "event_subscriptions",
                            "function_runtime",
                            "interactivity",
                            "org_deploy_enabled",
                            "socket_mode_enabled",
                            "token_rotation_enabled")),
            Map.entry("/settings/interactivity", Set.of("is_enabled", "request_url", "message_menu_options_url")),
            Map.entry("/settings/event_subscriptions", Set.of("request_url", "bot_events", "user_events")));

    private static JsonNode manifest(Optional<URI> url) throws Exception {
        return new ObjectMapper().readTree(AppManifest.json(url));
    }

    @Test
    void itHasOnlyFieldsThatSlackKnows() throws Exception {
        for (Optional<URI> url :
                Set.of(Optional.<URI>empty(), Optional.of(URI.create("https://bot.example.com/slack/events")))) {
            JsonNode manifest = manifest(url);
            FIELDS.forEach((path, known) -> assertThat(manifest.at(path).fieldNames())
                    .as(path)
                    .toIterable()
                    .isNotEmpty()
                    .allMatch(known::contains));
            assertThat(manifest.at("/display_information/name").asText()).hasSizeBetween(1, 35);
            assertThat(manifest.at("/display_information/description").asText()).hasSizeBetween(1, 140);
            assertThat(manifest.at("/display_information/background_color").asText())
                    .matches("#[0-9a-f]{6}");
            assertThat(manifest.at("/features/bot_user/display_name").asText()).hasSizeBetween(1, 80);
            assertThat(manifest.at("/features/slash_commands/0/usage_hint").asText())
                    .hasSizeBetween(1, 1000);
        }
    }

    @Test
    void overSocketModeItNeedsNoAddress() throws Exception {
        JsonNode manifest = manifest(Optional.empty());

        assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
        assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
        assertThat(manifest.at("/features/slash_commands/0/command").asText()).isEqualTo("/appdb");
        assertThat(manifest.toString()).doesNotContain("_url");
    }

    @Test
    void overHttpEverythingGoesToOneAddress() throws Exception {
        String url = "https://bot.example.com/slack/events";
        JsonNode manifest = manifest(Optional.of(URI.create(url)));

        assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isFalse();
        assertThat(manifest.at("/features/slash_commands/0/url").asText()).isEqualTo(url);
        assertThat(manifest.at("/settings/interactivity/request_url").asText()).isEqualTo(url);
        assertThat(manifest.at("/settings/interactivity/message_menu_options_url")
                        .asText())
                .isEqualTo(url);
    }

    @Test
    void checksCanBeStartedFromBothMenusAndByWorkflows() throws Exception {
        JsonNode manifest = manifest(Optional.empty());

        assertThat(manifest.at("/features/shortcuts"))
                .extracting(shortcut -> shortcut.path("type").asText())
                .containsExactly("global", "message");
        assertThat(manifest.at("/features/shortcuts")).allSatisfy(shortcut -> {
            assertThat(shortcut.path("name").asText()).hasSizeBetween(1, 24);
            assertThat(shortcut.path("description").asText()).hasSizeBetween(1, 150);
        });
        // docs.slack.dev/workflows/workflow-steps: without these there is no step.
        assertThat(manifest.at("/settings/function_runtime").asText()).isEqualTo("remote");
        assertThat(manifest.at("/settings/org_deploy_enabled").asBoolean()).isTrue();
        assertThat(manifest.at("/settings/event_subscriptions/bot_events"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("app_home_opened", "function_executed");
    }

    @Test
    void itAsksForNoMoreThanItNeeds() throws Exception {
        assertThat(manifest(Optional.empty()).at("/oauth_config/scopes/bot"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("chat:write", "commands", "files:write", "usergroups:read");
    }
}
