package dev.appdb.bench;

import dev.appdb.bot.demo.FakeSlack;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kills replicas that work on runs, and waits for others to go on with these. */
final class TakeOvers {
    static final double MOST_SECONDS = 30;

    /** Fewer than the ten jobs that a replica does at once: else the one that stays has no hand free. */
    private static final int RUNS_AT_ONCE = 5;

    private static final long LONGEST_WAIT_NANOS = 120_000_000_000L;

    private final Path folder;
    private final FakeSlack slack;
    private final BotTables tables;

    TakeOvers(Path folder, FakeSlack slack, BotTables tables) {
        this.folder = folder;
        this.slack = slack;
        this.tables = tables;
    }

    /** The time that each run of a killed replica waited, in seconds, over as many kills as needed. */
    Samples measured(int runs) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; seconds.size() < runs; round++) {
            // A server that takes a connection and never says a word: whoever asks it is busy until it gives up.
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    BotReplica stays = BotReplica.start(folder, slack, tables.url())) {
                String url = "postgresql://postgres@127.0.0.1:" + silent.getLocalPort() + "/app";
                seconds.addAll(killed(round, url, stays));
                // Asked to end, it would wait for the silent server with all its runs.
                stays.kill();
            }
        }
        return Samples.of("s", seconds);
    }

    private List<Double> killed(int round, String url, BotReplica stays) throws Exception {
        BotReplica dies = BotReplica.start(folder, slack, tables.url());
        try {
            for (int i = 0; i < RUNS_AT_ONCE; i++) {
                String app = "take" + round + "x" + i;
                tables.remember(app, url);
                slack.user("U1")
                        .in(BotItem.channel(i))
                        .types("/appdb roles check " + app + " dev")
                        .awaitAck();
            }
            String name = "-" + dies.pid() + "-";
            Map<String, String> doomed = new HashMap<>();
            long until = System.nanoTime() + LONGEST_WAIT_NANOS;
            while (doomed.isEmpty() && System.nanoTime() < until) {
                tables.workersOnRuns().forEach((run, replica) -> {
                    if (replica.contains(name)) {
                        doomed.put(run, replica);
                    }
                });
            }
            dies.kill();
            return waited(doomed, System.nanoTime(), stays);
        } finally {
            dies.kill();
        }
    }

    private List<Double> waited(Map<String, String> doomed, long killed, BotReplica stays) throws Exception {
        List<Double> seconds = new ArrayList<>();
        while (!doomed.isEmpty()) {
            Map<String, String> now = tables.workersOnRuns();
            double waited = (System.nanoTime() - killed) / 1e9;
            doomed.entrySet().removeIf(each -> {
                String replica = now.get(each.getKey());
                // Gone on with, or gone on with and ended between two looks.
                boolean isTaken = replica == null || !(replica.isEmpty() || replica.equals(each.getValue()));
                if (isTaken) {
                    seconds.add(waited);
                }
                return isTaken;
            });
            if (waited > LONGEST_WAIT_NANOS / 1e9) {
                throw new IllegalStateException(stays + " did not go on with " + doomed.keySet());
            }
            Thread.sleep(20);
        }
        return seconds;
    }
}
