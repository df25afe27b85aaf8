package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that shows pages and hands them the keys; whatever else happens reaches it through its queue. It has
 * one page that stays, such as a run's progress, and at times one in front of it that is to be answered.
 */
final class ScreenLoop {
    /** At most ten redraws a second for what nobody typed. */
    private static final long FRAME_NANOS = Duration.ofMillis(100).toNanos();
    /** How often a page is drawn again that counts time. */
    private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long NEVER_NANOS = Duration.ofDays(1).toNanos();

    private final Terminal terminal;
    private final Screen screen;
    private final Duration quiet;
    private final Runnable interrupted;
    private final Consumer<Throwable> crashed;
    private final InputQueue queue = new InputQueue();
    private volatile @Nullable Throwable bug;

    // what follows is the thread's own
    private Canvas canvas;
    private Showing<?> base = new Showing<>(new BusyPage(), done -> {});
    private @Nullable Showing<?> front;
    private boolean isUnseen;
    private boolean isToBeCleared = true;
    private long drawnAt = System.nanoTime();
    private long dueIn;

    /** A page, and where its answers go. */
    private record Showing<R>(Page<R> page, Consumer<R> answered) {
        Showing<R> after(KeyStroke key, TerminalSize size) {
            return new Showing<>(page.after(key, size), answered);
        }

        boolean tell() {
            Optional<R> result = page.result();
            result.ifPresent(answered);
            return result.isPresent();
        }

        void cancel() {
            answered.accept(page.cancelled());
        }

        @SuppressWarnings("unchecked") // a changed page is of the same kind, and so is its answer
        Showing<R> changed(Page<?> changed) {
            return new Showing<>((Page<R>) changed, answered);
        }
    }

    /**
     * A loop on a terminal.
     *
     * @param quiet for how long nothing must be typed before a page counts keys that takes nothing typed ahead
     * @param interrupted what Ctrl-C does while nothing is asked
     * @param crashed told when the thread ends because of a bug, or because the terminal can't be written to
     */
    ScreenLoop(
            Terminal terminal,
            TerminalCapabilities capabilities,
            Duration quiet,
            Runnable interrupted,
            Consumer<Throwable> crashed)
            throws IOException {
        this.terminal = terminal;
        this.screen = new TerminalScreen(terminal);
        this.canvas = Canvas.of(screen, capabilities);
        this.quiet = quiet;
        this.interrupted = interrupted;
        this.crashed = crashed;
    }

    void start() {
        Thread thread = new Thread(this::run, "appdb-screen");
        thread.setDaemon(true);
        thread.start();
    }

    /** A key was typed. */
    void typed(KeyStroke key) {
        queue.add(key);
    }

    /** The terminal may have another size, or show something else. */
    void redraw() {
        queue.add(() -> {
            isToBeCleared = true;
            dueIn = 0;
        });
    }

    /**
     * Shows a page until it is answered; cancelled if the loop is closed.
     *
     * @throws IllegalStateException if the loop ended by a bug
     */
    <R> R ask(Page<R> page) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        boolean isShown = queue.add(() -> show(new Showing<>(page, answer::complete)));
        R answered = isShown ? answer.join() : page.cancelled();
        Throwable cause = bug;
        if (cause != null) {
            throw new IllegalStateException("the screen failed", cause);
        }
        return answered;
    }

    private void show(Showing<?> next) {
        queue.repeatEnd();
        front = next;
        dueIn = 0;
        isUnseen = !next.page().takesTypedAhead();
    }

    /** Shows a page whenever none is to be answered; what the person wants of it is told each time. */
    <R> void place(Page<R> page, Consumer<R> wanted) {
        queue.add(() -> {
            base = new Showing<>(page, wanted);
            dueIn = 0;
        });
    }

    /** Changes the page that stays, if it is of this kind. */
    <P extends Page<?>> void change(Class<P> kind, UnaryOperator<P> change) {
        queue.add(() -> {
            if (kind.isInstance(base.page())) {
                base = base.changed(change.apply(kind.cast(base.page())));
                dueWithin(FRAME_NANOS);
            }
        });
    }

    /** Ends the thread; whoever waits for an answer is told that it was cancelled. Does not wait for it. */
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
            crashed.accept(e);
        } catch (RuntimeException | Error e) {
            bug = e;
            crashed.accept(e);
        } finally {
            queue.close();
            queue.task().ifPresent(Runnable::run);
            Showing<?> waiting = front;
            if (waiting != null) {
                waiting.cancel();
            }
        }
    }

    private void step() throws IOException {
        Optional<Runnable> task = queue.task();
        if (task.isPresent()) {
            task.get().run();
            return;
        }
        if (isUnseen) {
            draw();
            queue.forgetKeys(quiet);
            isUnseen = false;
            dueIn = 0; // with the row that says which keys do what
        }
        boolean takesKeys = front != null || !(base.page() instanceof BusyPage);
        Optional<KeyStroke> key = takesKeys ? queue.key() : queue.cancellingKey();
        long left = drawnAt + dueIn - System.nanoTime();
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
            return; // nothing is agreed to that can't be seen
        }
        dueIn = 0;
        Showing<?> asked = front;
        if (asked != null) {
            Showing<?> next = asked.after(key, size);
            front = next;
            if (next.tell()) {
                front = null;
                dueIn = System.nanoTime() - drawnAt + FRAME_NANOS; // most often the next page comes at once
            }
        } else if (base.page() instanceof BusyPage) {
            interrupted.run();
        } else {
            base = base.after(key, size);
            base.tell();
        }
    }

    private void dueWithin(long nanosAfterLast) {
        dueIn = Math.min(dueIn, nanosAfterLast);
    }

    private void draw() throws IOException {
        if (isToBeCleared) {
            terminal.getTerminalSize(); // tells the screen if it has changed
            screen.doResizeIfNecessary();
        }
        Showing<?> asked = front;
        Page<?> page = (asked == null ? base : asked).page();
        canvas = canvas.whole();
        canvas.clear();
        if (Frame.isTooSmall(screen.getTerminalSize())) {
            Frame.drawTooSmall(canvas);
        } else {
            page.draw(canvas);
            if (isUnseen) {
                Frame.drawWithoutHints(canvas);
            }
        }
        screen.refresh(isToBeCleared ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
        isToBeCleared = false;
        drawnAt = System.nanoTime();
        dueIn = page.countsTime() ? TICK_NANOS : NEVER_NANOS;
    }
}
