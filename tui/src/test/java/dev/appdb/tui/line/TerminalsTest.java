package dev.appdb.tui.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalsTest {
    private static final StandardStreams ALL = new StandardStreams(true, true, true);
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color", "LANG", "en_US.UTF-8");

    @Test
    void promptsNeedAnInputAndAnOutputThatAreTerminals() {
        assertThat(Terminals.interactive(XTERM, ALL)).isTrue();
        assertThat(Terminals.interactive(XTERM, new StandardStreams(true, false, true)))
                .as("standard output redirected")
                .isTrue();
        assertThat(Terminals.interactive(Map.of("TERM", "dumb"), ALL)).isTrue();
        assertThat(Terminals.interactive(Map.of(), ALL)).isTrue();
    }

    @Test
    void noPromptsWithoutATerminal() {
        assertThat(Terminals.interactive(XTERM, new StandardStreams(false, true, true)))
                .isFalse();
        assertThat(Terminals.interactive(XTERM, new StandardStreams(true, false, false)))
                .isFalse();
    }

    @Test
    void noPromptsInACiJob() {
        assertThat(Terminals.interactive(Map.of("CI", "true"), ALL)).isFalse();
        assertThat(Terminals.interactive(Map.of("CI", "1"), ALL)).isFalse();
        assertThat(Terminals.interactive(Map.of("CI", "false"), ALL)).isTrue();
        assertThat(Terminals.interactive(Map.of("CI", ""), ALL)).isTrue();
    }

    @Test
    void colorNeedsATerminalThatSupportsItAndNoOptOut() {
        assertThat(Terminals.capabilities(XTERM, true, false).color()).isTrue();
        assertThat(Terminals.capabilities(XTERM, false, false).color()).isFalse();
        assertThat(Terminals.capabilities(XTERM, true, true).color()).isFalse();
        assertThat(Terminals.capabilities(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, false)
                        .color())
                .isFalse();
        assertThat(Terminals.capabilities(Map.of("TERM", "xterm", "NO_COLOR", ""), true, false)
                        .color())
                .isTrue();
        assertThat(Terminals.capabilities(Map.of("TERM", "dumb"), true, false).color())
                .isFalse();
        assertThat(Terminals.capabilities(Map.of(), true, false)).isEqualTo(TerminalCapabilities.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vt52", "vt100", "vt102", "vt220", "vt220-w", "xterm-mono", "ansi-m", "dumb"})
    void aTerminalWithoutColorsGetsNone(String type) {
        assertThat(Terminals.capabilities(Map.of("TERM", type), true, false).color())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xterm", "linux", "ansi", "screen", "tmux-256color", "xterm-kitty", "vt340", "rxvt-unicode"})
    void oneWithColorsGetsThem(String type) {
        assertThat(Terminals.capabilities(Map.of("TERM", type), true, false).color())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "true, false", "yes, false", "0, true", "false, true", "off, true", "'', true"})
    void accessibleMeansLineByLineUnlessItIsOff(String accessible, boolean takesWholeScreen) {
        assertThat(Terminals.takesWholeScreen(Map.of("TERM", "xterm", "ACCESSIBLE", accessible)))
                .isEqualTo(takesWholeScreen);
    }

    @Test
    void unicodeNeedsALocaleThatSaysUtf8() {
        assertThat(Terminals.capabilities(Map.of("LANG", "de_DE.utf8"), true, false)
                        .unicode())
                .isTrue();
        assertThat(Terminals.capabilities(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8"), true, false)
                        .unicode())
                .isFalse();
        assertThat(Terminals.capabilities(Map.of("LC_ALL", "", "LC_CTYPE", "C.UTF-8", "LANG", "C"), true, false)
                        .unicode())
                .isTrue();
    }
}
