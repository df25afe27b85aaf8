package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Slack workspace on loopback. Made for scenarios that read as sentences:
 *
 * <pre>{@code
 * try (FakeSlack slack = FakeSlack.start(List.of("chat:write", "commands"))) {
 *     slack.channel("C1", "databases");
 *     slack.user("U1").in("C1").types("/appdb help").awaitAck();
 *     Message help = slack.awaitMessage("C1", message -> message.text().contains("help"));
 *     slack.user("U1").in("C1").clicks(help, "status");
 * }
 * }</pre>
 */
public final class FakeSlack implements AutoCloseable {
    /** The token that the fake accepts as a bot's; no token of any real workspace. */
    public static final String BOT_TOKEN = "xoxb-fake-bot";

    public static final String APP_TOKEN = "xapp-fake-app";
    public static final String SIGNING_SECRET = "fake-signing-secret";

    private final SettableClock clock = new SettableClock();
    private final Workspace workspace = new Workspace(clock);
    private final Faults faults = new Faults();
    private final SocketServer sockets = new SocketServer(workspace);
    private final WebServer webServer;
    private final ExecutorService senders = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-slack-delivery");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile @Nullable HttpSender http;

    private FakeSlack(List<String> scopes) throws IOException {
        webServer = new WebServer(
                workspace,
                faults,
                clock,
                new WebApi.Tokens(BOT_TOKEN, APP_TOKEN, List.copyOf(scopes)),
                () -> sockets.url());
    }

    /**
     * Starts a workspace without channels, on free ports of 127.0.0.1.
     *
     * @param scopes granted to the bot's token, as in the app's manifest; a method that needs another is refused
     */
    public static FakeSlack start(List<String> scopes) throws IOException, InterruptedException {
        FakeSlack slack = new FakeSlack(scopes);
        slack.sockets.begin();
        return slack;
    }

    /** The value for {@code SLACK_API_URL}. */
    public String apiUrl() {
        return webServer.url() + "api/";
    }

    public SettableClock clock() {
        return clock;
    }

    /** A channel that the bot has been invited to. */
    public FakeSlack channel(String id, String name) {
        workspace.channel(id, name, true);
        return this;
    }

    /** A channel that the bot is no member of. */
    public FakeSlack foreignChannel(String id, String name) {
        workspace.channel(id, name, false);
        return this;
    }

    /** A user group, {@code S…}, with its members. */
    public FakeSlack group(String id, String... users) {
        workspace.group(id, new LinkedHashSet<>(Arrays.asList(users)));
        return this;
    }

    /** Sets a user's name; a user without one has the id as name. */
    public FakeSlack named(String user, String name) {
        names.put(user, name);
        return this;
    }

    String nameOf(String user) {
        return names.getOrDefault(user, user);
    }

    public Person user(String id) {
        return new Person(this, workspace, id);
    }

    /** Sends all later deliveries to an address instead of to Socket Mode's connections. */
    public HttpSender overHttp(URI target) {
        HttpSender sender = new HttpSender(target, SIGNING_SECRET, clock);
        http = sender;
        return sender;
    }

    /** All calls so far, in their order. */
    public List<Call> calls() {
        return webServer.calls();
    }

    public List<Call> calls(String method) {
        return calls().stream().filter(call -> call.method().equals(method)).toList();
    }

    /** Waits until a method has been called so many times. */
    public List<Call> awaitCalls(String method, int count) {
        return workspace.await(
                count + " calls of " + method, () -> Optional.of(calls(method)).filter(calls -> calls.size() >= count));
    }

    /** Waits until one of two has been acknowledged, and gives that one. */
    public Delivered awaitAnyAck(Delivered first, Delivered second) {
        return workspace.await(
                "one of two acknowledgements",
                () -> Stream.of(first, second)
                        .filter(each -> !each.acks().isEmpty())
                        .findFirst());
    }

    /** The messages that a channel shows now, to all or to one user. */
    public List<Message> messages(String channel) {
        return workspace.messages(message -> message.channel().equals(channel));
    }

    public Message awaitMessage(String channel, Predicate<Message> which) {
        return workspace.await(
                "a message in " + channel,
                () -> messages(channel).stream().filter(which).findFirst());
    }

    /** Deletes a message, as a user may. */
    public void deletes(Message message) {
        workspace.delete(message.channel(), message.ts());
    }

    /** Uploaded files' contents. */
    public Map<String, String> files() {
        return workspace.files();
    }

    /** The next calls of a method are answered with HTTP 429. */
    public void rateLimits(String method, Duration retryAfter, int times) {
        faults.add(method, new Faults.Fault.RateLimited(retryAfter), times);
    }

    /** The next calls of a method are refused with an error such as {@code token_revoked}. */
    public void refuses(String method, String error, int times) {
        faults.add(method, new Faults.Fault.Refused(error), times);
    }

    /** The next calls of a method are answered with an HTTP status, and no JSON. */
    public void breaks(String method, int status, int times) {
        faults.add(method, new Faults.Fault.Broken(status), times);
    }

    /** The next call of a method does its work, but the connection is closed instead of an answer. */
    public void losesAnswer(String method) {
        faults.add(method, new Faults.Fault.Unanswered(), 1);
    }

    /** The next call of a method waits. */
    public void holds(String method, CountDownLatch until) {
        faults.add(method, new Faults.Fault.Held(until), 1);
    }

    /** Connections of Socket Mode that are open. */
    public int connections() {
        return sockets.connections().size();
    }

    public void awaitConnections(int count) {
        workspace.await(count + " connections", () -> Optional.of(count).filter(wanted -> connections() == wanted));
    }

    /** Cuts all connections of Socket Mode without a word. */
    public void cutsConnections() {
        sockets.cut();
    }

    /** Says on all connections that they will be closed, so that the other side opens new ones. */
    public void asksToReconnect() {
        sockets.askToReconnect();
    }

    /** Acknowledgements over Socket Mode of what was never sent; there should be none. */
    public List<String> strayAcks() {
        return sockets.unknown();
    }

    /** Delivers an event of the Events API. */
    public Delivered event(String eventId, JsonNode event) {
        JsonNode payload = Json.object()
                .put("type", "event_callback")
                .put("event_id", eventId)
                .set("event", event);
        return deliver("events_api", payload, answer -> {});
    }

    /** Begins a step of the app in a workflow, with its inputs. */
    public Delivered beginsStep(String callbackId, Map<String, String> inputs) {
        ObjectNode event = Json.object()
                .put("type", "function_executed")
                .put("function_execution_id", workspace.beginStep())
                .put("workflow_execution_id", "Wx" + workspace.next())
                .put("bot_access_token", "xwfp-fake-step");
        event.putObject("function")
                .put("id", "Fn1")
                .put("callback_id", callbackId)
                .put("type", "app");
        ObjectNode given = event.putObject("inputs");
        inputs.forEach(given::put);
        ObjectNode payload = Json.object()
                .put("type", "event_callback")
                .put("team_id", Workspace.TEAM)
                .put("event_id", "Ev" + workspace.next());
        payload.set("event", event);
        return deliver("events_api", payload, answer -> {});
    }

    /** Delivers anything, for what this fake has no words for. */
    public Delivered delivers(String type, String payload) {
        return deliver(type, Json.read(payload), answer -> {});
    }

    Delivered deliver(String type, JsonNode payload, SocketServer.Acknowledged then) {
        Delivered delivered = new Delivered(
                UUID.randomUUID().toString(),
                payload,
                workspace,
                each -> senders.execute(() -> send(type, each, then)));
        return delivered.again();
    }

    private void send(String type, Delivered delivered, SocketServer.Acknowledged then) {
        HttpSender sender = http;
        if (sender == null) {
            overSocket(type, delivered, then);
            return;
        }
        try {
            Delivered.Ack ack =
                    sender.send(sender.sign(HttpSender.body(type, delivered.payload()), HttpSender.contentType(type)));
            if (ack.isTaken()) {
                then.with(ack.body().isEmpty() ? Json.object() : Json.read(ack.body()));
            }
            delivered.acknowledged(ack);
        } catch (IOException e) {
            delivered.acknowledged(new Delivered.Ack(0, String.valueOf(e.getMessage()), Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void overSocket(String type, Delivered delivered, SocketServer.Acknowledged then) {
        try {
            sockets.deliver(type, delivered, then);
        } catch (AssertionError e) {
            // No connection took it until the end, which some scenarios want.
            if (!senders.isShutdown()) {
                throw e;
            }
        }
    }

    /** A response URL of a command or a click in a channel, good for five answers within 30 minutes. */
    public String responseUrl(String channel, String user) {
        return webServer.url() + workspace.responseAddress(channel, user);
    }

    Workspace workspace() {
        return workspace;
    }

    @Override
    public void close() {
        senders.shutdownNow();
        webServer.close();
        try {
            sockets.stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
