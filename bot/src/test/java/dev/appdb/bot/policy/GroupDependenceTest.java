package dev.appdb.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.command.CommandName;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack is asked for user groups only where they may change the decision. */
class GroupDependenceTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: everybody
                commands: [help, "roles check"]
                apps: ["*"]
                environments: ["*"]
                who: ["*"]
              - name: developers
                commands: ["*"]
                apps: [shop]
                environments: ["*"]
                who: [S01, U01]
            approvals:
              - name: production
                commands: [setup, apply]
                apps: ["*"]
                environments: [prod]
                needed: 1
                from: [U02]
            """;

    private Policy policy;

    @BeforeEach
    void read() throws Exception {
        policy = PolicyFile.read(POLICY);
    }

    @Test
    void whatEverybodyMayDoDependsOnNoGroup() {
        assertThat(depends("U09", CommandName.ROLES_CHECK, "shop")).isFalse();
    }

    @Test
    void whatARuleNamesAPersonForDependsOnNoGroup() {
        assertThat(depends("U01", CommandName.STATUS, "shop")).isFalse();
        assertThat(depends("U09", CommandName.STATUS, "shop")).isTrue();
    }

    @Test
    void whatNoRuleForGroupsIsAboutDependsOnNone() {
        assertThat(depends("U09", CommandName.STATUS, "payroll")).isFalse();
    }

    @Test
    void whatIsNotKnownYetMayMatch() {
        Ask open = new Ask("U09", Set.of(), "C1", CommandName.STATUS, Optional.empty(), Optional.empty());

        assertThat(policy.mightDependOnGroups(open)).isTrue();
    }

    private boolean depends(String user, CommandName command, String app) {
        return policy.dependsOnGroups(new Ask(
                user,
                Set.of(),
                "C1",
                command,
                Optional.of(new AppName(app)),
                Optional.of(new EnvironmentName("prod"))));
    }
}
