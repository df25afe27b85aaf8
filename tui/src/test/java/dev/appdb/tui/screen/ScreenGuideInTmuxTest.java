package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.tui.line.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wizard on a real terminal, which is afterwards as it was, however it ends. */
@Timeout(900)
class ScreenGuideInTmuxTest {
    @TempDir
    private Path folder;

    private String terminalType = "xterm-256color";

    @BeforeEach
    void needsTmux() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
    }

    @Test
    void theWholeWizard() throws Exception {
        try (Tmux tmux = wizard("")) {
            tmux.await("App name");
            assertThat(tmux.variable("alternate_on")).isEqualTo("1");
            // typed ahead: answers of questions that are not shown yet
            tmux.press("shop", "Enter", "dev", "Enter", "Enter", "Enter", "hstore=on", "Enter", "Enter");
            awaitReview(tmux, "3 files to write");
            tmux.press("y", "Enter");
            awaitReview(tmux, "Plan for shop-dev");
            tmux.press("y", "Enter");
            tmux.await("This deletes the data of shop-dev-cluster");
            tmux.press("shop-dev-cluster", "Enter", "shop-dev-dumps", "Enter");
            tmux.await("1 of 5 complete");
            tmux.press("C-c");
            tmux.await("Roll back: delete the stack");
            tmux.press("Tab", "Tab", "Enter");
            tmux.await("enter close");
            tmux.press("q");
            assertRestored(tmux);
        }
        assertThat(output())
                .contains("target=local", "hstore=on", "files: GIVEN", "consent=GIVEN", "rolled back", "finished")
                .doesNotContain("\u001b", "detached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xterm-kitty",
                "xterm-ghostty",
                "alacritty",
                "foot",
                "vt100",
                "linux",
                "screen-256color",
                "never-heard-of"
            })
    void everyTypeOfTerminalIsDrawnInFullScreenAndGivenBack(String type) throws Exception {
        terminalType = type;
        try (Tmux tmux = wizard("")) {
            tmux.resize(60, 16);
            tmux.await("App name");
            assertThat(tmux.variable("alternate_on")).isEqualTo("1");
            tmux.press("shop", "Enter");
            tmux.await("enter next · esc back");
            assertThat(tmux.screen().lines().limit(16))
                    .allSatisfy(line ->
                            assertThat(line).doesNotContain("[?", "\ufffd").hasSizeLessThanOrEqualTo(60));
            tmux.press("C-c");
            assertRestored(tmux);
        }
        assertThat(output()).contains("Cancelled[answers={app-name=shop}]");
    }

    @Test
    void ctrlCOnAQuestionCancels() throws Exception {
        try (Tmux tmux = wizard("")) {
            tmux.await("App name");
            tmux.press("shop", "Enter");
            tmux.await("Environment");
            tmux.press("pr", "C-c");
            assertRestored(tmux);
        }
        assertThat(output()).contains("Cancelled[answers={app-name=shop}]");
    }

    @Test
    void aSecondCtrlCDuringARunDetaches() throws Exception {
        try (Tmux tmux = wizard("run")) {
            tmux.await("1 of 5 complete");
            tmux.press("C-c", "C-c");
            assertRestored(tmux);
            tmux.await("exit 3");
        }
        assertThat(output()).contains("detached");
    }

    @Test
    void beingTerminatedRestores() throws Exception {
        try (Tmux tmux = wizard("")) {
            tmux.await("App name");
            process().destroy();
            assertRestored(tmux);
            tmux.await("exit 143");
        }
    }

    @Test
    void aBugOfTheCommandRestores() throws Exception {
        try (Tmux tmux = wizard("crash")) {
            tmux.await("App name");
            tmux.press("C-c");
            assertRestored(tmux);
            tmux.await("a bug, on purpose");
        }
    }

    @Test
    void anotherSizeIsDrawnAnew() throws Exception {
        try (Tmux tmux = wizard("ascii")) {
            tmux.await("App name");
            tmux.press("sho");
            tmux.await("> sho");
            tmux.resize(50, 10);
            tmux.await("The terminal is 50x10.");
            tmux.resize(120, 35);
            tmux.await("> sho");
            tmux.press("p", "Enter");
            tmux.await("* App name  shop");
            assertThat(tmux.screen()).matches("[\\x00-\\x7f]*");
            tmux.press("C-c");
            assertRestored(tmux);
        }
    }

    @Test
    void ctrlZGoesToTheShellAndFgComesBack() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(
                folder.resolve("start"),
                "export TERM=xterm-256color CLASSPATH='" + classPath + "'\n" + java + " "
                        + WizardOnTerminal.class.getName() + " >output\necho exit status $?\n");
        // An interactive shell, since only that has jobs.
        try (Tmux tmux = Tmux.running(
                folder.resolve("tmux"), "cd '" + folder + "'; stty -g >before; PS1='ready> ' exec sh -i")) {
            tmux.await("ready>");
            tmux.press("sh ./start", "Enter");
            tmux.await("App name");
            tmux.press("sho");
            tmux.await("> sho");
            tmux.press("C-z");
            tmux.await("Stopped");
            assertThat(tmux.variable("alternate_on")).isEqualTo("0");
            tmux.press("stty -g >after; echo still $((1 + 1))", "Enter");
            tmux.await("still 2");
            assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
            tmux.press("fg", "Enter");
            tmux.await("> sho");
            tmux.press("p", "Enter");
            tmux.await("Environment");
            tmux.press("C-c");
            tmux.await("exit status 0");
        }
        assertThat(output()).contains("Cancelled[answers={app-name=shop}]");
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() throws Exception {
        try (Tmux tmux = wizard("")) {
            tmux.await("App name");
            tmux.press("-H", "ff", "73", "fe", "68");
            tmux.await("> sh");
            tmux.press("o", "p", "Enter");
            tmux.await("Environment");
            tmux.press("C-c");
            assertRestored(tmux);
        }
        assertThat(output()).contains("Cancelled[answers={app-name=shop}]");
    }

    @Test
    void aPasteIsPutIntoTheField() throws Exception {
        try (Tmux tmux = wizard("")) {
            tmux.await("App name");
            tmux.paste("shop\nrm\n");
            tmux.await("only the first line of the pasted text is taken");
            tmux.press("Enter");
            tmux.await("Environment");
            tmux.press("C-c");
            assertRestored(tmux);
        }
        assertThat(output()).contains("Cancelled[answers={app-name=shop}]");
    }

    private static void awaitReview(Tmux tmux, String title) throws IOException, InterruptedException {
        tmux.await(title);
        tmux.await("enter choose"); // it takes keys now
    }

    private Tmux wizard(String arguments) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // stty -a but for the line discipline's number, which JLine's library does not set; sh looks at it afterwards
        String script = String.join(
                "\n",
                "cd '" + folder + "'",
                "stty -g >before",
                "trap : INT",
                "sh -c 'echo $$ >pid; exec env TERM=" + terminalType + " " + java + " -cp \"$0\" "
                        + WizardOnTerminal.class.getName() + " " + arguments + "' '" + classPath + "' >output",
                "echo exit $?",
                "stty -g >after",
                "echo ended",
                "exec cat");
        return Tmux.running(folder.resolve("tmux"), script);
    }

    private ProcessHandle process() throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private void assertRestored(Tmux tmux) throws IOException, InterruptedException {
        tmux.await("ended");
        assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
        assertThat(tmux.variable("alternate_on")).isEqualTo("0");
        assertThat(tmux.variable("cursor_flag")).isEqualTo("1");
        assertThat(tmux.screen()).doesNotContain("App name", "appdb  ");
    }
}
