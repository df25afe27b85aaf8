package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.appdb.bot.demo.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseClockTest {
    private final TestDatabase database = new TestDatabase();
    private final SettableClock process = new SettableClock();
    private final Store store = Store.onDatabaseTime(database.dataSource(), process);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, -3})
    void aProcessWhoseClockIsHoursOffGoesByTheDatabases(long hours) {
        process.advance(Duration.ofHours(hours));

        assertRight();
        process.advance(Duration.ofHours(-hours));
        assertRight();
    }

    @Test
    void timeGoesOnBetweenTwoTransactions() {
        store.perform(transaction -> {});
        Instant before = store.clock().instant();
        process.advance(Duration.ofMinutes(1));

        assertThat(Duration.between(before, store.clock().instant())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theClockOfAProcessIsNeverSetBack() {
        Store steady = Store.onDatabaseTime(database.dataSource());
        steady.perform(transaction -> {});
        Instant first = steady.clock().instant();

        assertThat(steady.clock().instant()).isAfterOrEqualTo(first);
        assertThat(first).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    private void assertRight() {
        assertThat(store.within(Transaction::now)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(store.clock().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
}
