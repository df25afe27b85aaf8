package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.ResultTable;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.roles.Rule;
import dev.appdb.roles.Rules;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the rules that {@code roles check} checks and {@code roles update} repairs. */
@Command(
        name = "checks",
        description = {
            "List every check: its id, its severity, what it proves, and who repairs it.",
            "Needs no database."
        })
public final class RolesChecksCommand extends AppdbCommand {
    public RolesChecksCommand(ProcessContext context) {
        super(context);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException {
        problems.throwIfAny();
        List<Rule> rules = Rules.all();
        ArrayNode json = Console.array();
        rules.forEach(rule -> json.addObject()
                .put("id", rule.id())
                .put("severity", rule.severity().label())
                .put("title", rule.title())
                .put("impact", rule.impact())
                .put("repaired_by", rule.repair().repairer().phrase())
                .put("repair", rule.repair().how())
                .put("evidence", rule.evidence().phrase()));
        ResultTable table = new ResultTable();
        rules.forEach(rule ->
                table.row(rule.id(), rule.severity().label(), rule.title()).row("", "", "  " + rule.repair()));
        console.result(table, Console.list("checks", json));
        return ExitCode.DONE;
    }
}
