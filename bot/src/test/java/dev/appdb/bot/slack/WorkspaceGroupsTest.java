package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.job.UserGroups.GroupsUnknownException;
import dev.appdb.failure.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The membership of user groups is read from Slack, cached for minutes, and never guessed. */
class WorkspaceGroupsTest {
    private FakeSlack slack;
    private SlackAccount account;
    private WorkspaceGroups groups;

    @BeforeEach
    void start() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).group("S1", "U1", "U2").group("S2", "U2");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        groups = new WorkspaceGroups(account, new BotMetrics(), slack.clock());
    }

    @AfterEach
    void stop() throws Exception {
        account.close();
        slack.close();
    }

    @Test
    void oneCallReadsAllGroupsForSomeMinutes() throws Exception {
        assertThat(groups.of("U1")).containsExactly("S1");
        assertThat(groups.of("U2")).containsExactlyInAnyOrder("S1", "S2");
        assertThat(groups.of("U3")).isEmpty();
        assertThat(slack.calls("usergroups.list")).hasSize(1);

        slack.group("S1", "U3");
        slack.clock().advance(WorkspaceGroups.FRESH.plusSeconds(1));
        assertThat(groups.of("U1")).isEmpty();
        assertThat(groups.of("U3")).containsExactly("S1");
    }

    @Test
    void whileSlackIsUnreachableTheCachedMembersAreUsedALittleLonger() throws Exception {
        groups.of("U1");
        slack.rateLimits("usergroups.list", Duration.ofSeconds(30), 1);
        slack.clock().advance(Duration.ofMinutes(5));
        assertThat(groups.of("U1")).containsExactly("S1");

        slack.breaks("usergroups.list", 503, 1);
        slack.clock().advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> groups.of("U1")).isInstanceOf(GroupsUnknownException.class);
    }

    @Test
    void aRefusalIsRememberedAndNoUserIsAMemberMeanwhile() throws Exception {
        for (String code : List.of("missing_scope", "paid_teams_only")) {
            slack.refuses("usergroups.list", code, 1);
            int before = slack.calls("usergroups.list").size();

            assertThat(groups.of("U1")).isEmpty();
            assertThat(groups.of("U1")).isEmpty();
            assertThat(slack.calls("usergroups.list")).hasSize(before + 1);

            slack.clock().advance(WorkspaceGroups.PAUSE.plusSeconds(1));
        }
        assertThat(groups.of("U1")).containsExactly("S1");
    }

    @Test
    void troubleThatLastsIsRemembered() throws Exception {
        slack.breaks("usergroups.list", 503, WorkspaceGroups.TRIES);
        for (int i = 1; i < WorkspaceGroups.TRIES; i++) {
            assertThatThrownBy(() -> groups.of("U1")).isInstanceOf(GroupsUnknownException.class);
        }

        assertThat(groups.of("U1")).isEmpty();
        assertThat(groups.of("U1")).isEmpty();
        assertThat(slack.calls("usergroups.list")).hasSize(WorkspaceGroups.TRIES);
    }
}
