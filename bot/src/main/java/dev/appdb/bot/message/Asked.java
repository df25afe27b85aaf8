package dev.appdb.bot.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Who asked, and when.
 *
 * @param by the person's name as it is shown; not a mention, which would ring
 */
public record Asked(String by, Instant at) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    static String time(Instant at) {
        return TIME.format(at);
    }

    String sentence() {
        return "asked by " + by + ", " + time(at);
    }
}
