package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.Theme;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that shows pages and passes keys to them; other threads reach it through its queue. It has one
 * background page, such as a run's progress, and at times a dialog in front of it that waits for an answer.
 */
final class ScreenLoop {
    /** The least time between redraws that no key has caused: at most ten a second. */
    private static final long FRAME_NANOS = Duration.ofMillis(100).toNanos();

    private static final long NEVER_NANOS = Duration.ofDays(1).toNanos();

    private final Terminal terminal;
    private final Screen screen;
    private final Duration quiet;
    private final Runnable onInterrupt;
    private final Consumer<Throwable> onFailure;
    private final InputQueue queue = new InputQueue();
    private volatile @Nullable Throwable failure;

    // the fields below are used by the thread alone
    private Canvas canvas;
    private ShownPage<?> background = new ShownPage<>(new BusyPage(), done -> {});
    private @Nullable ShownPage<?> dialog;
    private boolean isNew;
    private boolean needsFullRedraw = true;
    private long drawnAt = System.nanoTime();
    private long dueInNanos;

    /** A page, and the consumer of its results. */
    private record ShownPage<R>(Page<R> page, Consumer<R> answered) {
        ShownPage<R> after(KeyStroke key, TerminalSize size) {
            return new ShownPage<>(page.after(key, size), answered);
        }

        boolean deliver() {
            Optional<R> result = page.result();
            result.ifPresent(answered);
            return result.isPresent();
        }

        void cancel() {
            answered.accept(page.cancelled());
        }

        @SuppressWarnings("unchecked") // a changed page is of the same kind, and so is its answer
        ShownPage<R> changed(Page<?> changed) {
            return new ShownPage<>((Page<R>) changed, answered);
        }
    }

    /**
     * A loop on a terminal.
     *
     * @param quiet the time without a key before a page that ignores keys typed ahead accepts keys
     * @param onInterrupt the action of Ctrl-C while nothing is asked
     * @param onFailure called when the thread ends because of a bug, or because the terminal can't be written to
     */
    ScreenLoop(
            Terminal terminal,
            TerminalCapabilities capabilities,
            Duration quiet,
            Runnable onInterrupt,
            Consumer<Throwable> onFailure)
            throws IOException {
        this.terminal = terminal;
        this.screen = new TerminalScreen(terminal);
        this.canvas = Canvas.of(screen, capabilities);
        this.quiet = quiet;
        this.onInterrupt = onInterrupt;
        this.onFailure = onFailure;
    }

    void start() {
        Thread thread = new Thread(this::run, "appdb-screen");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a typed key. */
    void typed(KeyStroke key) {
        queue.add(key);
    }

    /** Redraws everything, because the terminal may have another size or show other content. */
    void redraw() {
        queue.add(() -> {
            needsFullRedraw = true;
            dueInNanos = 0;
        });
    }

    /**
     * Shows a page until it is answered; cancelled if the loop is closed.
     *
     * @throws IllegalStateException if the loop ended because of a bug
     */
    <R> R ask(Page<R> page) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        boolean isShown = queue.add(() -> show(new ShownPage<>(page, answer::complete)));
        R answered = isShown ? answer.join() : page.cancelled();
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the screen failed", cause);
        }
        return answered;
    }

    private void show(ShownPage<?> next) {
        queue.repeatEnd();
        dialog = next;
        dueInNanos = 0;
        isNew = !next.page().takesTypedAhead();
    }

    /** Shows a page while no dialog is open, and passes on each of its results. */
    <R> void setBackground(Page<R> page, Consumer<R> answered) {
        queue.add(() -> {
            background = new ShownPage<>(page, answered);
            dueInNanos = 0;
        });
    }

    /** Changes the background page, if it is of this kind. */
    <P extends Page<?>> void change(Class<P> kind, UnaryOperator<P> change) {
        queue.add(() -> {
            if (kind.isInstance(background.page())) {
                background = background.changed(change.apply(kind.cast(background.page())));
                redrawWithin(FRAME_NANOS);
            }
        });
    }

    /** Draws everything in other colors from now on. */
    void use(Theme theme) {
        queue.add(() -> {
            canvas = canvas.in(theme);
            dueInNanos = 0;
        });
    }

    /** Ends the thread, without waiting for it; an open dialog is cancelled. */
    void close() {
        queue.close();
    }

    private void run() {
        try {
            screen.startScreen();
            while (!queue.isClosed()) {
                step();
            }
        } catch (IOException e) {
            onFailure.accept(e);
        } catch (RuntimeException | Error e) {
            failure = e;
            onFailure.accept(e);
        } finally {
            queue.close();
            queue.task().ifPresent(Runnable::run);
            ShownPage<?> open = dialog;
            if (open != null) {
                open.cancel();
            }
        }
    }

    private void step() throws IOException {
        Optional<Runnable> task = queue.task();
        if (task.isPresent()) {
            task.get().run();
            return;
        }
        if (isNew) {
            draw();
            queue.forgetKeys(quiet);
            isNew = false;
            dueInNanos = 0; // with the row that says which keys do what
        }
        boolean takesKeys = dialog != null || !(background.page() instanceof BusyPage);
        Optional<KeyStroke> key = takesKeys ? queue.key() : queue.cancellingKey();
        long left = drawnAt + dueInNanos - System.nanoTime();
        if (key.isPresent()) {
            handle(key.get());
        } else if (left <= 0) {
            draw();
        } else {
            queue.await(left, takesKeys);
        }
    }

    private void handle(KeyStroke key) {
        TerminalSize size = screen.getTerminalSize();
        if (Frame.isTooSmall(size) && !Keys.cancels(key)) {
            return; // nothing is confirmed that can't be seen
        }
        dueInNanos = 0;
        ShownPage<?> open = dialog;
        if (open != null) {
            ShownPage<?> next = open.after(key, size);
            dialog = next;
            if (next.deliver()) {
                dialog = null;
                dueInNanos = System.nanoTime() - drawnAt + FRAME_NANOS; // most often the next page comes at once
            }
        } else if (background.page() instanceof BusyPage) {
            onInterrupt.run();
        } else {
            background = background.after(key, size);
            background.deliver();
        }
    }

    private void redrawWithin(long nanosAfterLast) {
        dueInNanos = Math.min(dueInNanos, nanosAfterLast);
    }

    private void draw() throws IOException {
        if (needsFullRedraw) {
            terminal.getTerminalSize(); // tells the screen if it has changed
            screen.doResizeIfNecessary();
        }
        ShownPage<?> open = dialog;
        Page<?> page = (open == null ? background : open).page();
        canvas = canvas.whole();
        canvas.clear();
        if (Frame.isTooSmall(screen.getTerminalSize())) {
            Frame.drawTooSmall(canvas);
        } else {
            page.draw(canvas);
            if (isNew) {
                Frame.drawWithoutHints(canvas);
            }
        }
        screen.refresh(needsFullRedraw ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
        needsFullRedraw = false;
        drawnAt = System.nanoTime();
        dueInNanos = page.redrawnEvery().map(Duration::toNanos).orElse(NEVER_NANOS);
    }
}
