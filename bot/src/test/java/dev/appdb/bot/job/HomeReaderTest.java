package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.NewRuns;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.ProcedureStep;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The home tab while a run waits for an approval, or for its turn: each sees what concerns them. */
class HomeReaderTest {
    private static final String POLICY = """
            allow:
              - name: developers
                commands: [setup, status]
                environments: ["*"]
                targets: [local]
                who: [U01, U02]
            approvals:
              - name: one for production
                commands: [setup]
                environments: [prod]
                needed: 1
                from: [U02, U03]
            """;

    private final World world = new World();
    private Policy policy;

    @BeforeEach
    void askForASetup() throws Exception {
        policy = PolicyFile.read(POLICY);
        Replica replica = Replica.under(policy, world, "one");
        replica.inbox.accept(world.command("U01", "C1", "setup shop dev --target local"));
        world.settle(replica);
        StoredRun dev = world.onlyRunOf("shop", "dev");
        replica.inbox.accept(world.command(
                "U01", "C1", "approve " + dev.id() + " " + dev.approvalId().orElseThrow()));
        world.settle(replica);
        replica.inbox.accept(world.command("U01", "C1", "setup shop prod --target local"));
        world.settle(replica);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRunIsShownToWhomItWaitsForAndToWhoMayAskAboutItsDatabase() {
        String asked = "/appdb setup shop prod --target local";
        String id = world.onlyRunOf("shop", "prod").id();

        assertThat(home("U02")).contains("Waiting for you", asked, "by U01: waiting for approval (run " + id + ")");
        assertThat(home("U03")).contains("Waiting for you", asked).doesNotContain("shop-dev");
        assertThat(home("U01")).contains("shop-dev").doesNotContain("Waiting for you");
        assertThat(home("U09"))
                .contains("There is no database that you may ask about")
                .doesNotContain("shop");
    }

    @Test
    void aRunThatIsReadyAndNotYetBegunIsInProgress() {
        NewRun check = NewRuns.asked("origin", "roles check", EnvironmentKey.of("shop", "dev"), "U02");
        world.store.perform(
                transaction -> transaction.runs().add("20261123-1512-5f", check, ProcedureStep.CHECK_ROLES));

        String shown = "by U02: in progress (run 20261123-1512-5f)";
        assertThat(home("U01")).contains("/appdb roles check shop dev", shown);
        assertThat(home("U02")).contains("Waiting for you", shown);
        assertThat(home("U03")).doesNotContain("in progress");
    }

    private String home(String user) {
        return world.store.within(transaction -> new HomeReader(policy)
                .home(transaction, user, Set.of())
                .blocks()
                .orElseThrow());
    }
}
