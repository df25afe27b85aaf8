package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.appdb.cli.console.ConsentCheck;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.PermissionOptions;
import dev.appdb.cli.wiring.TargetFlags;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.EarlierAnswers;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.RequestResolver;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.TargetStatus;
import dev.appdb.engine.UnfinishedSetup;
import dev.appdb.engine.UnfinishedSetups;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Refusal;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.NoDatabase;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.roles.UpdateOptions;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FormResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Configures and applies under one confirmation, and prints the next steps. */
@Command(
        name = "setup",
        addMethodSubcommands = false,
        description = {
            "Set up an application's database: configure and apply under one confirmation.",
            "Safe to repeat: it does the rest, and reports when there is nothing to do.",
            "Exits with 3 when a critical check fails."
        })
public final class SetupCommand extends DatabaseCommand {
    /** The time that the end of the process waits for the answers to be saved: a small file. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    @Option(names = "--yes", description = "Skip confirmations. Never overwrites files or deletes data.")
    boolean yes;

    @Mixin
    final PermissionOptions permissions = new PermissionOptions();

    /** The longest wait for a lock, once it is read. */
    Duration lockTimeout = UpdateOptions.STANDARD_LOCK_TIMEOUT;

    @Option(names = "--skip-database", description = "This application has no database: do nothing.")
    boolean skipDatabase;

    @Option(names = "--resume", description = "Resume the last unfinished setup with its answers.")
    boolean resume;

    @Option(
            names = "--plain",
            description = "Ask line by line in static text instead of on the whole screen, as ACCESSIBLE=1 does.")
    boolean plain;

    private @Nullable Setup setup;

    public SetupCommand(ProcessContext context) {
        super(context, Subcommand.SETUP);
    }

    @Override
    boolean wholeScreen() {
        return !plain && !yes;
    }

    @Override
    boolean asks() {
        return guide().present() && !yes;
    }

    /** Returns true if the environment has a local database besides, whose server runs. */
    private boolean leavesLocal(Resolution resolution) throws FailureException {
        DatabaseRequest request = resolution.request();
        return request.target() != Target.LOCAL
                && resolution.project().hasLocal(request.app(), request.environment())
                && wiring(resolution)
                                .ports(Target.LOCAL)
                                .deployer()
                                .status(request)
                                .state()
                        == TargetStatus.State.RUNNING;
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        lockTimeout = permissions.lockTimeout(problems);
        RequestResolver resolver = resolver(problems);
        if (resume) {
            problems.throwIfAny(); // what else is missing, the earlier set-up may have
        }
        if (asks()) {
            resolver.check(database.given());
        }
        UnfinishedSetups setups = new UnfinishedSetups(
                wiring().draft(),
                wiring().journal(),
                database.value(Settings.APP_NAME),
                database.value(Settings.ENVIRONMENT));
        EarlierAnswers earlier = resume ? resumed(setups) : asks() ? offered(setups, resolver) : EarlierAnswers.NONE;
        Answers beside = asks() ? earlier.answersBeside(resolver.form()) : earlier.answers();
        Answers known = beside.and(database.given());
        Optional<String> without = reasonForNone(known);
        if (without.isPresent()) {
            problems.throwIfAny();
            return skipped(without.get());
        }
        if (!asks() && !yes) {
            problems.missing("--yes", console.whyNotAsked("to confirm on"));
        }
        return asks() ? guided(resolver, known, earlier, setups) : setUp(resolver, known, earlier, setups);
    }

    private EarlierAnswers resumed(UnfinishedSetups setups) throws FailureException {
        UnfinishedSetup unfinished = setups.required();
        console.say("Continuing the setup of " + unfinished.description(context.localClock()) + ".");
        return unfinished.answers();
    }

    /**
     * Offers to continue the last unfinished setup. A draft that the person doesn't want is discarded.
     *
     * @throws FailureException if they cancel at that question
     */
    private EarlierAnswers offered(UnfinishedSetups setups, RequestResolver resolver) throws FailureException {
        Optional<UnfinishedSetup> last = setups.last();
        if (last.isEmpty()) {
            return EarlierAnswers.NONE;
        }
        UnfinishedSetup unfinished = last.get();
        String database = unfinished.answers().database();
        Optional<String> stale = unfinished.staleBecause(resolver.form());
        Clock clock = context.localClock();
        Consent consent = guide().confirm(
                        stale.map(why -> "The setup of " + database + " can't be continued: " + why + ". Start over?")
                                .orElseGet(() -> unfinished.question(clock)),
                        unfinished.facts(clock));
        if (consent == Consent.CANCELLED || (stale.isPresent() && !consent.isGiven())) {
            ConsentCheck.requireGiven(consent, "continuing the earlier setup");
        }
        if (consent.isGiven() && stale.isEmpty()) {
            return unfinished.answers();
        }
        discardDraft(setups);
        return EarlierAnswers.NONE;
    }

    /** A draft that stays where it can't be removed does no harm but to be offered again. */
    private void discardDraft(UnfinishedSetups setups) {
        try {
            setups.discardDraft();
        } catch (FailureException e) {
            console.say("Warning: your earlier answers are still saved: "
                    + e.failure().why() + ".");
        }
    }

    /** Asks, and asks again for as long as the person comes back from what they are shown, or an answer did not work. */
    private int guided(RequestResolver first, Answers known, EarlierAnswers from, UnfinishedSetups setups)
            throws ProblemsException, FailureException {
        first.check(known);
        RequestResolver resolver = first;
        Questions questions = new Questions(form(resolver), known, setups);
        EarlierAnswers earlier = from;
        // Where a run has all its answers, they are asked about only when the person goes back to them.
        Answers answers = from.answersTo(resolver.form()).and(known);
        boolean isComplete = from.run().isPresent() && resolver.isComplete(answers);
        try {
            answers = isComplete ? questions.looked(answers, earlier) : questions.asked(earlier, Optional.empty());
            while (true) {
                int exitCode = setUp(resolver, answers, earlier, setups);
                Setup done = setup;
                if (done == null || !(done.reopensQuestions() || done.refusal().isPresent())) {
                    return exitCode;
                }
                earlier = done.asEarlier();
                // The run may have written files, so that they are read anew.
                resolver = resolver(new Problems());
                questions = new Questions(form(resolver), known, setups);
                Optional<Answers> again = questions.askedAgain(earlier, done.refusal());
                if (again.isEmpty()) {
                    done.leave();
                    return exitCode;
                }
                answers = again.get();
            }
        } catch (FailureException e) {
            return skipped(e, setups);
        }
    }

    /** The questions, with looks at the targets between them. */
    private Form form(RequestResolver resolver) {
        return resolver.form(values ->
                wiring().with(project(), TargetFlags.of(values, false)).ports(values.orDefault(Settings.TARGET)));
    }

    /** The form at the terminal, whose answers are kept when the person leaves it. */
    private final class Questions {
        private final Form form;
        private final Answers known;
        private final UnfinishedSetups setups;

        Questions(Form form, Answers known, UnfinishedSetups setups) {
            this.form = form;
            this.known = known;
            this.setups = setups;
        }

        /** The answers of the person. */
        Answers asked(EarlierAnswers earlier, Optional<Refusal> refusal) throws FailureException {
            return required(ask(earlier, refusal));
        }

        /** The answers after a run that did not work; empty if the person leaves. */
        Optional<Answers> askedAgain(EarlierAnswers earlier, Optional<Refusal> refusal) throws FailureException {
            FormResult asked = ask(earlier, refusal);
            return refusal.isPresent() && asked instanceof FormResult.Cancelled
                    ? Optional.empty()
                    : Optional.of(required(asked));
        }

        /** The answers of an earlier run, once what they name was looked at; asked about where that is refused. */
        Answers looked(Answers answers, EarlierAnswers earlier) throws FailureException {
            FormResult looked = guide().ask(new Form(List.of(), form.lookUps()), answers);
            return looked instanceof FormResult.Refused refused
                    ? asked(earlier, Optional.of(refused.refusal()))
                    : required(looked);
        }

        private Answers required(FormResult asked) throws FailureException {
            if (asked instanceof FormResult.Refused refused) {
                throw refused.refusal().failure().asException();
            }
            if (asked instanceof FormResult.Answered) {
                return known.and(asked.answers());
            }
            throw Failure.interrupted(
                            "no changes were made",
                            "you cancelled at the questions",
                            Remedy.of("Run {} again when you are ready.", Subcommand.SETUP.call()))
                    .asException();
        }

        /** The answers of somebody who leaves are kept. */
        private FormResult ask(EarlierAnswers earlier, Optional<Refusal> refusal) {
            CountDownLatch kept = new CountDownLatch(1);
            Interruptions.Watch watch = context.interruptions().watch(() -> leave(kept));
            try (watch) {
                Answers before = earlier.answersTo(form);
                FormResult asked = refusal.isPresent()
                        ? guide().askAgain(form, known, before, refusal.get())
                        : before.values().isEmpty() ? guide().ask(form, known) : guide().askAgain(form, known, before);
                boolean isKept = keep(known.and(asked.answers()));
                if (isKept && !(asked instanceof FormResult.Answered)) {
                    console.say("Your answers are saved. Resume with: " + resumeCommand(""));
                }
                return asked;
            } finally {
                kept.countDown();
            }
        }

        /** Best effort: on a full disk, or where the project can't be written, it only warns. */
        private boolean keep(Answers answers) {
            try {
                return setups.keep(EarlierAnswers.of(form, answers).byFlag());
            } catch (FailureException e) {
                console.say(
                        "Warning: your answers are not saved: " + e.failure().why() + ".");
                return false;
            }
        }
    }

    /** The process is asked to end in the middle of a question: the answers given until then are kept all the same. */
    private void leave(CountDownLatch kept) {
        guide().close();
        try {
            if (!kept.await(LEAVING.toMillis(), TimeUnit.MILLISECONDS)) {
                console.say("Your answers could not be kept in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int setUp(RequestResolver resolver, Answers answers, EarlierAnswers earlier, UnfinishedSetups setups)
            throws ProblemsException, FailureException {
        Resolution resolution;
        try {
            resolution = resolver.setup(answers).from(database.project);
        } catch (FailureException e) {
            return skipped(e, setups);
        }
        ConfigurationFiles files = ConfigurationFiles.of(
                resolution,
                BackendSettings.of(resolution.values()),
                resolution.values().orDefault(Settings.EXTENSIONS));
        Setup begun = new Setup(this, resolution, files, leavesLocal(resolution));
        setup = begun;
        console.known(
                "resume", TextNode.valueOf(resumeCommand(resolution.request().flags())));
        return inRun(Procedure.require("setup"), resolution, earlier.run(), run -> {
            discardDraft(setups);
            begun.perform(run);
        });
    }

    @Override
    void afterwards(Run run, Resolution resolution) {
        Setup done = setup;
        if (done != null && !done.reopensQuestions()) {
            done.conclude(run, resumeCommand(resolution.request().flags()));
        }
    }

    /** @param flags those that name the database, if it has a name yet */
    private String resumeCommand(String flags) {
        return CommandName.with("setup --resume")
                + (flags.isEmpty() ? "" : " " + flags)
                + (database.project == null ? "" : " --project " + ShellWord.quote(database.project.toString()));
    }

    /** The reason if there is nothing to set up. Needs only the app's name, so that nothing else is missing. */
    private Optional<String> reasonForNone(Answers known) throws FailureException {
        if (skipDatabase) {
            return Optional.of("--skip-database was given");
        }
        Project project = project();
        List<String> folders = project.appFolders();
        String name = known.value(Settings.APP_NAME.id()).orElse(folders.size() == 1 ? folders.get(0) : "");
        if (!folders.contains(name) || !isAppName(name)) {
            return Optional.empty();
        }
        AppName appName = new AppName(name);
        Optional<NoDatabase> ofApp = project.noDatabase(appName);
        Optional<EnvironmentName> environment = SetupForm.valid(known, Settings.ENVIRONMENT);
        // Of an environment the cluster of another app is known as well.
        Optional<NoDatabase> none =
                ofApp.isPresent() && environment.isPresent() ? project.noDatabase(appName, environment.get()) : ofApp;
        return none.map(NoDatabase::why);
    }

    private static boolean isAppName(String name) {
        try {
            new AppName(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Ends as one without a database, if that is the failure. */
    private int skipped(FailureException failure, UnfinishedSetups setups) throws FailureException {
        if (!failure.failure().code().equals(RequestResolver.NO_DATABASE)) {
            throw failure;
        }
        discardDraft(setups);
        return skipped(failure.failure().why());
    }

    private int skipped(String reason) {
        console.say("no database is set up: " + reason);
        console.result("", Console.object().put("result", "skipped").put("reason", reason));
        return ExitCode.DONE;
    }
}
