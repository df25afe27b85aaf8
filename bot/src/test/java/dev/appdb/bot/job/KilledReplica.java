package dev.appdb.bot.job;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Another JVM with one replica, which stands still in the middle of applying until it is killed. */
final class KilledReplica {
    static final String APPLYING = "applying";
    static final String PASSWORD = "TEST_DATABASE_PASSWORD";

    private KilledReplica() {}

    /** Takes the database's URL and its user. */
    public static void main(String... arguments) {
        FakeEstate estate = new FakeEstate();
        estate.whileApplying.set(() -> {
            System.out.println(APPLYING);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        LiveReplica.start(
                "killed",
                arguments[0],
                arguments[1],
                String.valueOf(System.getenv(PASSWORD)),
                new InMemorySlack(Instant::now),
                estate);
    }
}
