package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import java.util.Optional;

/**
 * What the screen shows, and what each key leads to. Immutable, and without a terminal.
 *
 * @param <R> what the person's answer is
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
     * Whether what was typed before the page was shown counts. It must not where a key agrees to something that the
     * person has not seen.
     */
    boolean takesTypedAhead();

    /** Whether it shows how long something takes, and so has to be drawn again each second. */
    default boolean countsTime() {
        return false;
    }

    void draw(Canvas canvas);
}
