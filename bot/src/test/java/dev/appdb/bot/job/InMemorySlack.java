package dev.appdb.bot.job;

import dev.appdb.bot.store.ResponseUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A Slack in memory that all replicas of a test share. It keeps what it shows, and every call with its time. */
final class InMemorySlack {
    private final Supplier<Instant> clock;
    private final Map<String, Shown> messages = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Deque<SlackResult> answers = new ArrayDeque<>();
    private int next;
    private boolean losing;
    private String refusesUpdates = "";

    InMemorySlack(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** A message as it is shown. */
    record Shown(String channel, Optional<String> thread, String key, String text) {}

    /** A call that was made. */
    record Call(String method, String where, String text, String blocks, Instant at) {}

    /** The next call is answered so, and nothing is done. */
    synchronized void answerNext(SlackResult answer) {
        answers.add(answer);
    }

    /** The next call is done, and its answer never arrives. */
    synchronized void loseNextAnswer() {
        losing = true;
    }

    synchronized void delete(String ts) {
        messages.remove(ts);
    }

    synchronized Map<String, Shown> messages() {
        return new LinkedHashMap<>(messages);
    }

    synchronized List<Shown> withKey(String prefix) {
        return messages.values().stream()
                .filter(shown -> shown.key().startsWith(prefix))
                .toList();
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Refuses all later updates of messages. */
    synchronized void refuseUpdates(String code) {
        refusesUpdates = code;
    }

    synchronized List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    /** The way of one replica to it. */
    SlackMessages as(Lifetime lifetime) {
        return new Client(lifetime);
    }

    private SlackResult call(String method, String where, String text, Supplier<SlackResult> effect) {
        return call(method, where, MessageContent.text(text), effect);
    }

    private synchronized SlackResult call(
            String method, String where, MessageContent content, Supplier<SlackResult> effect) {
        calls.add(new Call(method, where, content.text(), content.blocks().orElse(""), clock.get()));
        if (!answers.isEmpty()) {
            return answers.remove();
        }
        SlackResult done = effect.get();
        boolean lost = losing;
        losing = false;
        return lost ? new SlackResult.Unreachable("the answer was lost") : done;
    }

    private final class Client implements SlackMessages {
        private final Lifetime lifetime;

        Client(Lifetime lifetime) {
            this.lifetime = lifetime;
        }

        @Override
        public SlackResult post(String channel, Optional<String> thread, MessageContent content, String key) {
            lifetime.check();
            lifetime.lasted();
            return call("post", channel, content, () -> {
                String ts = "ts" + ++next;
                messages.put(ts, new Shown(channel, thread, key, content.text()));
                return new SlackResult.Done(ts, Optional.of(channel.startsWith("U") ? "D" + channel : channel));
            });
        }

        @Override
        public SlackResult update(String channel, String ts, MessageContent content) {
            lifetime.check();
            lifetime.lasted();
            return call("update", ts, content, () -> {
                Shown there = messages.get(ts);
                if (there == null) {
                    return new SlackResult.Gone();
                }
                if (!refusesUpdates.isEmpty()) {
                    return new SlackResult.Rejected(refusesUpdates);
                }
                messages.put(ts, new Shown(there.channel(), there.thread(), there.key(), content.text()));
                return new SlackResult.Done(ts);
            });
        }

        @Override
        public SlackResult ephemeral(String channel, String user, MessageContent content) {
            lifetime.check();
            lifetime.lasted();
            return call("ephemeral", channel + " " + user, content.text(), () -> new SlackResult.Done(""));
        }

        @Override
        public SlackResult respond(ResponseUrl url, boolean inChannel, MessageContent content) {
            lifetime.check();
            lifetime.lasted();
            return call("respond", inChannel ? "in_channel" : "ephemeral", content, () -> new SlackResult.Done(""));
        }

        @Override
        public SlackResult publishHome(String user, MessageContent content) {
            lifetime.check();
            lifetime.lasted();
            return call("home", user, content.text(), () -> new SlackResult.Done(""));
        }

        @Override
        public SlackResult completeStep(String execution, Map<String, String> outputs) {
            lifetime.check();
            lifetime.lasted();
            return call("step", execution, outputs.toString(), () -> new SlackResult.Done(""));
        }

        @Override
        public SlackResult failStep(String execution, String why) {
            lifetime.check();
            lifetime.lasted();
            return call("step", execution, why, () -> new SlackResult.Done(""));
        }

        @Override
        public SlackResult upload(String channel, Optional<String> thread, MessageContent.File file, String comment) {
            lifetime.check();
            lifetime.lasted();
            return call("upload", channel, file.content(), () -> new SlackResult.Done(""));
        }
    }

    /** The shortest time between two calls of a kind. */
    synchronized Duration closest(String method) {
        List<Call> made = calls(method);
        Duration closest = Duration.ofDays(1);
        for (int index = 1; index < made.size(); index++) {
            Duration between =
                    Duration.between(made.get(index - 1).at(), made.get(index).at());
            closest = between.compareTo(closest) < 0 ? between : closest;
        }
        return closest;
    }
}
