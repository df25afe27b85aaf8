package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.CheckProgress;
import dev.appdb.failure.Failure;
import dev.appdb.roles.Check;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas, checks every hour, and a digest in the morning. */
class ScheduledCheckTest {
    private static final EnvironmentKey PROD = EnvironmentKey.of("app", "prod");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final World world = new World();
    private Replica one;
    private Replica two;

    @BeforeEach
    void schedule() {
        world.checks.add(new CheckSchedule(PROD, "0 0 * * * *", UTC, "C1"));
        world.digests.add(new DigestSchedule("C2", "0 30 6 * * *", UTC));
        one = new Replica(world, "one", Lifetime.forEver()).started();
        two = new Replica(world, "two", Lifetime.forEver()).started();
        world.store.perform(transaction -> transaction
                .configurations()
                .put(PROD, new EnvironmentConfiguration(Map.of("target", "local"), Map.of()), "U1"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void postsOnChangeOnlyAndOnceHoweverManyReplicas() {
        hours(2);
        assertThat(posts()).as("all was well from the first").isEmpty();

        fail("grants", "logins");
        hours(3);
        assertThat(posts()).containsExactly("app prod failed [grants app, logins app]");

        fail("logins");
        hours(2);
        assertThat(posts()).hasSize(2).last().isEqualTo("app prod failed [logins app]");

        fail();
        hours(2);
        assertThat(posts()).hasSize(3).last().isEqualTo("app prod passed []");
        assertThat(world.estate.works("check app-prod"))
                .as("one replica each hour")
                .isEqualTo(9);
    }

    @Test
    void aCheckThatSomebodyAsksForSaysSinceWhenAlsoWhereAScheduledOneSawItFirst() {
        hours(1);
        fail("grants");
        hours(2);
        one.inbox.accept(world.command("U1", "C3", "1 app prod roles check"));
        one.work();

        StoredRun run = world.onlyRunOf("app", "prod");
        CheckProgress progress =
                world.store.within(transaction -> transaction.results().progress(run.id()));
        assertThat(progress.previous()).isPresent();
        assertThat(progress.sincePassed()).containsExactly("grants app");
        assertThat(progress.since().get("grants app"))
                .as("the scheduled check that saw it first")
                .isAfter(progress.passed().orElseThrow())
                .isBefore(progress.previous().orElseThrow());
    }

    @Test
    void whatCantBeCheckedIsAChangeToo() {
        world.estate.checkFailure.set(
                Optional.of(Failure.failed("role-manager-timeout", "could not check", "it timed out", "Try again.")));
        hours(2);
        assertThat(posts()).containsExactly("app prod unknown [role-manager-timeout]");
    }

    @Test
    void aMutedChangeIsReportedWhenTheMuteEndsIfItStillHolds() {
        mute(Duration.ofHours(3));
        fail("grants");
        hours(2);
        assertThat(posts()).isEmpty();
        hours(2);
        assertThat(posts()).containsExactly("app prod failed [grants app]");

        mute(Duration.ofHours(3));
        fail();
        hours(1);
        fail("grants");
        hours(3);
        assertThat(posts()).as("it came and went unheard").hasSize(1);
    }

    @Test
    void nothingIsCheckedWhileARunChangesIt() {
        fail("grants");
        one.inbox.accept(world.command("U1", "C3", "1 app prod roles update"));
        one.work();
        String run = world.onlyRunOf("app", "prod").id();
        world.store.perform(transaction -> transaction.locks().take(PROD, Optional.empty(), run));
        hours(2);
        assertThat(posts()).isEmpty();

        world.store.perform(transaction -> transaction.locks().release(run));
        hours(1);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void whatTheChannelRefusesReachesWhoeverSetTheEnvironmentUp() {
        fail("grants");
        world.slack.answerNext(new SlackResult.Rejected("is_archived"));
        hours(2);

        assertThat(world.slack.calls("post"))
                .filteredOn(call -> call.where().equals("U1"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.text()).isEqualTo("app prod failed [grants app] (the channel refuses it)"));
    }

    @Test
    void orTheOwnerOfTheSchedule() {
        world.checks.clear();
        world.checks.add(
                new CheckSchedule(PROD, "0 0 * * * *", UTC, "C1", Map.of(), Optional.empty(), Optional.of("U7")));
        one = new Replica(world, "one", Lifetime.forEver()).started();
        fail("grants");
        world.slack.answerNext(new SlackResult.NotInChannel());
        for (int minutes = 0; minutes < 120; minutes += 10) {
            world.time.tick(Duration.ofMinutes(10));
            one.work();
        }

        assertThat(world.slack.calls("post"))
                .extracting(InMemorySlack.Call::where)
                .containsExactly("C1", "U7");
    }

    @Test
    void theDigestComesOnceADay() {
        hours(48);
        assertThat(world.slack.calls("post"))
                .filteredOn(call -> call.where().equals("C2"))
                .extracting(InMemorySlack.Call::text)
                .containsExactly("digest of [app prod passed]", "digest of [app prod passed]");
    }

    @Test
    void aPausedDatabaseIsNotWokenAndThatIsNoNews() {
        fail("grants");
        hours(2);
        world.estate.pausedSince.set(Optional.of(world.time.now));
        fail();
        hours(48);

        assertThat(posts()).containsExactly("app prod failed [grants app]");
        assertThat(world.estate.works("check app-prod")).isEqualTo(2);
        assertThat(digests()).last().asString().startsWith("digest of [app prod failed paused, checked Optional[");

        world.estate.pausedSince.set(Optional.empty());
        hours(1);
        assertThat(posts()).hasSize(2).last().isEqualTo("app prod passed []");
    }

    @Test
    void oneThatWasNeverCheckedIsNoNewsEitherWhenItPasses() {
        world.estate.pausedSince.set(Optional.of(world.time.now));
        hours(24);
        assertThat(digests()).containsExactly("digest of [app prod unknown paused, checked Optional.empty]");

        world.estate.pausedSince.set(Optional.empty());
        hours(2);
        assertThat(posts()).isEmpty();
    }

    @Test
    void aPausedDatabaseIsWokenAtTheLeastIntervalOfTheSchedule() {
        world.checks.clear();
        world.checks.add(new CheckSchedule(
                PROD, "0 0 * * * *", UTC, "C1", Map.of(), Optional.of(Duration.ofHours(24)), Optional.empty()));
        one = new Replica(world, "one", Lifetime.forEver()).started();
        two = new Replica(world, "two", Lifetime.forEver()).started();
        for (int hour = 0; hour < 73; hour++) {
            world.estate.pausedSince.set(Optional.of(world.time.now));
            hours(1);
        }

        assertThat(world.estate.works("check app-prod"))
                .as("the first time, since it was never checked, and then once a day")
                .isEqualTo(4);
    }

    @Test
    void aCheckThatAPersonAsksForWakesItAndCounts() {
        world.estate.pausedSince.set(Optional.of(world.time.now));
        one.inbox.accept(world.command("U1", "C3", "1 app prod roles check"));
        one.work();

        assertThat(world.estate.works("check app-prod")).isEqualTo(1);
        world.estate.pausedSince.set(Optional.of(world.time.now));
        hours(24);
        assertThat(digests())
                .singleElement()
                .asString()
                .startsWith("digest of [app prod unknown paused, checked Optional[2026-11-23T");
    }

    private List<String> digests() {
        return world.slack.calls("post").stream()
                .filter(call -> call.where().equals("C2"))
                .map(InMemorySlack.Call::text)
                .toList();
    }

    @Test
    void aScheduleThatIsNoneIsRefusedWithAnExample() {
        assertThatThrownBy(() -> new CheckSchedule(PROD, "hourly", UTC, "C1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"hourly\"")
                .hasMessageContaining("30 6 * * *");
    }

    private void hours(int count) {
        for (int minutes = 0; minutes < count * 60; minutes += 10) {
            world.time.tick(Duration.ofMinutes(10));
            one.work();
            two.work();
        }
    }

    private void fail(String... ids) {
        world.estate.checks.set(List.of(ids).stream()
                .map(id -> new Check(
                        id, Check.Severity.CRITICAL, "app", Check.Status.FAILED, "it is not", "Update the roles."))
                .toList());
    }

    private void mute(Duration length) {
        world.store.perform(transaction -> transaction.mutes().put(PROD, "U1", world.time.now.plus(length)));
    }

    private List<String> posts() {
        return world.slack.calls("post").stream()
                .filter(call -> call.where().equals("C1"))
                .map(InMemorySlack.Call::text)
                .toList();
    }
}
