package dev.appdb.tui;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.utils.InfoCmp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The capabilities that a terminal type gets without a program that looks them up. */
class SystemTerminalTest {

    @ParameterizedTest
    @CsvSource({
        "xterm, xterm",
        "xterm-256color, xterm-256color",
        "xterm-kitty, xterm-256color",
        "xterm-ghostty, xterm-256color",
        "alacritty, xterm-256color",
        "foot, xterm-256color",
        "foot-direct, xterm-256color",
        "wezterm, xterm-256color",
        "konsole-256color, xterm-256color",
        "screen, screen",
        "screen.xterm-256color, screen-256color",
        "tmux, screen",
        "tmux-256color, screen-256color",
        "rxvt-unicode-256color, rxvt-unicode-256color",
        "ansi, ansi"
    })
    void theUsualTypesHaveOnesThatComeWithTheLibrary(String type, String builtIn) {
        assertThat(SystemTerminal.builtIn(type)).isEqualTo(builtIn);
        assertThat(InfoCmp.getDefaultInfoCmp(builtIn)).contains("cols#");
    }

    @ParameterizedTest
    @CsvSource({"vt100", "linux", "wy60"})
    void anotherIsLookedUp(String type) {
        assertThat(SystemTerminal.builtIn(type)).isEqualTo(type);
        assertThat(InfoCmp.getDefaultInfoCmp(type)).isNull();
    }
}
