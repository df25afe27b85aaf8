package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.tui.Golden;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final TerminalCapabilities UNICODE = new TerminalCapabilities(false, true);

    @Test
    void aPlanIsGroupedAndCounted() throws IOException {
        Golden.assertSame("plan.txt", lines(UNICODE, RunExamples.PLAN));
    }

    @Test
    void aPlanReadsTheSameInAscii() throws IOException {
        Golden.assertSame("plan-ascii.txt", lines(TerminalCapabilities.PLAIN, RunExamples.PLAN));
    }

    @Test
    void anEstimateIsNamedAsOneWithTheDayOfItsPrices() {
        MonthlyCost cost = new MonthlyCost(
                "eu-west-2",
                LocalDate.parse("2026-10-06"),
                List.of(
                        new MonthlyCost.Item("0.5 to 1 ACU all month on 1 instance", 5110, 10220),
                        new MonthlyCost.Item("1 secret", 40, 40)),
                "logs");

        assertThat(lines(UNICODE, new Plan("p", "shop-dev", List.of(), List.of("mind this")).costing(cost)))
                .containsExactly(
                        "Plan for shop-dev: no changes: shop-dev is up to date",
                        "",
                        "Estimated cost: 51.50 to 102.60 USD a month, at prices of 2026-10-06 in eu-west-2",
                        "  0.5 to 1 ACU all month on 1 instance: 51.10 to 102.20",
                        "  1 secret: 0.40",
                        "  Not included: logs",
                        "",
                        "Note: mind this");
    }

    @Test
    void aPlanWithoutChangesSaysSo() {
        assertThat(lines(UNICODE, new Plan("p", "shop-dev", List.of(), List.of("there is nothing to deploy"))))
                .containsExactly(
                        "Plan for shop-dev: no changes: shop-dev is up to date",
                        "",
                        "Note: there is nothing to deploy");
    }

    @Test
    void onlyChangesThatDeleteDataAreMarkedInWords() {
        assertThat(marks(Action.REPLACE, true)).isEqualTo(1);
        assertThat(marks(Action.REMOVE, true)).isEqualTo(1);
        assertThat(marks(Action.REMOVE, false)).isZero();
        assertThat(marks(Action.MODIFY, true)).isZero();
        assertThat(marks(Action.ADD, true)).isZero();
    }

    @Test
    void colorOnlyRepeatsTheWords() {
        List<String> coloured = lines(new TerminalCapabilities(true, true), RunExamples.PLAN);

        assertThat(coloured).isNotEqualTo(lines(UNICODE, RunExamples.PLAN));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]+m", ""))
                        .toList())
                .isEqualTo(lines(UNICODE, RunExamples.PLAN));
    }

    @Test
    void hostileNamesAreMadeVisible() {
        String hostile = "a\u001b[2Jb\u202e\nc";
        Plan plan = new Plan(
                hostile,
                hostile,
                List.of(ResourceChange.of(Action.ADD, hostile, hostile, hostile, true, List.of(hostile))),
                List.of(hostile));

        assertThat(lines(UNICODE, plan))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
    }

    private static long marks(Action action, boolean holdsData) {
        ResourceChange change = ResourceChange.of(action, "database", "app", "data", holdsData, List.of());
        return lines(UNICODE, new Plan("p", "shop-dev", List.of(change), List.of())).stream()
                .filter(line -> line.contains("DELETES DATA"))
                .count();
    }

    private static List<String> lines(TerminalCapabilities capabilities, Plan plan) {
        return capabilities.print(new PlanText(capabilities).lines(plan));
    }
}
