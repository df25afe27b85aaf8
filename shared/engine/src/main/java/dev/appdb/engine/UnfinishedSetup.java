package dev.appdb.engine;

import dev.appdb.event.RunResult;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A setup that was left, before or after its run began.
 *
 * @param answers the answers it had
 * @param run its run; empty if it was left before one began
 */
public record UnfinishedSetup(EarlierAnswers answers, Optional<RunRecord> run) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /**
     * Its database, time and last step, such as {@code shop-dev from 12:01 (failed at: Update roles)}.
     *
     * @param clock for today and the time zone
     */
    public String description(Clock clock) {
        return answers.database()
                + run.map(record -> " from " + time(record, clock) + step(record))
                        .orElse("");
    }

    private static String time(RunRecord run, Clock clock) {
        ZonedDateTime began = run.started().header().at().atZone(clock.getZone());
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        return began.format(began.toLocalDate().equals(now.toLocalDate()) ? TIME : DATE_AND_TIME);
    }

    private static String step(RunRecord run) {
        boolean isFailed =
                run.finished().filter(end -> end.result() == RunResult.FAILED).isPresent();
        return run.unfinishedStep()
                .map(step -> (isFailed ? " (failed at: " : " (stopped at: ") + step.title() + ")")
                .orElse("");
    }

    /** The reason if its app no longer belongs to the project; everything else can be answered anew. */
    public Optional<String> staleBecause(Form form) {
        Question app = form.questions().get(0);
        return Optional.ofNullable(answers.byFlag().get(app.flag()))
                .flatMap(name -> app.validator().problem(name, Answers.NONE))
                .map(why -> why.replaceAll("[.]+$", ""));
    }
}
