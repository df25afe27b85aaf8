package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.ResultTable;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepResult;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows what is there now. */
@Command(name = "status", description = "Show what is there now. Starts and changes nothing.")
public final class StatusCommand extends DatabaseCommand {
    public StatusCommand(ProcessContext context) {
        super(context, Subcommand.STATUS);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = resolve(problems);
        DatabaseRequest request = resolution.request();
        TargetStatus status = read(Procedure.require("status"), resolution)
                .result(StepResult.Status.class)
                .orElseThrow()
                .status();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("cluster", request.cluster());
        lines.put("target", request.target().toString());
        lines.put("state", status.state().toString());
        lines.putAll(status.details(remedy -> addressed(remedy).toString()));
        ObjectNode json = Console.object().put("verdict", status.state().toString());
        lines.forEach(json::put);
        ResultTable table = new ResultTable();
        lines.forEach(table::row);
        console.result(table, json);
        return ExitCode.DONE;
    }
}
