package dev.appdb.cli.console;

import dev.appdb.engine.FleetEntry;
import dev.appdb.engine.FleetReport;
import dev.appdb.event.CheckCounts;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.PrintableLine;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.RoleStatements;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A roles check in GitHub's Markdown, for a ticket or the summary of a CI job, never longer than a comment may be.
 */
public final class CheckMarkdown {
    private CheckMarkdown() {}

    /** The document, with the verdict as its heading. */
    public static String of(CheckDocument document) {
        StringBuilder markdown = new StringBuilder();
        markdown.append("# ").append(document.request().cluster()).append(": ");
        markdown.append(Markdown.text(CheckCounts.headline(document.report()))).append("\n\n");
        markdown.append("Target ").append(document.request().target());
        markdown.append(", server ").append(Markdown.code(document.server()));
        markdown.append(", database ").append(Markdown.code(document.database()));
        markdown.append(", checked as ").append(Markdown.code(document.user()));
        markdown.append(" at ").append(document.checkedAt()).append(".\n");
        document.progress()
                .sentences()
                .forEach(sentence ->
                        markdown.append('\n').append(Markdown.text(sentence)).append('\n'));
        document.report().findings().forEach(finding -> add(markdown, "", finding));
        addStatements(markdown, RoleStatements.of(document.report()));
        addAccepted(markdown, document.report());
        addOthers(markdown, "Passed", document.report().checks());
        return Markdown.comment(
                markdown.toString(),
                "All of it: " + Markdown.command(document.request().command(Subcommand.ROLES_CHECK)) + ".",
                "");
    }

    /**
     * The document of the checks of many databases: a table, then the findings of each.
     *
     * @param all whether to list what passed and what does not apply, too
     */
    public static String of(FleetReport report, boolean all) {
        StringBuilder markdown = new StringBuilder("# ").append(Markdown.text(report.sentence()));
        markdown.append("\n\n| Database | Verdict | Found |\n|---|---|---|\n");
        for (FleetEntry entry : report.entries()) {
            markdown.append("| ").append(Markdown.text(entry.database().toString()));
            markdown.append(" | ").append(entry.verdict().words());
            markdown.append(" | ").append(Markdown.text(entry.words())).append(" |\n");
        }
        for (FleetEntry entry : report.entries()) {
            String database = Markdown.text(entry.database().toString());
            CheckReport shown = new CheckReport(all ? entry.checks() : entry.failed());
            shown.findings().forEach(finding -> add(markdown, database + ": ", finding));
            addOthers(markdown, database + ": passed", shown.checks());
            entry.failure()
                    .ifPresent(failure -> markdown.append("\n## ")
                            .append(database)
                            .append(": UNKNOWN\n\n")
                            .append(Markdown.text(failure.problem()))
                            .append("\n\n**Remedy:** ")
                            .append(failure.remedy().in(Markdown.DIALECT))
                            .append('\n'));
        }
        return Markdown.comment(
                markdown.toString(),
                "All of it: " + Markdown.command(Subcommand.ROLES_CHECK.call().with("--all")) + ".",
                "");
    }

    private static void add(StringBuilder markdown, String database, CheckFinding finding) {
        Check lead = finding.lead();
        String label =
                finding.isFailed() ? finding.severity().label() : lead.status().label();
        markdown.append("\n## ")
                .append(database)
                .append(label.toUpperCase(Locale.ROOT))
                .append(": ");
        markdown.append(Markdown.text(lead.id()))
                .append(' ')
                .append(Markdown.text(lead.subject()))
                .append("\n\n");
        markdown.append(Markdown.text(lead.found())).append('\n');
        if (!finding.impact().isEmpty()) {
            markdown.append("\n**Impact:** ")
                    .append(Markdown.text(finding.impact()))
                    .append('\n');
        }
        if (!finding.others().isEmpty()) {
            String ids = finding.others().stream().map(Check::id).distinct().collect(Collectors.joining(", "));
            markdown.append("\n**Explains:** ").append(Markdown.text(ids)).append('\n');
        }
        for (Remedy remedy : finding.remedies()) {
            markdown.append("\n**Remedy:** ")
                    .append(remedy.in(Markdown.DIALECT))
                    .append('\n');
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
        markdown.append("\n## Statements to run, in this order\n\n").append(Markdown.fenced("sql", sql));
    }

    private static void addAccepted(StringBuilder markdown, CheckReport report) {
        if (report.accepted().isEmpty()) {
            return;
        }
        markdown.append("\n## Accepted, since it is declared as expected\n\n");
        report.accepted()
                .forEach(check -> markdown.append("- ")
                        .append(Markdown.text(check.id()))
                        .append(' ')
                        .append(Markdown.text(check.accepted()))
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
                .append(Markdown.text(check.id()))
                .append(check.status() == Check.Status.PASSED ? " " : " (not applicable) ")
                .append(Markdown.text(check.subject() + ": " + check.found()))
                .append('\n'));
        markdown.append("\n</details>\n");
    }
}
