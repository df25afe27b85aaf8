package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import java.time.Duration;
import java.util.Optional;

/**
 * A page of the screen, and its response to keys. Immutable, and independent of a terminal.
 *
 * @param <R> the type of the answer
 */
interface Page<R> {

    /**
     * The page after a key.
     *
     * @param size of the whole screen
     */
    Page<R> after(KeyStroke key, TerminalSize size);

    /** The answer, once there is one. */
    Optional<R> result();

    /** The answer if the terminal goes away. */
    R cancelled();

    /**
     * Returns true if keys typed before the page was shown are accepted. They must not be where a key could confirm
     * something that the person has not seen.
     */
    boolean takesTypedAhead();

    /** The interval at which a page that shows durations is redrawn; empty where only keys and events change it. */
    default Optional<Duration> redrawnEvery() {
        return Optional.empty();
    }

    void draw(Canvas canvas);
}
