package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Subcommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Remedies name only commands that there are, with flags that these take. */
class RemedyCommandsTest {
    /** A command or a flag of appdb that stands as text in a literal of a failure. */
    private static final Pattern WRITTEN_OUT = Pattern.compile("\"[^\"]*`appdb [a-z]");

    @ParameterizedTest
    @EnumSource
    void aCommandThatARemedyMayNameIsThereAndTakesItsFlags(Subcommand subcommand) {
        CommandLine command = Commands.ALL.line(CommandsTest.NOWHERE, List.of());
        for (String word : subcommand.words().split(" ", -1)) {
            assertThat(command.getSubcommands()).as(subcommand.words()).containsKey(word);
            command = Objects.requireNonNull(command.getSubcommands().get(word));
        }

        assertThat(command.getCommandSpec().optionsMap().keySet()).containsAll(subcommand.flags());
        if (subcommand.isAboutADatabase()) {
            assertThat(command.getCommandSpec().optionsMap().keySet())
                    .contains("--app-name", "--environment", "--project");
        }
    }

    @Test
    void noCodeBelowTheFrontEndsWritesACommandOutAsText() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("base", "engine", "postgres", "aws", "embedded", "role-manager")) {
            Path sources =
                    Path.of("..", "shared", module, "src", "main", "java").normalize();
            assertThat(sources).isDirectory();
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Arrays.stream(Files.readString(file).split("\n"))
                            .filter(line -> !line.strip().startsWith("*")
                                    && !line.strip().startsWith("/**"))
                            .filter(line -> WRITTEN_OUT.matcher(line).find())
                            .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
                }
            }
        }

        assertThat(found).isEmpty();
    }
}
