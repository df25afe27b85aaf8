package dev.appdb.tui.line;

import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;

/** Prompters on a pair of streams, as of a script: without cursor movements, colors or completion lists. */
public final class StreamPrompter {
    private StreamPrompter() {}

    /** A guide on them. */
    public static LineGuide guide(InputStream in, OutputStream out, TerminalCapabilities capabilities) {
        return new LineGuide(on(in, out, capabilities), capabilities);
    }

    /** A guide on a terminal that moves its cursor, as people have one. */
    public static LineGuide guideOnXterm(InputStream in, OutputStream out) {
        LinePrompter prompter = new LinePrompter(
                () -> TerminalBuilder.builder()
                        .name("appdb")
                        .system(false)
                        .streams(new KeptOpen(in), out)
                        .type("xterm-256color")
                        .encoding(StandardCharsets.UTF_8)
                        .size(new Size(200, 50))
                        .graphemeCluster(false)
                        .build(),
                TerminalCapabilities.PLAIN);
        return new LineGuide(prompter, TerminalCapabilities.PLAIN);
    }

    /** Keys after the last of which the person still sits there, until the terminal is closed. */
    private static final class KeptOpen extends FilterInputStream {
        private final CountDownLatch never = new CountDownLatch(1);

        KeptOpen(InputStream keys) {
            super(keys);
        }

        @Override
        public int read() throws IOException {
            int key = super.read();
            return key >= 0 ? key : end();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            return count >= 0 ? count : end();
        }

        private int end() {
            try {
                // longer than any test waits
                if (never.await(10, TimeUnit.MINUTES)) {
                    return -1;
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }

    public static LinePrompter on(InputStream in, OutputStream out, TerminalCapabilities capabilities) {
        return new LinePrompter(
                () -> new DumbTerminal("appdb", Terminal.TYPE_DUMB, in, out, StandardCharsets.UTF_8), capabilities);
    }
}
