package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
    static final ProcessContext NOWHERE =
            Invocation.Developer.script(Path.of("nowhere")).context(System.out, System.err);

    @TempDir
    Path project;

    @Test
    void aCommandByItselfIsTheSameAsAmongAllOthers() {
        CommandLine all = Commands.ALL.line(NOWHERE, List.of());

        assertSame(all, List.of());
    }

    private static void assertSame(CommandLine among, List<String> words) {
        CommandLine alone = Commands.ALL.line(NOWHERE, words);
        for (String word : words) {
            assertThat(alone.getSubcommands()).containsOnlyKeys(word);
            alone = Objects.requireNonNull(alone.getSubcommands().get(word));
        }
        assertThat(alone.getUsageMessage()).as("%s", words).isEqualTo(among.getUsageMessage());
        among.getSubcommands().forEach((name, below) -> {
            assertThat(below.getCommandName()).isEqualTo(name);
            List<String> longer = new ArrayList<>(words);
            longer.add(name);
            assertSame(below, longer);
        });
    }

    @Test
    void whereAWordIsNotKnownAllAreThereForWhatWasMeant() {
        Invocation mistyped = Invocation.Developer.script(project).runs("roles chek");

        assertThat(mistyped.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(mistyped.err()).contains("did you mean check");
    }

    @Test
    void theVersionIsTheSameByEveryWay() {
        Invocation.Developer developer = Invocation.Developer.script(project);

        assertThat(developer.runs("--version")).isEqualTo(developer.runs("roles check --version"));
        assertThat(developer.runs("-V")).isEqualTo(developer.runs("--version"));
    }
}
