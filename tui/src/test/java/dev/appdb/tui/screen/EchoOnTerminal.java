package dev.appdb.tui.screen;

import dev.appdb.form.Answers;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/**
 * Measures how long a key takes to be shown: from the byte that a terminal sends to the bytes that it is sent. Not a
 * test, because a busy machine would fail it.
 */
final class EchoOnTerminal {
    private static final int KEYS = 4000;

    private EchoOnTerminal() {}

    public static void main(String[] arguments) throws Exception {
        measure("question 80x24", 80, 24, "a\u007f", guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
        measure("search 120x40", 120, 40, "v\u007f", guide -> guide.ask(PageExamples.EXTENSIONS, Answers.NONE));
        measure("plan 300x100", 300, 100, "yn", guide -> guide.confirm(PageExamples.PLAN));
        System.gc();
        Runtime java = Runtime.getRuntime();
        System.out.println("heap in use: " + (java.totalMemory() - java.freeMemory()) / (1 << 20) + " MiB");
    }

    private static void measure(
            String label, int columns, int rows, String keys, java.util.function.Consumer<ScreenGuide> action)
            throws Exception {
        PipedInputStream input = new PipedInputStream();
        PipedOutputStream keyboard = new PipedOutputStream(input);
        Semaphore shown = new Semaphore(0);
        Terminal terminal =
                new ExternalTerminal("echo", "xterm-256color", input, new Shown(shown), StandardCharsets.UTF_8);
        terminal.setSize(Size.of(columns, rows));
        long[] nanos = new long[KEYS];
        try (ScreenGuide guide = ScreenGuide.on(terminal, new TerminalCapabilities(true, true), Clock.systemUTC())) {
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> action.accept(guide));
            while (shown.tryAcquire(1, TimeUnit.SECONDS)) {
                // Until the page stands still.
            }
            for (int i = 0; i < KEYS; i++) {
                long startedAt = System.nanoTime();
                keyboard.write(keys.charAt(i % 2));
                keyboard.flush();
                shown.acquire();
                nanos[i] = System.nanoTime() - startedAt;
            }
            guide.close();
            asked.join();
        }
        print(label, nanos);
    }

    private static void print(String label, long... nanos) {
        Arrays.sort(nanos);
        System.out.println(label + ": median " + micros(nanos[KEYS / 2]) + ", p99 " + micros(nanos[KEYS * 99 / 100])
                + ", slowest " + micros(nanos[KEYS - 1]));
    }

    private static String micros(long nanos) {
        return nanos / 1_000 + " us";
    }

    /** Counts the flushes of what is sent to the terminal. */
    private static final class Shown extends OutputStream {
        private final Semaphore flushed;

        Shown(Semaphore flushed) {
            this.flushed = flushed;
        }

        @Override
        public void write(int value) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void flush() throws IOException {
            flushed.release();
        }
    }
}
