package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.ResultTable;
import dev.appdb.cli.wiring.Wiring;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventJson;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that show the journal. */
public final class RunsCommand {
    private RunsCommand() {}

    /** Only the word before {@code list} and {@code show}. */
    @Command(name = "runs", description = "Show the runs of this project.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    /** The base of both: the project and its journal. */
    abstract static class Journaled extends AppdbCommand {
        @Option(names = "--project", paramLabel = "DIR", description = ProjectFolder.HELP)
        @Nullable
        Path project;

        public Journaled(ProcessContext context) {
            super(context);
        }

        final Wiring wiring() {
            return new Wiring(context, ProjectFolder.project(context, project));
        }

        @Override
        final void check(Problems problems) throws FailureException {
            ProjectFolder.check(context, project, problems);
        }

        static String result(RunRecord run) {
            return run.finished().map(end -> end.result().toString()).orElse("not finished");
        }
    }

    /** All runs, newest first. */
    @Command(name = "list", description = "List the runs, newest first.")
    public static final class ListRuns extends Journaled {
        public ListRuns(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            problems.throwIfAny();
            List<RunRecord> runs = wiring().journal().runs();
            ArrayNode json = Console.array();
            runs.forEach(run -> json.addObject()
                    .put("run", run.id())
                    .put("at", run.started().header().at().toString())
                    .put("command", run.started().command())
                    .put("app", run.started().app())
                    .put("environment", run.started().environment())
                    .put("result", result(run)));
            ResultTable table = new ResultTable();
            runs.forEach(run -> table.row(
                    run.id(),
                    run.started().command(),
                    run.started().app() + "-" + run.started().environment(),
                    result(run)));
            console.result(table, Console.list("runs", json));
            if (runs.isEmpty()) {
                console.say("no runs yet");
            }
            return ExitCode.DONE;
        }
    }

    /** One run's events. */
    @Command(name = "show", description = "Show what happened in one run.")
    public static final class Show extends Journaled {
        @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's id. Default: the newest.")
        @Nullable
        String id;

        public Show(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            problems.throwIfAny();
            RunRecord run = find();
            console.about(
                    new AppName(run.started().app()),
                    new EnvironmentName(run.started().environment()));
            ArrayNode json = Console.array();
            List<String> text = new ArrayList<>();
            Function<RunEvent, List<String>> lines = console.eventLines();
            for (RunEvent event : run.events()) {
                json.add(Console.parsed(EventJson.toLine(event)));
                text.addAll(lines.apply(event));
            }
            console.document(String.join("\n", text), Console.list("events", json));
            return ExitCode.DONE;
        }

        private RunRecord find() throws FailureException {
            var journal = wiring().journal();
            return (id == null ? journal.runs().stream().findFirst() : journal.run(id))
                    .orElseThrow(() -> Failure.input(
                                    "no-such-run",
                                    "could not show the run",
                                    id == null ? "there is none yet" : "there is no run " + id,
                                    Remedy.of("See {}.", Subcommand.RUNS_LIST.call()))
                            .asException());
        }
    }
}
