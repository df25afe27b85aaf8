package dev.appdb.tui.progress;

import dev.appdb.event.EventSink;
import dev.appdb.event.RunEvent;
import java.io.PrintStream;

/** Prints each event of a run as lines for a person, as it happens. */
public final class TextLines implements EventSink {
    private final PrintStream out;
    private final TerminalCapabilities capabilities;
    private final EventLines lines = new EventLines();

    public TextLines(PrintStream out, TerminalCapabilities capabilities) {
        this.out = out;
        this.capabilities = capabilities;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        capabilities.print(lines.of(event)).forEach(out::println);
        out.flush();
    }
}
