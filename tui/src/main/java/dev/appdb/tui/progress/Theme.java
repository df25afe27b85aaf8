package dev.appdb.tui.progress;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jline.utils.AttributedStyle;

/**
 * The colors of every {@linkplain TextStyles style}, chosen for contrast on the terminal's background. Numbers are those of
 * xterm's palette, whose first 16 colors people choose themselves, and whose others are the same everywhere.
 *
 * @see <a href="https://www.w3.org/TR/WCAG21/#contrast-minimum">WCAG: a contrast of 4.5 for text</a>
 */
public enum Theme {
    /** The eight colors that every terminal with colors has. */
    BASIC(8, 2, 3, 1, 6, 6),
    BASIC_ON_LIGHT(8, 2, 5, 1, 4, 4),
    /** For a background that is not known: colors of a medium lightness, which are readable on black and on white. */
    SAFE(256, 28, 130, 160, 243, 31),
    ON_DARK(256, 114, 221, 210, 247, 117),
    ON_LIGHT(256, 28, 94, 124, 240, 25);

    /** Emulators that have 256 colors and do not say so in their type's name. */
    private static final Set<String> OF_MANY_COLORS =
            Set.of("alacritty", "contour", "foot", "ghostty", "kitty", "wezterm", "xterm-ghostty", "xterm-kitty");

    private static final double DARK_BELOW = 0.5;

    private final int colors;
    private final Map<AttributedStyle, Integer> foregrounds;

    Theme(int colors, int good, int warning, int bad, int faint, int accent) {
        this.colors = colors;
        this.foregrounds = Map.of(
                TextStyles.GOOD, good,
                TextStyles.WARNING, warning,
                TextStyles.BAD, bad,
                TextStyles.FAINT, faint,
                TextStyles.ACCENT, accent);
    }

    /**
     * The theme that the environment's variables lead to: {@code TERM} and {@code COLORTERM} say how many colors there are,
     * {@code COLORFGBG}, which rxvt, Konsole and others set, what the background is.
     */
    public static Theme of(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        boolean hasMany = type.contains("256color")
                || type.endsWith("-direct")
                || OF_MANY_COLORS.contains(type)
                || !environment.getOrDefault("COLORTERM", "").isEmpty();
        Theme unknown = hasMany ? SAFE : BASIC;
        return background(environment.getOrDefault("COLORFGBG", ""))
                .map(unknown::on)
                .orElse(unknown);
    }

    /** The last number of {@code 15;0} or {@code 0;default;15}; 0 to 6 and 8 are dark, as vim has it. */
    private static Optional<Boolean> background(String variable) {
        String color = variable.substring(variable.lastIndexOf(';') + 1);
        return variable.contains(";") && color.matches("1?[0-9]")
                ? Optional.of(Integer.parseInt(color) < 7 || color.equals("8"))
                : Optional.empty();
    }

    /** The theme of as many colors for a dark or a light background. */
    public Theme on(boolean isDark) {
        if (colors == BASIC.colors) {
            return isDark ? BASIC : BASIC_ON_LIGHT;
        }
        return isDark ? ON_DARK : ON_LIGHT;
    }

    /**
     * The theme for the background that a terminal reports.
     *
     * @param report the answer to {@code OSC 11 ; ?}, such as {@code 11;rgb:1b1b/1f1f/2727}
     * @return empty if it is not one
     * @see <a href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html">XTerm control sequences</a>
     */
    public Optional<Theme> forReport(String report) {
        String hex = "([0-9a-f]{1,4})";
        var colors = java.util.regex.Pattern.compile("11;rgba?:" + hex + "/" + hex + "/" + hex + "(/.*)?")
                .matcher(report.toLowerCase(Locale.ROOT));
        if (!colors.matches()) {
            return Optional.empty();
        }
        double lightness =
                0.299 * part(colors.group(1)) + 0.587 * part(colors.group(2)) + 0.114 * part(colors.group(3));
        return Optional.of(on(lightness < DARK_BELOW));
    }

    private static double part(String hex) {
        return Integer.parseInt(hex, 16) / (Math.pow(16, hex.length()) - 1);
    }

    /** Returns true if the terminal's background would lead to other colors, and is not known yet. */
    public boolean dependsOnBackground() {
        return this == SAFE;
    }

    /** The number of colors that its terminals have. */
    public int colors() {
        return colors;
    }

    /** The palette's number of a style's color; empty for the terminal's own color of text. */
    public Optional<Integer> foreground(AttributedStyle style) {
        return Optional.ofNullable(foregrounds.get(style));
    }

    /** A style as it is shown. */
    AttributedStyle shown(AttributedStyle style) {
        return foreground(style).map(AttributedStyle.DEFAULT::foreground).orElse(style);
    }
}
