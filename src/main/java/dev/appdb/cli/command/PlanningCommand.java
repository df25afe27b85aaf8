package dev.appdb.cli.command;

import dev.appdb.cli.console.PlanDocument;
import dev.appdb.cli.console.PlanMarkdown;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.AdditiveOption;
import dev.appdb.cli.option.JournalOption;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.FileChange;
import dev.appdb.request.ExtensionSwitches;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The base of the commands that show a plan, which another command then applies by its id. */
abstract class PlanningCommand extends DatabaseCommand {
    @Option(names = "--detailed-exitcode", description = "Exit with 3 if there are changes.")
    boolean detailedExitCode;

    @Mixin
    final AdditiveOption additive = new AdditiveOption();

    @Mixin
    final JournalOption journal = new JournalOption();

    private final Subcommand applying;
    private boolean isShown;

    PlanningCommand(ProcessContext context, Subcommand command, Subcommand applying) {
        super(context, command);
        this.applying = applying;
        output.alsoTakes(OutputOptions.MARKDOWN);
    }

    @Override
    boolean keepsRuns() {
        return journal.keeps();
    }

    @Override
    final boolean onlyReads() {
        return true;
    }

    /**
     * Shows a plan, and how to apply it.
     *
     * @param text the plan in lines
     */
    final void show(Plan plan, Resolution resolution, String text) {
        isShown = true;
        String command = CommandName.with(applying.words() + " --plan ") + plan.id() + " " + additive.word()
                + resolution.flagsOf(applying);
        boolean isDocument = console.json() || output.is(OutputOptions.MARKDOWN);
        PlanDocument document =
                new PlanDocument(resolution.request(), plan, isDocument ? files(resolution) : List.of(), command);
        console.document(output.is(OutputOptions.MARKDOWN) ? PlanMarkdown.of(document) : text, document::json);
        if (!plan.isUpToDate()) {
            console.say("Apply exactly this: " + command);
        }
    }

    /** The files that configure would write for whoever shares the project; none where that can't be found out. */
    private static List<FileChange> files(Resolution resolution) {
        try {
            return ConfigurationFiles.of(resolution, BackendSettings.of(resolution.values()), ExtensionSwitches.NONE)
                    .changes()
                    .stream()
                    .filter(change -> !change.isPersonal())
                    .toList();
        } catch (FailureException e) {
            return List.of();
        }
    }

    final void find(Plan plan, Run run) {
        if (detailedExitCode && !plan.isUpToDate()) {
            run.found();
        }
    }

    /** A plan that could not be made is a document, too, so that the comment in a pull request is about this run. */
    @Override
    void afterwards(Run run, Resolution resolution) {
        if (output.is(OutputOptions.MARKDOWN) && !isShown) {
            run.failure()
                    .map(this::addressed)
                    .ifPresent(failure ->
                            console.text(PlanMarkdown.of(resolution.request().cluster(), failure)));
        }
    }
}
