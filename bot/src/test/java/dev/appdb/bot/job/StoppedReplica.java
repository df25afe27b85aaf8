package dev.appdb.bot.job;

import dev.appdb.bot.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Another JVM with one replica, which is in the middle of applying, and in the middle of a transaction, when it is stopped. It
 * goes on when its input says so, and prints what it has posted when it is asked.
 */
final class StoppedReplica {
    static final String APPLYING = "applying";
    static final String HOLDING = "holding";
    static final String UNDONE = "undone";
    static final String COMMITTED = "committed";
    static final String AWAKE = "awake";
    static final String POSTS = "posts";
    static final String HELD = "U9";

    private StoppedReplica() {}

    /** Takes the database's URL and its user. */
    public static void main(String... arguments) throws IOException {
        CountDownLatch awake = new CountDownLatch(1);
        FakeEstate estate = new FakeEstate();
        estate.whileApplying.set(() -> {
            System.out.println(APPLYING);
            await(awake);
        });
        InMemorySlack slack = new InMemorySlack(Instant::now);
        LiveReplica replica = LiveReplica.start(
                "stopped",
                arguments[0],
                arguments[1],
                String.valueOf(System.getenv(KilledReplica.PASSWORD)),
                slack,
                estate);
        new Thread(() -> hold(replica, awake)).start();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(AWAKE)) {
                awake.countDown();
            } else {
                System.out.println(POSTS + " "
                        + slack.calls("post").stream()
                                .map(InMemorySlack.Call::text)
                                .toList());
            }
        }
        System.exit(0);
    }

    private static void hold(LiveReplica replica, CountDownLatch awake) {
        try {
            replica.store.perform(transaction -> {
                transaction.names().put(HELD, "of the stopped one");
                System.out.println(HOLDING);
                await(awake);
                transaction.names().put(HELD, "of the stopped one, later");
            });
            System.out.println(COMMITTED);
        } catch (StoreException e) {
            System.out.println(UNDONE);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
