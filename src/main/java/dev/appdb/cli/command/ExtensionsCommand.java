package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.NearestNames;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.roles.AvailableExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about the extensions that need rds_superuser. */
public final class ExtensionsCommand {
    private static final String EVERY_ENVIRONMENT =
            "superuser_extensions serves every environment of the app: each gets it with its next roles update";

    private ExtensionsCommand() {}

    /** Only the word before {@code list} and {@code set}. */
    @Command(name = "extensions", description = "List the extensions, or declare them on or off.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    private static StepResult.Extensions read(DatabaseCommand command, Resolution resolution) throws FailureException {
        return command.read(Procedure.require("extensions"), resolution)
                .result(StepResult.Extensions.class)
                .orElseThrow();
    }

    /** The extensions that the server offers, by name; empty where there is no server yet. */
    private static SortedMap<String, AvailableExtension> offered(StepResult.Extensions extensions) {
        SortedMap<String, AvailableExtension> byName = new TreeMap<>();
        extensions.offered().forEach(extension -> byName.put(extension.name(), extension));
        return byName;
    }

    /** Lists the extensions that are declared, installed, or offered by the server. */
    @Command(
            name = "list",
            description = "List what is declared and, where the database is there, what is installed and offered.")
    public static final class ListAll extends DatabaseCommand {
        public ListAll(ProcessContext context) {
            super(context, Subcommand.EXTENSIONS_LIST);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            Resolution resolution = resolve(problems);
            StepResult.Extensions extensions = ExtensionsCommand.read(this, resolution);
            SortedMap<String, AvailableExtension> offered = offered(extensions);
            SortedMap<String, Boolean> declarations = extensions.declared();
            java.util.Set<String> names = new java.util.TreeSet<>(offered.keySet());
            names.addAll(declarations.keySet());
            ArrayNode json = Console.array();
            List<String> lines = new ArrayList<>();
            for (String name : names) {
                ObjectNode node = json.addObject().put("name", name);
                lines.add(line(name, declarations, offered, node));
            }
            console.result(String.join("\n", lines), json);
            if (offered.isEmpty()) {
                console.say("the database is not there yet: only what is declared is listed");
            }
            return ExitCode.DONE;
        }

        private static String line(
                String name,
                Map<String, Boolean> declarations,
                Map<String, AvailableExtension> offered,
                ObjectNode node) {
            Boolean enabled = declarations.get(name);
            AvailableExtension extension = offered.get(name);
            String state = enabled == null ? "-" : enabled ? "on" : "off";
            node.put("declared", enabled);
            if (extension == null) {
                return "%-28s %-4s not offered by the server".formatted(name, state);
            }
            node.put("installed_version", extension.installedVersion())
                    .put("default_version", extension.defaultVersion())
                    .put("trusted", extension.trusted())
                    .put("comment", extension.comment());
            return "%-28s %-4s %-10s %-9s %s"
                    .formatted(
                            name,
                            state,
                            extension.installedVersion() == null ? "-" : extension.installedVersion(),
                            extension.trusted() ? "trusted" : "",
                            extension.comment());
        }
    }

    /** Declares extensions on or off. */
    @Command(
            name = "set",
            description = {
                "Declare extensions on or off in infra/<APP>/app-config/env-config, keeping everything else as it is.",
                "The setting serves every environment of the app. Trusted extensions belong in migrations."
            })
    public static final class Set extends DatabaseCommand {
        @Parameters(arity = "0..*", paramLabel = "NAME=on|off", description = "What to declare.")
        List<String> settings = new ArrayList<>();

        @Option(names = "--yes", description = "Skip confirmations.")
        boolean yes;

        public Set(ProcessContext context) {
            super(context, Subcommand.EXTENSIONS_SET);
        }

        @Override
        Remedy.Command again(DatabaseRequest request) {
            Remedy.Command command = super.again(request);
            for (String setting : settings) {
                command = command.with(setting);
            }
            return command;
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            if (settings.isEmpty()) {
                problems.missing("NAME=on|off", "name at least one extension, like vector=on");
            }
            if (!yes && !guide().present()) {
                problems.missing("--yes", "there is no terminal to confirm on");
            }
            ExtensionSwitches switches = problems.value(
                            "NAME=on|off", String.join(" ", settings), ExtensionSwitches::of)
                    .orElse(ExtensionSwitches.NONE);
            Resolution resolution = resolve(problems);
            ConfigurationFiles files = ConfigurationFiles.ofExtensions(
                    resolution.project(), resolution.request().app(), switches);
            Confirmation confirmation = new Confirmation(console, guide(), yes);
            List<String> warnings = warnings(switches, offered(ExtensionsCommand.read(this, resolution)));
            return inRun(Procedure.require("extensions set"), resolution, run -> {
                warnings.forEach(warning -> console.say("note: " + warning));
                new ProcedureRun(
                                Procedure.require("extensions set"),
                                run,
                                files::changes,
                                (plan, allowed) -> confirmation.approved(files, false))
                        .perform(StepInput.NONE);
                ObjectNode json = Console.object().put("result", "done").put("run", run.id());
                json.set("files", Confirmation.json(files.changes()));
                json.set("notes", Console.tree(warnings));
                console.result("", json);
                console.say("Next: appdb roles update " + resolution.namingFlags());
            });
        }

        private static List<String> warnings(
                ExtensionSwitches switches, SortedMap<String, AvailableExtension> offered) {
            List<String> warnings = new ArrayList<>(List.of(EVERY_ENVIRONMENT));
            for (ExtensionName name : switches.switches().keySet()) {
                AvailableExtension extension = offered.get(name.value());
                if (extension == null && !offered.isEmpty()) {
                    List<String> nearest = NearestNames.similar(name.value(), offered.keySet());
                    warnings.add(name + " is not offered by this server: "
                            + (nearest.isEmpty()
                                    ? "`appdb extensions list` shows what is"
                                    : "did you mean " + String.join(" or ", nearest) + "?"));
                }
                if (extension != null && extension.trusted()) {
                    warnings.add(name + " is trusted on this server: the migrator can create it in a migration, where"
                            + " it belongs");
                }
            }
            return warnings;
        }
    }
}
