package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.tui.Closing;
import dev.appdb.tui.progress.CheckText;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of a setup, until the person leaves. */
record ClosingPage(Closing closing, ScrollView text, boolean isLeft) implements Page<Boolean> {

    static ClosingPage of(Closing closing, TerminalCapabilities capabilities) {
        List<Paragraph> lines = new ArrayList<>();
        lines.add((closing.good()
                        ? Paragraph.of("✓ " + closing.verdict(), TextStyles.GOOD)
                        : Paragraph.of("✗ " + closing.verdict(), TextStyles.BAD))
                .hanging(2));
        if (!closing.good()) {
            addChecks(lines, closing);
        }
        if (!closing.nextSteps().isEmpty()) {
            lines.add(Paragraph.EMPTY);
            lines.add(Paragraph.of("Next steps", TextStyles.HEADING));
            closing.nextSteps()
                    .forEach(step -> lines.add(Paragraph.of("  " + step).hanging(4)));
        }
        if (!closing.command().isBlank()) {
            lines.add(Paragraph.EMPTY);
            lines.add(Paragraph.of("Repeat without prompts", TextStyles.HEADING));
            lines.add(Paragraph.of("  " + closing.command()).hanging(4));
        }
        if (closing.good()) {
            addChecks(lines, closing);
        }
        return new ClosingPage(closing, ScrollView.of(lines, capabilities), false);
    }

    /** Adds the verdict, then each finding with what breaks and its remedies, in the words of the check's own report. */
    private static void addChecks(List<Paragraph> lines, Closing closing) {
        if (closing.checks().checks().isEmpty()) {
            return;
        }
        lines.add(Paragraph.EMPTY);
        lines.add(Paragraph.of(CheckText.headline(closing.checks())));
        closing.checks().findings().forEach(finding -> addFinding(lines, finding));
    }

    private static void addFinding(List<Paragraph> lines, CheckFinding finding) {
        Check lead = finding.lead();
        lines.add(Paragraph.of("  ")
                .and(
                        lead.id() + " " + CheckText.label(finding),
                        finding.isFailed() ? TextStyles.BAD : TextStyles.WARNING)
                .and(": " + lead.subject() + ": " + lead.found(), TextStyles.PLAIN)
                .hanging(4));
        if (!finding.impact().isEmpty()) {
            lines.add(Paragraph.of("    Impact: " + finding.impact()).hanging(6));
        }
        for (Remedy remedy : finding.remedies()) {
            lines.add(Paragraph.of("    Remedy: " + remedy).hanging(6));
        }
    }

    @Override
    public ClosingPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key) || Keys.isEnter(key) || Keys.is(key, 'q') || key.getKeyType() == KeyType.Escape) {
            return new ClosingPage(closing, text, true);
        }
        TerminalSize inner = Frame.inner(size);
        return new ClosingPage(closing, text.after(key, inner.getColumns(), inner.getRows() - 1), false);
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
                canvas,
                closing.good() ? "Done" : "Setup finished with problems",
                "",
                List.of("enter close", "up/down scroll"));
        String where = text.draw(inner.part(0, 0, inner.columns(), inner.rows() - 1));
        inner.put(0, inner.rows() - 1, where, TextStyles.FAINT);
    }
}
