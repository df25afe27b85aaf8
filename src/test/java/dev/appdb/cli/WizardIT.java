package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.TerminalSession.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guided set-up as a person has it: the built command in tmux, on the embedded target. */
@Timeout(1200)
class WizardIT {
    private static final Path JAVA_25 = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64/bin/java");
    private static final String SAME_AGAIN =
            "Repeat without prompts: appdb setup --app-name shop --environment dev --target local --yes";
    private static final String RESUME = "appdb setup --resume";

    @TempDir
    Path folder;

    @BeforeEach
    void needsTmux() {
        assumeTrue(TerminalSession.isPossible(), "tmux is not installed: the wizard was not tried on a terminal");
    }

    @AfterEach
    void destroyWhatWasSetUp() throws Exception {
        Path project = folder.resolve("project");
        if (Files.exists(project.resolve(".appdb/local/shop/dev"))) {
            Developer.script(project).runs("destroy -a shop -e dev -t local --confirm shop-dev");
        }
    }

    @ParameterizedTest
    @CsvSource({"80,24", "60,16"})
    void setsUpOnTheWholeScreenAndLeavesTheTranscriptBehind(int columns, int rows) throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(columns, rows), "")) {
            // Typed ahead: before there is a screen at all.
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            session.sayYes("Write this file").sayYes("Apply this plan");
            assertThat(session.await("shop-dev is set up.")).contains("Done");
            assertThat(session.isOnWholeScreen()).isTrue();
            session.typeUntil(screen -> screen.contains(TerminalSession.OVER), "Enter", "the end");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript())
                    .contains("exit=0", SAME_AGAIN, "Member of", "Privileges")
                    .doesNotContain("{\"roles\"")
                    .containsSubsequence(
                            "setup of shop-dev on target local",
                            "New file .appdb/environments/shop/dev.json",
                            "Plan for shop-dev: 2 to add",
                            "wrote .appdb/environments/shop/dev.json",
                            "PostgreSQL server shop-dev complete",
                            "roles check: ",
                            "done in ",
                            "shop-dev is set up.",
                            "exit=0");
        }
    }

    /** The database part of the plan, and the choice between taking over in full and only adding. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAServerWhereOthersLiveThePlanNamesThemAndOffersToOnlyAdd(boolean onlyAdds) throws Exception {
        LivedInServer server = LivedInServer.start();
        LivedInServer.Place place = server.place();
        Setting setting = Setting.of(160, 70).with("PGPASSFILE=" + server.passwordFile());
        try (TerminalSession session = TerminalSession.start(
                folder, setting, "setup --app-name " + place.application() + " --environment dev" + place.flags())) {
            session.await("Extensions");
            session.type("Enter").sayYes("Write this file");
            assertThat(session.await("[ Only add ]"))
                    .contains(
                            "create user " + place.app(),
                            place.report() + " loses CONNECT and TEMPORARY on database " + place.database());
            if (onlyAdds) {
                session.typeUntil(screen -> screen.contains("> [ Only add ]"), "Tab", "Only add");
                session.type("Enter");
                session.typeUntil(screen -> !screen.contains("Only add"), "", "the other plan");
                session.sayYes("Apply this plan");
            } else {
                session.sayYes("Apply this plan").await("Type its name to continue");
                session.type(place.report(), "Enter");
            }
            session.await("enter close");
            session.typeUntil(screen -> screen.contains(TerminalSession.OVER), "Enter", "the end");

            assertThat(session.transcript()).contains(onlyAdds ? "exit=3" : "exit=0");
            assertThat(place.hasRole(place.app())).isTrue();
            assertThat(place.reportWorks()).isEqualTo(onlyAdds);
        }
    }

    @Test
    void setsUpOnJava25WithoutAWarning() throws Exception {
        assumeTrue(Files.isExecutable(JAVA_25), "Java 25 is not installed: the wizard was not tried on it");
        try (TerminalSession session =
                TerminalSession.start(folder, Setting.of(100, 30).on(JAVA_25), "setup")) {
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            session.sayYes("Write this file").sayYes("Apply this plan");
            session.await("shop-dev is set up.");
            session.typeUntil(screen -> screen.contains(TerminalSession.OVER), "Enter", "the end");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=0", SAME_AGAIN).doesNotContainIgnoringCase("warning");
        }
    }

    @Test
    void setsUpLineByLineAndGoesBackFromTheReviews() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup --plain")) {
            session.await("App name:");
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            session.await("Write these files? [y/N, back]:");
            session.type("y", "Enter");
            session.await("Apply these changes? [y/N, back]:");
            session.type("back", "Enter");
            session.await("Write these files? [y/N, back]:");
            // Back from the first review leads to the last question, and its answer to the review of all.
            session.type("back", "Enter", "hstore=on", "Enter", "Enter");
            session.await("Write these files? [y/N, back]:");
            session.type("y", "Enter");
            session.await("Apply these changes? [y/N, back]:");
            session.type("y", "Enter");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript())
                    .contains(
                            "exit=0",
                            "appdb setup --app-name shop --environment dev --target local --extension hstore=on --yes")
                    .doesNotContain("interrupted after", "no changes were made")
                    .containsOnlyOnce("shop-dev is set up.");
        }
        assertThat(Developer.script(folder.resolve("project"))
                        .runs("extensions list")
                        .out())
                .containsPattern("hstore +on +1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"App name", "Environment", "Target", "PostgreSQL version", "Extensions"})
    void ctrlCAtAQuestionKeepsTheAnswers(String question) throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup")) {
            answerUpTo(session, question);
            session.type("C-c");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=130", "you cancelled at the questions");
            assertThat(session.transcript().contains(RESUME))
                    .as("there is something to go on with")
                    .isEqualTo(!question.equals("App name"));
        }
        assertThat(folder.resolve("project/infra")).doesNotExist();
        assertThat(folder.resolve("project/.appdb/runs")).doesNotExist();
    }

    private static void answerUpTo(TerminalSession session, String question) throws Exception {
        String[][] answers = {
            {"App name", "shop"}, {"Environment", "dev"}, {"Target", "local"}, {"PostgreSQL version", ""}
        };
        for (String[] answer : answers) {
            if (!answer[0].equals(question)) {
                session.await(answer[0] + " ");
                session.type(answer[1], "Enter");
            } else {
                break;
            }
        }
        session.await(" " + question + "  ");
    }

    @Test
    void whatWasLeftIsOfferedAndGoneOnWith() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup")) {
            session.type("shop", "Enter", "dev", "Enter");
            session.await("Where the database lives");
            session.type("C-c");
            session.await(TerminalSession.OVER);
        }
        Path draft = folder.resolve("project/.appdb/draft.json");
        assertThat(Files.readString(draft)).isEqualTo("{\"--app-name\":\"shop\",\"--environment\":\"dev\"}");
        assertThat(Files.getPosixFilePermissions(draft)).hasSize(2);

        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "")) {
            session.await("Continue the ");
            session.sayYes("Yes");
            assertThat(session.await("Where the database lives")).containsPattern("name +shop\n.*Environment +dev");
            session.type("local", "Enter", "Enter", "Enter", "Enter");
            session.await("to write");
            assertThat(draft).doesNotExist();
            session.terminate();

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript())
                    .contains("exit=143", "appdb setup --resume --app-name shop --environment dev");
        }

        Invocation resumed = Developer.script(folder.resolve("project")).runs("setup --resume --yes --output json");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Don't write", "Don't apply"})
    void ctrlCAtAReviewChangesNothing(String button) throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup")) {
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            if (button.equals("Don't apply")) {
                session.sayYes("Write this file");
            }
            session.await("[ " + button + " ]");
            session.type("C-c");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript())
                    .contains(
                            "exit=130",
                            "no changes were made",
                            "appdb setup --resume --app-name shop --environment dev");
        }
        assertThat(folder.resolve("project/infra")).doesNotExist();
    }

    @Test
    void ctrlCAtTheLastPageIsNoInterruption() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup")) {
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            session.sayYes("Write this file").sayYes("Apply this plan");
            session.await("shop-dev is set up.");
            session.type("C-c");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=0", SAME_AGAIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--plain"})
    void ctrlCWhileItWorksOnThisMachineEndsItAndItCanGoOn(String plain) throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup " + plain)) {
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            if (plain.isEmpty()) {
                session.sayYes("Write this file").sayYes("Apply this plan");
            } else {
                session.await("Write these files?");
                session.type("y", "Enter");
                session.await("Apply these changes?");
                session.type("y", "Enter");
            }
            session.await("in progress");
            session.type("C-c");
            session.awaitAny(TerminalSession.OVER, "shop-dev is set up");
            assumeFalse(session.screen().contains("shop-dev is set up"), "it was done before Ctrl-C came");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript())
                    .contains("exit=130", "appdb setup --resume --app-name shop --environment dev");
        }
        Invocation resumed = Developer.script(folder.resolve("project")).runs("setup --resume --yes --output json");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    }

    @Test
    void beingTerminatedAtAQuestionKeepsTheAnswers() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup")) {
            session.type("shop", "Enter");
            session.await("Environment that the database is for");
            session.terminate();

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=143", "Your answers are saved", RESUME);
        }
        assertThat(folder.resolve("project/.appdb/draft.json")).hasContent("{\"--app-name\":\"shop\"}");
    }

    @Test
    void beingTerminatedAtAQuestionOfLinesKeepsTheAnswers() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup --plain")) {
            session.await("App name:");
            session.type("shop", "Enter");
            session.await("Environment:");
            session.terminate();

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=143", "Your answers are saved", RESUME);
        }
        assertThat(folder.resolve("project/.appdb/draft.json")).hasContent("{\"--app-name\":\"shop\"}");
    }

    @Test
    void anotherSizeInTheMiddleIsDrawnAnew() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup")) {
            session.type("shop", "Enter");
            session.await("Environment that the database is for");
            session.resize(120, 40);
            session.await("─".repeat(120));
            session.resize(50, 10);
            session.await("60");
            session.resize(60, 16);
            session.await("Environment that the database is for");
            session.type("dev", "Enter");
            session.await("Where the database lives");
            session.type("C-c");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=130");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "59,24,'',''",
        "80,15,'',''",
        "80,24,'',--plain",
        "80,24,ACCESSIBLE=1,''",
        "80,24,TERM=dumb,''",
        "80,24,TERM=,''"
    })
    void whereTheWholeScreenDoesNotWorkItAsksLineByLine(int columns, int rows, String environment, String flag)
            throws Exception {
        Setting setting = Setting.of(columns, rows).with(environment);
        try (TerminalSession session = TerminalSession.start(folder, setting, "setup " + flag)) {
            session.await("App name:");
            assertThat(session.isOnWholeScreen()).isFalse();
            session.type("C-c");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("Enter accepts the value in brackets", "exit=130");
        }
    }

    @Test
    void withoutColourNothingIsColoured() throws Exception {
        try (TerminalSession session =
                TerminalSession.start(folder, Setting.of(80, 24).with("NO_COLOR=1"), "setup")) {
            session.type("No!", "Enter");
            session.await("is not valid");
            assertThat(session.isOnWholeScreen()).isTrue();
            assertThat(session.screenInColour()).doesNotContainPattern("\u001b\\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])m");
            session.type("C-c");
            assertThat(session.isRestored()).isTrue();
        }
    }

    @Test
    void theResultAloneGoesWhereStandardOutputIsSentTo() throws Exception {
        try (TerminalSession session = TerminalSession.start(folder, Setting.of(80, 24), "setup >result")) {
            session.type("shop", "Enter", "dev", "Enter", "local", "Enter", "Enter", "Enter", "Enter");
            session.sayYes("Write this file").sayYes("Apply this plan");
            session.await("shop-dev is set up.");
            session.typeUntil(screen -> screen.contains(TerminalSession.OVER), "Enter", "the end");

            assertThat(session.isRestored()).isTrue();
            assertThat(session.transcript()).contains("exit=0", SAME_AGAIN).doesNotContain("schema_privileges");
        }
        assertThat(Files.readString(folder.resolve("project/result")))
                .startsWith("{\"roles\"")
                .doesNotContain("\u001b", "Plan for");
    }
}
