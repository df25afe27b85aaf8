package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Refusal;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.FormState;
import dev.appdb.tui.Guide;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.LookUps;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.SystemTerminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * Guides a person on the full screen. While nothing is asked, for example during a lookup, it shows a page that says so;
 * Ctrl-C then ends the process as it does in any command.
 *
 * <p>The terminal is given back by {@link #close}, also when the process is terminated, and when drawing fails.
 */
public final class ScreenGuide implements Guide {
    /** The least width a page fits into; on a smaller terminal the line guide is used. */
    public static final int MIN_COLUMNS = Frame.MIN_COLUMNS;

    public static final int MIN_ROWS = Frame.MIN_ROWS;

    /** The time without a key before a review accepts keys: longer than key repeat, shorter than reading takes. */
    private static final Duration QUIET = Duration.ofMillis(60);

    private static final int INTERRUPTED = 130;
    private static final long CLOSING_SECONDS = 3;

    /** Something that is done with a terminal, such as to give it back. */
    interface TerminalAction {
        void perform() throws IOException;
    }

    private final ScreenLoop loop;
    private final LookUps lookUps = new LookUps();
    private final TerminalCapabilities capabilities;
    private final Clock clock;
    private final TerminalAction restoring;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::close, "appdb-restore");

    /**
     * A guide on any of Lanterna's terminals.
     *
     * @param interrupted the action of Ctrl-C while nothing is asked and no run is in progress
     */
    ScreenGuide(
            com.googlecode.lanterna.terminal.Terminal terminal,
            TerminalCapabilities capabilities,
            Clock clock,
            Duration quiet,
            Runnable interrupted,
            TerminalAction restoring)
            throws IOException {
        this.capabilities = capabilities;
        this.clock = clock;
        this.restoring = restoring;
        this.loop = new ScreenLoop(terminal, capabilities, quiet, interrupted, failure -> close());
        loop.start();
    }

    /**
     * Opens this process's terminal, which must be one, if it is large enough.
     *
     * @return empty if it is too small; it is then as it was
     * @throws IOException if it can't be opened
     */
    public static Optional<ScreenGuide> openIfLargeEnough(TerminalCapabilities capabilities) throws IOException {
        Terminal terminal = terminal();
        Size size = terminal.getSize();
        if (size.getColumns() < MIN_COLUMNS || size.getRows() < MIN_ROWS) {
            terminal.close();
            return Optional.empty();
        }
        ScreenGuide guide = on(terminal, capabilities, Clock.systemUTC(), SystemTerminal::stopJob);
        // Ctrl-C is a key; a signal comes from another process, and means the same. Of the terminal's own handler JLine
        // would make a signal of the byte 0xFF as well.
        Signals.register("INT", () -> guide.typed(new KeyStroke('c', true, false)));
        return Optional.of(guide);
    }

    /**
     * A guide on a pair of streams, as of a terminal of the least size somewhere else.
     *
     * @throws IOException if it can't be written to
     */
    public static ScreenGuide onStreams(InputStream in, OutputStream out, TerminalCapabilities capabilities)
            throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("appdb")
                .system(false)
                .streams(in, out)
                .type("xterm-256color")
                .encoding(StandardCharsets.UTF_8)
                .size(new Size(MIN_COLUMNS, MIN_ROWS))
                .graphemeCluster(false)
                .build();
        return on(terminal, capabilities, Clock.systemUTC());
    }

    private static Terminal terminal() throws IOException {
        try {
            return SystemTerminal.open(false);
        } catch (IllegalStateException e) {
            throw new IOException("this is not a terminal", e);
        }
    }

    /**
     * Takes a terminal over; gives it back and closes it in the end, at the latest when the process ends.
     *
     * @throws IOException if it can't be written to
     */
    static ScreenGuide on(Terminal terminal, TerminalCapabilities capabilities, Clock clock) throws IOException {
        return on(terminal, capabilities, clock, () -> {
            // No shell has a job there that could be stopped.
        });
    }

    private static ScreenGuide on(
            Terminal terminal, TerminalCapabilities capabilities, Clock clock, TerminalAction stoppingJob)
            throws IOException {
        TtyTerminal tty = TtyTerminal.enter(terminal);
        ScreenGuide guide = new ScreenGuide(tty, capabilities, clock, QUIET, ScreenGuide::endProcess, tty::leave);
        Runtime.getRuntime().addShutdownHook(guide.hook);
        terminal.handle(Terminal.Signal.WINCH, signal -> guide.resized());
        terminal.handle(Terminal.Signal.CONT, signal -> guide.resumed(tty));
        guide.readKeys(
                new KeyReader(timeout -> terminal.reader().read(timeout), report -> guide.reported(report, tty)),
                () -> guide.suspend(tty, stoppingJob));
        if (capabilities.color() && capabilities.theme().dependsOnBackground()) {
            tty.askForBackground();
        }
        return guide;
    }

    /** Takes the colors for the background that the terminal reports; until then they are those for any. */
    private void reported(String report, TtyTerminal tty) {
        capabilities.theme().forReport(report).ifPresent(loop::use);
        if (report.equals(String.valueOf(KeyReader.ATTRIBUTES))) {
            tty.reported();
        }
    }

    /** Exits as an unhandled Ctrl-C does, so that the command's own shutdown hooks run. */
    private static void endProcess() {
        inBackground("appdb-interrupted", () -> Runtime.getRuntime().exit(INTERRUPTED));
    }

    /** Gives the terminal to the shell, and takes it over again when the job is continued. */
    private void suspend(TtyTerminal tty, TerminalAction stoppingJob) {
        try {
            tty.suspend();
            stoppingJob.perform();
        } catch (IOException e) {
            // Without a shell there is nothing to go to: the screen comes back.
        }
        resumed(tty);
    }

    private void resumed(TtyTerminal tty) {
        try {
            tty.takeOver();
            loop.redraw();
        } catch (IOException e) {
            close();
        }
    }

    private void readKeys(KeyReader reader, Runnable suspending) {
        Thread thread = new Thread(
                () -> {
                    KeyStroke key;
                    do {
                        key = next(reader);
                        if (Keys.isControl(key, 'z')) {
                            suspending.run();
                        } else {
                            typed(key);
                        }
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

    void resized() {
        loop.redraw();
    }

    void typed(KeyStroke key) {
        loop.typed(key);
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
    public FormResult ask(Form form, Answers known) {
        return ask(FormState.start(form, known));
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier) {
        return ask(FormState.resumed(form, known, earlier));
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier, Refusal refusal) {
        FormState state = FormState.resumed(form, known, earlier);
        return ask(state.refused(refusal).orElse(state));
    }

    private FormResult ask(FormState from) {
        FormState state = from;
        while (true) {
            FormPage page = FormPage.at(state);
            FormResult result = page.result().orElseGet(() -> loop.ask(page));
            if (!(result instanceof FormResult.Due due)) {
                return result;
            }
            LookUp lookUp = due.state().lookUp().orElseThrow();
            if (!lookUp.subject().isEmpty()) {
                loop.setBackground(new BusyPage(lookUp.subject()), done -> {});
            }
            LookUps.Step step = lookUps.make(due.state(), lookUp, this::secret);
            if (step.end().isPresent()) {
                return step.end().get();
            }
            state = step.state();
        }
    }

    private LookUps.SecretInput secret(String prompt, String problem) {
        return loop.ask(new SecretPage(prompt, problem));
    }

    @Override
    public Consent confirm(FilesReview review) {
        return asked(new ReviewPages(capabilities).files(review));
    }

    @Override
    public PlanConsent confirm(PlanReview review) {
        return asked(new ReviewPages(capabilities).plan(review));
    }

    @Override
    public Consent confirm(String question) {
        return asked(new ReviewPages(capabilities).question(question));
    }

    @Override
    public Consent confirm(String question, Map<String, String> facts) {
        return asked(new ReviewPages(capabilities).question(question, facts));
    }

    @Override
    public Optional<String> typed(String prompt) {
        return asked(InputPage.of(prompt));
    }

    /** Shows a page in front of a run, whose time does not count meanwhile. */
    private <R> R asked(Page<R> page) {
        Instant shown = clock.instant();
        try {
            return loop.ask(page);
        } finally {
            Duration waited = Duration.between(shown, clock.instant());
            loop.change(RunPage.class, run -> run.waited(waited));
        }
    }

    @Override
    public EventSink progress(Interruption interruption) {
        loop.setBackground(RunPage.of(interruption, clock), action -> perform(action, interruption));
        return event -> loop.change(RunPage.class, page -> page.with(event));
    }

    /** Performs an action on a thread of its own, because it may take long or end the process. */
    private void perform(InterruptAction action, Interruption interruption) {
        switch (action) {
            case QUERY_ROLLBACK ->
                inBackground("appdb-looking", () -> {
                    Optional<String> rollBack = interruption.rollBack();
                    loop.change(RunPage.class, page -> page.found(rollBack));
                });
            case DETACH -> inBackground("appdb-detaching", interruption::detach);
            case ROLL_BACK -> inBackground("appdb-rolling-back", interruption::startRollBack);
        }
    }

    private static void inBackground(String name, Runnable work) {
        new Thread(work, name).start();
    }

    @Override
    public void finish(Closing closing) {
        loop.ask(ClosingPage.of(closing, capabilities));
    }

    @Override
    public void close() {
        if (isClosing.getAndSet(true)) {
            awaitClosed();
            return;
        }
        lookUps.close();
        loop.close();
        try {
            restoring.perform();
            if (Thread.currentThread() != hook) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IOException e) {
            // It is gone, so there is nothing to give back.
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook runs, and finds it closed.
        } finally {
            closed.countDown();
        }
    }

    /** Waits, for a limited time, until the thread that is closing the guide has restored the terminal. */
    private void awaitClosed() {
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
