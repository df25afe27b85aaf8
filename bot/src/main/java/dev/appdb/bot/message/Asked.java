package dev.appdb.bot.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The requester, the time of the request, and the approvers.
 *
 * @param by the person's name as it is shown; not a mention, which would ring
 * @param approvedBy the names of others, likewise; empty where nobody else had to
 */
public record Asked(String by, Instant at, List<String> approvedBy) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    public Asked {
        approvedBy = List.copyOf(approvedBy);
    }

    public Asked(String by, Instant at) {
        this(by, at, List.of());
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The requester, the time, and the approvers. */
    List<Span> spans() {
        return List.of(
                Span.plain("requested by " + by + ","),
                Span.date(at),
                Span.plain(approvedBy.isEmpty() ? "" : "· approved by " + String.join(", ", approvedBy)));
    }
}
