package dev.appdb.bot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.command.Until;
import dev.appdb.bot.job.CheckSchedule;
import dev.appdb.bot.job.Crons;
import dev.appdb.bot.job.DigestSchedule;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.failure.Problems;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the schedules of a bot's file: checks and digests. */
final class ScheduleReader {
    private static final Set<String> CHECK_KEYS =
            Set.of("app", "environment", "channel", "cron", "notify", "wake-paused", "owner");
    private static final String ALWAYS = "always";
    private static final Set<String> SEVERITIES =
            Arrays.stream(Check.Severity.values()).map(Check.Severity::label).collect(Collectors.toSet());
    private static final Set<String> DIGEST_KEYS = Set.of("channel", "cron", "owner");

    private final JsonNode file;
    private final ZoneId zone;
    private final Problems problems;

    ScheduleReader(JsonNode file, ZoneId zone, Problems problems) {
        this.file = file;
        this.zone = zone;
        this.problems = problems;
    }

    List<CheckSchedule> checks() {
        Set<EnvironmentKey> seen = new HashSet<>();
        return items("checks", CHECK_KEYS, item -> {
            Optional<AppName> app = item.field("app", AppName::new);
            Optional<EnvironmentName> environment = item.field("environment", EnvironmentName::new);
            Optional<String> cron = item.cron();
            Optional<String> channel = item.channel();
            if (app.isEmpty() || environment.isEmpty() || cron.isEmpty() || channel.isEmpty()) {
                return Optional.empty();
            }
            EnvironmentKey key = new EnvironmentKey(app.get(), environment.get());
            if (!seen.add(key)) {
                problems.add(item.place(), "repeats " + key);
            }
            return Optional.of(new CheckSchedule(
                    key, cron.get(), zone, channel.get(), item.notified(), item.wakeAfter(), item.owner()));
        });
    }

    List<DigestSchedule> digests() {
        return items("digest", DIGEST_KEYS, item -> {
            Optional<String> channel = item.channel();
            Optional<String> owner = item.owner();
            return item.cron().flatMap(cron -> channel.map(id -> new DigestSchedule(id, cron, zone, owner)));
        });
    }

    private <T> List<T> items(String name, Set<String> known, Function<Item, Optional<T>> made) {
        JsonNode list = file.path(name);
        List<T> items = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            problems.add(name, "is not a list");
        }
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            Item item = new Item(name + "[" + (i + 1) + "]", list.path(i));
            ConfigurationReader.unknown(item.fields(), item.place() + ".", known, problems);
            made.apply(item).ifPresent(items::add);
        }
        return items;
    }

    /** One of a list's, of which everything is looked at, whatever is wrong with the rest of it. */
    private final class Item {
        private final String place;
        private final JsonNode fields;

        Item(String place, JsonNode fields) {
            this.place = place;
            this.fields = fields;
        }

        String place() {
            return place;
        }

        JsonNode fields() {
            return fields;
        }

        <T> Optional<T> field(String name, Function<String, T> made) {
            String text = fields.path(name).asText("");
            if (text.isBlank()) {
                problems.add(place, "has no " + name);
                return Optional.empty();
            }
            return ConfigurationReader.tried(place, () -> made.apply(text), problems);
        }

        Optional<String> cron() {
            return field("cron", cron -> Crons.checked(cron, zone));
        }

        Optional<String> channel() {
            return field("channel", ScheduleReader::channel);
        }

        /** The person's id; empty if none is named, or a wrong one. */
        Optional<String> owner() {
            return fields.has("owner")
                    ? field("owner", id -> id(id, "[UW][A-Z0-9]+", "a user's, which begins with U"))
                    : Optional.empty();
        }

        /** The time without a check after which a paused database is woken; empty for never, and for a wrong one. */
        Optional<Duration> wakeAfter() {
            return fields.has("wake-paused") ? field("wake-paused", ScheduleReader::wakeAfter) : Optional.empty();
        }

        /** The people to mention, by severity. */
        Map<Check.Severity, String> notified() {
            JsonNode names = fields.path("notify");
            Map<Check.Severity, String> notified = new EnumMap<>(Check.Severity.class);
            ConfigurationReader.unknown(names, place + ".notify.", SEVERITIES, problems);
            for (Check.Severity severity : Check.Severity.values()) {
                if (names.has(severity.label())) {
                    String id = names.path(severity.label()).asText();
                    ConfigurationReader.tried(
                                    place,
                                    () -> id(id, "[SUW][A-Z0-9]+", "a user group's or a user's, beginning with S or U"),
                                    problems)
                            .ifPresent(valid -> notified.put(severity, valid));
                }
            }
            return notified;
        }
    }

    private static String id(String id, String pattern, String whose) {
        if (!id.matches(pattern)) {
            throw new IllegalArgumentException("has " + id + ", and should have an id: " + whose);
        }
        return id;
    }

    private static Duration wakeAfter(String text) {
        return text.equals(ALWAYS)
                ? Duration.ZERO
                : Until.length(text)
                        .filter(length -> !length.isZero())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "has wake-paused " + text + ", and should have a length such as 12h or 7d, or always"));
    }

    private static String channel(String id) {
        if (!id.matches("[CGD][A-Z0-9]+")) {
            throw new IllegalArgumentException("has the channel " + id
                    + ", and should have its id: in Slack, open the channel's details; it begins with C");
        }
        return id;
    }
}
