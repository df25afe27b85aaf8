package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.DriftReport.DriftedProperty;
import dev.appdb.engine.DriftReport.DriftedResource;
import dev.appdb.engine.TargetStatus;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.AvailableExtension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The messages about one environment: its state, its drift, its extensions. */
public final class EnvironmentMessage {
    private EnvironmentMessage() {}

    /** @param extra what the bot itself knows, such as who holds the lock or a freeze; shown first */
    public static Reply status(
            AppName app, EnvironmentName environment, TargetStatus status, Map<String, String> extra, Asked asked) {
        Map<String, String> facts = new LinkedHashMap<>(extra);
        facts.putAll(status.details(SlackRemedy.of(app, environment)::text));
        List<Detail> details = facts.entrySet().stream()
                .map(fact -> Detail.of(Span.bold(fact.getKey() + ": ")).andQuoted(fact.getValue()))
                .toList();
        String cluster = app + "-" + environment;
        return new MessageLayout(cluster + " is " + status.state(), "status-" + cluster)
                .details(details, "")
                .foot(asked.spans())
                .buttons(List.of(
                        Button.of("Check roles", BotCommand.of(CommandName.ROLES_CHECK, app, environment)),
                        Button.of("Drift", BotCommand.of(CommandName.DRIFT, app, environment)),
                        Button.of("Plan", BotCommand.of(CommandName.PLAN, app, environment))))
                .reply();
    }

    public static Reply drift(AppName app, EnvironmentName environment, DriftReport report, Asked asked) {
        String cluster = app + "-" + environment;
        int count = report.resources().size();
        String verdict = !report.applicable()
                ? "Drift of " + cluster + ": not applicable"
                : count == 0
                        ? "✓ Drift of " + cluster + ": none"
                        : "✗ Drift of " + cluster + ": " + count
                                + (count == 1 ? " resource differs" : " resources differ");
        return new MessageLayout(verdict, "drift-" + cluster)
                .paragraph(Span.quoted(report.summary()))
                .details(
                        report.resources().stream()
                                .map(EnvironmentMessage::drifted)
                                .toList(),
                        "")
                .foot(asked.spans())
                .buttons(
                        count == 0
                                ? List.of()
                                : List.of(Button.of("Plan", BotCommand.of(CommandName.PLAN, app, environment))))
                .reply();
    }

    private static Detail drifted(DriftedResource resource) {
        String properties =
                resource.differences().stream().map(EnvironmentMessage::drifted).collect(Collectors.joining("; "));
        return Detail.of(
                Span.bold(resource.type() + " " + resource.name()),
                Span.plain(" (" + resource.physicalId() + ") " + resource.kind()),
                Span.plain(properties.isEmpty() ? "" : ": " + properties));
    }

    private static String drifted(DriftedProperty property) {
        return property.path() + ": deployed " + shown(property.expected()) + ", now " + shown(property.actual());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    /**
     * Extensions, those declared or installed first, the rest of what is offered folded.
     *
     * @param declared name to on or off, as the project declares them
     * @param offered what the server offers; empty where there is none yet
     */
    public static Reply extensions(
            AppName app,
            EnvironmentName environment,
            SortedMap<String, Boolean> declared,
            List<AvailableExtension> offered,
            Asked asked) {
        SortedMap<String, AvailableExtension> byName = new TreeMap<>();
        offered.forEach(extension -> byName.put(extension.name(), extension));
        TreeSet<String> names = new TreeSet<>(byName.keySet());
        names.addAll(declared.keySet());
        List<Detail> used = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : names) {
            AvailableExtension extension = byName.get(name);
            if (declared.containsKey(name) || extension != null && extension.installedVersion() != null) {
                used.add(Detail.of(
                        Span.bold(name + " "),
                        Span.plain(declaration(declared.get(name))),
                        Span.plain(extension == null ? ", not offered by the server" : ", " + installed(extension))));
            } else if (extension != null) {
                others.add(name + " " + extension.defaultVersion() + (extension.trusted() ? " (trusted)" : "") + ": "
                        + extension.comment());
            }
        }
        String cluster = app + "-" + environment;
        if (!others.isEmpty()) {
            others.add(0, others.size() + " more offered:");
        }
        return new MessageLayout(
                        "Extensions of " + cluster + ": " + used.size() + " declared or installed",
                        "extensions-" + cluster)
                .details(used, "")
                .folded(others)
                .foot(
                        asked.spans(),
                        offered.isEmpty() ? "there is no database yet: only declared extensions are listed" : "")
                .buttons(List.of(Button.form("Change extensions", BotCommand.of(CommandName.SETUP, app, environment))))
                .reply();
    }

    private static String declaration(@Nullable Boolean enabled) {
        return enabled == null ? "not declared" : enabled ? "declared on" : "declared off";
    }

    private static String installed(AvailableExtension extension) {
        return extension.installedVersion() == null
                ? "not installed"
                : "installed " + extension.installedVersion()
                        + (extension.schema() == null ? "" : " in " + extension.schema());
    }
}
