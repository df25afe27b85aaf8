package dev.appdb.tui.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(900)
class LinePrompterInTmuxTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsTmux() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
    }

    @Test
    void promptsStayOnTheTerminalWhileStandardOutputIsRedirected() throws Exception {
        try (Tmux tmux = asking("xterm-256color")) {
            tmux.await("App name");
            tmux.press("sh", "Tab", "Enter");
            tmux.await("Environment:");
            tmux.press("2", "Enter");
            tmux.await("Target [local]:");
            tmux.press("BTab");
            tmux.await("Environment [prod]:");
            tmux.press(
                    "dev", "Enter", "Enter", "Enter", "hstore=on", "Enter", "Enter", "y", "Enter", "shop-dev", "Enter");
            tmux.await("finished");
        }

        assertThat(output())
                .contains("input=true, output=false", "interactive=true", "hstore=on", "consent: GIVEN", "shop-dev")
                .contains("asked: Answered[")
                .doesNotContain("\u001b", "App name");
        assertTerminalIsRestored();
    }

    @Test
    void ctrlCCancelsAndRestoresTheTerminal() throws Exception {
        try (Tmux tmux = asking("xterm-256color")) {
            tmux.await("App name");
            tmux.press("shop", "Enter");
            tmux.await("Environment:");
            tmux.press("d", "C-c");
            tmux.await("finished");
        }

        assertThat(output()).contains("asked: Cancelled[answers={app-name=shop}]");
        assertTerminalIsRestored();
    }

    @Test
    void ctrlCCancelsOnADumbTerminalToo() throws Exception {
        try (Tmux tmux = asking("dumb")) {
            tmux.await("App name");
            tmux.press("shop", "Enter");
            tmux.await("Environment:");
            tmux.press("d", "C-c");
            tmux.await("finished");
        }

        assertThat(output()).contains("asked: Cancelled[answers={app-name=shop}]");
        assertTerminalIsRestored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "vt100", "linux", "dumb"})
    void onANarrowTerminalOfAnyTypeNoWordIsBroken(String type) throws Exception {
        try (Tmux tmux = asking(type)) {
            tmux.resize(60, 30);
            tmux.await("App name");
            tmux.press("?", "Enter");
            tmux.await("Flag: --app-name");
            assertThat(tmux.screen())
                    .contains("accepts the value in brackets; back (or Shift-Tab)\n    goes back; Ctrl-C cancels.");
            tmux.press("C-c");
            tmux.await("finished");
        }
        assertTerminalIsRestored();
    }

    @Test
    void beingTerminatedRestoresTheTerminal() throws Exception {
        try (Tmux tmux = asking("xterm-256color")) {
            tmux.await("App name");
            long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
            ProcessHandle.of(pid).orElseThrow().destroy();
            tmux.await("finished");
        }

        assertTerminalIsRestored();
    }

    private Tmux asking(String terminalType) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // the shell ignores Ctrl-C while it waits, so that it can look at the terminal afterwards
        String script = String.join(
                "\n",
                "cd '" + folder + "'",
                "stty -g >before",
                "trap : INT",
                "sh -c 'echo $$ >pid; exec env -u CI TERM=" + terminalType + " " + java + " -cp \"$0\" "
                        + AskOnTerminal.class.getName() + "' '" + classPath + "' >output",
                "stty -g >after",
                "echo finished",
                "exec cat");
        return Tmux.running(folder.resolve("tmux"), script);
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private void assertTerminalIsRestored() throws IOException {
        assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
    }
}
