package dev.appdb.bench;

import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.slack.AppManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The Slack bot, as whole processes beside a Slack on loopback. */
final class BotItem implements Item {
    private static final int CHANNELS = 200;
    private static final int SECONDS = 10;
    private static final int ALL = 10_000;
    private static final int SLOW = 20;
    private static final int FAST = 200;
    private static final double SLACK_WAITS_MILLIS = 3000;
    private static final double ACK_GOAL_MILLIS = 1000;
    private static final String LIMIT = "Slack's limit";

    @Override
    public String key() {
        return "bot";
    }

    @Override
    public String about() {
        return "Whole replicas, started by the launcher, over Socket Mode beside a Slack on loopback that runs in this"
                + " process; their tables are in a real PostgreSQL. An acknowledgement is timed by that Slack, from"
                + " sending to receiving; every command is kept in the database before. Take-over is from a kill -9 of a"
                + " replica that works on runs to the moment when another one has the run.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        Path folder = Files.createTempDirectory("appdb-bench-bot");
        try (FakeSlack slack = FakeSlack.start(AppManifest.SCOPES);
                BotTables tables = new BotTables()) {
            for (int i = 0; i < CHANNELS; i++) {
                slack.channel(channel(i), "databases-" + i);
            }
            starts(table, runs, folder, slack, tables);
            try (BotReplica replica = BotReplica.start(folder, slack, tables.url())) {
                double before = Memory.residentMebibytes(replica.pid());
                acks(table, slack, SLOW, SLOW * SECONDS);
                acks(table, slack, FAST, FAST * SECONDS);
                type(slack, FAST, ALL - (SLOW + FAST) * SECONDS);
                tables.awaitAllAnswered();
                table.add(Row.ofPeer(
                        "memory after " + ALL + " commands",
                        Samples.exactly("MiB", Memory.residentMebibytes(replica.pid())),
                        Samples.exactly("MiB", before),
                        "the same replica when it was ready"));
            }
            Samples taken = new TakeOvers(folder, slack, tables).measured(runs);
            table.add(Row.faster(
                            "take-over of a run",
                            taken,
                            Samples.exactly("s", TakeOvers.MOST_SECONDS),
                            "the longest wanted")
                    .goal("within 30 s", taken.highest() <= TakeOvers.MOST_SECONDS));
        }
    }

    static String channel(int number) {
        return "C0BENCH" + number % CHANNELS;
    }

    private static void starts(Table table, int runs, Path folder, FakeSlack slack, BotTables tables) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            try (BotReplica replica = BotReplica.start(folder, slack, tables.url())) {
                if (i > 0) {
                    times.add(replica.startMillis()); // the first one also makes the tables
                }
            }
        }
        table.add(Row.of("start to ready", Samples.of("ms", times)));
    }

    private static void acks(Table table, FakeSlack slack, int rate, int count) throws Exception {
        List<Double> times = new ArrayList<>();
        for (Delivered each : type(slack, rate, count)) {
            times.add(each.awaitAck().after().toNanos() / 1e6);
        }
        Samples all = Samples.of("ms", times);
        String what = "acknowledgement at " + rate + " commands a second";
        Samples limit = Samples.exactly("ms", SLACK_WAITS_MILLIS);
        table.add(Row.faster(what + ", median of " + count, all, limit, LIMIT));
        table.add(Row.faster(what + ", p99", Samples.exactly("ms", percentile(all, 99)), limit, LIMIT));
        table.add(Row.faster(what + ", the slowest", Samples.exactly("ms", all.highest()), limit, LIMIT)
                .goal("within 1 s", all.highest() <= ACK_GOAL_MILLIS));
    }

    private static double percentile(Samples samples, int percent) {
        double[] sorted = samples.sorted();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** Types commands at an even pace, in many channels, and waits until all are acknowledged. */
    private static List<Delivered> type(FakeSlack slack, int rate, int count) throws Exception {
        ScheduledExecutorService typists = Executors.newScheduledThreadPool(2);
        try {
            List<ScheduledFuture<Delivered>> typed = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                typed.add(typists.schedule(
                        () -> typed(slack, number), number * 1_000_000L / rate, TimeUnit.MICROSECONDS));
            }
            List<Delivered> delivered = new ArrayList<>();
            for (ScheduledFuture<Delivered> each : typed) {
                Delivered one = each.get();
                one.awaitAck();
                delivered.add(one);
            }
            return delivered;
        } finally {
            typists.shutdownNow();
        }
    }

    /** Commands that need no database of an application: one that answers the caller, and one that changes and tells the channel. */
    private static Delivered typed(FakeSlack slack, int number) {
        String words = number % 2 == 0 ? "runs" : "unfreeze";
        return slack.user("U" + number % 50)
                .in(channel(number))
                .types("/appdb " + words + " app" + number % 100 + " dev");
    }
}
