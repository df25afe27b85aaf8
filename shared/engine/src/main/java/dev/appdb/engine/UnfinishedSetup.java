package dev.appdb.engine;

import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.failure.ShellWord;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A setup that was left, before or after its run began.
 *
 * @param answers the answers it had
 * @param run its run; empty if it was left before one began
 * @param left the time when it was left, where that is known and it had no run
 */
public record UnfinishedSetup(EarlierAnswers answers, Optional<RunRecord> run, Optional<Instant> left) {
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

    /** The question whether to continue it, which a yes agrees to. */
    public String question(Clock clock) {
        return run.isEmpty()
                ? "Continue the unfinished setup of " + answers.database() + "?"
                : "Continue the setup of " + description(clock) + "?";
    }

    /**
     * The facts to decide by whether to continue it: when it began, how far it got, why it failed, and its answers.
     *
     * @param clock for today and the time zone
     * @return the texts by their labels, in order
     */
    public Map<String, String> facts(Clock clock) {
        Map<String, String> facts = new LinkedHashMap<>();
        run.ifPresentOrElse(record -> addRun(facts, record, clock), () -> {
            left.ifPresent(time -> facts.put("Left", time(time, clock)));
            facts.put("Got to", "the questions; no changes were made");
        });
        // In the order of the settings: a journal keeps none.
        String flags = EarlierAnswers.of(answers.answers()).byFlag().entrySet().stream()
                .map(answer ->
                        answer.getKey() + (answer.getValue().isEmpty() ? "" : " " + ShellWord.quote(answer.getValue())))
                .collect(Collectors.joining(" "));
        if (!flags.isEmpty()) {
            facts.put("Answers", flags);
        }
        return facts;
    }

    private static void addRun(Map<String, String> facts, RunRecord run, Clock clock) {
        facts.put("Began", time(run.started().header().at(), clock));
        facts.put("Got to", run.unfinishedStep().map(step -> place(run, step)).orElseGet(() -> gate(run)));
        facts.put(
                "Ended",
                run.finished()
                        .map(end -> end.failure().map(Failure::problem).orElse(end.result() + "."))
                        .orElse("its process was stopped"));
    }

    private static String place(RunRecord run, Step step) {
        return step.title()
                + run.started().position(step).map(place -> ", step " + place).orElse("");
    }

    /** The place of a run that was left between two steps. */
    private static String gate(RunRecord run) {
        return run.finishedStep()
                .filter(step -> step != Step.PLAN)
                .map(step -> "the end of " + place(run, step))
                .orElse("the review; no changes were made");
    }

    private static String time(RunRecord run, Clock clock) {
        return time(run.started().header().at(), clock);
    }

    private static String time(Instant at, Clock clock) {
        ZonedDateTime began = at.atZone(clock.getZone());
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
