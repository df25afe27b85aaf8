package dev.appdb.bot.command;

import dev.appdb.request.PrintableLine;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A moment at which something ends, as a person types it.
 *
 * @param text {@code now}, a length such as {@code 30m}, {@code 2h}, {@code 3d} or {@code 1w} (at most a year), or a date
 *     or a time, which is in UTC unless it says otherwise: {@code 2026-12-01}, {@code 2026-12-01T18:00},
 *     {@code 2026-12-01T18:00+01:00}
 */
public record Until(String text) {
    static final String FORMS = "30m, 2h, 3d, 1w, or a date like 2026-12-01 or 2026-12-01T18:00 (UTC); now ends it";

    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})([mhdw])");
    private static final Map<String, Duration> UNITS = Map.of(
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Ends it at once. */
    public static final Until NOW = new Until("now");

    /** @throws IllegalArgumentException if it is none of these, listing them */
    public Until {
        if (!text.equals("now") && length(text).isEmpty() && moment(text).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + PrintableLine.of(text) + "\" is not a time: use " + FORMS + ", at most a year");
        }
    }

    /** The moment that is meant. */
    public Instant at(Instant now) {
        return length(text).map(now::plus).or(() -> moment(text)).orElse(now);
    }

    /** True if the moment is over. */
    public boolean isPast(Instant now) {
        return !at(now).isAfter(now);
    }

    /** A length such as {@code 30m} or {@code 4h}, at most a year; empty if the text is none. */
    public static Optional<Duration> length(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        return Optional.of(unit.multipliedBy(Long.parseLong(matcher.group(1))))
                .filter(length -> length.compareTo(LONGEST) <= 0);
    }

    private static Optional<Instant> moment(String text) {
        Stream<Function<String, Instant>> readings = Stream.of(
                date -> LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant(),
                time -> LocalDateTime.parse(time).toInstant(ZoneOffset.UTC),
                time -> OffsetDateTime.parse(time).toInstant());
        return readings.flatMap(reading -> read(reading, text).stream()).findFirst();
    }

    private static Optional<Instant> read(Function<String, Instant> reading, String text) {
        try {
            return Optional.of(reading.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
