package dev.appdb.tui.progress;

import dev.appdb.engine.CheckProgress;
import dev.appdb.event.CheckCounts;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.RoleStatements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A roles check as text: the verdict first, then each finding with what breaks and its remedy, and all statements to paste,
 * by role. What passed is only counted, unless all is asked for.
 */
public final class CheckText {
    public static final int DEFAULT_WIDTH_COLUMNS = 80;
    public static final int MIN_WIDTH_COLUMNS = 60;

    private static final String INDENT = "     ";
    private static final int ID_COLUMNS = INDENT.length();
    private static final int MOST_ID_COLUMNS = 20;

    private final TerminalCapabilities capabilities;
    private final int widthColumns;

    public CheckText(TerminalCapabilities capabilities) {
        this(capabilities, DEFAULT_WIDTH_COLUMNS);
    }

    /** @param widthColumns the text's widest line; less than {@value #MIN_WIDTH_COLUMNS} is taken as that */
    public CheckText(TerminalCapabilities capabilities, int widthColumns) {
        this.capabilities = capabilities;
        this.widthColumns = Math.max(MIN_WIDTH_COLUMNS, widthColumns);
    }

    /**
     * The verdict, the findings and the statements. The verdict, each remedy and each statement stand on one line however long,
     * so that the one can be searched for and the others be copied and run.
     *
     * @param all whether to list what passed and what does not apply, too
     */
    public List<AttributedString> lines(CheckReport report, boolean all) {
        return lines(report, CheckProgress.first(), all);
    }

    /** The same with what is different from earlier checks, and since when each finding is open. */
    public List<AttributedString> lines(CheckReport report, CheckProgress progress, boolean all) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(capabilities.printable(headline(report)));
        progress.sentences()
                .forEach(sentence -> Columns.wrapped(capabilities.printable(sentence), widthColumns)
                        .forEach(line -> lines.add(new AttributedString(line))));
        report.findings().forEach(finding -> add(lines, finding, progress));
        addStatements(lines, report);
        addAccepted(lines, report);
        if (all) {
            addOthers(lines, report);
        }
        return lines;
    }

    /** Each finding after an empty line, then all that is none: without a verdict, and without the statements in order. */
    public List<AttributedString> findings(CheckReport report) {
        List<AttributedString> lines = new ArrayList<>();
        report.findings().forEach(finding -> add(lines, finding, CheckProgress.first()));
        addAccepted(lines, report);
        addOthers(lines, report);
        return lines;
    }

    /** The verdict of a check with its findings counted by severity. */
    public static AttributedString headline(CheckReport report) {
        CheckCounts counts = CheckCounts.of(report);
        return new AttributedString(CheckCounts.headline(report), style(counts.failed(), counts.unknown()));
    }

    /** The severity of a finding in capitals; of one that could not be made, that it is unknown. */
    public static String label(CheckFinding finding) {
        return (finding.isFailed()
                        ? finding.severity().label()
                        : finding.lead().status().label())
                .toUpperCase(Locale.ROOT);
    }

    static AttributedStyle style(int failed, int unknown) {
        return failed > 0 ? TextStyles.BAD : unknown > 0 ? TextStyles.WARNING : TextStyles.PLAIN;
    }

    private void add(List<AttributedString> lines, CheckFinding finding, CheckProgress progress) {
        Check lead = finding.lead();
        lines.add(AttributedString.EMPTY);
        addHeading(lines, lead.id(), label(finding), style(finding.isFailed() ? 1 : 0, 1), lead.subject());
        addWrapped(lines, lead.found());
        if (!finding.impact().isEmpty()) {
            addWrapped(lines, "Impact: " + finding.impact());
        }
        progress.openSince(finding).ifPresent(since -> addWrapped(lines, "Since: " + CheckProgress.inWords(since)));
        if (!finding.others().isEmpty()) {
            List<String> ids =
                    finding.others().stream().map(Check::id).distinct().toList();
            addWrapped(lines, "Explains: " + String.join(", ", ids));
        }
        for (Remedy remedy : finding.remedies()) {
            lines.add(new AttributedString(INDENT + "Remedy: " + capabilities.printable(remedy.toString())));
        }
    }

    private void addHeading(
            List<AttributedString> lines, String checkId, String label, AttributedStyle style, String text) {
        String id = Columns.cut(capabilities.printable(checkId), MOST_ID_COLUMNS, capabilities.ellipsis());
        String before = Columns.padded(id + "  ", ID_COLUMNS);
        int width = widthColumns - Columns.of(before) - label.length() - 2;
        List<String> wrapped = Columns.wrapped(capabilities.printable(text), Math.max(2, width));
        lines.add(new AttributedStringBuilder()
                .append(before)
                .append(label, style)
                .append(": ")
                .append(wrapped.get(0))
                .toAttributedString());
        wrapped.stream().skip(1).forEach(rest -> lines.add(new AttributedString(INDENT + rest)));
    }

    private void addWrapped(List<AttributedString> lines, String text) {
        Columns.wrapped(capabilities.printable(text), widthColumns - INDENT.length())
                .forEach(line -> lines.add(new AttributedString(INDENT + line)));
    }

    private void addStatements(List<AttributedString> lines, CheckReport report) {
        List<RoleStatements> roles = RoleStatements.of(report);
        if (roles.isEmpty()) {
            return;
        }
        lines.add(AttributedString.EMPTY);
        lines.add(new AttributedString("Statements to run, in this order:", TextStyles.HEADING));
        for (RoleStatements each : roles) {
            lines.add(AttributedString.EMPTY);
            lines.add(new AttributedString("-- as " + capabilities.printable(each.role())));
            each.statements().forEach(statement -> lines.add(new AttributedString(capabilities.printable(statement))));
        }
        update(report).ifPresent(update -> {
            lines.add(AttributedString.EMPTY);
            lines.add(new AttributedString("Then run: " + capabilities.printable(update.toString())));
        });
    }

    private void addAccepted(List<AttributedString> lines, CheckReport report) {
        if (report.accepted().isEmpty()) {
            return;
        }
        lines.add(AttributedString.EMPTY);
        lines.add(new AttributedString("Accepted, since it is declared as expected:", TextStyles.HEADING));
        for (Check check : report.accepted()) {
            String before = Columns.padded(capabilities.printable(check.id()) + "  ", ID_COLUMNS);
            List<String> wrapped =
                    Columns.wrapped(capabilities.printable(check.accepted()), widthColumns - Columns.of(before));
            lines.add(new AttributedString(before + wrapped.get(0)));
            wrapped.stream().skip(1).forEach(rest -> lines.add(new AttributedString(INDENT + rest)));
        }
    }

    /** The update that repairs the rest, where one of the remedies is that. */
    private static Optional<Remedy.Command> update(CheckReport report) {
        return report.findings().stream()
                .flatMap(finding -> finding.remedies().stream())
                .flatMap(remedy -> remedy.parts().stream())
                .filter(Remedy.Command.class::isInstance)
                .map(Remedy.Command.class::cast)
                .filter(command -> command.subcommand() == Subcommand.ROLES_UPDATE)
                .findFirst();
    }

    private void addOthers(List<AttributedString> lines, CheckReport report) {
        List<Check> others = report.checks().stream()
                .filter(check -> check.status() == Check.Status.PASSED || check.status() == Check.Status.NOT_APPLICABLE)
                .sorted(Comparator.comparing(Check::status).reversed())
                .toList();
        if (!others.isEmpty()) {
            lines.add(AttributedString.EMPTY);
        }
        for (Check check : others) {
            String label = check.status().label().replace('_', ' ');
            addHeading(lines, check.id(), label, TextStyles.PLAIN, check.subject() + ": " + check.found());
        }
    }
}
