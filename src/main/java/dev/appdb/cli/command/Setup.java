package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.EarlierAnswers;
import dev.appdb.engine.FailedAnswer;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approved;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.event.RunResult;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.ShellWord;
import dev.appdb.form.Refusal;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateMode;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.PlanConsent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The procedure {@code setup} at a terminal: its approval, its result and its conclusion. */
public final class Setup {
    private static final int MOST_LOSSES = 5;

    private final SetupCommand command;
    private final Resolution resolution;
    private final ConfigurationFiles files;
    private final Console console;
    private final boolean leavesLocal;
    private final Confirmation confirmation;
    private final AtomicBoolean concluded = new AtomicBoolean();
    private CheckReport checks = new CheckReport(List.of());
    private boolean changed;
    private boolean isAdditive;
    private boolean areFilesConfirmed;
    private Set<String> allowed = Set.of();
    private Optional<Plan> planned = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();
    private Runnable ending = () -> {};
    private String runId = "";

    /** @param leavesLocal whether the database was a local one until now, whose server still runs */
    Setup(SetupCommand command, Resolution resolution, ConfigurationFiles files, boolean leavesLocal) {
        this.leavesLocal = leavesLocal;
        this.command = command;
        this.resolution = resolution;
        this.files = files;
        this.console = command.console;
        this.isAdditive = command.permissions.mode() == UpdateMode.ADDITIVE;
        this.confirmation = new Confirmation(console, command.guide(), command.yes);
    }

    /** Returns true if it ended because the person wants to change their answers. */
    boolean reopensQuestions() {
        return confirmation.reopensQuestions();
    }

    /** Its answers, to be asked about again. */
    EarlierAnswers asEarlier() {
        return new EarlierAnswers(resolution.answersByFlag(), Optional.of(runId).filter(id -> !id.isEmpty()));
    }

    void perform(Run run) throws FailureException {
        runId = run.id();
        ProcedureRun procedure = new ProcedureRun(
                Procedure.require("setup"),
                run,
                files::changes,
                (plan, allowed) -> confirmed(plan.orElseThrow(), allowed));
        procedure.perform(StepInput.NONE
                .in(command.permissions.mode())
                .waiting(command.lockTimeout)
                .allowing(Set.copyOf(command.permissions.allowed())));
        Plan plan = procedure.result(StepResult.Applied.class).orElseThrow().plan();
        ManageReport managed =
                procedure.result(StepResult.RolesUpdated.class).orElseThrow().report();
        checks = command.addressed(
                procedure.result(StepResult.RolesChecked.class).orElseThrow().report());
        changed = files.isNeeded() || !plan.changes().isEmpty() || !managed.changedNothing();
        show(run, plan, managed);
    }

    /** The names that may lose their data, once files and plan are confirmed; back leads from one to the other. */
    private Approved confirmed(Plan plan, Set<String> allowedBefore) throws FailureException {
        planned = Optional.of(plan);
        allowed = allowedBefore;
        while (true) {
            if (!areFilesConfirmed && confirmation.files(files) == Consent.BACK) {
                throw confirmation.back();
            }
            areFilesConfirmed = false;
            PlanConsent consent = confirmation.plan(plan, allowed);
            if (consent.consent() == Consent.ADDITIVE) {
                isAdditive = true;
                areFilesConfirmed = true;
                return Approved.additively(allowed);
            }
            if (consent.consent().isGiven()) {
                allowed = consent.typed();
                return new Approved(consent.typed(), "");
            }
            if (!files.isNeeded()) {
                throw confirmation.back();
            }
        }
    }

    private void show(Run run, Plan plan, ManageReport managed) {
        ObjectNode json = Console.object()
                .put("result", run.result().toString())
                .put("run", run.id())
                .put("changed", changed);
        json.set("files", Confirmation.json(files.changes()));
        json.set("notes", Console.tree(files.notes()));
        json.set("plan", Console.tree(plan));
        json.set("roles", Console.parsed(managed.roles().toJson()));
        json.set("checks", Console.parsed(checks.toJson()).get("checks"));
        ArrayNode steps = json.putArray("next_steps");
        nextSteps().forEach(steps::add);
        json.put("command", commandLine(true));
        command.addFailures(json, run);
        console.document(
                console.roles(managed.roles()) + "\n"
                        + String.join("\n", console.checkLines(checks, CheckProgress.first(), false)),
                json);
    }

    /** The answer because of which it failed, where the person can give another one. */
    Optional<Refusal> refusal() {
        return refusal;
    }

    /**
     * Says how it ended and what comes next, once; not yet where the questions are asked again because of it.
     *
     * @param resume the command that goes on with it
     */
    void conclude(Run run, String resume) {
        refusal = run.failure()
                .filter(failure -> command.asks())
                .map(command::addressed)
                .flatMap(failure ->
                        FailedAnswer.of(failure, planned, resolution.request().target()))
                .filter(found -> found.questions().stream().anyMatch(this::isAsked));
        if (refusal.isPresent()) {
            ending = () -> conclude(run, resume, false);
        } else {
            conclude(run, resume, true);
        }
    }

    /** Returns true if a person answered a question, and no flag. */
    private boolean isAsked(String question) {
        return resolution
                .answers()
                .answer(question)
                .filter(answer -> !answer.source().startsWith("-"))
                .isPresent();
    }

    /** Ends it after all, since the person leaves the questions. */
    void leave() {
        ending.run();
    }

    private void conclude(Run run, String resume, boolean shows) {
        if (concluded.getAndSet(true)) {
            return;
        }
        boolean ended = run.result() == RunResult.DONE || run.result() == RunResult.FOUND;
        console.say("");
        List<String> next = new ArrayList<>();
        if (ended || !checks.checks().isEmpty()) {
            console.say(lastWords(run));
            next.addAll(nextSteps());
        }
        if (!ended) {
            next.add("Resume:       " + resume);
        }
        if (command.wiring().usesTypedPassword()) {
            next.add("Password:     put it into ~/.pgpass or PGPASSWORD for these commands; it was not kept");
        }
        next.forEach(step -> console.say("  " + step));
        if (ended || command.asks()) { // else it is the command that was just refused, or failed
            console.say("Repeat without prompts: " + commandLine(ended));
        }
        if (shows && run.result() != RunResult.INTERRUPTED && !isDeclined(run)) {
            command.guide()
                    .finish(new Closing(
                            closingWords(run), run.result() == RunResult.DONE, checks, next, commandLine(ended)));
        }
    }

    private static boolean isDeclined(Run run) {
        return run.failure()
                .filter(failure -> failure.code().equals("declined"))
                .isPresent();
    }

    private String closingWords(Run run) {
        return run.failure().map(command::addressed).map(Failure::sentence).orElseGet(() -> lastWords(run));
    }

    private String lastWords(Run run) {
        String cluster = resolution.request().cluster();
        return switch (run.result()) {
            case DONE ->
                changed ? cluster + " is set up." + takenAway() : "Nothing changed: " + cluster + " is as configured.";
            case FOUND -> cluster + " is set up, with problems: see the failed checks above." + takenAway();
            case FAILED, REFUSED, INTERRUPTED -> cluster + " is partly set up; see above for what failed.";
        };
    }

    /** The losses of others in a database that was there before, a sentence; empty if nothing. */
    private String takenAway() {
        List<String> lost = planned.flatMap(Plan::database).filter(DatabasePart::exists).stream()
                .flatMap(part -> part.plan().stream())
                .flatMap(plan -> plan.losses().stream())
                .filter(loss -> !loss.opensLogin())
                .map(loss -> loss.role() + " lost " + loss.what() + (loss.on().isEmpty() ? "" : " on " + loss.on()))
                .distinct()
                .toList();
        String more = lost.size() > MOST_LOSSES ? "; and " + (lost.size() - MOST_LOSSES) + " more" : "";
        return lost.isEmpty()
                ? ""
                : " Taken away: " + String.join("; ", lost.subList(0, Math.min(lost.size(), MOST_LOSSES))) + more + ".";
    }

    private List<String> nextSteps() {
        DatabaseRequest request = resolution.request();
        String flags = resolution.namingFlags();
        List<String> steps = new ArrayList<>();
        steps.add("Connect:      " + CommandName.with("connect --as migrator ") + flags);
        steps.add("Check again:  " + CommandName.with("roles check ") + flags);
        if (request.target() == Target.LOCAL) {
            steps.add("Stop it:      " + CommandName.with("stop ") + flags);
        }
        if (leavesLocal) {
            steps.add("Stop the local one, which runs on: " + CommandName.with("stop --target local ") + flags);
        }
        if (files.changes().stream().anyMatch(change -> change.isNeeded() && !change.isPersonal())) {
            steps.add("Commit:       " + resolution.project().folder(request.app()));
        }
        return steps;
    }

    /** @param ended whether all that it takes away is taken, so that a repetition needs no leave for it */
    private String commandLine(boolean ended) {
        List<String> words = new ArrayList<>(resolution.command("setup"));
        if (isAdditive) {
            words.add("--additive");
        }
        if (!ended) {
            allowed.stream()
                    .filter(permission -> permission.startsWith("--"))
                    .sorted()
                    .forEach(permission -> words.addAll(List.of(permission.split(" ", 2))));
        }
        words.add("--yes");
        return words.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }
}
