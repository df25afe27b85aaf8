package dev.appdb.tui.line;

import java.io.IOError;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** Reads and prints lines on a JLine terminal. */
final class TerminalLines {
    private static final String SHIFT_TAB = "\u001b[Z";

    private final Terminal terminal;
    private final LineReader reader;
    private List<String> words = List.of();

    /** @param shiftTab the line that Shift-Tab stands for; empty leaves the key alone */
    TerminalLines(Terminal terminal, String shiftTab) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new WordParser())
                .completer((lineReader, line, candidates) -> words.forEach(word -> candidates.add(candidate(word))))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // "!" is an ordinary character
                .option(LineReader.Option.BRACKETED_PASTE, false) // static text: no modes to switch
                .option(LineReader.Option.AUTO_FRESH_LINE, false)
                .option(LineReader.Option.AUTO_MENU, false) // a menu redraws, which screen readers read out again
                .option(LineReader.Option.DISABLE_HIGHLIGHTER, true)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
        if (!shiftTab.isEmpty()) {
            answerWithKey(SHIFT_TAB, shiftTab);
        }
    }

    private void answerWithKey(String key, String line) {
        String widget = "appdb-" + line;
        reader.getWidgets().put(widget, () -> {
            reader.getBuffer().clear();
            reader.getBuffer().write(line);
            reader.callWidget(LineReader.ACCEPT_LINE);
            return true;
        });
        reader.getKeyMaps().values().forEach(keys -> keys.bind(new Reference(widget), key));
    }

    /** Prints the lines unchanged. */
    void show(List<String> lines) {
        lines.forEach(terminal.writer()::println);
        terminal.flush();
    }

    /**
     * The next line typed.
     *
     * @param completions the words that TAB completes to
     * @return empty on Ctrl-C, on Ctrl-D at an empty line, at the end of the input, and when the terminal is closed
     */
    Optional<String> read(String prompt, List<String> completions) {
        return read(prompt, completions, null);
    }

    /** The next line typed, of which only stars are shown, and which no history keeps; empty as {@link #read} is. */
    Optional<String> readSecret(String prompt) {
        return read(prompt, List.of(), '*');
    }

    private Optional<String> read(String prompt, List<String> completions, @Nullable Character mask) {
        words = List.copyOf(completions);
        Runnable restore = Terminals.keepingInterrupts();
        if (isDumbOfProcess()) {
            Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
        }
        try {
            // JLine expands % in a prompt
            return Optional.of(reader.readLine(prompt.replace("%", "%%"), mask));
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.empty();
        } catch (IllegalStateException | IOError closed) {
            return Optional
                    .empty(); // so says JLine when another thread closes the terminal, as the end of the process does
        } finally {
            restore.run();
        }
    }

    /** Returns true if Ctrl-C would end the process: on a dumb terminal JLine leaves the signal to Java. */
    private boolean isDumbOfProcess() {
        return terminal instanceof DumbTerminal dumb && dumb.getSystemStream() != null;
    }

    private static Candidate candidate(String word) {
        return new Candidate(word, word, null, null, null, null, true);
    }
}
