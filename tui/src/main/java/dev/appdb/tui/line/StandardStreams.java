package dev.appdb.tui.line;

import dev.appdb.tui.SystemTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * The standard streams of the process: true for each that is a terminal.
 *
 * @param columns the terminal's current width; 0 if it is not known, or there is none
 */
public record StandardStreams(boolean input, boolean output, boolean error, IntSupplier columns) {

    /** Streams to a terminal of any width. */
    public StandardStreams(boolean input, boolean output, boolean error) {
        this(input, output, error, () -> 0);
    }

    /**
     * Looks at this process's streams. On Linux this reads three links; elsewhere it loads JLine's native part. It
     * does not ask {@link System#console()}, which on Java 17 is missing as soon as one stream is redirected, and
     * from Java 22 on is there even if all are.
     */
    public static StandardStreams ofThisProcess() {
        Path links = Path.of("/proc/self/fd");
        return Files.isDirectory(links)
                ? new StandardStreams(
                        isTerminal(links.resolve("0")),
                        isTerminal(links.resolve("1")),
                        isTerminal(links.resolve("2")),
                        SystemTerminal::columns)
                : askingJline();
    }

    private static boolean isTerminal(Path link) {
        try {
            String device = Files.readSymbolicLink(link).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false; // the stream is closed
        }
    }

    private static StandardStreams askingJline() {
        for (String name : new String[] {"ffm", "jni", "exec"}) {
            try {
                TerminalProvider provider = TerminalProvider.load(name);
                return new StandardStreams(
                        provider.isSystemStream(SystemStream.Input),
                        provider.isSystemStream(SystemStream.Output),
                        provider.isSystemStream(SystemStream.Error),
                        SystemTerminal::columns);
            } catch (IOException | LinkageError | RuntimeException e) {
                // this Java or platform does not have it: the next one may
            }
        }
        return new StandardStreams(false, false, false);
    }
}
