package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.cli.TerminalSession.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs that opening a terminal starts, of whatever type it is, and where JLine's native library can't be unpacked. */
@Timeout(900)
class TerminalChildrenIT {
    @TempDir
    private Path folder;

    /** JLine's own would inherit everything. */
    @ParameterizedTest
    @CsvSource({
        "xterm-256color,''",
        "xterm-kitty,''",
        "tmux-256color,''",
        "vt100,infocmp vt100",
        "xterm JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/none,''"
    })
    void noProgramThatTheTerminalTakesGetsASecret(String type, String expected) throws Exception {
        assumeTrue(TerminalSession.isPossible(), "tmux is not installed");
        Path children = folder.resolve("children");
        Files.createFile(children);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of("infocmp", "stty", "test", "tput", "tty")) {
            Path script = Files.writeString(
                    bin.resolve(program),
                    "#!/bin/sh\n{ echo \"called: " + program + " $*\"; env; } >>" + children
                            + "\nPATH=/usr/bin:/bin exec " + program + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
        Setting setting = Setting.of(80, 24).with("TERM=" + type + " SLACK_BOT_TOKEN=xoxb-1 PATH=" + bin + ":$PATH");
        try (TerminalSession session = TerminalSession.start(folder, setting, "setup")) {
            session.await("App");
            session.type("C-c");
            assertThat(session.isRestored()).isTrue();
        }
        String seen = Files.readString(children);
        assertThat(seen.lines().filter(line -> line.startsWith("called: ")).map(line -> line.substring(8)))
                .isEqualTo(Stream.of(expected).filter(call -> !call.isEmpty()).toList());
        assertThat(seen).doesNotContain("xoxb-1");
    }
}
