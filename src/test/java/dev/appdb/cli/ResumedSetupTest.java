package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaving a guided set-up, and going on with it. Nothing here gets as far as to change anything. */
class ResumedSetupTest {
    private static final Map<String, String> SHOP = Map.of("app-name", "shop", "environment", "dev", "target", "local");

    @TempDir
    Path project;

    @BeforeEach
    void twoApps() throws Exception {
        Files.createDirectories(project.resolve("infra/shop/app-config"));
        Files.createDirectories(project.resolve("infra/blog/app-config"));
    }

    private Invocation leave(String question, String... flags) {
        Invocation left = Developer.script(project)
                .with(ScriptedGuide.answering(SHOP).leavingAt(question))
                .runs("setup", flags);
        assertThat(left.exitCode()).isEqualTo(130);
        return left;
    }

    private Path draft() {
        return project.resolve(".appdb/draft.json");
    }

    @Test
    void whoeverLeavesIsOfferedToGoOnAndAskedOnlyWhatIsLeft() {
        assertThat(leave("target", "--readers", "2").err()).contains("Resume with: appdb setup --resume");
        assertThat(draft()).content().contains("\"--app-name\":\"shop\"", "\"--readers\":\"2\"");

        ScriptedGuide person = ScriptedGuide.answering(SHOP, "yes").leavingAt("postgres-version");
        Invocation again = Developer.script(project).with(person).runs("setup");

        assertThat(again.exitCode()).isEqualTo(130);
        assertThat(person.asked).containsExactly("Continue the unfinished setup of shop-dev?", "target");
        assertThat(draft()).content().contains("\"--target\":\"local\"", "\"--readers\":\"2\"");
    }

    @Test
    void whoeverDoesNotWantItIsNotAskedASecondTime() {
        leave("target");

        Developer.script(project)
                .with(ScriptedGuide.answering(SHOP, "no").leavingAt("app-name"))
                .runs("setup");

        assertThat(draft()).doesNotExist();
    }

    @Test
    void anotherDatabaseThanTheOneNamedIsNotOffered() {
        leave("target");

        ScriptedGuide person = ScriptedGuide.answering(SHOP).leavingAt("environment");
        Developer.script(project).with(person).runs("setup --app-name blog");

        assertThat(person.asked).isEmpty();
    }

    @Test
    void anAppThatIsGoneIsReportedAndNotContinued() throws Exception {
        leave("target");
        Files.delete(project.resolve("infra/shop/app-config"));
        Files.delete(project.resolve("infra/shop"));

        ScriptedGuide refuses = ScriptedGuide.answering(SHOP, "no");
        Invocation refused = Developer.script(project).with(refuses).runs("setup");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refuses.asked).singleElement().asString().contains("shop-dev", "can't be continued", "Start over?");
        assertThat(draft()).exists();

        Invocation script = Developer.script(project).runs("setup --resume --yes");
        assertThat(script.exitCode()).isEqualTo(2);
        assertThat(script.err()).contains("--app-name", "no infra/shop");

        ScriptedGuide starts = ScriptedGuide.answering(SHOP, "yes").leavingAt("app-name");
        Developer.script(project).with(starts).runs("setup");
        assertThat(draft()).doesNotExist();
    }

    @Test
    void withoutATerminalTheAnswersAreTakenAndWhatIsLeftIsNamed() {
        leave("target");

        Invocation script = Developer.script(project).runs("setup --resume --yes --output json");

        assertThat(script.exitCode()).isEqualTo(2);
        assertThat(script.json().get("problems")).hasSize(1);
        assertThat(script.json().get("problems").toString()).contains("--target");
    }

    @Test
    void aFlagThatIsWrongIsReportedBeforeAnythingIsAskedAndKeptNowhere() {
        ScriptedGuide person = ScriptedGuide.answering(SHOP);

        Invocation setup = Developer.script(project)
                .with(person)
                .runs("setup --target server --server-url postgresql://u:geheim@h/app");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err()).contains("--server-url");
        assertThat(person.asked).isEmpty();
        assertThat(draft()).doesNotExist();
    }

    @Test
    void backFromTheFilesAsksAgainAndARunHasTheAnswersFromThen() {
        ScriptedGuide person = ScriptedGuide.answering(SHOP, "back", "yes", "back", "no");

        Invocation setup = Developer.script(project).with(person).runs("setup");

        assertThat(setup.exitCode()).isEqualTo(4);
        assertThat(person.asked)
                .containsExactly(
                        "app-name",
                        "environment",
                        "target",
                        "postgres-version",
                        "extension",
                        "Write 1 file?",
                        // asked again, with the answers there were
                        "Write 1 file?",
                        "Apply 2 changes?",
                        "Write 1 file?");
        assertThat(draft()).doesNotExist();
        assertThat(project.resolve("infra/shop/appdb")).doesNotExist();
        assertThat(setup.err()).contains("Resume:       appdb setup --resume --app-name shop --environment dev");
        assertThat(Developer.script(project).runs("runs list").out()).containsPattern("refused\n.*interrupted");
    }

    @Test
    void aRunThatWasLeftIsOfferedAndGoesStraightToItsReviews() {
        Developer.script(project).with(ScriptedGuide.answering(SHOP, "ctrl-c")).runs("setup");

        ScriptedGuide person = ScriptedGuide.answering(Map.of(), "yes", "back", "no");
        Invocation again = Developer.script(project).with(person).runs("setup");

        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(person.asked).hasSize(3);
        assertThat(person.asked.get(0)).matches("Continue the setup of shop-dev from [0-9]{2}:[0-9]{2}\\?");
        assertThat(person.asked).endsWith("Write 1 file?", "Write 1 file?");
    }

    @Test
    void theCommandThatIsPrintedSaysWhatDiffersFromWhatIsRemembered() {
        Developer developer = Developer.script(project);
        assertThat(developer
                        .runs("configure -a shop -e dev -t local --postgres-version 15 --app-user svc --yes")
                        .exitCode())
                .isZero();

        Invocation setup = developer
                .with(ScriptedGuide.answering(Map.of("postgres-version", "16"), "no"))
                .runs("setup -a shop -e dev --app-user app");

        assertThat(setup.err())
                .contains("Repeat without prompts: appdb setup --app-name shop --environment dev --target local"
                        + " --postgres-version 16 --app-user app --yes");
    }
}
