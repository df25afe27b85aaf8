package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacesTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Pace ONE = new Pace(PACE, 1);

    private final TestDatabase database = new TestDatabase();

    @BeforeEach
    void migrate() {
        at(NOON).migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Store at(Instant now) {
        return new Store(database.dataSource(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Optional<Instant> take(Instant now) {
        return take("only", now, ONE);
    }

    private Optional<Instant> take(String key, Instant now, Pace pace) {
        return at(now).within(transaction -> transaction.paces().take(message(transaction, key), pace));
    }

    private void notBefore(Instant now, Instant time) {
        at(now).perform(transaction -> transaction.paces().notBefore(message(transaction, "only"), time, ONE));
    }

    /** A message to one channel, made now if it is not there. */
    private static StoredMessage message(Transaction transaction, String key) {
        transaction.messages().add(NewMessage.of(key, "C1", "{}"));
        return transaction.messages().find(key).orElseThrow();
    }

    private void ask(String key, Instant now) {
        at(now).perform(transaction -> message(transaction, key));
    }

    @Test
    void aTurnIsTakenOnceWithinThePace() {
        assertThat(take(NOON)).isEmpty();
        assertThat(take(NOON.plusSeconds(1))).contains(NOON.plus(PACE));
        assertThat(take(NOON.plus(PACE))).isEmpty();
    }

    @Test
    void whatSlackSaysIsWaitedForButNotForHours() {
        notBefore(NOON, NOON.plusSeconds(30));
        assertThat(take(NOON)).contains(NOON.plusSeconds(30));

        notBefore(NOON, NOON.plus(Duration.ofHours(5)));
        assertThat(take(NOON)).contains(NOON.plus(Paces.LONGEST));
    }

    @Test
    void aReplicaWhoseClockWasAheadHoldsUpNoOther() {
        Instant ahead = NOON.plus(Duration.ofHours(3));
        assertThat(take(ahead)).isEmpty();
        notBefore(ahead, ahead.plusSeconds(30));

        assertThat(take(NOON)).isEmpty();
        assertThat(take(NOON.plusSeconds(1))).contains(NOON.plus(PACE));
    }

    @Test
    void aWaitThatSlackNamesReplacesOneOfAClockThatWasAhead() {
        take(NOON.plus(Duration.ofHours(3)));
        notBefore(NOON, NOON.plusSeconds(30));

        assertThat(take(NOON)).contains(NOON.plusSeconds(30));
    }

    @Test
    void aBurstIsPossibleAfterARestAndThenOneInEachInterval() {
        Pace burst = new Pace(PACE, 3);

        assertThat(take("a", NOON, burst)).isEmpty();
        assertThat(take("b", NOON, burst)).isEmpty();
        assertThat(take("c", NOON, burst)).isEmpty();
        assertThat(take("d", NOON, burst)).contains(NOON.plus(PACE));
        assertThat(take("d", NOON.plus(PACE), burst)).isEmpty();
        assertThat(take("e", NOON.plus(PACE), burst)).contains(NOON.plus(PACE).plus(PACE));
    }

    @Test
    void whoAskedBeforeIsNotOvertaken() {
        ask("first", NOON);
        ask("second", NOON.plusMillis(1));

        assertThat(take("second", NOON.plusMillis(2), ONE)).isPresent();
        assertThat(take("first", NOON.plusMillis(3), ONE)).isEmpty();
        assertThat(take("second", NOON.plus(PACE), ONE))
                .contains(NOON.plusMillis(3).plus(PACE));
        assertThat(take("second", NOON.plusMillis(3).plus(PACE), ONE)).isEmpty();
    }

    @Test
    void anAnswerGoesBeforeTheAttachmentsOfEarlierOnes() {
        at(NOON).perform(transaction ->
                transaction.messages().add(NewMessage.of("file", "C1", "{}").asAttachment()));
        ask("answer", NOON.plusSeconds(1));

        assertThat(take("file", NOON.plusSeconds(1), ONE)).isPresent();
        assertThat(take("answer", NOON.plusSeconds(1), ONE)).isEmpty();
    }

    @Test
    void aPlaceIsLostWhenItsJobDoesNotCome() {
        ask("dead", NOON);
        ask("alive", NOON.plusMillis(1));

        assertThat(take("alive", NOON.plusSeconds(1), ONE)).isPresent();
        assertThat(take("alive", NOON.plusSeconds(4), ONE)).isEmpty();
    }

    @Test
    void aPlaceOfAReplicaWhoseClockWasAheadHoldsUpNoOther() {
        Instant ahead = NOON.plus(Duration.ofHours(3));
        take("other", ahead, ONE);
        take("other", ahead, ONE);

        assertThat(take("mine", NOON, ONE)).isEmpty();
    }
}
