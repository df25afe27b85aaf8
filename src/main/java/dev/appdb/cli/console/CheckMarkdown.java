package dev.appdb.cli.console;

import dev.appdb.engine.FleetEntry;
import dev.appdb.engine.FleetReport;
import dev.appdb.event.CheckCounts;
import dev.appdb.failure.Dialect;
import dev.appdb.failure.Remedy;
import dev.appdb.request.PrintableLine;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.RoleStatements;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A roles check in GitHub's Markdown, for a ticket or the summary of a CI job. Names and messages from the database are shown as
 * they are: they can't be headings, links, images, mentions or HTML.
 */
public final class CheckMarkdown {
    /** The characters that Markdown gives a meaning to within a line, or at its beginning, and those that begin links. */
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\`*_\\[\\]|~$]|^[#+-]|(?<=^[0-9]{1,9})[.)]|:(?=//)|(?<=[wW]{3})\\.");

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;

    /** GitHub notifies whoever is mentioned; an empty comment after the sign keeps it from that. */
    private static final String NO_MENTION = "@<!-- -->";

    private static final Dialect DIALECT = (part, isAlone) -> part instanceof Remedy.Text words
            ? text(words.text())
            : part instanceof Remedy.Sql sql
                    ? "As " + text(sql.role()) + ": " + code(sql.statement())
                    : code(Dialect.COMMAND_LINE.write(part, true));

    private CheckMarkdown() {}

    /** The document, with the verdict as its heading. */
    public static String of(CheckDocument document) {
        StringBuilder markdown = new StringBuilder();
        markdown.append("# ").append(document.request().cluster()).append(": ");
        markdown.append(text(CheckCounts.headline(document.report()))).append("\n\n");
        markdown.append("Target ").append(document.request().target());
        markdown.append(", server ").append(code(document.server()));
        markdown.append(", database ").append(code(document.database()));
        markdown.append(", checked as ").append(code(document.user()));
        markdown.append(" at ").append(document.checkedAt()).append(".\n");
        document.progress()
                .sentences()
                .forEach(
                        sentence -> markdown.append('\n').append(text(sentence)).append('\n'));
        document.report().findings().forEach(finding -> add(markdown, "", finding));
        addStatements(markdown, RoleStatements.of(document.report()));
        addAccepted(markdown, document.report());
        addOthers(markdown, "Passed", document.report().checks());
        return markdown.toString();
    }

    /**
     * The document of the checks of many databases: a table, then the findings of each.
     *
     * @param all whether to list what passed and what does not apply, too
     */
    public static String of(FleetReport report, boolean all) {
        StringBuilder markdown = new StringBuilder("# ").append(text(report.sentence()));
        markdown.append("\n\n| Database | Verdict | Found |\n|---|---|---|\n");
        for (FleetEntry entry : report.entries()) {
            markdown.append("| ").append(text(entry.database().toString()));
            markdown.append(" | ").append(entry.verdict().words());
            markdown.append(" | ").append(text(entry.words())).append(" |\n");
        }
        for (FleetEntry entry : report.entries()) {
            String database = text(entry.database().toString());
            CheckReport shown = new CheckReport(all ? entry.checks() : entry.failed());
            shown.findings().forEach(finding -> add(markdown, database + ": ", finding));
            addOthers(markdown, database + ": passed", shown.checks());
            entry.failure()
                    .ifPresent(failure -> markdown.append("\n## ")
                            .append(database)
                            .append(": UNKNOWN\n\n")
                            .append(text(failure.problem()))
                            .append("\n\n**Remedy:** ")
                            .append(failure.remedy().in(DIALECT))
                            .append('\n'));
        }
        return markdown.toString();
    }

    private static void add(StringBuilder markdown, String database, CheckFinding finding) {
        Check lead = finding.lead();
        String label =
                finding.isFailed() ? finding.severity().label() : lead.status().label();
        markdown.append("\n## ")
                .append(database)
                .append(label.toUpperCase(Locale.ROOT))
                .append(": ");
        markdown.append(text(lead.id()))
                .append(' ')
                .append(text(lead.subject()))
                .append("\n\n");
        markdown.append(text(lead.found())).append('\n');
        if (!finding.impact().isEmpty()) {
            markdown.append("\n**Impact:** ").append(text(finding.impact())).append('\n');
        }
        if (!finding.others().isEmpty()) {
            String ids = finding.others().stream().map(Check::id).distinct().collect(Collectors.joining(", "));
            markdown.append("\n**Explains:** ").append(text(ids)).append('\n');
        }
        for (Remedy remedy : finding.remedies()) {
            markdown.append("\n**Remedy:** ").append(remedy.in(DIALECT)).append('\n');
        }
    }

    private static void addStatements(StringBuilder markdown, List<RoleStatements> roles) {
        if (roles.isEmpty()) {
            return;
        }
        String sql = roles.stream()
                .map(each -> "-- as " + PrintableLine.of(each.role()) + "\n"
                        + each.statements().stream().map(PrintableLine::of).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestBackticks(sql) + 1));
        markdown.append("\n## Statements to run, in this order\n\n");
        markdown.append(fence)
                .append("sql\n")
                .append(sql)
                .append('\n')
                .append(fence)
                .append('\n');
    }

    private static void addAccepted(StringBuilder markdown, CheckReport report) {
        if (report.accepted().isEmpty()) {
            return;
        }
        markdown.append("\n## Accepted, since it is declared as expected\n\n");
        report.accepted()
                .forEach(check -> markdown.append("- ")
                        .append(text(check.id()))
                        .append(' ')
                        .append(text(check.accepted()))
                        .append('\n'));
    }

    private static void addOthers(StringBuilder markdown, String summary, List<Check> checks) {
        List<Check> others = checks.stream()
                .filter(check -> check.status() == Check.Status.PASSED || check.status() == Check.Status.NOT_APPLICABLE)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        markdown.append("\n<details>\n<summary>").append(summary).append(" and not applicable</summary>\n\n");
        others.forEach(check -> markdown.append("- ")
                .append(text(check.id()))
                .append(check.status() == Check.Status.PASSED ? " " : " (not applicable) ")
                .append(text(check.subject() + ": " + check.found()))
                .append('\n'));
        markdown.append("\n</details>\n");
    }

    /** Text of others on one line, in which nothing is markup. */
    static String text(String text) {
        String line = PrintableLine.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return MARKUP.matcher(line).replaceAll("\\\\$0").replace("@", NO_MENTION);
    }

    /** Text of others as code on one line: its fence is longer than any row of backticks in it. */
    static String code(String text) {
        String line = PrintableLine.of(text);
        String fence = "`".repeat(longestBackticks(line) + 1);
        String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + space + line + space + fence;
    }

    private static int longestBackticks(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(row -> row.end() - row.start())
                .max()
                .orElse(0);
    }
}
