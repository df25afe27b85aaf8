package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The channels of a {@link FakeSlack} as a page on 127.0.0.1, to try the bot in a browser: one types commands and sees
 * blocks, modals, files and buttons much as Slack would show them, as one person or as two side by side. The page says
 * that it is not Slack. All that it shows gets there as text, never as markup; other sites' pages can't use it, since it
 * takes only JSON from its own address.
 */
public final class DemoPage implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline';"
            + " connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private final FakeSlack slack;
    private final String channel;
    private final Map<String, String> users;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "demo-page");
        thread.setDaemon(true);
        return thread;
    });

    private DemoPage(FakeSlack slack, String channel, Map<String, String> users, HttpServer server) {
        this.slack = slack;
        this.channel = channel;
        this.users = new LinkedHashMap<>(users);
        this.server = server;
    }

    /**
     * Starts the page.
     *
     * @param channel the id of the channel that it shows
     * @param users whom one may be, by id, with their names; the first is it at the start
     * @param port on 127.0.0.1; 0 for any that is free
     */
    public static DemoPage start(FakeSlack slack, String channel, Map<String, String> users, int port)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        users.forEach(slack::named);
        DemoPage page = new DemoPage(slack, channel, users, server);
        server.createContext("/", page::handle);
        server.setExecutor(page.threads);
        server.start();
        return page;
    }

    /** The address of the page for a browser. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            String path = exchange.getRequestURI().getPath();
            if (!isOwn(exchange)) {
                WebServer.send(exchange, 403, "text/plain", "only from this page");
            } else if (exchange.getRequestMethod().equals("GET")) {
                get(exchange, path);
            } else {
                post(exchange, path);
            }
        } catch (AssertionError | IllegalArgumentException e) {
            WebServer.send(exchange, 409, "text/plain; charset=utf-8", String.valueOf(e.getMessage()));
        }
    }

    /** Another site's page could otherwise have a browser type commands here. */
    private boolean isOwn(HttpExchange exchange) {
        String host = url().getAuthority();
        boolean isHost = host.equals(exchange.getRequestHeaders().getFirst("Host"));
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        boolean isOrigin = origin == null || origin.equals("http://" + host);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        boolean isJson = exchange.getRequestMethod().equals("GET") || type.startsWith("application/json");
        return isHost && isOrigin && isJson;
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/" -> page(exchange, "demo.html");
            case "/both" -> page(exchange, "both.html");
            case "/demo.js", "/both.js" ->
                WebServer.send(exchange, 200, "text/javascript; charset=utf-8", resource(path.substring(1)));
            case "/state" -> {
                Map<String, String> query = query(exchange);
                long since = Long.parseLong(query.getOrDefault("since", "-1"));
                slack.workspace().awaitChange(since, LONGEST_WAIT);
                JsonNode state = state(query.getOrDefault("user", ""), query.getOrDefault("place", ""));
                WebServer.send(exchange, 200, "application/json; charset=utf-8", state.toString());
            }
            case "/file" -> {
                String content = slack.workspace()
                        .file(query(exchange).getOrDefault("id", ""))
                        .orElseThrow(() -> new IllegalArgumentException("that file is gone"));
                WebServer.send(exchange, 200, "text/plain; charset=utf-8", content);
            }
            default -> WebServer.send(exchange, 404, "text/plain", "not here");
        }
    }

    private static void page(HttpExchange exchange, String name) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", PAGE_POLICY);
        WebServer.send(exchange, 200, "text/html; charset=utf-8", resource(name));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DemoPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** The channel of a place: of the bot's direct messages with a person, or one of everybody's. */
    private String channelOf(String place, String user) {
        if (place.equals("direct")) {
            return Workspace.directMessages(user);
        }
        boolean isOpen = slack.workspace().openChannels().stream()
                .anyMatch(open -> open.id().equals(place));
        return isOpen ? place : channel;
    }

    private JsonNode state(String asked, String place) {
        String user =
                users.containsKey(asked) ? asked : users.keySet().iterator().next();
        ObjectNode state = Json.object().put("version", slack.workspace().version());
        state.put("channel", channel);
        ArrayNode channels = state.putArray("channels");
        slack.workspace()
                .openChannels()
                .forEach(open -> channels.addObject()
                        .put("id", open.id())
                        .put("name", open.name())
                        .put("newest", newest(open.id(), user)));
        state.put("newestDirect", newest(Workspace.directMessages(user), user));
        ArrayNode people = state.putArray("users");
        users.forEach((id, name) -> people.addObject().put("id", id).put("name", name));
        ArrayNode messages = state.putArray("messages");
        List<Message> seen = slack.user(user).in(channelOf(place, user)).sees();
        seen.stream().filter(message -> message.threadTs().isEmpty()).forEach(message -> {
            messages.add(shown(message));
            seen.stream()
                    .filter(reply -> reply.threadTs().equals(Optional.of(message.ts())))
                    .forEach(reply -> messages.add(shown(reply)));
        });
        state.set("view", slack.user(user).modal().orElse(null));
        state.set("home", slack.workspace().home(user).map(Workspace.View::json).orElse(null));
        state.set("errors", Json.of(slack.user(user).problems()));
        return state;
    }

    /** The ts of the last message that a person sees in a channel; empty where there is none. */
    private String newest(String in, String user) {
        List<Message> seen = slack.user(user).in(in).sees();
        return seen.isEmpty() ? "" : seen.get(seen.size() - 1).ts();
    }

    private ObjectNode shown(Message message) {
        boolean isBot = message.author().equals(Workspace.BOT);
        Instant at = Instant.ofEpochSecond(Long.parseLong(message.ts().replaceFirst("\\..*", "")));
        ObjectNode shown = Json.object()
                .put("ts", message.ts())
                .put("author", isBot ? "appdb" : users.getOrDefault(message.author(), message.author()))
                .put("time", TIME.format(at.atZone(ZoneId.systemDefault())))
                .put("text", message.text())
                .put("plain", !isBot)
                .put("thread", message.threadTs().isPresent())
                .put("audience", message.audience().isPresent())
                .put("edits", message.edits());
        shown.set("blocks", message.blocks());
        shown.set(
                "files",
                message.metadata().path("files").isArray() ? message.metadata().path("files") : Json.of(List.of()));
        return shown;
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        JsonNode body = Json.read(WebServer.text(exchange));
        String id = body.path("user").asText();
        if (!users.containsKey(id)) {
            WebServer.send(exchange, 409, "text/plain", "there is no such user");
            return;
        }
        String answer = acted(path, body, id);
        WebServer.send(exchange, 200, "application/json; charset=utf-8", answer);
    }

    private String acted(String path, JsonNode body, String id) {
        String here = channelOf(body.path("place").asText(), id);
        Person person = slack.user(id).in(here);
        switch (path) {
            case "/type" -> type(body.path("line").asText(), person, here, id);
            case "/home" -> person.opensHome();
            case "/shortcut" -> person.usesShortcut("check-roles");
            case "/act-home" -> person.clicksHome(body.path("action").asText());
            case "/act" -> {
                String ts = body.path("ts").asText();
                Message message = slack.workspace()
                        .message(here, ts)
                        .orElseThrow(() -> new AssertionError("that message is gone"));
                String action = body.path("action").asText();
                if (body.path("value").isTextual()) {
                    person.chooses(message, action, body.path("value").asText());
                } else {
                    person.clicks(message, action);
                }
            }
            case "/set" ->
                person.sets(body.path("action").asText(), body.path("value").asText(), values(body));
            case "/submit" -> person.submits(values(body));
            case "/cancel" -> person.cancels();
            case "/suggest" -> {
                return person.looksUp(
                                body.path("action").asText(), body.path("value").asText())
                        .awaitAck()
                        .body();
            }
            default -> throw new IllegalArgumentException("there is no " + path);
        }
        return "{}";
    }

    private void type(String line, Person person, String here, String id) {
        slack.workspace().add(typed(line, here, id));
        if (line.matches("(?s)/appdb(\\s.*)?")) {
            person.types(line);
        } else {
            ObjectNode hint = Json.object().put("text", "Here only `/appdb` is listening. Type `/appdb help`.");
            slack.workspace().answer(here, id, hint);
        }
    }

    /** Slack does not show a command to anybody else; here it is shown to who typed it, so that one sees what was asked. */
    private Message typed(String line, String here, String id) {
        return new Message(
                here,
                slack.workspace().nextTs(),
                Optional.empty(),
                Optional.of(id),
                id,
                line,
                Json.of(List.of()),
                Json.object(),
                0,
                false);
    }

    private static Map<String, Object> values(JsonNode body) {
        Map<String, Object> values = new LinkedHashMap<>();
        body.path("values").properties().forEach(field -> {
            JsonNode value = field.getValue();
            values.put(
                    field.getKey(),
                    value.isArray() ? Blocks.stream(value).map(JsonNode::asText).toList() : value.asText());
        });
        return values;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
