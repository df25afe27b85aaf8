package dev.appdb.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.engine.Run;
import dev.appdb.engine.ShellWord;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of a set-up in their order, and its result. */
final class Setup {
    private final SetupCommand command;
    private final Resolution resolution;
    private final ConfigurationReview review;
    private final Console console;
    private final boolean leavesLocal;

    /** @param leavesLocal whether the database was a local one until now, whose server still runs */
    Setup(SetupCommand command, Resolution resolution, ConfigurationReview review, boolean leavesLocal) {
        this.leavesLocal = leavesLocal;
        this.command = command;
        this.resolution = resolution;
        this.review = review;
        this.console = command.console;
    }

    void perform(Run run) throws FailureException {
        PlanReview planReview = new PlanReview(console, command.people());
        Plan plan = run.plan().orThrow();
        review.show();
        review.confirm(command.yes, command.backend.overwrite);
        planReview.show(plan);
        Set<String> mayLoseData = planReview.confirm(plan, command.yes, command.permissions.allowed());
        // Nothing was changed until here: a refusal leaves the files, too, as they were.
        run.permit(plan, mayLoseData).orThrow();
        run.configure(review.changes()).orThrow();
        run.apply(plan, mayLoseData).orThrow();
        ManageReport managed = run.updateRoles().orThrow();
        CheckReport checked = command.addressed(run.checkRoles(false).orThrow());
        show(run, plan, managed, checked);
    }

    private void show(Run run, Plan plan, ManageReport managed, CheckReport checked) {
        boolean changed = review.isNeeded() || !plan.isUpToDate() || !managed.changedNothing();
        List<String> next = nextSteps();
        ObjectNode json = Console.object()
                .put("result", run.result().toString())
                .put("run", run.id())
                .put("changed", changed);
        json.set("files", review.json());
        json.set("notes", Console.tree(review.notes()));
        json.set("plan", Console.tree(plan));
        json.set("roles", Console.parsed(managed.roles().toJson()));
        json.set("checks", Console.parsed(checked.toJson()).get("checks"));
        ArrayNode steps = json.putArray("next_steps");
        next.forEach(steps::add);
        json.put("command", commandLine());
        command.addFailures(json, run);
        console.result(managed.roles().toJson() + "\n" + verdict(checked), json);
        console.say("");
        console.say(lastWords(run, changed));
        next.forEach(step -> console.say("  " + step));
        console.say("The same without questions: " + commandLine());
    }

    private String lastWords(Run run, boolean changed) {
        String cluster = resolution.request().cluster();
        return switch (run.result()) {
            case DONE -> changed ? cluster + " is set up." : "Nothing changed: " + cluster + " is as declared.";
            case FOUND -> cluster + " is set up, but not all is as declared: see the failed checks above.";
            case FAILED, REFUSED, INTERRUPTED -> cluster + " is set up as far as it goes; what is left is said below.";
        };
    }

    /** The verdict and what is not as declared; all the rest is for {@code roles check} to show. */
    private String verdict(CheckReport checked) {
        List<Check> notable = checked.checks().stream()
                .filter(check -> check.status() == Check.Status.FAILED || check.status() == Check.Status.UNKNOWN)
                .toList();
        List<String> lines = console.checkLines(notable.isEmpty() ? checked : new CheckReport(notable));
        String first = console.checkLines(checked).get(0);
        return notable.isEmpty() ? first : first + "\n" + String.join("\n", lines.subList(1, lines.size()));
    }

    private List<String> nextSteps() {
        DatabaseRequest request = resolution.request();
        String flags = resolution.namingFlags();
        List<String> steps = new ArrayList<>();
        steps.add("Connect:      appdb connect --as migrator " + flags);
        steps.add("Check again:  appdb roles check " + flags);
        if (request.target() == Target.LOCAL) {
            steps.add("Stop it:      appdb stop " + flags);
        }
        if (leavesLocal) {
            steps.add("Stop the local one, which runs on: appdb stop --target local " + flags);
        }
        steps.add("Commit:       infra/" + request.app() + " (what was written there is made to be committed)");
        return steps;
    }

    private String commandLine() {
        List<String> words = new ArrayList<>(resolution.command("setup"));
        words.add("--yes");
        return words.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }
}
