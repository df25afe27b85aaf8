package dev.appdb.engine;

import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The setups of a project that were left, in its draft and its journal. */
public final class UnfinishedSetups {
    private final AnswerDraft draft;
    private final RunJournal journal;
    private final Optional<String> app;
    private final Optional<String> environment;

    /**
     * @param app the app to which they are limited; empty for any
     * @param environment the environment to which they are limited; empty for any
     */
    public UnfinishedSetups(AnswerDraft draft, RunJournal journal, Optional<String> app, Optional<String> environment) {
        this.draft = draft;
        this.journal = journal;
        this.app = app;
        this.environment = environment;
    }

    /**
     * The last one.
     *
     * @throws FailureException if there is none
     */
    public UnfinishedSetup required() throws FailureException {
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

    /** The last one, if any. A draft is newer than any run, since the beginning of a run removes it. */
    public Optional<UnfinishedSetup> last() throws FailureException {
        Optional<UnfinishedSetup> left = draft.kept()
                .filter(answers -> isNamed(answers.get("--app-name"), answers.get("--environment")))
                .map(answers -> new UnfinishedSetup(
                        new EarlierAnswers(answers, Optional.empty()), Optional.empty(), draft.keptAt()));
        return left.isPresent()
                ? left
                : lastRun().map(run -> new UnfinishedSetup(EarlierAnswers.of(run), Optional.of(run), Optional.empty()));
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

    private boolean isNamed(@Nullable String itsApp, @Nullable String itsEnvironment) {
        return app.map(name -> name.equals(itsApp)).orElse(true)
                && environment.map(name -> name.equals(itsEnvironment)).orElse(true);
    }

    /**
     * Keeps answers as long as no run has them.
     *
     * @return true if there are any to keep
     */
    public boolean keep(Map<String, String> answers) throws FailureException {
        if (!answers.isEmpty()) {
            draft.keep(answers);
        }
        return !answers.isEmpty();
    }

    /** Discards the draft: a run has its answers now, or the person doesn't want them. */
    public void discardDraft() throws FailureException {
        draft.discard();
    }
}
