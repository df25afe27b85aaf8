package dev.appdb.cli.command;

import dev.appdb.cli.console.ConsentCheck;
import dev.appdb.cli.option.DatabaseOptions;
import dev.appdb.cli.wiring.Wiring;
import dev.appdb.engine.AnswerDraft;
import dev.appdb.engine.EarlierAnswers;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.setting.Settings;
import dev.appdb.tui.Consent;
import dev.appdb.tui.Guide;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The set-ups that were left, before or after a run of theirs began, and which of them to go on with. */
public final class EarlierSetups {
    private final AnswerDraft draft;
    private final RunJournal journal;
    private final DatabaseOptions named;

    /** @param named the database that the flags name, as far as they do */
    EarlierSetups(Wiring wiring, DatabaseOptions named) {
        this.draft = wiring.draft();
        this.journal = wiring.journal();
        this.named = named;
    }

    /**
     * The last one that did not end well.
     *
     * @throws FailureException if there is none
     */
    EarlierAnswers required() throws FailureException {
        return last().orElseThrow(() -> Failure.input(
                        "nothing-to-resume",
                        "there is no setup to resume",
                        "the last one ended, or there was none",
                        Remedy.of(
                                "Run {} without {--resume}. {} lists earlier runs.",
                                Subcommand.SETUP.call(),
                                Subcommand.RUNS_LIST.call()))
                .asException());
    }

    /** A draft is newer than any run, since the beginning of a run removes it. */
    private Optional<EarlierAnswers> last() throws FailureException {
        Optional<EarlierAnswers> left = draft.kept()
                .filter(answers -> isNamed(answers.get("--app-name"), answers.get("--environment")))
                .map(answers -> new EarlierAnswers(answers, Optional.empty()));
        return left.isPresent() ? left : lastRun().map(EarlierAnswers::of);
    }

    private Optional<RunRecord> lastRun() throws FailureException {
        return journal.runs().stream()
                .filter(run -> run.started().command().equals("setup"))
                .filter(run -> isNamed(run.started().app(), run.started().environment()))
                .findFirst()
                .filter(run -> run.finished()
                        .map(end -> end.result() != RunResult.DONE && end.result() != RunResult.FOUND)
                        .orElse(true));
    }

    private boolean isNamed(@Nullable String app, @Nullable String environment) {
        return named.value(Settings.APP_NAME).map(name -> name.equals(app)).orElse(true)
                && named.value(Settings.ENVIRONMENT)
                        .map(name -> name.equals(environment))
                        .orElse(true);
    }

    /**
     * Has a person decide whether to go on with the last one, if there is one. A draft that they don't want is forgotten.
     *
     * @throws FailureException if they leave at that question
     */
    EarlierAnswers offered(Form form, Guide guide) throws FailureException {
        Optional<EarlierAnswers> last = last();
        if (last.isEmpty()) {
            return EarlierAnswers.NONE;
        }
        EarlierAnswers earlier = last.get();
        Optional<String> stale = staleBecause(form, earlier);
        Consent consent = guide.confirm(
                stale.map(why -> "The setup of " + earlier.database() + " can't be continued: " + why + ". Start over?")
                        .orElseGet(() -> question(earlier)));
        if (consent == Consent.CANCELLED || (stale.isPresent() && !consent.isGiven())) {
            ConsentCheck.requireGiven(consent, "continuing the earlier setup");
        }
        if (consent.isGiven() && stale.isEmpty()) {
            return earlier;
        }
        draft.discard();
        return EarlierAnswers.NONE;
    }

    private static String question(EarlierAnswers earlier) {
        return earlier.run()
                .map(run -> "Continue the setup of " + earlier.database() + " from run " + run + "?")
                .orElseGet(() -> "Continue the unfinished setup of " + earlier.database() + "?");
    }

    /** Whether its app is none of this project any more; everything else can be answered anew. */
    private static Optional<String> staleBecause(Form form, EarlierAnswers earlier) {
        Question app = form.questions().get(0);
        return Optional.ofNullable(earlier.byFlag().get(app.flag()))
                .flatMap(name -> app.validator().problem(name, Answers.NONE))
                .map(why -> why.replaceAll("[.]+$", ""));
    }

    /**
     * Keeps answers as long as no run has them.
     *
     * @return whether there is any to keep
     */
    boolean keep(Map<String, String> answers) throws FailureException {
        if (!answers.isEmpty()) {
            draft.keep(answers);
        }
        return !answers.isEmpty();
    }

    /** Forgets what was kept: a run has it now. */
    void begun() throws FailureException {
        draft.discard();
    }
}
