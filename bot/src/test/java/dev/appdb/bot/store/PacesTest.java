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
    private static final String CHANNEL = "channel C1";

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
        return at(now).within(transaction -> transaction.paces().take(CHANNEL, PACE));
    }

    @Test
    void aTurnIsTakenOnceWithinThePace() {
        assertThat(take(NOON)).isEmpty();
        assertThat(take(NOON.plusSeconds(1))).contains(NOON.plus(PACE));
        assertThat(take(NOON.plus(PACE))).isEmpty();
    }

    @Test
    void whatSlackSaysIsWaitedForButNotForHours() {
        at(NOON).perform(transaction -> transaction.paces().notBefore(CHANNEL, NOON.plusSeconds(30)));
        assertThat(take(NOON)).contains(NOON.plusSeconds(30));

        at(NOON).perform(transaction -> transaction.paces().notBefore(CHANNEL, NOON.plus(Duration.ofHours(5))));
        assertThat(take(NOON)).contains(NOON.plus(Paces.LONGEST));
    }

    @Test
    void aReplicaWhoseClockWasAheadHoldsUpNoOther() {
        Instant ahead = NOON.plus(Duration.ofHours(3));
        assertThat(take(ahead)).isEmpty();
        at(ahead).perform(transaction -> transaction.paces().notBefore(CHANNEL, ahead.plusSeconds(30)));

        assertThat(take(NOON)).isEmpty();
        assertThat(take(NOON.plusSeconds(1))).contains(NOON.plus(PACE));
    }

    @Test
    void aWaitThatSlackNamesReplacesOneOfAClockThatWasAhead() {
        take(NOON.plus(Duration.ofHours(3)));
        at(NOON).perform(transaction -> transaction.paces().notBefore(CHANNEL, NOON.plusSeconds(30)));

        assertThat(take(NOON)).contains(NOON.plusSeconds(30));
    }
}
