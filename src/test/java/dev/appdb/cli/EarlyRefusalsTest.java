package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong flags, variables and files of a setup at a terminal: reported before the first question, all at once. */
class EarlyRefusalsTest {
    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --target server --min-capacity 1              | goes with target aws only, not with server
            --target local --server-url postgresql://a@b/c | goes with target server only, not with local
            --bucket A_B --account-id 12                  | --bucket
            --bucket A_B --account-id 12                  | --account-id
            --target local --extension hstoer=on          | did you mean "hstore"
            --target local --extension plpgsql=off        | plpgsql can't be turned off
            --app-user postgres                           | "postgres" is the master user
            --lock-timeout 0                              | --lock-timeout
            """)
    void aFlagIsJudgedBeforeTheFirstQuestion(String flags, String problem) {
        ScriptedGuide person = ScriptedGuide.answering(Map.of("app-name", "shop"));

        Invocation setup = developer(person, Map.of("LANG", "C.UTF-8")).runs("setup " + flags.strip());

        assertThat(setup.exitCode()).as(setup.err()).isEqualTo(2);
        assertThat(setup.err()).contains(problem);
        assertThat(person.asked).isEmpty();
    }

    @Test
    void soIsAVariable() {
        ScriptedGuide person = ScriptedGuide.answering(Map.of());

        Invocation setup = developer(person, Map.of("LANG", "C.UTF-8", "APPDB_TARGET", "moon"))
                .runs("setup");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err()).contains("could not use APPDB_TARGET");
        assertThat(person.asked).isEmpty();
    }

    @Test
    void anAppWithoutADatabaseEndsTheSetupOnceItIsNamed() throws Exception {
        for (String app : new String[] {"shop", "web"}) {
            Files.createDirectories(project.resolve("infra/" + app + "/app-config"));
        }
        Files.writeString(project.resolve("infra/web/app-config/main.tf"), "locals {\n  has_database = false\n}\n");
        ScriptedGuide person = ScriptedGuide.answering(Map.of("app-name", "web"));

        Invocation setup = developer(person, Map.of("LANG", "C.UTF-8")).runs("setup");

        assertThat(person.asked).containsExactly("app-name");
        assertThat(setup.exitCode()).isZero();
        assertThat(setup.err()).contains("infra/web/app-config/main.tf:2 says has_database = false");
    }

    @Test
    void answersThatCannotBeKeptAreWarnedAboutAndNoMore() throws Exception {
        Files.createDirectories(project.resolve("infra/shop"));
        // A folder in the place of the file, as a full disk would do to root as well.
        Files.createDirectories(project.resolve(".appdb/draft.json/in-the-way"));
        ScriptedGuide person = ScriptedGuide.answering(
                        Map.of("app-name", "shop", "environment", "dev", "target", "local"))
                .leavingAt("postgres-version");

        Invocation setup = developer(person, Map.of("LANG", "C.UTF-8")).runs("setup");

        assertThat(setup.exitCode()).isEqualTo(130);
        assertThat(setup.err())
                .contains("Warning: your answers are not saved: the file ", "no changes were made")
                .doesNotContain("Your answers are saved");
    }

    private Developer developer(ScriptedGuide person, Map<String, String> environment) {
        return new Developer(project, person, environment);
    }
}
