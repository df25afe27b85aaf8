package dev.appdb.event;

import java.time.Duration;
import java.util.Locale;

/** A duration as a person reads it: {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}, {@code 1 h 02 min}. */
public final class Elapsed {
    private Elapsed() {}

    /** In whole seconds, for what is still counting: a tenth would only flicker. */
    public static String whole(Duration duration) {
        return duration.toSeconds() < 10 ? Math.max(0, duration.toSeconds()) + " s" : text(duration);
    }

    /** Rounded down; less than nothing, as from a clock that was set back, is {@code 0.0 s}. */
    public static String text(Duration duration) {
        Duration elapsed = duration.isNegative() ? Duration.ZERO : duration;
        if (elapsed.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%d.%d s", elapsed.toSeconds(), elapsed.toMillisPart() / 100);
        }
        if (elapsed.toMinutes() < 1) {
            return elapsed.toSeconds() + " s";
        }
        if (elapsed.toHours() < 1) {
            return String.format(Locale.ROOT, "%d min %02d s", elapsed.toMinutes(), elapsed.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d h %02d min", elapsed.toHours(), elapsed.toMinutesPart());
    }
}
