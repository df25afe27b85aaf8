package dev.appdb.cli.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.engine.CheckProgress;
import dev.appdb.event.CheckCounts;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.CheckedDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * A roles check with the database that it is about, for those who read it elsewhere: a script, a CI server, a ticket. Its JSON
 * has the schema {@code src/docs/schemas/roles-check.schema.json}.
 *
 * @param progress the difference from earlier checks
 * @param checkedAt when the check ended, to the second
 */
public record CheckDocument(DatabaseRequest request, CheckReport report, CheckProgress progress, Instant checkedAt) {
    public CheckDocument {
        checkedAt = checkedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The server's address where the request names one; otherwise the cluster's name, which is the server's there. */
    String server() {
        return request.serverUrl().map(CheckDocument::address).orElse(request.cluster());
    }

    /** The database, by its real name where it was looked up. */
    String database() {
        return report.checked()
                .map(CheckedDatabase::name)
                .orElse(request.names().database());
    }

    /** The user that the check logged in as. */
    String user() {
        return report.checked().map(CheckedDatabase::user).orElse(request.checkingUser());
    }

    private static String address(ServerUrl url) {
        return url.host() + ":" + url.port();
    }

    /** The number of findings that failed with this severity: facts, however many checks each fails. */
    long findings(Severity severity) {
        return report.findings().stream()
                .filter(CheckFinding::isFailed)
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private Map<String, String> sinceTexts() {
        Map<String, String> texts = new TreeMap<>();
        progress.since().forEach((key, time) -> texts.put(key, time.toString()));
        return texts;
    }

    /** The document without its head, with all checks as they are in {@link CheckReport#toJson()}. */
    public ObjectNode json() {
        ObjectNode document = Console.object()
                .put("verdict", report.verdict().label())
                .put("target", request.target().toString())
                .put("server", server())
                .put("database", database())
                .put("as", user())
                .put("checked_at", checkedAt.toString());
        ObjectNode counts = document.putObject("counts");
        for (Severity severity : Severity.values()) {
            counts.put(severity.label(), findings(severity));
        }
        CheckCounts checks = CheckCounts.of(report);
        counts.put("passed", checks.passed())
                .put("failed", checks.failed())
                .put("unknown", checks.unknown())
                .put("not_applicable", checks.notApplicable());
        ObjectNode history = document.putObject("history");
        progress.previous().ifPresent(time -> history.put("previous", time.toString()));
        progress.passed().ifPresent(time -> history.put("last_passed", time.toString()));
        history.set("since", Console.tree(sinceTexts()));
        history.set("new_since_passed", Console.tree(progress.sincePassed()));
        history.set("resolved", Console.tree(progress.resolved()));
        document.set("checks", Console.parsed(report.toJson()).path("checks"));
        return document;
    }
}
