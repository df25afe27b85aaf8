package dev.appdb.tui.progress;

import dev.appdb.event.EventSink;
import dev.appdb.event.EventText;
import dev.appdb.event.RunEvent;
import java.io.PrintStream;

/** Prints each event of a run as lines for a person, as it happens. */
public final class TextLines implements EventSink {
    private final PrintStream out;
    private final EventText text;

    public TextLines(PrintStream out, TerminalCapabilities style) {
        this.out = out;
        this.text = new EventText(style);
    }

    @Override
    public synchronized void accept(RunEvent event) {
        text.lines(event).forEach(out::println);
        out.flush();
    }
}
