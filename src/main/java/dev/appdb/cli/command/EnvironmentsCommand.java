package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.ResultTable;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.project.ListedEnvironment;
import dev.appdb.request.Target;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the environments that the project's files name. */
@Command(
        name = "environments",
        description = {
            "List the environments of the project's apps, from its files alone.",
            "One without a target has no database from appdb yet."
        })
public final class EnvironmentsCommand extends AppdbCommand {
    @Option(names = "--project", paramLabel = "DIR", description = ProjectFolder.HELP)
    @Nullable
    Path project;

    public EnvironmentsCommand(ProcessContext context) {
        super(context);
    }

    @Override
    void check(Problems problems) throws FailureException {
        ProjectFolder.check(context, project, problems);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        problems.throwIfAny();
        List<ListedEnvironment> listed = ProjectFolder.project(context, project).listed();
        ArrayNode json = Console.array();
        listed.forEach(each -> json.add(json(each)));
        ResultTable table = new ResultTable();
        listed.forEach(each -> add(table, each));
        console.result(table, Console.list("environments", json));
        if (listed.isEmpty()) {
            console.say("no environments yet: " + CommandName.with("setup") + " sets the first one up");
        }
        return ExitCode.DONE;
    }

    private static void add(ResultTable table, ListedEnvironment listed) {
        table.row(
                listed.app() + " " + listed.environment(),
                listed.target().map(Target::toString).orElse("-"),
                listed.account().orElse("-"),
                listed.source());
    }

    private static ObjectNode json(ListedEnvironment listed) {
        ObjectNode json = Console.object()
                .put("app", listed.app().value())
                .put("environment", listed.environment().value());
        listed.target().ifPresent(target -> json.put("target", target.toString()));
        listed.account().ifPresent(account -> json.put("account", account));
        return json.put("source", listed.source());
    }
}
