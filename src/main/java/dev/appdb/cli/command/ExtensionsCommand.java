package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.extensions.ExtensionCatalogue;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.Failure;
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
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.UpdateMode;
import dev.appdb.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about the extensions that need rds_superuser. */
public final class ExtensionsCommand {
    private static final String SWITCHES = "NAME=on|off";

    private static final String EVERY_ENVIRONMENT =
            "superuser_extensions serves every environment of the app: each gets it with its next roles update";

    private static final String EVERY_ENVIRONMENT_UNSET =
            "superuser_extensions serves every environment of the app: the declaration ends for each";

    private ExtensionsCommand() {}

    /** Only the word before {@code list} and {@code set}. */
    @Command(name = "extensions", description = "List the extensions, or declare them on, off, or neither.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    static StepResult.Extensions read(DatabaseCommand command, Resolution resolution) throws FailureException {
        return command.read(Procedure.require("extensions"), resolution)
                .result(StepResult.Extensions.class)
                .orElseThrow();
    }

    /** The extensions that the server offers, by name; empty where there is no server yet. */
    static SortedMap<String, AvailableExtension> offered(StepResult.Extensions extensions) {
        SortedMap<String, AvailableExtension> byName = new TreeMap<>();
        extensions.offered().forEach(extension -> byName.put(extension.name(), extension));
        return byName;
    }

    /** A command that edits the declarations, and nothing in the database. */
    private abstract static class Declaring extends DatabaseCommand {
        private final Subcommand subcommand;

        @Option(names = "--yes", description = "Skip confirmations.")
        boolean yes;

        Declaring(ProcessContext context, Subcommand subcommand) {
            super(context, subcommand);
            this.subcommand = subcommand;
        }

        /** The words that were given. */
        abstract List<String> given();

        @Override
        Remedy.Command again(DatabaseRequest request) {
            Remedy.Command command = super.again(request);
            for (String word : given()) {
                command = command.with(word);
            }
            return command;
        }

        /** Adds the problem that nobody could confirm. */
        void requireConfirmation(Problems problems) {
            if (!yes && !guide().present()) {
                problems.missing("--yes", console.whyNotAsked("to confirm on"));
            }
        }

        /** Has the edit confirmed and makes it. */
        int declare(Resolution resolution, ExtensionSwitches switches, List<String> notes, Subcommand next)
                throws FailureException {
            ConfigurationFiles files = ConfigurationFiles.ofExtensions(
                    resolution.project(), resolution.request().app(), switches);
            Confirmation confirmation = new Confirmation(console, guide(), yes);
            Procedure procedure = Procedure.require(subcommand.words());
            return inRun(procedure, resolution, run -> {
                notes.forEach(note -> console.say("Note: " + note));
                new ProcedureRun(procedure, run, files::changes, (plan, allowed) -> confirmation.approved(files))
                        .perform(StepInput.NONE);
                ObjectNode json = Console.object().put("result", "done").put("run", run.id());
                json.set("files", Confirmation.json(files.changes()));
                json.set("notes", Console.tree(notes));
                console.result("", json);
                console.say("Next: " + CommandName.with(next.words()) + " " + resolution.flagsOf(next));
            });
        }
    }

    /** Declares extensions on or off. */
    @Command(
            name = "set",
            description = {
                "Declare extensions on or off in infra/<APP>/app-config/env-config, keeping everything else as it is.",
                "The setting serves every environment of the app. Trusted extensions belong in migrations."
            })
    public static final class Set extends Declaring {
        @Parameters(arity = "0..*", paramLabel = SWITCHES, description = "What to declare.")
        List<String> settings = new ArrayList<>();

        public Set(ProcessContext context) {
            super(context, Subcommand.EXTENSIONS_SET);
        }

        @Override
        List<String> given() {
            return settings;
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            if (settings.isEmpty()) {
                problems.missing(SWITCHES, "name at least one extension, like vector=on");
            }
            requireConfirmation(problems);
            ExtensionSwitches switches = problems.value(SWITCHES, String.join(" ", settings), ExtensionSwitches::of)
                    .orElse(ExtensionSwitches.NONE);
            if (!switches.undeclared().isEmpty()) {
                problems.add(
                        SWITCHES,
                        "a declaration is removed with `" + CommandName.with("extensions unset ")
                                + switches.undeclared().first() + "`");
            }
            Resolution resolution = resolve(problems);
            List<String> notes = new ArrayList<>(List.of(EVERY_ENVIRONMENT));
            SortedMap<String, AvailableExtension> offered = offered(ExtensionsCommand.read(this, resolution));
            if (offered.isEmpty()) {
                judge(resolution, switches, problems);
            } else {
                notes.addAll(judgedByServer(resolution, switches, problems));
            }
            problems.throwIfAny();
            switches.switches().keySet().stream()
                    .map(name -> offered.get(name.value()))
                    .filter(extension -> extension != null && extension.trusted())
                    .forEach(extension -> notes.add(extension.name()
                            + " is trusted on this server: the migrator can create it in a migration, where it"
                            + " belongs"));
            return declare(resolution, switches, notes, Subcommand.ROLES_UPDATE);
        }

        /** Judges them as the question of a setup does: there is no server yet. */
        private void judge(Resolution resolution, ExtensionSwitches switches, Problems problems) {
            resolver(new Problems()).form().questions().stream()
                    .filter(question -> question.id().equals(Settings.EXTENSIONS.id()))
                    .flatMap(question ->
                            question.validator().problem(switches.toString(), resolution.answers()).stream())
                    .forEach(problem -> problems.add(SWITCHES, problem));
        }

        /**
         * Has the server plan them, which changes nothing, and refuses those that it refuses. What a superuser could still do
         * may be declared.
         *
         * @return what is to be said of the others
         */
        private List<String> judgedByServer(Resolution resolution, ExtensionSwitches switches, Problems problems)
                throws FailureException {
            DatabaseRequest request = resolution
                    .values()
                    .with(
                            Settings.EXTENSIONS,
                            new ExtensionSwitches(
                                    switches.appliedTo(resolution.request().extensions())))
                    .request();
            List<Failure> refusals = ports(resolution)
                    .roleManager()
                    .plan(request, UpdateMode.FULL, quietly())
                    .plan()
                    .map(DatabasePlan::refusals)
                    .orElse(List.of());
            List<String> notes = new ArrayList<>();
            switches.switches()
                    .forEach((name, on) -> refusals.stream()
                            .filter(refusal -> isAbout(refusal, name))
                            .forEach(refusal -> {
                                boolean isForSuperuser =
                                        refusal.remedy().parts().stream().anyMatch(Remedy.Sql.class::isInstance);
                                String text = name + " can't be turned " + (on ? "on: " : "off: ") + refusal.why()
                                        + ". " + addressed(refusal.remedy());
                                if (isForSuperuser) {
                                    notes.add(text);
                                } else {
                                    problems.add(SWITCHES, text);
                                }
                            }));
            return notes;
        }

        private static boolean isAbout(Failure refusal, ExtensionName name) {
            return refusal.what().replace("\"", "").startsWith("extension " + name + " ");
        }
    }

    /** Removes the declarations of extensions. */
    @Command(
            name = "unset",
            description = {
                "Remove extensions from superuser_extensions: they are declared neither on nor off any more.",
                "Nothing changes in the database: what is installed stays, and roles update leaves it alone."
            })
    public static final class Unset extends Declaring {
        private static final String NAME = "NAME";

        @Parameters(arity = "0..*", paramLabel = NAME, description = "The extensions.")
        List<String> names = new ArrayList<>();

        public Unset(ProcessContext context) {
            super(context, Subcommand.EXTENSIONS_UNSET);
        }

        @Override
        List<String> given() {
            return names;
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            if (names.isEmpty()) {
                problems.missing(NAME, "name at least one extension, like vector");
            }
            requireConfirmation(problems);
            SortedSet<ExtensionName> undeclared = new TreeSet<>();
            names.forEach(name -> problems.value(NAME, name, ExtensionName::new).ifPresent(undeclared::add));
            Resolution resolution = resolve(problems);
            StepResult.Extensions found = ExtensionsCommand.read(this, resolution);
            List<String> notes = new ArrayList<>(List.of(EVERY_ENVIRONMENT_UNSET));
            for (ExtensionName name : undeclared) {
                AvailableExtension extension = offered(found).get(name.value());
                if (!found.declared().containsKey(name.value())) {
                    notes.add(requireKnown(name.value(), found, problems));
                } else if (extension != null && extension.installedVersion() != null) {
                    notes.add(name + " stays installed: the check then reports it as installed, but not declared");
                }
            }
            problems.throwIfAny();
            return declare(
                    resolution, new ExtensionSwitches(new TreeMap<>(), undeclared), notes, Subcommand.ROLES_CHECK);
        }

        /** A name that nobody knows is wrong; a known one is just not declared, as after an earlier run. */
        private static String requireKnown(String name, StepResult.Extensions found, Problems problems) {
            boolean isKnown = offered(found).containsKey(name)
                    || ExtensionCatalogue.find(name).isPresent();
            if (!isKnown) {
                List<String> nearest =
                        NearestNames.similar(name, found.declared().keySet());
                problems.add(
                        NAME,
                        "\"" + name + "\" is not declared"
                                + (nearest.isEmpty()
                                        ? declared(found.declared().keySet())
                                        : ": did you mean " + String.join(" or ", nearest) + "?"));
            }
            return name + " is not declared: there is nothing to remove";
        }

        private static String declared(java.util.Set<String> names) {
            return names.isEmpty() ? ": no extension is" : "; declared are " + String.join(", ", names);
        }
    }
}
