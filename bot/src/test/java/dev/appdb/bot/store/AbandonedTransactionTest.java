package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that stands still inside of a transaction, as a stopped process does while its sockets live. */
class AbandonedTransactionTest {
    private final TestDatabase database = new TestDatabase();
    private final StorePool frozenPool = StorePool.at(url(), 2);
    private final StorePool otherPool = StorePool.at(url(), 2);
    private final Store frozen = new Store(frozenPool.dataSource(), Clock.systemUTC());
    private final Store other = new Store(otherPool.dataSource(), Clock.systemUTC());

    private String url() {
        return database.url() + "?user=" + database.user() + "&password="
                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
    }

    @BeforeEach
    void migrate() {
        frozen.migrate();
    }

    @AfterEach
    void close() {
        frozenPool.close();
        otherPool.close();
        database.close();
    }

    @Test
    void othersGetItsLocksAndWhatItHadBegunIsUndone() throws Exception {
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> frozen.perform(transaction -> {
            transaction.names().put("U1", "of the stopped one");
            standing.countDown();
            await(awake);
            transaction.names().put("U2", "after it woke");
        }));
        await(standing);

        other.perform(transaction -> transaction.names().put("U1", "of the other one"));
        awake.countDown();

        assertThatThrownBy(() -> stopped.get(2, TimeUnit.MINUTES)).hasRootCauseInstanceOf(java.sql.SQLException.class);
        assertThat(other.<String>within(transaction -> transaction.names().of("U1")))
                .isEqualTo("of the other one");
        assertThat(other.<String>within(transaction -> transaction.names().of("U2")))
                .isNotEqualTo("after it woke");
        frozen.perform(transaction -> transaction.names().put("U2", "it works again"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(3, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
