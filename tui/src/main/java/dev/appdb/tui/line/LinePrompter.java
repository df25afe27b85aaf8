package dev.appdb.tui.line;

import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Question;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.FormState;
import dev.appdb.tui.LookUps;
import dev.appdb.tui.SystemTerminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalExt;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Asks on a terminal, line by line: static text that a screen reader can follow. The terminal is opened when
 * something is first shown or asked, so that a command that asks nothing does not pay for it. Not for use by several
 * threads at once.
 *
 * <p>Every method throws {@link UncheckedIOException} if the terminal can't be opened.
 */
public final class LinePrompter implements AutoCloseable {

    /** Opens the terminal to ask on. */
    @FunctionalInterface
    interface TerminalSource {
        Terminal open() throws IOException;

        /** The stream that the terminal writes to, for what is shown once it is closed. */
        default PrintStream stream(Terminal terminal) {
            boolean isStandardOutput =
                    terminal instanceof TerminalExt system && system.getSystemStream() == SystemStream.Output;
            return isStandardOutput ? System.out : System.err;
        }

        /** The terminal's current width; 0 if it is not known. JLine asks no dumb one, though that may have a width. */
        default int columns(Terminal terminal) {
            boolean isDumbOfProcess = terminal instanceof DumbTerminal dumb && dumb.getSystemStream() != null;
            return isDumbOfProcess ? SystemTerminal.columns() : terminal.getWidth();
        }
    }

    private final TerminalSource source;
    private final TerminalCapabilities capabilities;
    private @Nullable Terminal terminal;
    private @Nullable TerminalLines forms;
    private final LookUps lookUps = new LookUps();
    private final Object output = new Object();
    private final Thread hook = new Thread(this::endOfProcess, "closing the terminal");
    private boolean isProcessEnding;
    private int lastColumns;

    LinePrompter(TerminalSource source, TerminalCapabilities capabilities) {
        this.source = source;
        this.capabilities = capabilities;
    }

    /**
     * Asks every question of a form that is not answered yet. The source of typed answers is "you"; an accepted
     * default keeps its own.
     *
     * @param known the answers there are already, such as those of flags; shown, but not asked
     */
    public FormResult ask(Form form, Answers known) {
        return ask(FormState.start(form, known));
    }

    /** Like {@link #ask(Form, Answers)}, from a given state. */
    FormResult ask(FormState from) {
        Runnable restore = Terminals.withoutEcho(terminal());
        try {
            return converse(from);
        } finally {
            restore.run();
        }
    }

    private FormResult converse(FormState from) {
        Conversation.Turn turn = Conversation.begin(from);
        show(turn.lines());
        while (true) {
            FormState state = turn.state();
            Optional<LookUp> due = state.lookUp();
            if (due.isPresent()) {
                show(Conversation.looking(due.get()));
                LookUps.Step step = lookUps.make(state, due.get(), this::secret);
                if (step.end().isPresent()) {
                    return step.end().get();
                }
                turn = Conversation.looked(step.state());
            } else if (state.isComplete()) {
                return new FormResult.Answered(state.answers());
            } else {
                Optional<String> line = forms().read(
                                promptRow(Conversation.prompt(state)),
                                state.current()
                                        .map(question -> completions(state, question))
                                        .orElse(List.of()));
                if (line.isEmpty()) {
                    return new FormResult.Cancelled(state.kept());
                }
                turn = Conversation.reply(state, line.get());
            }
            show(turn.lines());
        }
    }

    /** Asks for a password, showing a star for each character; never on a dumb terminal, which would show it. */
    private LookUps.SecretInput secret(String prompt, String problem) {
        if (terminal() instanceof DumbTerminal) {
            return LookUps.SecretInput.NONE;
        }
        List<AttributedString> lines = new ArrayList<>();
        if (!problem.isEmpty()) {
            lines.add(new AttributedString("  ! " + problem, TextStyles.BAD));
        }
        lines.add(new AttributedString("  Used for this setup only, and kept nowhere. Enter alone goes back."));
        show(lines);
        Optional<String> typed = new TerminalLines(terminal(), "").readSecret(promptRow(heading(prompt)));
        if (typed.isEmpty()) {
            return LookUps.SecretInput.CANCELLED;
        }
        return typed.get().isEmpty() ? LookUps.SecretInput.NONE : LookUps.SecretInput.of(typed.get());
    }

    /** Like {@link #confirm}, and takes {@code back} and Shift-Tab for going back. */
    Consent confirmOrBack(String question) {
        return typedOrBack(question + " [y/N, back]")
                .map(line -> line.equals(Conversation.BACK) ? Consent.BACK : consent(line))
                .orElse(Consent.CANCELLED);
    }

    /** Like {@link #typed}; Shift-Tab is {@code back}. */
    Optional<String> typedOrBack(String prompt) {
        return typed(prompt, Conversation.BACK);
    }

    /** Asks for yes or no; only {@code y} and {@code yes} are a yes, so that Enter alone is a no. */
    public Consent confirm(String question) {
        return typed(question + " [y/N]").map(LinePrompter::consent).orElse(Consent.CANCELLED);
    }

    private static Consent consent(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.equals("y") || lower.equals("yes") ? Consent.GIVEN : Consent.REFUSED;
    }

    /**
     * Asks for a word that has to be typed, such as a cluster's name: without completion, default or history.
     *
     * @return the typed text, stripped, possibly blank; empty on Ctrl-C, Ctrl-D or end of input
     */
    public Optional<String> typed(String prompt) {
        return typed(prompt, "");
    }

    private Optional<String> typed(String prompt, String shiftTab) {
        return new TerminalLines(terminal(), shiftTab)
                .read(promptRow(heading(prompt)), List.of())
                .map(String::strip);
    }

    private static AttributedString heading(String prompt) {
        return new AttributedStringBuilder()
                .append(prompt, TextStyles.HEADING)
                .append(": ")
                .toAttributedString();
    }

    /**
     * Shows lines, such as a plan's or a diff's; control characters in them are made visible. Also works while the process
     * ends, on any thread: an interrupted run says then how it goes on.
     */
    public void show(List<AttributedString> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<String> printed = capabilities.within(columns()).print(lines);
        synchronized (output) {
            if (isProcessEnding) {
                printed.forEach(source.stream(terminal())::println);
            } else {
                forms().show(printed);
            }
        }
    }

    /** Shows all rows of a prompt but the last, which is returned, so that the line editor draws one row only. */
    private String promptRow(AttributedString prompt) {
        List<AttributedString> rows = capabilities.within(columns()).rows(prompt);
        show(rows.subList(0, rows.size() - 1));
        return capabilities.print(rows.get(rows.size() - 1));
    }

    /** The terminal's current width; once it is given back, the last one. */
    private int columns() {
        Terminal opened = terminal();
        synchronized (output) {
            if (!isProcessEnding) {
                lastColumns = source.columns(opened);
            }
            return lastColumns;
        }
    }

    /** Gives the terminal back while the process ends, whatever is being read from it. */
    void endOfProcess() {
        Terminal opened = terminal;
        if (opened == null) {
            return;
        }
        synchronized (output) {
            isProcessEnding = true;
            close(opened);
        }
    }

    /** Gives the terminal back as it was. Closing one that was never opened does nothing. */
    @Override
    public void close() {
        lookUps.close();
        Terminal opened = terminal;
        if (opened == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook closes it, or has done so.
            return;
        }
        terminal = null;
        forms = null;
        close(opened);
    }

    private static void close(Terminal opened) {
        try {
            opened.close();
        } catch (IOException e) {
            // It is gone, so there is nothing to give back.
        }
    }

    private static List<String> completions(FormState state, Question question) {
        List<Choice> choices = state.choices(question);
        return question.kind() == Question.Kind.SWITCHES
                ? choices.stream().flatMap(LinePrompter::switches).toList()
                : choices.stream().map(Choice::value).toList();
    }

    private static Stream<String> switches(Choice choice) {
        Stream<String> on = choice.isAvailable() ? Stream.of("=on", "=off") : Stream.of("=off");
        Stream<String> unset = choice.isDeclared() ? Stream.of("=unset") : Stream.of();
        return Stream.concat(on, unset).map(state -> choice.value() + state);
    }

    private TerminalLines forms() {
        TerminalLines lines = forms;
        if (lines == null) {
            lines = new TerminalLines(terminal(), Conversation.BACK);
            forms = lines;
        }
        return lines;
    }

    private Terminal terminal() {
        Terminal opened = terminal;
        if (opened == null) {
            try {
                opened = source.open();
            } catch (IOException e) {
                throw new UncheckedIOException("can't open the terminal", e);
            }
            terminal = opened;
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // Opened for a last word: nothing of it was changed that would have to be restored.
            }
        }
        return opened;
    }
}
