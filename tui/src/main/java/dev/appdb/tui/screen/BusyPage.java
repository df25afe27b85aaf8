package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import java.util.List;
import java.util.Optional;

/**
 * The page that is shown while nothing is asked. Keys wait for the next page.
 *
 * @param subject what is looked at
 */
record BusyPage(String subject) implements Page<Boolean> {

    BusyPage() {
        this("your project");
    }

    @Override
    public BusyPage after(KeyStroke key, TerminalSize size) {
        return this;
    }

    @Override
    public Optional<Boolean> result() {
        return Optional.empty();
    }

    @Override
    public Boolean cancelled() {
        return true;
    }

    @Override
    public boolean takesTypedAhead() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(canvas, "", "", List.of("ctrl-c stop"));
        inner.put(1, Paragraph.of("Checking " + subject + "…"));
    }
}
