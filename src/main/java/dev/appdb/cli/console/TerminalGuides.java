package dev.appdb.cli.console;

import dev.appdb.tui.Guide;
import dev.appdb.tui.line.StandardStreams;
import dev.appdb.tui.line.Terminals;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.screen.ScreenGuide;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Guides on this process's terminal: on the whole screen where that works, else line by line; none where there is no terminal. */
public final class TerminalGuides implements Guides, AutoCloseable {
    private final Map<String, String> environment;
    private final StandardStreams streams;
    private final Transcript transcript;
    private Guide chosen = NonInteractivePrompts.INSTANCE;

    /** @param transcript what else is written to the terminal */
    public TerminalGuides(Map<String, String> environment, StandardStreams streams, Transcript transcript) {
        this.environment = environment;
        this.streams = streams;
        this.transcript = transcript;
    }

    @Override
    public synchronized Guide choose(boolean wholeScreen, boolean noColor) {
        if (!Terminals.interactive(environment, streams)) {
            return NonInteractivePrompts.INSTANCE;
        }
        TerminalCapabilities style = Terminals.capabilities(environment, true, noColor);
        chosen = wholeScreen && Terminals.takesWholeScreen(environment)
                ? onScreen(style).orElseGet(() -> Terminals.guide(style))
                : Terminals.guide(style);
        return chosen;
    }

    /** Empty where the terminal is too small, or can't be opened for it. */
    private Optional<Guide> onScreen(TerminalCapabilities style) {
        transcript.hold();
        try {
            Optional<Guide> guide = ScreenGuide.openIfLargeEnough(style).map(Guide.class::cast);
            if (guide.isEmpty()) {
                transcript.release();
            }
            return guide;
        } catch (IOException e) {
            transcript.release();
            return Optional.empty();
        }
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
