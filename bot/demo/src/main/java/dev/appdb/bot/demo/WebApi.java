package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The methods of the Web API that the bot calls, with their errors. Pure but for the workspace. */
final class WebApi {
    /** The scope that each method's page under docs.slack.dev/reference/methods requires of a bot's token. */
    private static final Map<String, String> SCOPES = Map.ofEntries(
            Map.entry("chat.postMessage", "chat:write"),
            Map.entry("chat.postEphemeral", "chat:write"),
            Map.entry("chat.update", "chat:write"),
            Map.entry("chat.delete", "chat:write"),
            Map.entry("conversations.history", "channels:history"),
            Map.entry("conversations.info", "channels:read"),
            Map.entry("conversations.list", "channels:read"),
            Map.entry("conversations.replies", "channels:history"),
            Map.entry("files.getUploadURLExternal", "files:write"),
            Map.entry("files.completeUploadExternal", "files:write"),
            Map.entry("usergroups.list", "usergroups:read"),
            Map.entry("usergroups.users.list", "usergroups:read"),
            Map.entry("users.info", "users:read"),
            Map.entry("users.list", "users:read"));

    private final Workspace workspace;
    private final Tokens tokens;
    private final Supplier<String> socketUrl;
    private final String uploads;

    WebApi(Workspace workspace, Tokens tokens, Supplier<String> socketUrl, String uploads) {
        this.workspace = workspace;
        this.tokens = tokens;
        this.socketUrl = socketUrl;
        this.uploads = uploads;
    }

    /**
     * The tokens that the fake accepts.
     *
     * @param scopes granted to the bot's token
     */
    record Tokens(String bot, String app, List<String> scopes) {}

    JsonNode call(String method, String token, Map<String, String> parameters) {
        boolean isAppLevel = method.equals("apps.connections.open");
        if (token.isEmpty()) {
            return error("not_authed");
        }
        if (!token.equals(isAppLevel ? tokens.app() : tokens.bot())) {
            boolean isOther = token.equals(tokens.app()) || token.equals(tokens.bot());
            return error(isOther ? "not_allowed_token_type" : "invalid_auth");
        }
        Optional<String> missing = Optional.ofNullable(SCOPES.get(method))
                .filter(scope -> !tokens.scopes().contains(scope));
        if (missing.isPresent()) {
            return error("missing_scope")
                    .put("needed", missing.get())
                    .put("provided", String.join(",", tokens.scopes()));
        }
        return switch (method) {
            case "auth.test" ->
                ok().put("team_id", Workspace.TEAM)
                        .put("team", "fake")
                        .put("user_id", Workspace.BOT)
                        .put("bot_id", "B0APPDB");
            case "apps.connections.open" -> ok().put("url", socketUrl.get());
            case "chat.postMessage" -> post(parameters);
            case "chat.postEphemeral" -> ephemeral(parameters);
            case "chat.update" -> update(parameters);
            case "chat.delete" -> delete(parameters);
            case "views.publish" -> publish(parameters);
            case "views.open" -> open(parameters);
            case "views.update" -> updateView(parameters);
            case "functions.completeSuccess", "functions.completeError" -> endStep(parameters);
            case "usergroups.list" -> groups(parameters);
            case "usergroups.users.list" -> members(parameters);
            case "files.getUploadURLExternal" -> upload(parameters);
            case "files.completeUploadExternal" -> complete(parameters);
            default -> error("unknown_method");
        };
    }

    private static ObjectNode ok() {
        return Json.object().put("ok", true);
    }

    static ObjectNode error(String code) {
        return Json.object().put("ok", false).put("error", code);
    }

    private Optional<ObjectNode> channelProblem(Map<String, String> parameters) {
        Optional<Workspace.Channel> channel = workspace.channel(parameters.getOrDefault("channel", ""));
        if (channel.isEmpty()) {
            return Optional.of(error("channel_not_found"));
        }
        return channel.get().hasBot() ? Optional.empty() : Optional.of(error("not_in_channel"));
    }

    private static Optional<ObjectNode> contentProblem(Map<String, String> parameters) {
        String text = parameters.getOrDefault("text", "");
        if (text.length() > Blocks.MESSAGE_TEXT) {
            return Optional.of(error("msg_too_long"));
        }
        Optional<JsonNode> blocks = json(parameters, "blocks");
        if (text.isEmpty() && blocks.filter(array -> !array.isEmpty()).isEmpty()) {
            return Optional.of(error("no_text"));
        }
        if (blocks.map(Blocks::textLength).orElse(0) > Blocks.ALL_TEXTS) {
            return Optional.of(error("msg_blocks_too_long"));
        }
        List<String> problems = blocks.map(Blocks::problemsOfMessage).orElse(List.of());
        return refused(problems);
    }

    private static Optional<ObjectNode> refused(List<String> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode error = error("invalid_blocks");
        error.putObject("response_metadata").set("messages", Json.of(problems));
        return Optional.of(error);
    }

    private static Optional<JsonNode> json(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(text -> !text.isEmpty())
                .map(Json::read);
    }

    /** A message that is posted to a person is a direct message: only then there is a channel for them. */
    private JsonNode post(Map<String, String> given) {
        Map<String, String> parameters = new HashMap<>(given);
        String channel = given.getOrDefault("channel", "");
        if (channel.startsWith("U")) {
            parameters.put("channel", Workspace.directMessages(channel));
            workspace.channel(Workspace.directMessages(channel), "directmessage", true);
        }
        return channelProblem(parameters).or(() -> contentProblem(parameters)).orElseGet(() -> {
            Message added = workspace.add(message(parameters, Optional.empty()));
            ObjectNode answer = ok().put("channel", added.channel()).put("ts", added.ts());
            answer.set("message", added.json());
            return answer;
        });
    }

    private Message message(Map<String, String> parameters, Optional<String> audience) {
        return new Message(
                parameters.getOrDefault("channel", ""),
                workspace.nextTs(),
                Optional.ofNullable(parameters.get("thread_ts")),
                audience,
                Workspace.BOT,
                parameters.getOrDefault("text", ""),
                Blocks.named(json(parameters, "blocks").orElse(Json.of(List.of())), workspace::next),
                json(parameters, "metadata").orElse(Json.object()),
                0,
                false);
    }

    private JsonNode ephemeral(Map<String, String> parameters) {
        String user = parameters.getOrDefault("user", "");
        return channelProblem(parameters).or(() -> contentProblem(parameters)).orElseGet(() -> {
            Message added = workspace.add(message(parameters, Optional.of(user)));
            return ok().put("message_ts", added.ts());
        });
    }

    private JsonNode update(Map<String, String> parameters) {
        String channel = parameters.getOrDefault("channel", "");
        if (workspace.channel(channel).isEmpty()) {
            return error("channel_not_found");
        }
        Optional<Message> old = workspace
                .message(channel, parameters.getOrDefault("ts", ""))
                .filter(message -> message.audience().isEmpty());
        if (old.isEmpty()) {
            return error("message_not_found");
        }
        if (!old.get().author().equals(Workspace.BOT) || old.get().viaResponseUrl()) {
            return error("cant_update_message");
        }
        return contentProblem(parameters).orElseGet(() -> {
            JsonNode blocks = Blocks.named(json(parameters, "blocks").orElse(Json.of(List.of())), workspace::next);
            workspace.replace(old.get(), old.get().edited(parameters.getOrDefault("text", ""), blocks));
            return ok().put("channel", channel).put("ts", old.get().ts());
        });
    }

    private JsonNode delete(Map<String, String> parameters) {
        boolean was = workspace.delete(parameters.getOrDefault("channel", ""), parameters.getOrDefault("ts", ""));
        return was ? ok() : error("message_not_found");
    }

    private JsonNode open(Map<String, String> parameters) {
        String trigger = parameters.getOrDefault("trigger_id", "");
        Optional<JsonNode> view = json(parameters, "view");
        List<String> problems = view.map(Blocks::problemsOfView).orElse(List.of("no view"));
        if (!problems.isEmpty()) {
            return refused(problems).orElseThrow();
        }
        if (!workspace.knowsTrigger(trigger)) {
            return error("invalid_trigger_id");
        }
        return workspace
                .useTrigger(trigger)
                .map(user -> withView(workspace.open(user, view.orElseThrow())))
                .orElseGet(() -> error("expired_trigger_id"));
    }

    private JsonNode publish(Map<String, String> parameters) {
        Optional<JsonNode> view = json(parameters, "view");
        List<String> problems = view.map(Blocks::problemsOfHome).orElse(List.of("no view"));
        return problems.isEmpty()
                ? withView(workspace.publish(parameters.getOrDefault("user_id", ""), view.orElseThrow()))
                : refused(problems).orElseThrow();
    }

    private JsonNode updateView(Map<String, String> parameters) {
        Optional<Workspace.View> view = workspace.view(parameters.getOrDefault("view_id", ""));
        Optional<JsonNode> content = json(parameters, "view");
        if (view.isEmpty() || content.isEmpty()) {
            return error("not_found");
        }
        String hash = parameters.getOrDefault("hash", "");
        if (!hash.isEmpty() && !hash.equals(view.get().json().path("hash").asText())) {
            return error("hash_conflict");
        }
        return refused(Blocks.problemsOfView(content.get()))
                .orElseGet(() -> withView(workspace.update(view.get(), content.get())));
    }

    private static ObjectNode withView(Workspace.View view) {
        ObjectNode answer = ok();
        answer.set("view", view.json());
        return answer;
    }

    private JsonNode endStep(Map<String, String> parameters) {
        return workspace.endStep(parameters.getOrDefault("function_execution_id", ""))
                ? ok()
                : error("function_execution_not_found");
    }

    private JsonNode groups(Map<String, String> parameters) {
        boolean withUsers = parameters.getOrDefault("include_users", "").matches("1|true");
        ObjectNode answer = ok();
        ArrayNode groups = answer.putArray("usergroups");
        workspace.groups().forEach((id, users) -> {
            ObjectNode group = groups.addObject().put("id", id).put("handle", id);
            if (withUsers) {
                group.set("users", Json.of(users));
            }
        });
        return answer;
    }

    private JsonNode members(Map<String, String> parameters) {
        return Optional.ofNullable(workspace.groups().get(parameters.getOrDefault("usergroup", "")))
                .map(users -> {
                    ObjectNode answer = ok();
                    answer.set("users", Json.of(users));
                    return answer;
                })
                .orElseGet(() -> error("no_such_subteam"));
    }

    private JsonNode upload(Map<String, String> parameters) {
        if (parameters.getOrDefault("length", "0").equals("0")) {
            return error("invalid_arguments");
        }
        String id = "F" + workspace.next();
        return ok().put("upload_url", uploads + id).put("file_id", id);
    }

    private JsonNode complete(Map<String, String> parameters) {
        JsonNode files = json(parameters, "files").orElse(Json.of(List.of()));
        String channel = parameters.getOrDefault("channel_id", parameters.getOrDefault("channels", ""));
        Map<String, String> posted = new HashMap<>(parameters);
        posted.put("channel", channel);
        Optional<ObjectNode> wrong = channelProblem(posted);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        StringBuilder names = new StringBuilder(parameters.getOrDefault("initial_comment", ""));
        for (JsonNode file : files) {
            if (workspace.file(file.path("id").asText()).isEmpty()) {
                return error("file_not_found");
            }
            names.append(" [file ").append(file.path("title").asText()).append(']');
        }
        posted.put("text", names.toString());
        posted.put("metadata", Json.object().set("files", files).toString());
        workspace.add(message(posted, Optional.empty()));
        ObjectNode answer = ok();
        answer.set("files", files);
        return answer;
    }
}
