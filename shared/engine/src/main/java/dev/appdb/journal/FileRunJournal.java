package dev.appdb.journal;

import dev.appdb.engine.RunJournal;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventJson;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.FileTrouble;
import dev.appdb.file.OwnFolder;
import dev.appdb.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps each run in a file of its own, {@code .appdb/runs/<run id>.jsonl}, an event a line. The folder ignores itself
 * in git. A line that a kill cut short is left out when read.
 */
public final class FileRunJournal implements RunJournal {
    private static final String SUFFIX = ".jsonl";
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** By the time, since the ids of runs that were begun in one second say nothing of their order. */
    private static final Comparator<RunRecord> NEWEST_FIRST = Comparator.comparing(
                    (RunRecord run) -> run.started().header().at())
            .thenComparing(RunRecord::id)
            .reversed();

    private final OwnFolder folder;

    /** @param folder the project's; made when the first event is kept */
    public FileRunJournal(OwnFolder folder) {
        this.folder = folder;
    }

    @Override
    public void append(RunEvent event) throws FailureException {
        Path file = runsFolder().resolve(event.header().runId() + SUFFIX);
        try {
            if (event.header().sequence() == 1) {
                folder.make("runs");
            }
            PrivateFile.append(file, EventJson.toLine(event) + "\n");
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public List<RunRecord> runs() throws FailureException {
        try (Stream<Path> files = Files.list(runsFolder())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(file -> read(file).stream())
                    .sorted(NEWEST_FIRST)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.failed(
                            "journal-unreadable",
                            "could not list the runs",
                            "the folder " + runsFolder() + " can't be read (" + e.getMessage() + ")",
                            "Make the folder readable.")
                    .asException(e);
        }
    }

    @Override
    public Optional<RunRecord> run(String id) {
        return RUN_ID.matcher(id).matches() ? read(runsFolder().resolve(id + SUFFIX)) : Optional.empty();
    }

    private static Optional<RunRecord> read(Path file) {
        List<RunEvent> events = new ArrayList<>();
        try {
            for (String line : PrivateFile.text(file).split("\n", -1)) {
                event(line).ifPresent(events::add);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return !events.isEmpty() && events.get(0) instanceof RunEvent.RunStarted started
                ? Optional.of(new RunRecord(started.header().runId(), started, events))
                : Optional.empty();
    }

    private static Optional<RunEvent> event(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(EventJson.fromLine(line));
        } catch (IllegalArgumentException cutShort) {
            return Optional.empty();
        }
    }

    private Path runsFolder() {
        return folder.path().resolve("runs");
    }

    private static FailureException unwritable(Path file, IOException e) {
        return Failure.failed(
                        "journal-unwritable",
                        "could not keep the run's journal",
                        "the file " + file + " can't be written (" + FileTrouble.reason(e) + ")",
                        "Make the project's folder writable, or free some disk. plan, apply, roles update and roles check"
                                + " go without a journal, too, with {--no-journal}.")
                .asException(e);
    }
}
