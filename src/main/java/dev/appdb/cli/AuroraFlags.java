package dev.appdb.cli;

import dev.appdb.failure.Problems;
import dev.appdb.form.Answers;
import dev.appdb.request.Arn;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.setting.SetupForm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The flags that go with target aws only: what an Aurora cluster is meant to be. */
final class AuroraFlags {
    /** The word that takes away what is remembered or deployed. */
    private static final String NONE = "none";

    /** Where a pause may be asked for. */
    private static final Capacity PAUSING = new Capacity(0, 1);

    private static final Function<String, Integer> READERS = number("a number of instances");
    private static final Function<String, Duration> PAUSE =
            number("a number of seconds").andThen(Duration::ofSeconds);

    private final DatabaseOptions options;
    private final Problems problems;

    AuroraFlags(DatabaseOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /** Looks at each flag by itself, before anything but the target is known. */
    void check(Target target) {
        if (target != Target.AWS) {
            given(options)
                    .forEach((flag, value) -> problems.add(flag, "goes with --target aws only, not with " + target));
            return;
        }
        problems.value("--role-arn", options.roleArn, Arn::new);
        if (!NONE.equals(options.alarmTopic)) {
            problems.value("--alarm-topic", options.alarmTopic, Arn::new);
        }
        problems.value(
                "--readers",
                options.readers,
                text -> new AuroraSettings(Capacity.DEFAULT, READERS.apply(text), Optional.empty(), false));
        problems.value(
                "--auto-pause",
                options.autoPause,
                text -> new AuroraSettings(PAUSING, 0, Optional.of(PAUSE.apply(text)), false));
        bounded(AuroraSettings.DEFAULT, AuroraSettings.DEFAULT);
    }

    /**
     * The settings that flags, answers and what is remembered make together; what is wrong is taken down.
     *
     * @param answers with a valid minimum and maximum
     */
    Optional<AuroraSettings> settings(Answers answers, Optional<AuroraSettings> known) {
        AuroraSettings before = known.orElse(AuroraSettings.DEFAULT);
        Capacity capacity = new Capacity(
                answers.value(SetupForm.MIN_CAPACITY)
                        .map(Capacity::minimum)
                        .orElse(before.capacity().minAcu()),
                answers.value(SetupForm.MAX_CAPACITY)
                        .map(Capacity::maximum)
                        .orElse(before.capacity().maxAcu()));
        int readers = problems.value("--readers", options.readers, READERS).orElse(before.readers());
        Optional<Duration> pause = problems.value("--auto-pause", options.autoPause, PAUSE)
                // What no longer pauses has no use for what was remembered about pausing.
                .or(() -> capacity.minAcu() == 0 ? before.pauseAfter() : Optional.empty());
        boolean temporary = options.temporary == null ? before.temporary() : options.temporary;
        AuroraSettings sized = problems.value(
                        "--readers, --auto-pause",
                        "",
                        ignored -> new AuroraSettings(capacity, readers, pause, temporary))
                .orElse(AuroraSettings.DEFAULT);
        return Optional.of(bounded(sized, before));
    }

    /** The settings with what the account asks of the function and of the roles. */
    private AuroraSettings bounded(AuroraSettings settings, AuroraSettings before) {
        AuroraSettings limited = with(
                "--reserved-concurrency",
                options.reservedConcurrency,
                number("a number of invocations, or none"),
                before.reservedConcurrency(),
                settings::reserving);
        return with(
                "--permissions-boundary",
                options.permissionsBoundary,
                Arn::new,
                before.permissionsBoundary(),
                limited::boundedBy);
    }

    /** What a flag makes of the settings where it is given, and what is remembered where it is not. */
    private <T> AuroraSettings with(
            String flag,
            @Nullable String given,
            Function<String, T> value,
            Optional<T> before,
            Function<Optional<T>, AuroraSettings> settings) {
        return problems.value(
                        flag,
                        given,
                        text -> settings.apply(NONE.equals(text) ? Optional.empty() : Optional.of(value.apply(text))))
                .orElseGet(() -> settings.apply(before));
    }

    private static Function<String, Integer> number(String what) {
        return text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException("\"" + text + "\" is not " + what);
            }
            return Integer.parseInt(text);
        };
    }

    private static Map<String, String> given(DatabaseOptions options) {
        Map<String, String> flags = new LinkedHashMap<>();
        put(flags, "--min-capacity", options.minCapacity);
        put(flags, "--max-capacity", options.maxCapacity);
        put(flags, "--readers", options.readers);
        put(flags, "--auto-pause", options.autoPause);
        if (options.temporary != null) {
            flags.put(options.temporary ? "--temporary" : "--no-temporary", "");
        }
        put(flags, "--reserved-concurrency", options.reservedConcurrency);
        put(flags, "--permissions-boundary", options.permissionsBoundary);
        put(flags, "--role-arn", options.roleArn);
        put(flags, "--alarm-topic", options.alarmTopic);
        return flags;
    }

    /** Adds the flags that ask for the same again. */
    static void put(Map<String, String> flags, DatabaseRequest request, DatabaseOptions options) {
        request.region().ifPresent(region -> flags.put("--region", region.value()));
        Map<String, String> given = given(options);
        Capacity capacity = request.aurora().capacity();
        if (!capacity.equals(Capacity.DEFAULT)) {
            given.put("--min-capacity", Capacity.text(capacity.minAcu()));
            given.put("--max-capacity", Capacity.text(capacity.maxAcu()));
        }
        if (request.aurora().temporary()) {
            given.put("--temporary", "");
        }
        flags.putAll(given);
    }

    private static void put(Map<String, String> flags, String flag, @Nullable String value) {
        if (value != null) {
            flags.put(flag, value);
        }
    }
}
