package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.BugReport;
import dev.appdb.cli.console.CheckJunit;
import dev.appdb.cli.console.CheckMarkdown;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.cli.wiring.TargetFlags;
import dev.appdb.cli.wiring.Wiring;
import dev.appdb.engine.CheckHistory;
import dev.appdb.engine.FleetCheck;
import dev.appdb.engine.FleetEntry;
import dev.appdb.engine.FleetEntry.Verdict;
import dev.appdb.engine.FleetReport;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.event.CheckCounts;
import dev.appdb.event.EventSink;
import dev.appdb.event.Level;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The work of {@code roles check --all}: one line for each database as it comes, then the verdict and what failed. */
final class RolesCheckAll implements FleetCheck.Runs {
    /** Of the JSON document. */
    private static final int MOST_NAMED = 10;

    private static final int VERDICT_COLUMNS = Arrays.stream(Verdict.values())
            .mapToInt(verdict -> verdict.words().length())
            .max()
            .orElse(0);

    private final DatabaseCommand command;
    private final Console console;
    private final Project project;
    private final FleetOptions.Choice choice;
    private final FleetCheck check;
    private final boolean verbose;
    private final EventSink events;
    private final FailOn failOn;
    private final String format;
    private final AtomicBoolean reported = new AtomicBoolean();

    /**
     * @param verbose whether to list what passed and what does not apply, too
     * @param format {@code text}, {@code json}, {@code junit} or {@code markdown}
     */
    RolesCheckAll(
            DatabaseCommand command,
            FleetOptions.Choice choice,
            FleetCheck.Manner manner,
            boolean verbose,
            FailOn failOn,
            String format) {
        this.command = command;
        this.console = command.console;
        this.project = command.project();
        this.choice = choice;
        this.verbose = verbose;
        this.failOn = failOn;
        this.format = format;
        this.check = new FleetCheck(project, command.context.environment(), this, manner);
        this.events = console.logged(console.json() ? console.events() : new Warnings());
    }

    /** Checks them all and returns the exit code. */
    int run() throws ProblemsException, FailureException {
        List<KnownEnvironment> databases = databases();
        int columns = databases.stream()
                .mapToInt(database -> database.toString().length())
                .max()
                .orElse(0);
        Interruptions.Watch watch = command.context.interruptions().watch(this::interrupted);
        try (watch) {
            FleetReport report =
                    check.check(databases, choice.parallelism(), entry -> reportOne(line(addressed(entry), columns)));
            if (!reported.compareAndSet(false, true)) {
                return ExitCode.INTERRUPTED;
            }
            show(report, Optional.empty());
            return failOn.exitCode(report);
        }
    }

    private List<KnownEnvironment> databases() throws ProblemsException, FailureException {
        List<KnownEnvironment> known = project.knownEnvironments();
        List<KnownEnvironment> chosen = known.stream().filter(choice::takes).toList();
        Problems problems = new Problems();
        if (known.isEmpty()) {
            problems.add(
                    "--all",
                    "no environment has been set up in this project: there is no infra/APP/appdb/ENV.json. Set one up"
                            + " with " + CommandName.with("setup")
                            + ", or name the project's folder with --project DIR");
        } else if (chosen.isEmpty()) {
            problems.add(
                    "--app, --environment",
                    "no environment matches --app '" + choice.app() + "' --environment '" + choice.environment()
                            + "'. Known here: " + names(known));
        }
        problems.throwIfAny();
        return chosen;
    }

    private static String names(List<KnownEnvironment> known) {
        String first =
                known.stream().limit(MOST_NAMED).map(KnownEnvironment::toString).collect(Collectors.joining(", "));
        return known.size() > MOST_NAMED ? first + " and " + (known.size() - MOST_NAMED) + " more" : first;
    }

    @Override
    public Run begin(Resolution resolution) throws FailureException {
        Resolution addressed = resolution.from(command.database.project);
        Wiring wiring = Wiring.ofOneOfMany(command.context, project, TargetFlags.of(addressed.values(), false));
        return wiring.engine(addressed.request().target(), command.journal(wiring))
                .begin(
                        Procedure.require("roles check"),
                        addressed.request(),
                        addressed.flags(),
                        Optional.empty(),
                        event -> events.accept(command.addressed(event)));
    }

    @Override
    public Failure bug(RuntimeException defect) {
        return BugReport.failure(defect);
    }

    @Override
    public void checked(Resolution resolution, CheckReport report) {
        DatabaseRequest request = resolution.request();
        history()
                .after(
                        request.app().value(),
                        request.environment().value(),
                        report,
                        command.context.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public Optional<Instant> lastChecked(Resolution resolution) {
        DatabaseRequest request = resolution.request();
        return history().last(request.app().value(), request.environment().value());
    }

    private CheckHistory history() {
        return new Wiring(command.context, project).checks(command.keepsRuns());
    }

    private void interrupted() {
        FleetReport report = check.stop();
        if (reported.compareAndSet(false, true)) {
            show(
                    report,
                    Optional.of(Failure.interrupted(
                            "roles check --all was interrupted",
                            "the process was asked to end",
                            Remedy.of("Run {} again: it checks all of them anew.", Remedy.AGAIN))));
        }
    }

    private void show(FleetReport report, Optional<Failure> end) {
        FleetReport addressed = new FleetReport(
                report.asked(), report.entries().stream().map(this::addressed).toList());
        console.document(text(addressed), "roles check --all", () -> json(addressed, end));
        end.ifPresent(failure -> console.failure(failure, null));
    }

    private static String line(FleetEntry entry, int columns) {
        return ("%-" + columns + "s  %-" + VERDICT_COLUMNS + "s  %s")
                .formatted(entry.database(), entry.verdict().words(), entry.words());
    }

    private void reportOne(String line) {
        if (format.equals(RolesCommand.Check.JUNIT) || format.equals(OutputOptions.MARKDOWN)) {
            console.say(line);
        } else {
            console.line(line);
        }
    }

    private String text(FleetReport report) {
        return switch (format) {
            case RolesCommand.Check.JUNIT ->
                CheckJunit.of(report, verbose, command.context.clock().instant(), failOn::counts);
            case OutputOptions.MARKDOWN -> CheckMarkdown.of(report, verbose);
            default -> String.join("\n", lines(report));
        };
    }

    private List<String> lines(FleetReport report) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(console.rows(report.sentence()));
        for (FleetEntry entry : report.entries()) {
            List<Check> shown = verbose ? entry.checks() : entry.failed();
            if (!shown.isEmpty()) {
                lines.add("");
                lines.addAll(console.rows(entry.database() + ": "
                        + entry.counts().map(CheckCounts::words).orElse("")));
                lines.addAll(console.findingLines(shown));
            }
            entry.failure().ifPresent(failure -> {
                lines.add("");
                lines.addAll(console.rows(entry.database() + ": " + failure.sentence()));
            });
        }
        return lines;
    }

    private ObjectNode json(FleetReport report, Optional<Failure> end) {
        ObjectNode document = Console.object().put("verdict", report.verdict().label());
        ObjectNode counts = document.putObject("counts").put("databases", report.asked());
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.label(), report.count(verdict));
        }
        counts.put("not_checked", report.notChecked());
        document.putArray("databases")
                .addAll(report.entries().stream().map(this::json).toList());
        end.ifPresent(
                failure -> document.put("result", failure.kind().toString()).set("failure", Console.tree(failure)));
        return document;
    }

    private ObjectNode json(FleetEntry entry) {
        ObjectNode json = Console.object()
                .put("app", entry.database().app().value())
                .put("environment", entry.database().environment().value());
        entry.target().ifPresent(target -> json.put("target", target.toString()));
        json.put("verdict", entry.verdict().label());
        entry.counts().ifPresent(counts -> {
            json.putObject("counts")
                    .put("passed", counts.passed())
                    .put("failed", counts.failed())
                    .put("unknown", counts.unknown())
                    .put("not_applicable", counts.notApplicable());
            json.set("failed_checks", json(entry.failed()));
            if (verbose) {
                json.set("checks", json(entry.checks()));
            }
        });
        entry.failure().ifPresent(failure -> json.set("failure", Console.tree(failure)));
        return json;
    }

    private static JsonNode json(List<Check> checks) {
        return Console.parsed(new CheckReport(checks).toJson()).path("checks");
    }

    /** The same entry with remedies that work from the folder that the command was run in. */
    private FleetEntry addressed(FleetEntry entry) {
        List<Check> checks = command.addressed(new CheckReport(entry.checks())).checks();
        return new FleetEntry(
                entry.database(),
                entry.verdict(),
                entry.target(),
                entry.counts(),
                checks,
                entry.failure().map(command::addressed));
    }

    /** Shows the warnings of all runs, each once however many databases it is about, and no other event. */
    private final class Warnings implements EventSink {
        private final Set<String> shown = ConcurrentHashMap.newKeySet();

        @Override
        public void accept(RunEvent event) {
            if (event instanceof RunEvent.Noted noted && noted.level() == Level.WARNING) {
                String warning = noted.sentence();
                if (shown.add(warning)) {
                    console.warn(warning);
                }
            }
        }
    }
}
