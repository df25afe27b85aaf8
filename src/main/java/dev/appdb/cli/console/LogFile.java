package dev.appdb.cli.console;

import dev.appdb.event.EventSink;
import dev.appdb.failure.Problems;
import dev.appdb.file.FileTrouble;
import dev.appdb.file.PrivateFile;
import dev.appdb.tui.progress.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A file to which the events of runs are appended, one JSON event a line, as {@code --output json} prints them. A write that
 * fails later ends the log with a warning, and nothing else.
 */
final class LogFile {
    private final Path file;
    private final Consumer<String> warnings;
    private final AtomicBoolean isEnded = new AtomicBoolean();

    private LogFile(Path file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    /** Makes the file where it is not there yet; a problem, and no log, where it can't be written. */
    static Optional<LogFile> at(Path file, Consumer<String> warnings, Problems problems) {
        try {
            PrivateFile.append(file, "");
            return Optional.of(new LogFile(file, warnings));
        } catch (IOException e) {
            problems.add(
                    "--log-file",
                    "can't write " + file + ": " + FileTrouble.reason(e)
                            + ". Name a file in a folder that you can write to");
            return Optional.empty();
        }
    }

    /** The same sink, and this file. */
    EventSink beside(EventSink sink) {
        return event -> {
            append(JsonLines.line(event));
            sink.accept(event);
        };
    }

    /** Appends a line of JSON. */
    synchronized void append(String line) {
        if (isEnded.get()) {
            return;
        }
        try {
            PrivateFile.append(file, line + "\n");
        } catch (IOException e) {
            isEnded.set(true);
            warnings.accept("The log in " + file + " ends here: " + FileTrouble.reason(e) + ".");
        }
    }
}
