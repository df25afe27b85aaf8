package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The contents of the fake's workspace: channels, messages, groups, open modals, triggers, response URLs.
 * Thread-safe.
 */
final class Workspace {
    static final String TEAM = "T0APPDB";
    static final String BOT = "U0APPDB";
    static final Duration TRIGGER_LASTS = Duration.ofSeconds(3);
    static final Duration RESPONSE_URL_LASTS = Duration.ofMinutes(30);
    static final int RESPONSE_URL_USES = 5;

    private final Clock clock;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Trigger> triggers = new HashMap<>();
    private final Map<String, ResponseAddress> addresses = new HashMap<>();
    private final Map<String, View> views = new LinkedHashMap<>();
    private final Map<String, View> homes = new HashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<String> steps = new HashSet<>();
    private long counter;
    private long version;

    Workspace(Clock clock) {
        this.clock = clock;
    }

    /** A channel, and whether the bot has been invited to it. */
    record Channel(String id, String name, boolean hasBot) {}

    private record Trigger(String user, Instant made) {}

    private record ResponseAddress(String channel, String user, Instant made, int uses) {}

    /** A modal that somebody sees, with the problems that were reported for it. */
    record View(String id, String user, ObjectNode json, JsonNode errors) {}

    /** The result of an answer at a response URL. */
    enum Response {
        TAKEN,
        EXPIRED,
        USED_UP,
        UNKNOWN
    }

    synchronized void channel(String id, String name, boolean hasBot) {
        channels.put(id, new Channel(id, name, hasBot));
        changed();
    }

    /** The channel of the bot's direct messages with a person, as Slack names it only when there is one. */
    static String directMessages(String user) {
        return "D" + user;
    }

    synchronized Optional<Channel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** The channels that everybody is in, in the order in which they were made. */
    synchronized List<Channel> openChannels() {
        return channels.values().stream()
                .filter(channel -> channel.hasBot() && !channel.id().startsWith("D"))
                .toList();
    }

    synchronized void group(String id, Set<String> users) {
        groups.put(id, new LinkedHashSet<>(users));
    }

    synchronized Map<String, Set<String>> groups() {
        return new LinkedHashMap<>(groups);
    }

    synchronized long next() {
        counter++;
        return counter;
    }

    synchronized String nextTs() {
        return "%d.%06d".formatted(clock.instant().getEpochSecond(), next());
    }

    /** Begins a step of a workflow, and gives the id of its execution. */
    synchronized String beginStep() {
        String execution = "Fx" + next();
        steps.add(execution);
        return execution;
    }

    /** @return false if there is no such step under way */
    synchronized boolean endStep(String execution) {
        return steps.remove(execution);
    }

    synchronized Message add(Message message) {
        messages.add(message);
        changed();
        return message;
    }

    synchronized Optional<Message> message(String channel, String ts) {
        return messages.stream()
                .filter(each -> each.channel().equals(channel) && each.ts().equals(ts))
                .findFirst();
    }

    synchronized boolean replace(Message old, Message changed) {
        int at = messages.indexOf(old);
        if (at >= 0) {
            messages.set(at, changed);
            changed();
        }
        return at >= 0;
    }

    synchronized boolean delete(String channel, String ts) {
        boolean was = messages.removeIf(
                each -> each.channel().equals(channel) && each.ts().equals(ts));
        changed();
        return was;
    }

    synchronized List<Message> messages(Predicate<Message> which) {
        return messages.stream().filter(which).toList();
    }

    synchronized String trigger(String user) {
        String id = next() + "." + TEAM + "." + Integer.toHexString(user.hashCode());
        triggers.put(id, new Trigger(user, clock.instant()));
        return id;
    }

    /** The user who made it, if it is still good; it is good once. */
    synchronized Optional<String> useTrigger(String id) {
        return Optional.ofNullable(triggers.get(id))
                .filter(trigger -> !clock.instant().isAfter(trigger.made().plus(TRIGGER_LASTS)))
                .map(trigger -> {
                    triggers.put(id, new Trigger(trigger.user(), Instant.EPOCH));
                    return trigger.user();
                });
    }

    synchronized boolean knowsTrigger(String id) {
        return triggers.containsKey(id);
    }

    synchronized String responseAddress(String channel, String user) {
        String id = "commands/" + TEAM + "/" + next();
        addresses.put(id, new ResponseAddress(channel, user, clock.instant(), 0));
        return id;
    }

    /** Posts what a response URL was given, within its uses and time. */
    synchronized Response respond(String id, JsonNode body) {
        ResponseAddress address = addresses.get(id);
        if (address == null) {
            return Response.UNKNOWN;
        }
        if (clock.instant().isAfter(address.made().plus(RESPONSE_URL_LASTS))) {
            return Response.EXPIRED;
        }
        if (address.uses() >= RESPONSE_URL_USES) {
            return Response.USED_UP;
        }
        addresses.put(id, new ResponseAddress(address.channel(), address.user(), address.made(), address.uses() + 1));
        answer(address.channel(), address.user(), body);
        return Response.TAKEN;
    }

    /** Shows what a command or an acknowledgement was answered with. */
    void answer(String channel, String user, JsonNode body) {
        boolean isForAll = body.path("response_type").asText().equals("in_channel");
        add(new Message(
                channel,
                nextTs(),
                Optional.of(body.path("thread_ts").asText()).filter(ts -> !ts.isEmpty()),
                isForAll ? Optional.empty() : Optional.of(user),
                BOT,
                body.path("text").asText(),
                Blocks.named(body.has("blocks") ? body.path("blocks") : Json.of(List.of()), this::next),
                Json.object(),
                0,
                true));
    }

    synchronized View open(String user, JsonNode view) {
        String id = "V" + next();
        ObjectNode json = view.deepCopy();
        json.set("blocks", Blocks.named(view.path("blocks"), this::next));
        json.put("id", id).put("hash", next() + ".h").put("team_id", TEAM);
        View opened = new View(id, user, json, Json.object());
        views.put(id, opened);
        changed();
        return opened;
    }

    /** Shows a user's home tab. */
    synchronized View publish(String user, JsonNode view) {
        ObjectNode json = view.deepCopy();
        json.put("id", "VH" + user).put("hash", next() + ".h").put("team_id", TEAM);
        View home = new View("VH" + user, user, json, Json.object());
        homes.put(user, home);
        changed();
        return home;
    }

    synchronized Optional<View> home(String user) {
        return Optional.ofNullable(homes.get(user));
    }

    synchronized Optional<View> view(String id) {
        return Optional.ofNullable(views.get(id));
    }

    /** Replaces a modal; its input that stays keeps its value on the user's side. */
    synchronized View update(View view, JsonNode content) {
        ObjectNode json = content.deepCopy();
        json.set("blocks", Blocks.named(content.path("blocks"), this::next));
        json.put("id", view.id()).put("hash", next() + ".h").put("team_id", TEAM);
        View updated = new View(view.id(), view.user(), json, Json.object());
        views.put(view.id(), updated);
        changed();
        return updated;
    }

    synchronized void errors(View view, JsonNode errors) {
        views.put(view.id(), new View(view.id(), view.user(), view.json(), errors));
        changed();
    }

    synchronized void close(View view) {
        views.remove(view.id());
        changed();
    }

    /** The modal that a user sees: the one opened last. */
    synchronized Optional<View> seenBy(String user) {
        return views.values().stream().filter(view -> view.user().equals(user)).reduce((first, second) -> second);
    }

    synchronized void file(String id, String content) {
        files.put(id, content);
        changed();
    }

    synchronized Optional<String> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    synchronized Map<String, String> files() {
        return new LinkedHashMap<>(files);
    }

    /** Says that something outside of this class has changed which somebody may wait for. */
    synchronized void changed() {
        version++;
        notifyAll();
    }

    /** Counts up with every change. */
    synchronized long version() {
        return version;
    }

    /** Waits until there is something newer than a version, at most so long. */
    synchronized void awaitChange(long since, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis(); version == since && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until something is there.
     *
     * @throws AssertionError after two minutes
     */
    synchronized <T> T await(String what, Supplier<Optional<T>> found) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            Optional<T> result = found.get();
            if (result.isPresent()) {
                return result.get();
            }
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("waited two minutes for " + what + "; messages: " + messages);
            }
            try {
                wait(Math.min(left, 200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }
}
