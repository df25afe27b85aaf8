package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.event.EventHeader;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.tui.Golden;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTreeTest {
    private static final TerminalCapabilities UNICODE = new TerminalCapabilities(false, true);
    private static final Instant LATER = ProgressExamples.BEGIN.plusSeconds(190);

    @ParameterizedTest
    @CsvSource({"60,16", "80,24", "120,40"})
    void pagesLookLikeThis(int width, int height) throws IOException {
        assertGolden("creating", ProgressExamples.creating(), LATER, width, height, UNICODE);
        assertGolden(
                "failing", ProgressExamples.failing(), ProgressExamples.BEGIN.plusSeconds(400), width, height, UNICODE);
        assertGolden("failed", ProgressExamples.failed(), Instant.MAX, width, height, UNICODE);
        assertGolden("done", ProgressExamples.done(), Instant.MAX, width, height, UNICODE);
        assertGolden("ascii", ProgressExamples.creating(), LATER, width, height, TerminalCapabilities.PLAIN);
    }

    private static void assertGolden(
            String name, List<RunEvent> events, Instant now, int width, int height, TerminalCapabilities style)
            throws IOException {
        List<String> lines = lines(tree(events), now, width, height, style);

        assertFits(lines, width, height);
        Golden.assertSame("progress-" + name + "-" + width + "x" + height + ".txt", lines);
    }

    @Test
    void everyBeginningOfEveryRunFitsEverySize() {
        List<List<RunEvent>> runs = List.of(
                ProgressExamples.failed(),
                ProgressExamples.done(),
                RunExamples.setUp(),
                RunExamples.endings(),
                RunExamples.withSummary("a\u001b[2Jb\u202e\nc 東京東京東京東京 " + "x".repeat(200)));
        Random random = new Random(11);
        for (List<RunEvent> run : runs) {
            ProgressTree tree = ProgressTree.EMPTY;
            for (RunEvent event : run) {
                tree = tree.with(event);
                for (int i = 0; i < 20; i++) {
                    int width = 2 + random.nextInt(130);
                    int height = random.nextInt(45);
                    assertFits(lines(tree, LATER, width, height, UNICODE), width, height);
                }
                assertThat(lines(tree, LATER, 80, 24, UNICODE))
                        .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
                assertThat(lines(tree, LATER, 80, 24, TerminalCapabilities.PLAIN))
                        .allSatisfy(line -> assertThat(line).matches("\\p{Print}*"));
            }
        }
    }

    @Test
    void runningAndFailedRowsStayWhereNotAllRowsFit() {
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent.RunStarted(
                at(0),
                "apply",
                "shop",
                "dev",
                "local",
                Map.of(),
                java.util.Optional.empty(),
                List.of(Step.APPLY, Step.UPDATE_ROLES, Step.CHECK_ROLES)));
        events.add(new RunEvent.StepStarted(at(0), Step.APPLY));
        for (int i = 0; i < 40; i++) {
            events.add(resource("T", "r" + i, ResourceState.IN_PROGRESS, "", i));
            if (i % 10 != 7) {
                events.add(resource("T", "r" + i, ResourceState.COMPLETE, "", i + 1));
            }
        }
        events.add(resource("T", "r7", ResourceState.FAILED, "no such role", 41));

        List<String> lines = lines(tree(events), at(100).at(), 60, 16, UNICODE);

        assertThat(lines).hasSize(16);
        assertThat(String.join("\n", lines))
                .contains("✗ r7   T  failed after 34 s")
                .contains("no such role")
                .contains("⠋ r17  T  in progress, 1 min 23 s")
                .contains("⠋ r27")
                .contains("⠋ r37")
                .contains("✓ r39")
                .doesNotContain("r0 ");
        assertThat(lines.stream().filter(line -> line.contains("✓ r")).count()).isEqualTo(6);
        assertThat(lines).anyMatch(line -> line.equals("    … 30 lines hidden: 30 complete"));
    }

    @Test
    void theSignOfWhatIsRunningTurnsWithTheTimeThatHasPassed() {
        ProgressTree tree = tree(List.of(new RunEvent.StepStarted(at(0), Step.APPLY)));
        StringBuilder unicode = new StringBuilder();
        StringBuilder ascii = new StringBuilder();
        for (int frame = 0; frame < 11; frame++) {
            java.time.Instant now = at(0).at().plus(ProgressTree.FRAME.multipliedBy(frame));
            unicode.append(lines(tree, now, 80, 24, UNICODE).get(1).charAt(0));
            ascii.append(
                    lines(tree, now, 80, 24, TerminalCapabilities.PLAIN).get(1).charAt(0));
        }

        assertThat(unicode).hasToString("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏⠋");
        assertThat(ascii).hasToString("|/-\\|/-\\|/-");
    }

    @Test
    void timesAreThoseOfTheEventsAndStopWhenAResourceIsComplete() {
        List<RunEvent> events = List.of(
                new RunEvent.StepStarted(at(0), Step.APPLY),
                resource("T", "slow", ResourceState.IN_PROGRESS, "", 10),
                resource("T", "quick", ResourceState.IN_PROGRESS, "", 10),
                resource("T", "slow", ResourceState.IN_PROGRESS, "still", 70),
                resource("T", "quick", ResourceState.COMPLETE, "", 15));

        List<String> lines = lines(tree(events), at(100).at(), 80, 24, UNICODE);

        assertThat(lines)
                .contains("    ⠋ slow   T  in progress, 1 min 30 s: still", "    ✓ quick  T  complete in 5.0 s");
    }

    @Test
    void aResourceThatIsWorkedOnAgainCountsFromThen() {
        List<RunEvent> events = List.of(
                new RunEvent.StepStarted(at(0), Step.APPLY),
                resource("T", "cluster", ResourceState.IN_PROGRESS, "", 0),
                resource("T", "cluster", ResourceState.COMPLETE, "", 300),
                resource("T", "cluster", ResourceState.IN_PROGRESS, "", 400));

        assertThat(lines(tree(events), at(412).at(), 80, 24, UNICODE)).contains("    ⠦ cluster  T  in progress, 12 s");
    }

    @Test
    void onlyACreationShowsItsUsualDuration() {
        assertThat(slowest(Action.ADD)).isEqualTo("Usually 5 to 10 minutes for the cluster");
        assertThat(slowest(Action.REPLACE)).isEqualTo("Usually 5 to 10 minutes for the cluster");
        assertThat(slowest(Action.MODIFY)).isEmpty();
        assertThat(slowest(Action.REMOVE)).isEmpty();
    }

    private static String slowest(Action action) {
        String type = "AWS::RDS::DBCluster";
        Plan plan =
                new Plan("p", "c", List.of(ResourceChange.of(action, type, "Cluster", "", true, List.of())), List.of());
        ProgressTree tree = tree(List.of(
                new RunEvent.PlanMade(at(0), plan),
                new RunEvent.StepStarted(at(0), Step.APPLY),
                resource(type, "Cluster", ResourceState.IN_PROGRESS, "", 1)));
        return lines(tree, at(9).at(), 80, 24, UNICODE).stream()
                .filter(line -> line.contains("Usually"))
                .findFirst()
                .orElse("");
    }

    @Test
    void aStepThatNeverEndedFailedOnceAnotherBegins() {
        List<RunEvent> events =
                List.of(new RunEvent.StepStarted(at(0), Step.PLAN), new RunEvent.StepStarted(at(3), Step.APPLY));

        assertThat(lines(tree(events), at(5).at(), 80, 24, UNICODE))
                .contains("✗ Plan          failed in 3.0 s", "⠋ Apply         in progress, 2 s");
    }

    @Test
    void otherCommandsDoNotListTheStepsOfASetup() {
        RunEvent.RunStarted begin = new RunEvent.RunStarted(
                at(0), "destroy", "shop", "dev", "local", Map.of(), java.util.Optional.empty(), List.of(Step.DESTROY));

        List<String> lines =
                lines(tree(List.of(begin, new RunEvent.StepStarted(at(0), Step.DESTROY))), at(5).at(), 80, 24, UNICODE);

        assertThat(lines).hasSize(2).last().isEqualTo("⠋ Destroy       in progress, 5 s");
    }

    @Test
    void warningsStayWhenNotesComeAfterThem() {
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent.Noted(at(0), Level.WARNING, "mind this"));
        IntStream.range(0, 9).forEach(i -> events.add(new RunEvent.Noted(at(i), Level.INFO, "n" + i)));

        assertThat(lines(tree(events), at(9).at(), 80, 24, UNICODE))
                .contains("Warning: mind this", "Note: n7", "Note: n8")
                .doesNotContain("Note: n6");
    }

    @Test
    void theTreeBeforeIsLeftAsItWas() {
        ProgressTree before = tree(ProgressExamples.creating());
        List<String> lines = lines(before, LATER, 80, 24, UNICODE);

        ProgressTree after = before.with(new RunEvent.Noted(at(0), Level.WARNING, "something new"));

        assertThat(lines(before, LATER, 80, 24, UNICODE)).isEqualTo(lines);
        assertThat(lines(after, LATER, 80, 24, UNICODE)).contains("Warning: something new");
        assertThat(after.ending()).isEmpty();
        assertThat(tree(ProgressExamples.done()).ending()).isPresent();
    }

    @Test
    void colorOnlyRepeatsTheWords() {
        for (List<RunEvent> events : List.of(ProgressExamples.failed(), ProgressExamples.done())) {
            List<String> plain = lines(tree(events), LATER, 60, 16, UNICODE);
            List<String> coloured = lines(tree(events), LATER, 60, 16, new TerminalCapabilities(true, true));

            assertThat(coloured).isNotEqualTo(plain);
            assertThat(coloured.stream()
                            .map(line -> line.replaceAll("\u001b\\[[0-9;]+m", ""))
                            .map(String::stripTrailing)
                            .toList())
                    .isEqualTo(plain);
        }
    }

    private static void assertFits(List<String> lines, int width, int height) {
        assertThat(lines).hasSizeLessThanOrEqualTo(height);
        assertThat(lines).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }

    private static ProgressTree tree(List<RunEvent> events) {
        ProgressTree tree = ProgressTree.EMPTY;
        for (RunEvent event : events) {
            tree = tree.with(event);
        }
        return tree;
    }

    private static RunEvent resource(String type, String name, ResourceState state, String detail, int second) {
        return new RunEvent.ResourceProgressed(at(second), type, name, state, detail);
    }

    private static EventHeader at(int second) {
        return new EventHeader("run", 1, ProgressExamples.BEGIN.plus(Duration.ofSeconds(second)));
    }

    private static List<String> lines(
            ProgressTree tree, Instant now, int width, int height, TerminalCapabilities capabilities) {
        return capabilities.print(tree.lines(now, Duration.ZERO, width, height, capabilities));
    }
}
