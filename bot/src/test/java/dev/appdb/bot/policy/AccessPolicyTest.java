package dev.appdb.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.policy.Decision.Allowed;
import dev.appdb.bot.policy.Decision.Denied;
import dev.appdb.bot.policy.Decision.NeedsApprovals;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Giving access is reviewed as any change is; taking it away waits only where a rule says so by name. */
class AccessPolicyTest {
    private static final String FILE = """
            allow:
              - commands: [access*]
                environments: ["*"]
                who: [U0ANN]
            approvals:
              - name: everything
                commands: ["*"]
                environments: [prod]
                needed: 1
                from: [U0BEN]
              - name: named
                commands: ["access *"]
                environments: [vault]
                needed: 1
                from: [U0BEN]
            break_glass:
              - commands: ["access revoke"]
                environments: ["*"]
                who: [U0ANN]
            """;
    private static final Policy POLICY = PolicyTest.policy(FILE);
    private static final Situation FROZEN =
            new Situation(Optional.of(new Freeze("Ben", "holidays", Optional.empty())), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        // user, command, environment, frozen, decision
        "U0ANN, access grant, dev, false, allowed",
        "U0ANN, access grant, dev, true, denied",
        "U0ANN, access grant, prod, false, needs 1",
        "U0ANN, access grant, vault, false, needs 1",
        "U0ANN, access list, prod, true, allowed",
        "U0ANN, access revoke, dev, true, allowed",
        "U0ANN, access revoke, prod, false, allowed",
        "U0ANN, access revoke, prod, true, allowed",
        "U0ANN, access revoke, vault, true, needs 1",
        "U0BEN, access grant, dev, false, denied",
        "U0BEN, access list, dev, false, denied",
        "U0BEN, access revoke, dev, false, denied"
    })
    void theTable(String user, String command, String environment, boolean frozen, String decision) {
        Ask ask = ask(user, command, environment);
        Situation situation = frozen ? FROZEN : Situation.NORMAL;

        assertThat(word(POLICY.decide(ask, situation))).isEqualTo(decision);
        assertThat(POLICY.explain(ask, situation).decision()).isEqualTo(POLICY.decide(ask, situation));
    }

    @Test
    void anExplanationSaysWhyARuleForEverythingDoesNotHoldItUp() {
        assertThat(POLICY.explain(ask("U0ANN", "access revoke", "prod"), Situation.NORMAL)
                        .lines())
                .contains(
                        "  line 6, approvals \"everything\" does not match: it does not name access revoke, which waits for"
                                + " no approval otherwise");
    }

    @Test
    void breakGlassPassesOverARuleThatNamesIt() {
        Situation fire = new Situation(Optional.empty(), Optional.of("fire"));

        assertThat(POLICY.decide(ask("U0ANN", "access revoke", "vault"), fire))
                .isInstanceOfSatisfying(
                        Allowed.class,
                        allowed -> assertThat(allowed.brokeGlass()).contains("fire"));
    }

    private static Ask ask(String user, String command, String environment) {
        return new Ask(
                user,
                Set.of(),
                "C1",
                CommandName.of(command).orElseThrow(),
                Optional.of(new AppName("shop")),
                Optional.of(new EnvironmentName(environment)));
    }

    private static String word(Decision decision) {
        return decision instanceof NeedsApprovals needs
                ? "needs "
                        + needs.requirements().stream()
                                .map(each -> String.valueOf(each.needed()))
                                .collect(Collectors.joining("+"))
                : decision instanceof Denied ? "denied" : "allowed";
    }
}
