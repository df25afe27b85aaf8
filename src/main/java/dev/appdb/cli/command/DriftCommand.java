package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.DriftReport.DriftedProperty;
import dev.appdb.engine.DriftReport.DriftedResource;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows how what is there differs from what was deployed. */
@Command(
        name = "drift",
        description = {
            "Show how what is there differs from what was deployed. Changes nothing.",
            "Exits with 3 if anything differs."
        })
public final class DriftCommand extends DatabaseCommand {
    public DriftCommand(ProcessContext context) {
        super(context, Subcommand.DRIFT);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = resolve(problems);
        DriftReport report = read(Procedure.require("drift"), resolution)
                .result(StepResult.Drift.class)
                .orElseThrow()
                .report();
        console.result(lines(report), json(report));
        if (report.hasDrift()) {
            console.say("Put it back as it was deployed, or change what is declared and run: "
                    + CommandName.with("apply ")
                    + resolution.flagsOf(Subcommand.APPLY));
        }
        return report.hasDrift() ? ExitCode.FOUND : ExitCode.DONE;
    }

    private static ObjectNode json(DriftReport report) {
        String verdict = report.hasDrift() ? "drifted" : "in_sync";
        ObjectNode json = Console.object().put("verdict", report.applicable() ? verdict : "not_applicable");
        return json.setAll((ObjectNode) Console.tree(report));
    }

    private static List<String> lines(DriftReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.applicable() ? report.summary() : "not applicable: " + report.summary());
        for (DriftedResource resource : report.resources()) {
            lines.add("  " + resource.type() + " " + resource.name() + " (" + resource.physicalId() + ") "
                    + resource.kind());
            for (DriftedProperty property : resource.differences()) {
                lines.add("      " + property.path() + ": deployed " + shown(property.expected()) + ", is "
                        + shown(property.actual()));
            }
        }
        return lines;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
