package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.job.EngineOrder;
import dev.appdb.bot.job.EnvironmentEngines.OpenEngine;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.wiring.BotEngines;
import dev.appdb.cli.wiring.Wiring;
import dev.appdb.engine.EarlierAnswers;
import dev.appdb.engine.RunJournal;
import dev.appdb.file.OwnFolder;
import dev.appdb.form.Answers;
import dev.appdb.journal.FileRunJournal;
import dev.appdb.postgres.server.ServerSessions;
import dev.appdb.project.FileChange;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotEnginesTest {
    private static final EnvironmentConfiguration PAUSING = new EnvironmentConfiguration(
            Map.of("target", "aws", "region", "us-west-2", "min-capacity", "0", "auto-pause", "600", "readers", "2"),
            Map.of());

    @TempDir
    Path folder;

    /** The settings that the engine begins a set-up of shop dev with. */
    private Answers begun(Map<String, String> answers) throws Exception {
        RunJournal journal = opened("setup", answers, PAUSING, engine -> {});
        return EarlierAnswers.of(journal.runs().get(0)).answers();
    }

    private RunJournal opened(String command, Map<String, String> answers, EnvironmentConfiguration before, Look look)
            throws Exception {
        ProcessContext context = Developer.script(folder)
                .context(
                        new PrintStream(PrintStream.nullOutputStream()),
                        new PrintStream(PrintStream.nullOutputStream()));
        RunJournal journal = new FileRunJournal(OwnFolder.at(folder.resolve(".appdb")));
        EngineOrder order =
                new EngineOrder(EnvironmentKey.of("shop", "dev"), command, answers, before, Optional.empty());
        try (ServerSessions sessions = new ServerSessions();
                OpenEngine engine = new BotEngines(
                                context,
                                Optional.of(folder),
                                (project, aws) -> new Wiring(context, project, aws, OwnFolder.at(folder), sessions))
                        .open(order, journal, event -> {})) {
            look.at(engine);
        }
        return journal;
    }

    private interface Look {
        void at(OpenEngine engine) throws Exception;
    }

    /** As in the terminal: the file is left as it is, and whoever approves reads what it says instead. */
    @Test
    void whereTheCheckoutsBackendFileDiffersTheReviewHasBothValues() throws Exception {
        Path backend = folder.resolve("infra/shop/service/dev.s3.tfbackend");
        Files.createDirectories(backend.resolveSibling("."));
        Files.writeString(backend, """
                bucket         = "shop-state-old"
                key            = "infra/shop/service/dev.tfstate"
                region         = "eu-central-1"
                dynamodb_table = "shop-state-locks"
                """);
        for (String command : List.of("setup", "plan")) {
            opened(command, Map.of(), PAUSING, engine -> {
                assertThat(engine.notes())
                        .anyMatch(note ->
                                note.startsWith("Warning: Region eu-central-1 in infra/shop/service/dev.s3.tfbackend")
                                        && note.contains("us-west-2"))
                        .anyMatch(note -> note.startsWith("infra/shop/service/dev.s3.tfbackend is left as it is."));
                assertThat(engine.changes())
                        .filteredOn(FileChange::isNeeded)
                        .extracting(change -> change.path().toString())
                        .noneMatch(path -> path.endsWith(".s3.tfbackend"));
            });
        }
    }

    @Test
    void whatWasSetUpOnceIsKept() throws Exception {
        assertThat(begun(Map.of("max-capacity", "4")).values())
                .containsEntry("max-capacity", "4")
                .containsEntry("auto-pause", "600")
                .containsEntry("readers", "2");
    }

    @Test
    void aClusterThatNoLongerPausesIsNotRefusedForWhatIsKeptAboutPausing() throws Exception {
        assertThat(begun(Map.of("min-capacity", "1", "max-capacity", "4")).values())
                .doesNotContainKey("auto-pause")
                .containsEntry("readers", "2");
    }
}
