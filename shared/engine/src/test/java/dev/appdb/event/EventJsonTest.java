package dev.appdb.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.failure.Failure;
import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final EventHeader HEADER =
            new EventHeader("20261123-120000-abcdef", 7, Instant.parse("2026-11-23T12:00:00.123456Z"));

    static Stream<RunEvent> oneOfEachKind() {
        return Stream.of(
                new RunEvent.RunStarted(
                        HEADER,
                        "setup",
                        "app",
                        "dev",
                        "local",
                        Map.of("--app-name", "app"),
                        Optional.of("earlier"),
                        List.of(Step.PLAN, Step.UPDATE_ROLES)),
                new RunEvent.StepStarted(HEADER, Step.UPDATE_ROLES),
                new RunEvent.FileWritten(HEADER, "infra/app/appdb/dev.json", "settings of app-dev"),
                new RunEvent.PlanMade(HEADER, plan().costing(cost())),
                new RunEvent.ResourceProgressed(HEADER, "server", "app-dev", ResourceState.IN_PROGRESS, ""),
                new RunEvent.Noted(HEADER, Level.WARNING, "mind the \"gap\"\nand the next line"),
                new RunEvent.RolesUpdated(HEADER, List.of("created user app")),
                new RunEvent.RolesChecked(HEADER, 50, 1, 2, 3, List.of("R04")),
                new RunEvent.StepFinished(HEADER, Step.APPLY, true, "1 resource done", Duration.ofMillis(1500)),
                new RunEvent.RunFinished(
                        HEADER,
                        RunResult.REFUSED,
                        Optional.of(Failure.refused("guardrail", "what", "why", "Remedy.")),
                        Duration.ofSeconds(2)));
    }

    private static Plan plan() {
        ResourceChange change =
                ResourceChange.of(Action.REPLACE, "server", "app-dev", "runs", true, List.of("16 becomes 17"));
        return new Plan("id", "app-dev", List.of(change), List.of("a note"));
    }

    private static MonthlyCost cost() {
        return new MonthlyCost(
                "eu-west-2",
                LocalDate.parse("2026-10-06"),
                List.of(new MonthlyCost.Item("capacity", 4380, 8760), new MonthlyCost.Item("a secret", 40, 40)),
                "logs");
    }

    @Test
    void anEstimateIsWrittenInWholeCentsWithItsSum() {
        assertThat(EventJson.toLine(new RunEvent.PlanMade(HEADER, plan().costing(cost()))))
                .contains("\"cost\":{\"region\":\"eu-west-2\",\"prices_of\":\"2026-10-06\"")
                .contains("\"low_usd_cents\":4380")
                .contains("\"low_usd_cents\":4420", "\"high_usd_cents\":8800");
    }

    @Test
    void aPlanOfAnEarlierVersionHasNoEstimate() {
        RunEvent event = new RunEvent.PlanMade(HEADER, plan());
        String line = EventJson.toLine(event).replace(",\"cost\":null", "");

        assertThat(line).doesNotContain("cost");
        assertThat(EventJson.fromLine(line)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void everyKindOfEventIsOneLineAndComesBackAsItWas(RunEvent event) {
        String line = EventJson.toLine(event);

        assertThat(line).doesNotContain("\n");
        assertThat(EventJson.fromLine(line)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void everyKindOfEventIsWrittenAsTheMapperWould(RunEvent event) {
        ObjectNode tree = EventJson.mapper().valueToTree(event);
        tree.remove("header");
        ObjectNode line = tree.objectNode();
        line.set("event", tree.remove("event"));
        line.put("run", HEADER.runId())
                .put("seq", HEADER.sequence())
                .put("at", HEADER.at().toString());
        if (event instanceof RunEvent.RunStarted) {
            line.put("format", JsonFormat.DOCUMENTS);
        }
        line.setAll(tree);

        assertThat(EventJson.toLine(event)).isEqualTo(line.toString());
    }

    @Test
    void aRunThatEndedWellHasNoFailureAndOneThatResumesNothingSaysSo() {
        assertThat(EventJson.toLine(
                        new RunEvent.RunFinished(HEADER, RunResult.DONE, Optional.empty(), Duration.ofSeconds(2))))
                .endsWith(",\"result\":\"done\",\"failure\":null,\"took\":\"PT2S\"}");
        assertThat(EventJson.toLine(new RunEvent.RunStarted(
                        HEADER, "setup", "app", "dev", "local", Map.of(), Optional.empty(), List.of())))
                .endsWith(",\"answers\":{},\"resumes\":null,\"steps\":[]}");
    }

    @Test
    void aBeginningThatAnEarlierVersionWroteHasNoSteps() {
        RunEvent begin =
                new RunEvent.RunStarted(HEADER, "setup", "app", "dev", "local", Map.of(), Optional.empty(), List.of());

        assertThat(EventJson.fromLine(EventJson.toLine(begin).replace(",\"steps\":[]", "")))
                .isEqualTo(begin);
    }

    @Test
    void everyKindOfEventIsAmongThese() {
        assertThat(oneOfEachKind().map(Object::getClass))
                .containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
    }

    @Test
    void namesAndConstantsAreLowerCaseWithUnderscores() {
        assertThat(EventJson.toLine(new RunEvent.RolesChecked(HEADER, 1, 0, 0, 3, List.of())))
                .isEqualTo("{\"event\":\"roles_checked\",\"run\":\"20261123-120000-abcdef\",\"seq\":7,"
                        + "\"at\":\"2026-11-23T12:00:00.123456Z\",\"passed\":1,\"failed\":0,\"unknown\":0,"
                        + "\"not_applicable\":3,\"failed_checks\":[]}");
        assertThat(EventJson.toLine(new RunEvent.StepStarted(HEADER, Step.CHECK_ROLES)))
                .contains("\"step\":\"check_roles\"");
    }

    @Test
    void aLineThatAKillCutShortIsNoEvent() {
        String line = EventJson.toLine(new RunEvent.StepStarted(HEADER, Step.PLAN));

        for (int length = 0; length < line.length(); length++) {
            String cut = line.substring(0, length);
            assertThatThrownBy(() -> EventJson.fromLine(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
