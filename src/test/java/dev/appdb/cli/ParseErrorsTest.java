package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that a command line can't take are reported all at once, with the nearest ones that it can. */
class ParseErrorsTest {
    @TempDir
    Path project;

    @Test
    void anUnknownCommandGetsTheNearest() {
        Invocation invocation = Developer.script(project).run("stauts");

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("status").doesNotContain("Exception");
    }

    @Test
    void wordsThatCannotBeTakenAreNamedWithAllElseThatIsWrong() {
        Invocation setup = Developer.script(project)
                .run(
                        "setup",
                        "--app-user",
                        "a",
                        "--app-user",
                        "b",
                        "--app-user=c",
                        "--resume=no",
                        "--project",
                        "\0",
                        "--frob",
                        "--region",
                        "mars",
                        "--schema",
                        "--environment",
                        "My Env",
                        "--extension");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err())
                .containsPattern("--app-user +is given more than once")
                .containsPattern("--resume +takes no value")
                .containsPattern("--project +.* is not a valid DIR")
                .containsPattern("--frob +is not an option of appdb setup")
                .containsPattern("--region +region \"mars\"")
                .containsPattern("--schema +is without its value")
                .containsPattern("--environment +environment \"My Env\"")
                .containsPattern("--extension +is without its value")
                .containsPattern("--app-name +is missing")
                .containsPattern("--target +is missing")
                .containsPattern("--yes +is missing")
                .contains("appdb: Missing: --yes, --app-name, --target", "See: appdb setup --help");
        assertThat(setup.out()).isEmpty();
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void inJsonTheyAreOneDocumentWithAFlagForEach() {
        Invocation setup = Developer.script(project)
                .runs("setup --app-user a --app-user b --app-name --yes --output json --target");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.json().get("problems").findValuesAsText("flag"))
                .containsExactlyInAnyOrder("--app-user", "--app-name", "--environment", "--target");
        assertThat(setup.err()).isEmpty();
    }

    @Test
    void anOptionIsNotTheValueOfTheOneBefore() {
        for (String next : new String[] {"--overwrite", "--no-color", "-ejson", "--no-temporary", "--database=x"}) {
            Invocation setup = Developer.script(project)
                    .run("setup", "-o", "json", "-e", "dev", "-t", "local", "--yes", "--app-name", next);

            assertThat(setup.json().get("problems").findValuesAsText("flag"))
                    .as(next)
                    .contains("--app-name")
                    .doesNotContain("--yes", "--target");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "apply",
                "configure",
                "status",
                "stop",
                "drift",
                "template",
                "doctor",
                "iam-policy",
                "connect",
                "destroy",
                "roles check",
                "roles update",
                "extensions list",
                "extensions set",
                "extensions unset",
                "runs list",
                "runs show"
            })
    void everyCommandNamesAllOfThem(String command) {
        Invocation invocation =
                Developer.script(project).runs(command + " --project a --project b --frob -o json -- --x");

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.json().get("problems").findValuesAsText("flag")).contains("--project", "--frob");
        assertThat(invocation.err()).isEmpty();
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void aWordBeforeTheCommandIsNamedWithWhatIsWrongAfterIt() {
        Invocation roles = Developer.script(project).runs("--frob roles -o json check --target mars");

        assertThat(roles.exitCode()).isEqualTo(2);
        assertThat(roles.json().get("problems").findValuesAsText("flag"))
                .contains("--frob", "-o", "--target", "--app-name");
    }

    @Test
    void anUnknownWordGetsTheNearestAlsoBelowAndInJson() {
        Invocation chekc = Developer.script(project).runs("--early roles --frob chekc --app-name app -o json");

        assertThat(chekc.exitCode()).isEqualTo(2);
        assertThat(chekc.json().get("problems").findValuesAsText("flag")).containsExactly("--early", "--frob", "chekc");
        assertThat(chekc.json().get("problems").findValuesAsText("text")).anyMatch(text -> text.contains("check"));

        Invocation plan = Developer.script(project).runs("plan --enviroment dev");
        assertThat(plan.err()).containsPattern("--enviroment +.*did you mean .*--environment");

        Invocation at = Developer.script(project).runs("plan @/");
        assertThat(at.exitCode()).isEqualTo(2);
        assertThat(at.err())
                .containsPattern("@/ +is not an argument of appdb plan")
                .doesNotContain("Exception");

        Invocation stop = Developer.script(project).runs("stop fish");
        assertThat(stop.exitCode()).isEqualTo(2);
        assertThat(stop.err()).containsPattern("fish +is not an argument of appdb stop");
    }

    @Test
    void whoAsksForHelpGetsItWhateverElseIsWrong() {
        Invocation help = Developer.script(project).runs("setup --app-user a --app-user b --frob --schema --help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: appdb setup");
        assertThat(help.err()).isEmpty();
    }
}
