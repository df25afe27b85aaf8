package dev.appdb.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventHeader;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.failure.FailureException;
import dev.appdb.file.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRunJournalTest {
    @TempDir
    Path project;

    @Test
    void listsRunsNewestFirst() throws FailureException {
        started("20261123-120000-aaaaaa", "2026-11-23T12:00:00Z");
        started("20261124-120000-bbbbbb", "2026-11-24T12:00:00Z");

        assertThat(journal().runs())
                .extracting(RunRecord::id)
                .containsExactly("20261124-120000-bbbbbb", "20261123-120000-aaaaaa");
    }

    @Test
    void ofRunsOfOneSecondTheLaterComesFirstWhateverTheirIds() throws FailureException {
        started("20261123-120000-bbbbbb", "2026-11-23T12:00:00.100Z");
        started("20261123-120000-aaaaaa", "2026-11-23T12:00:00.700Z");

        assertThat(journal().runs())
                .extracting(RunRecord::id)
                .containsExactly("20261123-120000-aaaaaa", "20261123-120000-bbbbbb");
    }

    @Test
    void aRunWithoutItsLastEventIsNotFinished() throws FailureException {
        started("r-1");
        assertThat(journal().run("r-1").orElseThrow().finished()).isEmpty();

        journal()
                .append(new RunEvent.RunFinished(
                        header("r-1", 2), RunResult.DONE, Optional.empty(), Duration.ofSeconds(1)));
        assertThat(journal().run("r-1").orElseThrow().finished()).isPresent();
    }

    @Test
    void aLineThatAKillCutShortIsLeftOut() throws FailureException, IOException {
        started("r-1");
        Files.writeString(project.resolve(".appdb/runs/r-1.jsonl"), "{\"event\":\"step_sta", StandardOpenOption.APPEND);

        assertThat(journal().run("r-1").orElseThrow().events()).hasSize(1);
    }

    @Test
    void theFolderIgnoresItself() throws FailureException {
        started("r-1");

        assertThat(project.resolve(".appdb/.gitignore")).hasContent("*");
    }

    @Test
    void aProjectWithoutRunsHasNone() throws FailureException {
        assertThat(journal().runs()).isEmpty();
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void anIdIsNoPath() throws FailureException {
        started("r-1");

        assertThat(journal().run("../runs/r-1")).isEmpty();
        assertThat(journal().run("r-1")).isPresent();
    }

    private FileRunJournal journal() {
        return new FileRunJournal(OwnFolder.at(project.resolve(".appdb")));
    }

    private void started(String run) throws FailureException {
        started(run, "2026-11-23T12:00:00Z");
    }

    private void started(String run, String at) throws FailureException {
        journal()
                .append(new RunEvent.RunStarted(
                        new EventHeader(run, 1, Instant.parse(at)),
                        "setup",
                        "app",
                        "dev",
                        "local",
                        Map.of(),
                        Optional.empty(),
                        List.of()));
    }

    private static EventHeader header(String run, long sequence) {
        return new EventHeader(run, sequence, Instant.parse("2026-11-23T12:00:00Z"));
    }
}
