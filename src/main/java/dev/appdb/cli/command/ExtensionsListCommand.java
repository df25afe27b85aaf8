package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.ResultTable;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.project.SuperuserExtensions;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.setting.ExtensionChoices;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/** Lists the extensions that are declared, installed, or offered by the server. */
@Command(
        name = "list",
        description = {
            "List what is declared and, where the database is there, what is installed and offered.",
            "Trusted ones belong in your migrations; the others need the role that is named."
        })
public final class ExtensionsListCommand extends DatabaseCommand {
    /** The codes of failures after which nothing of the server is known, and all of the project. */
    private static final Set<String> WITHOUT_LOGIN = Set.of("aws-no-credentials", "aws-session");

    public ExtensionsListCommand(ProcessContext context) {
        super(context, Subcommand.EXTENSIONS_LIST);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = resolve(problems);
        SortedMap<String, SuperuserExtensions.Setting> declared = declared(resolution);
        Optional<Failure> unseen = Optional.empty();
        SortedMap<String, AvailableExtension> offered = new TreeMap<>();
        try {
            offered = ExtensionsCommand.offered(ExtensionsCommand.read(this, resolution));
        } catch (FailureException e) {
            if (!WITHOUT_LOGIN.contains(e.failure().code())) {
                throw e;
            }
            unseen = Optional.of(addressed(e.failure()));
        }
        SortedSet<String> names = new TreeSet<>(offered.keySet());
        names.addAll(declared.keySet());
        ArrayNode json = Console.array();
        ResultTable table = new ResultTable();
        ExtensionChoices choices = choices(resolution, offered);
        for (String name : names) {
            ObjectNode node = json.addObject().put("name", name);
            add(table, name, Optional.ofNullable(declared.get(name)), offered, choices.standing(name), node);
        }
        console.result(table, Console.list("extensions", json));
        if (unseen.isPresent()) {
            console.say("only what is declared is listed: " + unseen.get().sentence());
        } else if (offered.isEmpty()) {
            console.say("the database is not there yet: only what is declared is listed");
        }
        return ExitCode.DONE;
    }

    /** The wizard's choices: it asks only an existing server, and takes what others have from the catalogue. */
    private static ExtensionChoices choices(Resolution resolution, SortedMap<String, AvailableExtension> offered) {
        DatabaseRequest request = resolution.request();
        return new ExtensionChoices(
                Optional.of(request.target()),
                request.version(),
                Collections.emptySortedMap(),
                request.target() == Target.SERVER && !offered.isEmpty()
                        ? Optional.of(List.copyOf(offered.values()))
                        : Optional.empty());
    }

    private static SortedMap<String, SuperuserExtensions.Setting> declared(Resolution resolution)
            throws FailureException {
        SortedMap<String, SuperuserExtensions.Setting> declared = new TreeMap<>();
        resolution
                .project()
                .extensions(resolution.request().app(), resolution.request().environment())
                .declared()
                .forEach((name, setting) -> declared.put(name.value(), setting));
        return declared;
    }

    private static void add(
            ResultTable table,
            String name,
            Optional<SuperuserExtensions.Setting> declaration,
            Map<String, AvailableExtension> offered,
            ExtensionChoices.Standing standing,
            ObjectNode node) {
        AvailableExtension extension = offered.get(name);
        String state =
                declaration.map(setting -> setting.enabled() ? "on" : "off").orElse("-");
        node.put(
                "declared",
                declaration.map(SuperuserExtensions.Setting::enabled).orElse(null));
        node.put(
                "declared_in",
                declaration.map(setting -> setting.place().toString()).orElse(null));
        if (extension == null) {
            String why = offered.isEmpty() ? declaration.orElseThrow().place().toString() : "not offered by the server";
            table.row(name, state, "", "", why);
            return;
        }
        node.put("installed_version", extension.installedVersion())
                .put("default_version", extension.defaultVersion())
                .put("trusted", standing.isTrusted())
                .put("created_by", standing.creator())
                .put("unavailable", standing.unavailable())
                .put("comment", extension.comment());
        table.row(
                name,
                state,
                extension.installedVersion() == null ? "-" : extension.installedVersion(),
                standing.creator(),
                (standing.unavailable().isEmpty() ? "" : "not available: " + standing.unavailable() + "; ")
                        + extension.comment());
    }
}
