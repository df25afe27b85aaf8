package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Colors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThemeTest {
    private static final List<AttributedStyle> STYLES =
            List.of(TextStyles.GOOD, TextStyles.WARNING, TextStyles.BAD, TextStyles.FAINT, TextStyles.ACCENT);
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;
    private static final int DARK = 0x1b1f27;
    private static final int CREAM = 0xfdf6e3;

    /** The contrast that WCAG asks of text. */
    private static final double ENOUGH = 4.5;

    @Test
    void everyColorHasContrastOnItsBackground() {
        for (AttributedStyle style : STYLES) {
            assertThat(contrast(Theme.ON_DARK, style, BLACK)).isGreaterThan(ENOUGH);
            assertThat(contrast(Theme.ON_DARK, style, DARK)).isGreaterThan(ENOUGH);
            assertThat(contrast(Theme.ON_LIGHT, style, WHITE)).isGreaterThan(ENOUGH);
            assertThat(contrast(Theme.ON_LIGHT, style, CREAM)).isGreaterThan(4.2);
            assertThat(contrast(Theme.SAFE, style, BLACK)).isGreaterThan(3.8);
            assertThat(contrast(Theme.SAFE, style, WHITE)).isGreaterThan(3.8);
        }
    }

    private static double contrast(Theme theme, AttributedStyle style, int background) {
        double one = luminance(Colors.rgbColor(theme.foreground(style).orElseThrow()));
        double other = luminance(background);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @ParameterizedTest
    @CsvSource({
        "xterm-256color,,,SAFE",
        "xterm-kitty,,,SAFE",
        "xterm,truecolor,,SAFE",
        "xterm,,,BASIC",
        "linux,,,BASIC",
        "xterm-256color,,15;0,ON_DARK",
        "xterm-256color,,0;15,ON_LIGHT",
        "rxvt-unicode-256color,,0;default;15,ON_LIGHT",
        "xterm-256color,,12;8,ON_DARK",
        "xterm-256color,,0;7,ON_LIGHT",
        "rxvt,,0;15,BASIC_ON_LIGHT",
        "xterm-256color,,default;default,SAFE",
        "xterm-256color,,15,SAFE",
        "xterm-256color,,0;99,SAFE",
    })
    void theEnvironmentLeadsToATheme(String type, String colors, String background, Theme expected) {
        Map<String, String> environment = Map.of(
                "TERM", type,
                "COLORTERM", colors == null ? "" : colors,
                "COLORFGBG", background == null ? "" : background);

        assertThat(Theme.of(environment)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "11;rgb:0000/0000/0000,ON_DARK",
        "11;rgb:1b1b/1f1f/2727,ON_DARK",
        "11;rgb:ffff/ffff/ffff,ON_LIGHT",
        "11;rgb:FDFD/F6F6/E3E3,ON_LIGHT",
        "11;rgb:ff/ff/ff,ON_LIGHT",
        "11;rgba:0000/0000/0000/ffff,ON_DARK",
        "10;rgb:0000/0000/0000,",
        "11;rgb:zzzz/0000/0000,",
        "11;?,",
        "c,",
    })
    void aReportOfTheBackgroundLeadsToATheme(String report, Theme expected) {
        assertThat(Theme.SAFE.forReport(report).orElse(null)).isEqualTo(expected);
    }

    @Test
    void printedLinesHaveTheThemesColors() {
        AttributedString bad = new AttributedString("bad", TextStyles.BAD);

        assertThat(new TerminalCapabilities(true, true, Theme.ON_DARK).print(bad))
                .contains("38;5;210m");
        assertThat(new TerminalCapabilities(true, true).print(bad)).contains("[31m");
        assertThat(new TerminalCapabilities(false, true, Theme.ON_DARK).print(bad))
                .isEqualTo("bad");
    }
}
