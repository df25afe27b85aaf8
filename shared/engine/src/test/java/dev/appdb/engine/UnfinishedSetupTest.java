package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.event.EventHeader;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnfinishedSetupTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-29T12:30:00Z"), ZoneOffset.UTC);
    private static final RunEvent.StepStarted UPDATING = new RunEvent.StepStarted(header(), Step.UPDATE_ROLES);

    private static EventHeader header() {
        return new EventHeader("r", 1, Instant.parse("2026-11-29T12:01:59Z"));
    }

    @Test
    void aFailedRunNamesItsTimeAndStep() {
        Failure failure = Failure.failed("x", "could not do it", "of a cause", "Do this.");
        RunEvent end = new RunEvent.RunFinished(header(), RunResult.FAILED, Optional.of(failure), Duration.ZERO);

        assertThat(of(UPDATING, end).description(NOON)).isEqualTo("shop-prod from 12:01 (failed at: Update roles)");
    }

    @Test
    void aKilledRunNamesTheStepItStoppedAt() {
        assertThat(of(UPDATING).description(NOON)).isEqualTo("shop-prod from 12:01 (stopped at: Update roles)");
    }

    @Test
    void aRunOfAnotherDayNamesItsDate() {
        Clock later = Clock.offset(NOON, Duration.ofDays(1));

        assertThat(of().description(later)).isEqualTo("shop-prod from 2026-11-29 12:01");
    }

    @Test
    void theFactsSayWhenHowFarWhyAndWithWhichAnswers() {
        Failure failure = Failure.failed("x", "could not do it", "of a cause", "Do this.");
        RunEvent end = new RunEvent.RunFinished(header(), RunResult.FAILED, Optional.of(failure), Duration.ZERO);

        assertThat(of(UPDATING, end).facts(NOON))
                .containsExactly(
                        Map.entry("Began", "12:01"),
                        Map.entry("Got to", "Update roles, step 3 of 3"),
                        Map.entry("Ended", "could not do it: of a cause."),
                        Map.entry("Answers", "--app-name shop --environment prod"));
        assertThat(of(UPDATING).facts(NOON)).containsEntry("Ended", "its process was stopped");
        assertThat(of().facts(NOON)).containsEntry("Got to", "the review; no changes were made");
    }

    @Test
    void theFactsOfAnswersThatNoRunHasSayWhenTheyWereLeft() {
        EarlierAnswers answers = new EarlierAnswers(
                new java.util.TreeMap<>(Map.of("--app-name", "shop", "--data-api", "")), Optional.empty());

        assertThat(new UnfinishedSetup(answers, Optional.empty(), Optional.of(header().at())).facts(NOON))
                .containsExactly(
                        Map.entry("Left", "12:01"),
                        Map.entry("Got to", "the questions; no changes were made"),
                        Map.entry("Answers", "--app-name shop --data-api"));
    }

    private static UnfinishedSetup of(RunEvent... more) {
        RunEvent.RunStarted started = new RunEvent.RunStarted(
                header(),
                "setup",
                "shop",
                "prod",
                "local",
                Map.of("--app-name", "shop", "--environment", "prod"),
                Optional.empty(),
                List.of(Step.PLAN, Step.APPLY, Step.UPDATE_ROLES));
        List<RunEvent> events = new ArrayList<>(List.of(started));
        events.addAll(List.of(more));
        RunRecord run = new RunRecord("r", started, events);
        return new UnfinishedSetup(EarlierAnswers.of(run), Optional.of(run), Optional.empty());
    }
}
