package dev.appdb.cli;

import dev.appdb.tui.Guide;
import dev.appdb.tui.line.StandardStreams;
import dev.appdb.tui.line.Terminals;
import dev.appdb.tui.progress.Style;
import java.util.Map;

/** Guides on this process's terminal: line by line, or nobody where there is none. */
final class TerminalGuides implements Guides, AutoCloseable {
    private final Map<String, String> environment;
    private final StandardStreams streams;
    private final Transcript transcript;
    private Guide chosen = Nobody.NOBODY;

    /** @param transcript what else is written to the terminal */
    TerminalGuides(Map<String, String> environment, StandardStreams streams, Transcript transcript) {
        this.environment = environment;
        this.streams = streams;
        this.transcript = transcript;
    }

    @Override
    public synchronized Guide choose(boolean wholeScreen, boolean noColor) {
        if (!Terminals.interactive(environment, streams)) {
            return Nobody.NOBODY;
        }
        Style style = Terminals.style(environment, true, noColor);
        chosen = Terminals.guide(style);
        if (chosen.isFullScreen()) {
            transcript.hold();
        }
        return chosen;
    }

    /** Gives the terminal back as it was, and then writes what was held back. May be called on any thread, and twice. */
    @Override
    public void close() {
        Guide guide;
        synchronized (this) {
            guide = chosen;
        }
        try {
            guide.close();
        } finally {
            transcript.release();
        }
    }
}
