package dev.appdb.tui.progress;

import dev.appdb.event.EventJson;
import dev.appdb.event.EventSink;
import dev.appdb.event.RunEvent;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints each event of a run as one line of JSON, as it happens. The line is ASCII, so that neither the stream's
 * encoding nor a character of the data can break it or steer a terminal.
 */
public final class JsonLines implements EventSink {
    private final PrintStream out;

    public JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        out.print(line(event) + "\n");
        out.flush();
    }

    /** The event as one line of ASCII, without a line break. */
    public static String line(RunEvent event) {
        return ascii(EventJson.toLine(event));
    }

    /** The same JSON in ASCII. */
    public static String ascii(String json) {
        StringBuilder line = new StringBuilder();
        // beyond ASCII, JSON has characters only within strings, where their escape means the same
        for (char character : json.toCharArray()) {
            if (character < 0x7f) {
                line.append(character);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            }
        }
        return line.toString();
    }
}
