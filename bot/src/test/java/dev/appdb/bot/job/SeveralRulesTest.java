package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.failure.ProblemsException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change that several approval rules match: each has to be met by its own people. */
class SeveralRulesTest {
    private static final String POLICY = """
            allow:
              - name: developers
                commands: [setup]
                environments: ["*"]
                targets: [local]
                who: [S01]
            approvals:
              - name: the team
                commands: [setup]
                environments: [prod]
                needed: 2
                from: [S01, U08]
                expire_after: 4h
              - name: security
                commands: ["*"]
                environments: [prod]
                needed: 1
                from: [U02, U03]
                expire_after: 2h
            """;

    private final World world = new World();
    private final Replica replica = Replica.under(policy(), world, "one");

    @AfterEach
    void close() {
        world.close();
    }

    /** U01, U03 and U05 are in the group S01; U05 asks. */
    @ParameterizedTest
    @CsvSource({
        // who approves, state, shown
        "'', WAITING, 0 of 2 and 0 of 1",
        "U01, WAITING, 1 of 2 (U01) and 0 of 1",
        "U01 U08, WAITING, 2 of 2 (U01; U08) and 0 of 1",
        "U02, WAITING, 0 of 2 and 1 of 1 (U02)",
        "U02 U01, WAITING, 1 of 2 (U01) and 1 of 1 (U02)",
        "U02 U01 U01, WAITING, 1 of 2 (U01) and 1 of 1 (U02)",
        "U02 U01 U08, ENDED, ",
        // one person counts for both rules
        "U03, WAITING, 1 of 2 (U03) and 1 of 1 (U03)",
        "U03 U01, ENDED, ",
        "U03 U02, WAITING, 1 of 2 (U03) and 2 of 1 (U02; U03)",
        // the requester counts for none, although U05 is in the group; nor does a stranger
        "U05 U01 U02, WAITING, 1 of 2 (U01) and 1 of 1 (U02)",
        "U07 U01 U02, WAITING, 1 of 2 (U01) and 1 of 1 (U02)"
    })
    void allOfThemHaveToBeMetEachByItsOwnPeople(String approvers, RunState state, String shown) {
        types("U05", "setup shop prod --target local");
        for (String approver : approvers.split(" ", -1)) {
            if (!approver.isEmpty()) {
                approve(approver);
            }
        }

        assertThat(run().state()).isEqualTo(state);
        assertThat(world.estate.works("apply shop-prod")).isEqualTo(state == RunState.ENDED ? 1 : 0);
        if (shown != null) {
            for (String part : shown.replace(';', ',').split(" and ", -1)) {
                assertThat(message()).contains("• " + part);
            }
        }
    }

    @Test
    void theMessageNamesFromWhomApprovalsAreStillNeededAndTheReminderMentionsOnlyThem() {
        types("U05", "setup shop prod --target local");
        assertThat(message())
                .contains("Waiting for approval by each of 2 rules", "0 of 2", "0 of 1")
                .contains("U08", "U02", "U03");
        approve("U02");

        world.time.tick(Duration.ofMinutes(95));
        world.settle(replica);

        assertThat(world.slack.calls("post"))
                .filteredOn(call -> call.text().startsWith("Still waiting for review"))
                .singleElement()
                .satisfies(call -> assertThat(call.blocks()).contains("U08").doesNotContain("U03"));
    }

    @Test
    void theShortestTimeOfTheRulesCounts() {
        types("U05", "setup shop prod --target local");
        approve("U02");
        world.time.tick(Duration.ofHours(2));
        world.settle(replica);

        assertThat(run().failure().orElseThrow().why())
                .isEqualTo("it was not approved in time (0 of 2 for rule \"the team\")");
    }

    private void types(String user, String text) {
        replica.inbox.accept(world.command(user, "C1", text));
        world.settle(replica);
    }

    private void approve(String user) {
        types(user, "approve " + run().id() + " " + run().approvalId().orElseThrow());
    }

    private StoredRun run() {
        return world.onlyRunOf("shop", "prod");
    }

    /** The run's message as it was shown last. */
    private String message() {
        return world.slack.calls().stream()
                .filter(call -> call.blocks().contains("Waiting for approval"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .blocks();
    }

    private static Policy policy() {
        try {
            return PolicyFile.read(POLICY);
        } catch (ProblemsException e) {
            throw new IllegalStateException(e);
        }
    }
}
