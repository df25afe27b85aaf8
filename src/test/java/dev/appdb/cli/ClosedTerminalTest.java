package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.tui.line.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A terminal whose window is closed while it asks: what was answered by then is offered the next time. */
@Timeout(900)
class ClosedTerminalTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", " --plain"})
    void keepsTheAnswers(String flags) throws Exception {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        DemoProject.in(folder);
        try (Tmux tmux = setup(flags)) {
            tmux.await("App name");
            tmux.press("app", "Enter");
            tmux.await("Environment");
            tmux.press("qa", "Enter");
            tmux.await(flags.isEmpty() ? "> Target" : "Target [");
        }
        ended();

        try (Tmux tmux = setup(flags)) {
            tmux.await("Continue the unfinished setup of app-qa?");
        }
        ended();
    }

    private Tmux setup(String flags) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("start"),
                "cd '" + folder + "'\necho $$ >pid\n"
                        + "export TERM=xterm-256color CLASSPATH='" + System.getProperty("java.class.path") + "'\n"
                        + "exec env -u CI -u AWS_PROFILE "
                        + Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 "
                        + Appdb.class.getName() + " setup" + flags + "\n");
        return Tmux.running(folder.resolve("tmux"), "exec sh '" + folder.resolve("start") + "'");
    }

    /** Waits for the end of the process, which the closing of its terminal asks for. */
    private void ended() throws Exception {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(5, TimeUnit.MINUTES);
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
