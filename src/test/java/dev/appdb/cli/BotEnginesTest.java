package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.job.EngineOrder;
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
import java.io.PrintStream;
import java.nio.file.Path;
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
        ProcessContext context = Developer.script(folder)
                .context(
                        new PrintStream(PrintStream.nullOutputStream()),
                        new PrintStream(PrintStream.nullOutputStream()));
        RunJournal journal = new FileRunJournal(OwnFolder.at(folder.resolve(".appdb")));
        EngineOrder order =
                new EngineOrder(EnvironmentKey.of("shop", "dev"), "setup", answers, PAUSING, Optional.empty());
        try (ServerSessions sessions = new ServerSessions()) {
            new BotEngines(
                            context,
                            Optional.of(folder),
                            (project, aws) -> new Wiring(context, project, aws, OwnFolder.at(folder), sessions))
                    .open(order, journal, event -> {})
                    .close();
        }
        return EarlierAnswers.of(journal.runs().get(0)).answers();
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
