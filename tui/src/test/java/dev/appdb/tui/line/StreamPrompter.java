package dev.appdb.tui.line;

import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/** Prompters on a pair of streams, as of a script: without cursor movements, colors or completion lists. */
public final class StreamPrompter {
    private StreamPrompter() {}

    /** A guide on them. */
    public static LineGuide guide(InputStream in, OutputStream out, TerminalCapabilities capabilities) {
        return new LineGuide(on(in, out, capabilities), capabilities);
    }

    public static LinePrompter on(InputStream in, OutputStream out, TerminalCapabilities capabilities) {
        return new LinePrompter(
                () -> new DumbTerminal("appdb", Terminal.TYPE_DUMB, in, out, StandardCharsets.UTF_8), capabilities);
    }
}
