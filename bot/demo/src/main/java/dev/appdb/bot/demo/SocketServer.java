package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The server side of Socket Mode: says hello, sends each envelope to one of its connections, notes acknowledgements. */
final class SocketServer extends WebSocketServer {
    private final Workspace workspace;
    private final List<WebSocket> open = new CopyOnWriteArrayList<>();
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<String> unknown = new CopyOnWriteArrayList<>();

    SocketServer(Workspace workspace) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        this.workspace = workspace;
        setReuseAddr(true);
        setDaemon(true);
        setTcpNoDelay(true);
    }

    private record Sent(Delivered delivered, long atNanos, Acknowledged then) {}

    /** The fake's reaction to an acknowledged envelope. */
    interface Acknowledged {
        void with(JsonNode payload);
    }

    void begin() throws InterruptedException {
        start();
        if (!started.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the fake's Socket Mode did not start");
        }
    }

    String url() {
        return "ws://127.0.0.1:" + getPort() + "/link?ticket=" + workspace.next();
    }

    List<WebSocket> connections() {
        return List.copyOf(open);
    }

    /** Acknowledgements of envelopes that were never sent. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Sends to one connection, which changes from envelope to envelope; waits for one if there is none. */
    void deliver(String type, Delivered delivered, Acknowledged then) {
        ObjectNode envelope = Json.object();
        envelope.put("envelope_id", delivered.id())
                .put("type", type)
                .put("accepts_response_payload", !type.equals("events_api"));
        envelope.set("payload", delivered.payload());
        boolean isAgain = sent.put(delivered.id(), new Sent(delivered, System.nanoTime(), then)) != null;
        if (isAgain) {
            envelope.put("retry_attempt", 1).put("retry_reason", "timeout");
        }
        String text = envelope.toString();
        workspace.await("a Socket Mode connection", () -> {
            for (int i = 0; i < open.size(); i++) {
                WebSocket socket = open.get((int) (workspace.next() % open.size()));
                if (socket.isOpen()) {
                    socket.send(text);
                    return Optional.of(socket);
                }
            }
            return Optional.empty();
        });
    }

    /** Asks for a reconnection, as Slack does before it closes a connection. */
    void askToReconnect() {
        open.forEach(socket -> socket.send(Json.object()
                .put("type", "disconnect")
                .put("reason", "refresh_requested")
                .toString()));
    }

    /** Cuts every connection without a word. */
    void cut() {
        open.forEach(socket -> socket.closeConnection(1006, "cut"));
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        ObjectNode hello = Json.object().put("type", "hello").put("num_connections", open.size() + 1);
        socket.send(hello.toString());
        open.add(socket);
        workspace.changed();
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        open.remove(socket);
        workspace.changed();
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        long now = System.nanoTime();
        JsonNode ack = Json.read(text);
        Sent of = sent.get(ack.path("envelope_id").asText());
        if (of == null) {
            unknown.add(text);
            return;
        }
        JsonNode payload = ack.path("payload");
        of.then().with(payload.isMissingNode() ? Json.object() : payload);
        of.delivered()
                .acknowledged(new Delivered.Ack(
                        200, payload.isMissingNode() ? "" : payload.toString(), Duration.ofNanos(now - of.atNanos())));
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        open.remove(socket);
    }
}
