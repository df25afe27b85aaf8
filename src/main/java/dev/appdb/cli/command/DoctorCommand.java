package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.ResultTable;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.project.Project;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Looks at what is installed, found and reachable, and says what to do about what is not. */
@Command(
        name = "doctor",
        description = {
            "Look at what is installed, found and reachable, and how to fix what's missing.",
            "Exits with 3 if something needs fixing."
        })
public final class DoctorCommand extends DatabaseCommand {
    public DoctorCommand(ProcessContext context) {
        super(context, Subcommand.DOCTOR);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        List<Finding> database = database(problems);
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.good("Java", Runtime.version() + " from " + System.getProperty("java.home")));
        findings.add(
                program("psql", Remedy.of("{} needs it. Install PostgreSQL's client.", Subcommand.CONNECT.call())));
        findings.add(program("mvn", Remedy.of("Building appdb needs it. Install Apache Maven.")));
        findings.add(projectFolder());
        findings.addAll(database);
        show(findings);
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.PROBLEM)
                ? ExitCode.FOUND
                : ExitCode.DONE;
    }

    private Finding program(String name, Remedy remedy) {
        String path = context.environment().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> Finding.good(name, found.toString()))
                .orElse(Finding.warning(name, "not found on the PATH", remedy));
    }

    private Finding projectFolder() throws FailureException {
        Project project = project();
        if (!Files.isWritable(project.directory())) {
            return Finding.warning(
                    "project",
                    project.directory() + " can't be written",
                    "Plans, checks and status work there, and apply with --no-journal; to set a database up or change what is"
                            + " declared, name another folder with {--project}.");
        }
        if (!project.hasInfra()) {
            return Finding.warning(
                    "project",
                    project.directory() + " has no infra folder",
                    "Run from the project's folder, or name it with {--project}; setup makes what is missing.");
        }
        return Finding.good("project", project.directory() + " with " + String.join(", ", project.appFolders()));
    }

    private List<Finding> database(Problems problems) throws ProblemsException, FailureException {
        Optional<Resolution> resolution;
        try {
            resolution = Optional.of(resolve(problems));
        } catch (ProblemsException e) {
            if (!e.problems().stream().allMatch(Problem::missing)) {
                throw e;
            }
            return e.problems().stream().map(DoctorCommand::unknown).toList();
        }
        return ports(resolution.get()).preflight().examine(resolution.get().request());
    }

    private static Finding unknown(Problem problem) {
        return Finding.warning("database", problem.toString(), "Give the flag to look further.");
    }

    private void show(List<Finding> findings) {
        ArrayNode json = Console.array();
        ResultTable table = new ResultTable();
        for (Finding finding : findings) {
            String verdict = finding.verdict().toString().toLowerCase(Locale.ROOT);
            json.addObject()
                    .put("verdict", verdict)
                    .put("subject", finding.subject())
                    .put("found", finding.found())
                    .put("remedy", addressed(finding.remedy()).toString());
            table.row(verdict, finding.subject(), finding.found());
            if (!finding.remedy().isEmpty()) {
                table.row("", "", addressed(finding.remedy()).toString());
            }
        }
        Verdict worst = findings.stream()
                .map(Finding::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.OK);
        console.result(
                table,
                Console.list("findings", json).put("verdict", worst.toString().toLowerCase(Locale.ROOT)));
    }
}
