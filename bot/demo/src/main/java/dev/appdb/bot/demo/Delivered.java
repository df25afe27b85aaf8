package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One thing that the fake delivered, perhaps several times, and how each time was acknowledged. */
public final class Delivered {
    private final String id;
    private final JsonNode payload;
    private final Workspace workspace;
    private final Consumer<Delivered> sender;
    private final List<Ack> acks = new ArrayList<>();

    Delivered(String id, JsonNode payload, Workspace workspace, Consumer<Delivered> sender) {
        this.id = id;
        this.payload = payload;
        this.workspace = workspace;
        this.sender = sender;
    }

    /**
     * The acknowledgement of a delivery.
     *
     * @param status of HTTP; 200 over Socket Mode
     * @param body what came with it: empty, or JSON
     * @param after from sending to the acknowledgement
     */
    public record Ack(int status, String body, Duration after) {
        public boolean isTaken() {
            return status == 200;
        }
    }

    /** The envelope's id over Socket Mode. */
    public String id() {
        return id;
    }

    public JsonNode payload() {
        return payload;
    }

    /** Delivers the same once more, as Slack does that got no acknowledgement; it has the same identity. */
    public Delivered again() {
        sender.accept(this);
        return this;
    }

    void acknowledged(Ack ack) {
        synchronized (workspace) {
            acks.add(ack);
            workspace.changed();
        }
    }

    /** All so far. */
    public List<Ack> acks() {
        synchronized (workspace) {
            return List.copyOf(acks);
        }
    }

    /** Waits for the first. */
    public Ack awaitAck() {
        return awaitAck(1);
    }

    /** Waits until it has been acknowledged so many times, and gives the last of these. */
    public Ack awaitAck(int count) {
        return workspace.await(
                "acknowledgement " + count + " of " + payload.path("type").asText("command"),
                () -> acks.size() < count ? Optional.empty() : Optional.of(acks.get(count - 1)));
    }
}
