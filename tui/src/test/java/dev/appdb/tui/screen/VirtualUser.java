package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.Terminal;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminalListener;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A user of a guide on a virtual terminal, who reads before typing. */
public final class VirtualUser implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 300;

    private final DefaultVirtualTerminal terminal;
    private final ScreenGuide guide;
    private final AtomicInteger restored = new AtomicInteger();
    private final Semaphore interrupted = new Semaphore(0);
    private int frames;
    private String screen = "";

    private VirtualUser(DefaultVirtualTerminal terminal) throws IOException {
        this.terminal = terminal;
        terminal.addVirtualTerminalListener(new Frames());
        this.guide = new ScreenGuide(
                terminal,
                new TerminalCapabilities(true, true),
                PageExamples.CLOCK,
                Duration.ZERO,
                interrupted::release,
                restored::incrementAndGet);
    }

    public static VirtualUser at(int columns, int rows) throws IOException {
        return new VirtualUser(new DefaultVirtualTerminal(new TerminalSize(columns, rows)));
    }

    static VirtualUser at(DefaultVirtualTerminal terminal) throws IOException {
        return new VirtualUser(terminal);
    }

    public ScreenGuide guide() {
        return guide;
    }

    DefaultVirtualTerminal terminal() {
        return terminal;
    }

    /** Asks a question on a thread of its own. */
    <R> CompletableFuture<R> asked(Function<ScreenGuide, R> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(guide), work -> new Thread(work, "command").start());
    }

    public static <R> R answer(CompletableFuture<R> asked) throws Exception {
        try {
            return asked.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("never answered", e);
        } catch (ExecutionException e) {
            throw new AssertionError("the guide failed", e.getCause());
        }
    }

    public void type(String typed) {
        for (KeyStroke key : Typed.keys(typed)) {
            guide.typed(key);
        }
    }

    void resize(int columns, int rows) {
        terminal.setTerminalSize(new TerminalSize(columns, rows));
        guide.resized();
    }

    /** Waits until a text is shown. */
    public void await(String text) throws InterruptedException {
        awaitUntil(() -> screen.contains(text), "never shown: \"" + text + "\"");
    }

    /** Waits until something has happened, of which the screen tells or something else does. */
    public synchronized void awaitUntil(BooleanSupplier happened, String otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise + " on\n" + screen);
            }
            wait(100);
        }
    }

    /** The screen as it was last drawn. */
    public synchronized String screen() {
        return screen;
    }

    /** Waits until a page is shown by its title, and takes keys. */
    public void awaitReview(String title) throws InterruptedException {
        await(title);
        await("ctrl-c quit");
    }

    /** The number of times that the screen was drawn. */
    synchronized int frames() {
        return frames;
    }

    /** Waits until Ctrl-C was pressed while nothing was asked. */
    void awaitInterruption() throws InterruptedException {
        if (!interrupted.tryAcquire(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("never interrupted");
        }
    }

    int timesRestored() {
        return restored.get();
    }

    @Override
    public void close() {
        guide.close();
    }

    private synchronized void drawn() {
        frames++;
        screen = String.join("\n", VirtualScreen.rows(terminal));
        notifyAll();
    }

    private final class Frames implements VirtualTerminalListener {
        @Override
        public void onFlush() {
            drawn();
        }

        @Override
        public void onBell() {}

        @Override
        public void onClose() {}

        @Override
        public void onResized(Terminal resized, TerminalSize size) {}
    }
}
