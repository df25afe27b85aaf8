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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The result of a setup, until the person leaves. */
record ClosingPage(Closing closing, ScrollView text, boolean isLeft) implements Page<Boolean> {
    /** A label and, after a colon and spaces that align it with others, what to do. */
    private static final Pattern LABELED = Pattern.compile("([A-Z][a-z ]+):( +)(.+)");

    static ClosingPage of(Closing closing, TerminalCapabilities capabilities) {
        List<Paragraph> lines = new ArrayList<>();
        lines.add(verdict(closing).hanging(2));
        addChecks(lines, closing);
        if (!closing.nextSteps().isEmpty()) {
            lines.add(Paragraph.EMPTY);
            lines.add(Paragraph.of("Next steps", TextStyles.HEADING));
            closing.nextSteps().forEach(step -> lines.add(step(step)));
        }
        if (!closing.command().isBlank()) {
            lines.add(Paragraph.EMPTY);
            lines.add(Paragraph.of("Repeat without prompts", TextStyles.HEADING));
            lines.add(Paragraph.of("  " + closing.command()).hanging(4));
        }
        return new ClosingPage(closing, ScrollView.of(lines, capabilities), false);
    }

    private static Paragraph verdict(Closing closing) {
        return closing.good()
                ? Paragraph.of("✓ ", TextStyles.GOOD).and(closing.verdict(), TextStyles.HEADING)
                : Paragraph.of("✗ ", TextStyles.BAD).and(closing.verdict(), TextStyles.HEADING);
    }

    /** A step with its label in another tone than what there is to type. */
    private static Paragraph step(String step) {
        Matcher labeled = LABELED.matcher(step);
        if (!labeled.matches()) {
            return Paragraph.of("  " + step).hanging(4);
        }
        String label = "  " + labeled.group(1) + " " + labeled.group(2);
        return Paragraph.of(label, TextStyles.FAINT)
                .and(labeled.group(3), TextStyles.PLAIN)
                .hanging(label.length());
    }

    /** Adds the verdict, then each finding with what breaks and its remedies, in the words of the check's own report. */
    private static void addChecks(List<Paragraph> lines, Closing closing) {
        if (closing.checks().checks().isEmpty()) {
            return;
        }
        if (closing.checks().findings().isEmpty()) {
            lines.add(
                    Paragraph.of("  ").and(CheckText.headline(closing.checks())).hanging(2));
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
                closing.good() ? "✓ Complete" : "✗ Incomplete",
                List.of("enter close", "up/down scroll"));
        String where = text.draw(inner.part(0, 0, inner.columns(), inner.rows() - 1));
        inner.put(0, inner.rows() - 1, where, TextStyles.FAINT);
    }
}
