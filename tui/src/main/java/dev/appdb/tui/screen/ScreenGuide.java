package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.tui.Asked;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.Guide;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ShutdownHooks;

/**
 * Guides a person on the whole screen. What happens while nothing is asked (a look-up, say) shows a page that says so;
 * Ctrl-C then ends the process as it would on any command.
 *
 * <p>The terminal is given back by {@link #close}, also when the process is terminated, and when drawing fails.
 */
public final class ScreenGuide implements Guide {
    /** Below it a page has no room: whoever opens a guide uses the one line by line. */
    public static final int MIN_COLUMNS = Frame.MIN_COLUMNS;

    public static final int MIN_ROWS = Frame.MIN_ROWS;

    /** Longer than a key that is held down takes to repeat, shorter than anybody reads. */
    private static final Duration QUIET = Duration.ofMillis(60);

    private static final int INTERRUPTED = 130;

    /** Gives a terminal back. */
    interface Restoring {
        void restore() throws IOException;
    }

    private final Stage stage;
    private final Style style;
    private final Clock clock;
    private final Restoring restoring;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    ScreenGuide(
            com.googlecode.lanterna.terminal.Terminal terminal,
            Style style,
            Clock clock,
            Duration quiet,
            Restoring restoring)
            throws IOException {
        this.style = style;
        this.clock = clock;
        this.restoring = restoring;
        this.stage = new Stage(
                terminal,
                style,
                quiet,
                () -> apart("appdb-interrupted", () -> Runtime.getRuntime().exit(INTERRUPTED)),
                failure -> close());
        stage.start();
    }

    /**
     * Opens this process's terminal, which must be one.
     *
     * @throws IOException if it can't be opened
     */
    public static ScreenGuide open(Style style) throws IOException {
        OnShutdown onShutdown = new OnShutdown();
        // Before JLine adds its own, which closes the terminal: they run in this order.
        ShutdownHooks.add(onShutdown);
        Terminal terminal = TerminalBuilder.builder()
                .name("appdb")
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
                .graphemeCluster(false) // the probe at start loses what was typed ahead
                .build();
        ScreenGuide guide = on(terminal, style, Clock.systemUTC(), () -> ShutdownHooks.remove(onShutdown));
        onShutdown.guide = Optional.of(guide);
        return guide;
    }

    /**
     * Takes a terminal over, and closes it in the end.
     *
     * @param afterwards done once the terminal has been given back
     * @throws IOException if it can't be written to
     */
    static ScreenGuide on(Terminal terminal, Style style, Clock clock, Runnable afterwards) throws IOException {
        TtyTerminal tty = TtyTerminal.enter(terminal);
        ScreenGuide guide = new ScreenGuide(tty, style, clock, QUIET, () -> {
            tty.leave();
            afterwards.run();
        });
        terminal.handle(Terminal.Signal.WINCH, signal -> guide.stage.redraw());
        terminal.handle(Terminal.Signal.CONT, signal -> guide.goOn(tty));
        // Ctrl-C is a key; this is another process's doing, and means the same.
        terminal.handle(Terminal.Signal.INT, signal -> guide.typed(new KeyStroke('c', true, false)));
        guide.readKeys(new KeyReader(timeout -> terminal.reader().read(timeout)));
        return guide;
    }

    private void goOn(TtyTerminal tty) {
        try {
            tty.takeOver();
            stage.redraw();
        } catch (IOException e) {
            close();
        }
    }

    private void readKeys(KeyReader reader) {
        Thread thread = new Thread(
                () -> {
                    KeyStroke key;
                    do {
                        key = next(reader);
                        typed(key);
                    } while (key.getKeyType() != KeyType.EOF);
                },
                "appdb-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private static KeyStroke next(KeyReader reader) {
        try {
            return reader.next();
        } catch (IOException e) {
            return new KeyStroke(KeyType.EOF); // closed, by us or because the terminal went away
        }
    }

    void typed(KeyStroke key) {
        stage.typed(key);
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public boolean isFullScreen() {
        return true;
    }

    @Override
    public Asked ask(Form form, Answers known) {
        FormPage page = FormPage.of(form, known);
        return page.result().orElseGet(() -> stage.ask(page));
    }

    @Override
    public Consent confirm(FilesReview review) {
        return stage.ask(new Reviews(style).files(review));
    }

    @Override
    public PlanConsent confirm(PlanReview review) {
        return stage.ask(new Reviews(style).plan(review));
    }

    @Override
    public Consent confirm(String question) {
        return stage.ask(new Reviews(style).question(question));
    }

    @Override
    public Optional<String> typed(String prompt) {
        return stage.ask(WordPage.of(prompt));
    }

    @Override
    public EventSink progress(Interruption interruption) {
        stage.place(RunPage.of(interruption, clock), wish -> fulfil(wish, interruption));
        return event -> stage.change(RunPage.class, page -> page.with(event));
    }

    /** On a thread of its own, because either may take its time, or end the process. */
    private static void fulfil(Wish wish, Interruption interruption) {
        switch (wish) {
            case DETACH -> apart("appdb-detaching", interruption::detach);
            case ROLL_BACK -> apart("appdb-rolling-back", interruption::startRollBack);
        }
    }

    private static void apart(String name, Runnable work) {
        new Thread(work, name).start();
    }

    @Override
    public void finish(Closing closing) {
        stage.ask(ClosingPage.of(closing, style));
    }

    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        stage.close();
        try {
            restoring.restore();
        } catch (IOException e) {
            throw new UncheckedIOException("can't give the terminal back", e);
        }
    }

    /** Closes the guide that is open when the process ends, however it ends. */
    private static final class OnShutdown implements ShutdownHooks.Task {
        private volatile Optional<ScreenGuide> guide = Optional.empty();

        @Override
        public void run() {
            guide.ifPresent(ScreenGuide::close);
        }
    }
}
