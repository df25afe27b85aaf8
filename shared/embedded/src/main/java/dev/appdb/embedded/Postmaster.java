package dev.appdb.embedded;

import dev.appdb.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The live server process of a data folder, found by its {@code postmaster.pid} and verified: the number there may by now
 * belong to another process.
 *
 * <p>On Linux the process must be a postgres whose working folder is the data folder; elsewhere (not measured) one that
 * started when the file says so. Format of the file: PostgreSQL source, {@code src/include/utils/pidfile.h}.
 *
 * @param state {@code starting}, {@code ready}, {@code stopping} or {@code standby}
 */
record Postmaster(long pid, int port, String state) {

    /** Larger than any process number there can be: Linux stops at 4194304, macOS at 99999. */
    private static final String NO_PROCESS = "999999999";

    private static final int PID_LINE = 0;
    private static final int START_LINE = 2;
    private static final int PORT_LINE = 3;
    private static final int STATE_LINE = 7;
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(10);

    /** The server that runs on a data folder, if one does. */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines = lines(data);
        if (lines.size() <= PORT_LINE || !isServerOf(data, lines)) {
            return Optional.empty();
        }
        String state = lines.size() > STATE_LINE ? lines.get(STATE_LINE) : "starting";
        return Optional.of(
                new Postmaster(Long.parseLong(lines.get(PID_LINE)), Integer.parseInt(lines.get(PORT_LINE)), state));
    }

    boolean isReady() {
        return state.equals("ready");
    }

    /**
     * Makes a stale {@code postmaster.pid} harmless where its number belongs to another process now: PostgreSQL would
     * refuse to start. The rest of the file stays, because PostgreSQL checks with it that no child of the dead server is
     * still at work on the data.
     */
    static void disarmStale(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = lines(data);
        if (lines.isEmpty()) {
            // nothing, or an empty file of a server that was killed while it wrote it: see isBeingWritten
            Files.deleteIfExists(file);
        } else if (!isServerOf(data, lines)) {
            AtomicFile.writePrivate(file, NO_PROCESS + "\n" + String.join("\n", lines.subList(1, lines.size())) + "\n");
        }
    }

    /**
     * Returns whether a live server has created its {@code postmaster.pid} and not written it yet. A server that loses the
     * file then runs on without it for up to a minute, and nothing else can start on its data.
     */
    static boolean isBeingWritten(Path data) throws IOException {
        return Files.exists(data.resolve("postmaster.pid"))
                && lines(data).isEmpty()
                && ProcessHandle.allProcesses()
                        .filter(Postmaster::isPostgres)
                        .anyMatch(process -> worksIn(process, data));
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.isSameFile(folderOf(process.pid()), data);
        } catch (IOException endedOrAnotherUsers) {
            return false;
        }
    }

    private static Path folderOf(long pid) {
        return Path.of("/proc", Long.toString(pid), "cwd");
    }

    private static List<String> lines(Path data) throws IOException {
        try {
            return Files.readString(data.resolve("postmaster.pid"), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
        } catch (NoSuchFileException notRunning) {
            return List.of();
        }
    }

    /** True if the process still works on the data; when it shuts down it deletes its file a moment before it ends. */
    boolean isAtWorkOn(Path data) throws IOException {
        return isServerOf(data, List.of(Long.toString(pid)));
    }

    private static boolean isServerOf(Path data, List<String> lines) throws IOException {
        long pid = number(lines.get(PID_LINE));
        Optional<ProcessHandle> process = pid <= 0 ? Optional.empty() : ProcessHandle.of(pid);
        if (process.isEmpty() || !isPostgres(process.get())) {
            return false;
        }
        if (Files.isDirectory(Path.of("/proc/self"))) {
            try {
                return Files.isSameFile(folderOf(pid), data);
            } catch (NoSuchFileException ended) {
                return false;
            } catch (AccessDeniedException anotherUsers) {
                return startedAsRecorded(process.get(), lines);
            }
        }
        return startedAsRecorded(process.get(), lines);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .or(() -> process.info().commandLine())
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    private static boolean startedAsRecorded(ProcessHandle process, List<String> lines) {
        Instant recorded = Instant.ofEpochSecond(lines.size() > START_LINE ? number(lines.get(START_LINE)) : 0);
        return process.info()
                .startInstant()
                .map(started -> Duration.between(started, recorded).abs().compareTo(CLOCK_DRIFT) < 0)
                .orElse(false);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException halfWritten) {
            return 0;
        }
    }
}
