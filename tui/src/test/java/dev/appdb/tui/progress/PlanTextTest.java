package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.tui.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final Style UNICODE = new Style(false, true);

    @Test
    void aPlanIsGroupedAndCounted() throws IOException {
        Golden.assertSame("plan.txt", new PlanText(UNICODE).lines(RunExamples.PLAN));
    }

    @Test
    void aPlanReadsTheSameInAscii() throws IOException {
        Golden.assertSame("plan-ascii.txt", new PlanText(Style.PLAIN).lines(RunExamples.PLAN));
    }

    @Test
    void aPlanWithoutChangesSaysSo() {
        assertThat(new PlanText(UNICODE)
                        .lines(new Plan("p", "shop-dev", List.of(), List.of("there is nothing to deploy"))))
                .containsExactly(
                        "Plan for shop-dev: no changes: shop-dev is up to date",
                        "",
                        "note: there is nothing to deploy");
    }

    @Test
    void onlyAndAllThatLosesDataIsMarkedInWords() {
        assertThat(marks(Action.REPLACE, true)).isEqualTo(1);
        assertThat(marks(Action.REMOVE, true)).isEqualTo(1);
        assertThat(marks(Action.REMOVE, false)).isZero();
        assertThat(marks(Action.MODIFY, true)).isZero();
        assertThat(marks(Action.ADD, true)).isZero();
    }

    @Test
    void colourAddsNothingButColour() {
        List<String> coloured = new PlanText(new Style(true, true)).lines(RunExamples.PLAN);

        assertThat(coloured).isNotEqualTo(new PlanText(UNICODE).lines(RunExamples.PLAN));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9]+m", ""))
                        .toList())
                .isEqualTo(new PlanText(UNICODE).lines(RunExamples.PLAN));
    }

    @Test
    void hostileNamesAreMadeVisible() {
        String hostile = "a\u001b[2Jb\u202e\nc";
        Plan plan = new Plan(
                hostile,
                hostile,
                List.of(ResourceChange.of(Action.ADD, hostile, hostile, hostile, true, List.of(hostile))),
                List.of(hostile));

        assertThat(new PlanText(UNICODE).lines(plan))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
    }

    private static long marks(Action action, boolean holdsData) {
        ResourceChange change = ResourceChange.of(action, "database", "app", "data", holdsData, List.of());
        return new PlanText(UNICODE)
                .lines(new Plan("p", "shop-dev", List.of(change), List.of())).stream()
                        .filter(line -> line.contains("LOSES DATA"))
                        .count();
    }
}
