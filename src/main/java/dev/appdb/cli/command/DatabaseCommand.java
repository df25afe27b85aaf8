package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.BugReport;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.DatabaseOptions;
import dev.appdb.cli.wiring.TargetFlags;
import dev.appdb.cli.wiring.Wiring;
import dev.appdb.engine.BestEffortRunJournal;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RequestResolver;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.TargetPorts;
import dev.appdb.event.EventSink;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.CheckReport;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.FormResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The base of the commands about one database: its name, its target, and the run that does the work. */
public abstract class DatabaseCommand extends AppdbCommand {
    @Mixin
    public final DatabaseOptions database;

    /** This command for its database, once that is known. */
    private Optional<Remedy.Command> running = Optional.empty();

    private final AtomicBoolean isUnkeptReported = new AtomicBoolean();
    private @Nullable Wiring wiring;

    DatabaseCommand(ProcessContext context, Subcommand command) {
        super(context);
        this.database = new DatabaseOptions(command);
    }

    @Override
    final void check(Problems problems) throws FailureException {
        SetupForm.valid(database.given(), Settings.APP_NAME)
                .ifPresent(app -> SetupForm.valid(database.given(), Settings.ENVIRONMENT)
                        .ifPresent(environment -> console.about(app, environment)));
        ProjectFolder.check(context, database.project, problems);
    }

    @Override
    final Failure addressed(Failure failure) {
        return failure.with(addressed(failure.remedy()));
    }

    /** The same remedy for whoever runs this command from here: it names the command, and the project's folder. */
    final Remedy addressed(Remedy remedy) {
        Path named = database.project;
        Remedy complete = running.map(remedy::naming).orElse(remedy);
        return named == null ? complete : complete.inProject(named.toString());
    }

    /** The same report with {@linkplain #addressed(Remedy) addressed} remedies. */
    final CheckReport addressed(CheckReport report) {
        return report.with(report.checks().stream()
                .map(check -> check.with(addressed(check.remedy())))
                .toList());
    }

    /** The same event with what it tells to do {@linkplain #addressed(Remedy) addressed}. */
    final RunEvent addressed(RunEvent event) {
        if (event instanceof RunEvent.Noted noted) {
            return noted.with(addressed(noted.remedy()));
        }
        if (event instanceof RunEvent.RunFinished end) {
            return new RunEvent.RunFinished(
                    end.header(), end.result(), end.failure().map(this::addressed), end.took());
        }
        return event;
    }

    final Project project() {
        return ProjectFolder.project(context, database.project);
    }

    final RequestResolver resolver(Problems problems) {
        return new RequestResolver(project(), context.environment(), problems);
    }

    final Resolution resolve(Problems problems) throws ProblemsException, FailureException {
        RequestResolver resolver = resolver(problems);
        Resolution resolution =
                resolver.named(database.command(), complete(resolver, problems)).from(database.project);
        console.about(resolution.request());
        if (database.command() != Subcommand.CONFIGURE) {
            resolution.notes().forEach(console::say);
        }
        return resolution;
    }

    /** The given answers, with those of a person where the project's files leave something open. */
    private Answers complete(RequestResolver resolver, Problems problems) throws FailureException {
        Answers given = database.given();
        Form open = resolver.open(database.command(), given);
        boolean isScripted = spec.findOption("--yes") != null
                && spec.commandLine().getParseResult().hasMatchedOption("--yes");
        if (open.questions().isEmpty() || isScripted || !problems.isEmpty() || !guide().present()) {
            return given;
        }
        if (guide().ask(open, given) instanceof FormResult.Answered answered) {
            return given.and(answered.answers());
        }
        throw Failure.interrupted(
                        "no changes were made",
                        "you cancelled at the questions",
                        Remedy.of(
                                "Run {} again when you are ready.",
                                database.command().call()))
                .asException();
    }

    /** The same on a target that nobody named. */
    final Resolution resolve(Problems problems, Target target) throws ProblemsException, FailureException {
        return resolver(problems)
                .named(
                        database.command(),
                        database.given().with(Settings.TARGET.id(), target.toString(), Settings.TARGET.flag()))
                .from(database.project);
    }

    final TargetPorts ports(Resolution resolution) {
        return wiring(resolution).ports(resolution.request().target());
    }

    /** Returns true if this command removes backups, too. */
    boolean deletesBackups() {
        return false;
    }

    final Wiring wiring(Resolution resolution) {
        console.about(resolution.request());
        running = Optional.of(again(resolution.request()));
        return wiring().with(resolution.project(), TargetFlags.of(resolution.values(), deletesBackups()));
    }

    /** The wiring before anything is known of a target; those of targets know what was typed for it. */
    final Wiring wiring() {
        Wiring known = wiring;
        if (known == null) {
            known = new Wiring(context, project());
            wiring = known;
        }
        return known;
    }

    /**
     * Does work in a run, which ends with the work, or as interrupted when the process is.
     *
     * @return the exit code that the run's result has
     */
    final int inRun(Procedure procedure, Resolution resolution, Optional<String> resumes, Work work)
            throws FailureException {
        RunInterruption interruption =
                new RunInterruption(context.interruptions(), ports(resolution).deployer(), resolution.request());
        Wiring wiring = wiring(resolution);
        Run run = wiring.engine(resolution.request().target(), journal(wiring))
                .begin(procedure, resolution.request(), resolution.flags(), resumes, events(interruption));
        interruption.of(run);
        Interruptions.Watch watch = context.interruptions().watch(() -> interrupted(run, resolution));
        try (watch;
                run) {
            perform(work, run);
        }
        return ended(run, resolution);
    }

    /** The journal for a run of this command. */
    final RunJournal journal(Wiring wiring) {
        if (!keepsRuns()) {
            return RunJournal.NONE;
        }
        return onlyReads() ? new BestEffortRunJournal(wiring.journal(), this::reportUnkept) : wiring.journal();
    }

    private void reportUnkept(Failure failure) {
        if (!isUnkeptReported.getAndSet(true)) {
            say(
                    Level.WARNING,
                    "This run is not kept: " + failure.why() + ". "
                            + addressed(failure).remedy());
        }
    }

    /** Returns true if its runs are kept, so that they can be seen later. */
    boolean keepsRuns() {
        return true;
    }

    /** The sink of a run's events: the guide where a person is asked, lines elsewhere; beside a whole screen both. */
    private EventSink events(RunInterruption interruption) {
        EventSink shown = console.logged(asks() ? guided(interruption) : console.events());
        return event -> shown.accept(addressed(event));
    }

    private EventSink guided(RunInterruption interruption) {
        EventSink shown = interruption.watching(guide().progress(interruption));
        if (!guide().isFullScreen()) {
            return shown;
        }
        EventSink lines = console.events();
        return event -> {
            shown.accept(event);
            lines.accept(event);
        };
    }

    /** Returns true if a person confirms this command's changes. */
    boolean asks() {
        return false;
    }

    /** Returns true if the command changes nothing, so that it goes on where its run can't be kept. */
    boolean onlyReads() {
        return false;
    }

    /** Reports the end of a run, whatever its result. */
    void afterwards(Run run, Resolution resolution) {}

    private static void perform(Work work, Run run) {
        try {
            work.perform(run);
        } catch (FailureException e) {
            run.fail(e.failure());
        } catch (RuntimeException e) {
            run.fail(BugReport.failure(e));
            throw e;
        }
    }

    final int inRun(Procedure procedure, Resolution resolution, Work work) throws FailureException {
        return inRun(procedure, resolution, Optional.empty(), work);
    }

    private int ended(Run run, Resolution resolution) {
        if (console.json()) {
            // In text the run's last event has said it.
            run.failure().ifPresent(failure -> console.failure(addressed(failure), run.id()));
        }
        afterwards(run, resolution);
        boolean isIncomplete = run.failure()
                .filter(failure -> failure.kind() == Failure.Kind.INPUT)
                .isPresent();
        return isIncomplete ? ExitCode.INPUT : ExitCode.of(run.result());
    }

    /** The command that continues this one after an interruption. */
    Remedy.Command again(DatabaseRequest request) {
        Remedy.Command command = request.command(database.command());
        return database.command() == Subcommand.SETUP ? command.with("--resume") : command;
    }

    private void interrupted(Run run, Resolution resolution) {
        run.fail(Failure.interrupted(
                spec.qualifiedName() + " was interrupted",
                "the process was asked to end",
                ports(resolution).deployer().afterInterruption(resolution.request(), again(resolution.request()))));
        run.close();
        ended(run, resolution);
    }

    /** Adds the run's failures to its JSON document: the first one, as everywhere, and all of them. */
    final void addFailures(ObjectNode json, Run run) {
        run.failure().ifPresent(failure -> json.set("failure", Console.tree(addressed(failure))));
        if (run.failure().isPresent()) {
            json.set(
                    "failures",
                    Console.tree(run.failures().stream().map(this::addressed).toList()));
        }
    }

    /** Performs a procedure that only reads: no journal keeps its run, and only notes are shown of it. */
    final ProcedureRun read(Procedure procedure, Resolution resolution) throws FailureException {
        Run run = wiring(resolution)
                .engine(resolution.request().target(), RunJournal.NONE)
                .begin(procedure, resolution.request(), resolution.flags(), Optional.empty(), this::sayNote);
        try (run) {
            ProcedureRun performed = new ProcedureRun(procedure, run, List::of, ProcedureRun.Approval.BY_COMMAND);
            performed.perform(StepInput.NONE);
            return performed;
        }
    }

    private void sayNote(RunEvent event) {
        if (addressed(event) instanceof RunEvent.Noted noted) {
            say(noted.level(), noted.sentence());
        }
    }

    private void say(Level level, String text) {
        if (level == Level.WARNING) {
            console.warn(text);
        } else {
            console.say(text);
        }
    }

    /** Progress outside a run: notes only. */
    final Progress quietly() {
        return new Progress() {
            @Override
            public void resource(String type, String name, ResourceState state, String detail) {
                // What a command does in passing is not worth a line.
            }

            @Override
            public void note(Level level, String text) {
                say(level, text);
            }
        };
    }

    /**
     * Resolves for a command of one target only, and refuses another one that is given before asking what it would need.
     *
     * @param refusal the problem of {@code --target} with another one
     */
    final Resolution resolveFor(Target only, String refusal, Problems problems)
            throws ProblemsException, FailureException {
        SetupForm.valid(database.given(), Settings.TARGET)
                .filter(given -> given != only)
                .ifPresent(given -> problems.add(Settings.TARGET.flag(), refusal));
        Resolution resolution = resolve(problems);
        if (resolution.request().target() != only) {
            problems.add(Settings.TARGET.flag(), refusal);
            problems.throwIfAny();
        }
        return resolution;
    }

    /** The work of a run. */
    interface Work {
        void perform(Run run) throws FailureException;
    }
}
