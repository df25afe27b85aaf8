package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.roles.Check;
import dev.appdb.tui.Closing;
import dev.appdb.tui.progress.ChecksTable;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How it ended, until the person leaves. */
record ClosingPage(Closing closing, TerminalCapabilities style, ScrollView text, boolean isLeft)
        implements Page<Boolean> {

    static ClosingPage of(Closing closing, TerminalCapabilities style) {
        List<Line> lines = new ArrayList<>();
        Look look = closing.good() ? Look.GOOD : Look.BAD;
        String sign = style.unicode() ? (closing.good() ? "✓ " : "✗ ") : closing.good() ? "" : "! ";
        lines.add(Line.of(sign + style.data(closing.verdict()), look).hanging(2));
        if (!closing.good()) {
            addChecks(lines, closing, style);
        }
        if (!closing.nextSteps().isEmpty()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of("Next steps", Look.STRONG));
            closing.nextSteps()
                    .forEach(step -> lines.add(Line.of("  " + style.data(step)).hanging(4)));
        }
        if (!closing.command().isBlank()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of("The same without questions", Look.STRONG));
            lines.add(Line.of("  " + style.data(closing.command())).hanging(4));
        }
        if (closing.good()) {
            addChecks(lines, closing, style);
        }
        return new ClosingPage(closing, style, ScrollView.of(lines), false);
    }

    /** The verdict, and all that did not pass with what to do about it, the failed ones first. */
    private static void addChecks(List<Line> lines, Closing closing, TerminalCapabilities style) {
        List<Check> checks = closing.checks().checks();
        if (checks.isEmpty()) {
            return;
        }
        lines.add(Line.EMPTY);
        lines.add(Line.styled(new ChecksTable(style).lines(closing.checks()).get(0)));
        checks.stream()
                .filter(check -> check.status() == Check.Status.FAILED)
                .forEach(check -> addCheck(lines, check, Look.BAD, style));
        checks.stream()
                .filter(check -> check.status() == Check.Status.UNKNOWN)
                .forEach(check -> addCheck(lines, check, Look.WARNING, style));
    }

    private static void addCheck(List<Line> lines, Check check, Look look, TerminalCapabilities style) {
        lines.add(Line.of("  ")
                .and(check.status().label() + " " + style.data(check.id() + " " + check.subject()), look)
                .and(": " + style.data(check.found()))
                .hanging(4));
        if (!check.remedy().isBlank()) {
            lines.add(Line.of("    remedy: " + style.data(check.remedy())).hanging(6));
        }
    }

    @Override
    public ClosingPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key) || Keys.isEnter(key) || Keys.is(key, 'q') || key.getKeyType() == KeyType.Escape) {
            return new ClosingPage(closing, style, text, true);
        }
        TerminalSize inner = Frame.inner(size);
        return new ClosingPage(closing, style, text.after(key, inner.getColumns(), inner.getRows() - 1), false);
    }

    @Override
    public Optional<Boolean> result() {
        return isLeft ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Boolean cancelled() {
        return true;
    }

    @Override
    public boolean takesTypedAhead() {
        return false;
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(
                canvas, closing.good() ? "Done" : "Not all is well", "", List.of("Enter leaves", "Up/Down scroll"));
        String where = text.draw(inner.part(0, 0, inner.columns(), inner.rows() - 1));
        inner.put(0, inner.rows() - 1, where, Look.FAINT);
    }
}
