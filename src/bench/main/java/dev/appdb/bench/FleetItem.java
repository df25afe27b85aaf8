package dev.appdb.bench;

import dev.appdb.bench.SideBySide.Trial;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.RoleSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Roles check of many databases from this one process. */
final class FleetItem implements Item {
    private static final int DATABASES = 500;
    private static final Duration DELAY = Duration.ofMillis(5);
    private static final int[] AT_ONCE = {1, 4, 16, 64};
    /** A run of one of the levels takes as many databases as are checked at once, but no fewer than this. */
    private static final int LEAST_DATABASES = 20;

    private static final double MOST_GROWTH_MEBIBYTES = 4;
    private static final double NANOS_IN_A_SECOND = 1e9;

    @Override
    public String key() {
        return "fleet";
    }

    @Override
    public String about() {
        return "Roles check of " + DATABASES + " databases of one server from one process, " + DELAY.toMillis()
                + " ms away, a new connection for each; its peer sends the reference's check at the same parallelism,"
                + " but it needs two connections for each and reaches the server's limit with half as many. The last"
                + " level is that limit. Memory is this process's; the proxy that delays and the driver are in it.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        Fleet fleet = Fleet.of(DATABASES);
        int limit = fleet.mostConnections();
        try (DelayingProxy proxy = DelayingProxy.before(fleet.server().running().port(), DELAY)) {
            DatabasePort port = DatabasePort.to(fleet.server().running(), proxy.port());
            double heapBefore = Memory.heapMebibytes();
            List<Samples> levels = new ArrayList<>();
            for (int atOnce : AT_ONCE) {
                levels.add(throughput(table, runs, fleet, port, atOnce, limit));
            }
            levels.add(throughput(table, runs, fleet, port, limit, limit));
            table.note(String.format(
                    Locale.ROOT,
                    "fleet: %d at once check %.1f times as many databases a second as one at a time.",
                    limit,
                    Row.ratio(levels.get(0), levels.get(levels.size() - 1))));
            memory(table, runs, fleet, port, limit, heapBefore);
        }
    }

    private static Samples throughput(Table table, int runs, Fleet fleet, DatabasePort port, int atOnce, int limit)
            throws Exception {
        int count = Math.min(fleet.size(), Math.max(LEAST_DATABASES, atOnce));
        int peersAtOnce = Math.min(atOnce, limit / 2);
        List<Samples> both = SideBySide.run(
                "a second",
                1,
                runs,
                aSecond(count, () -> fleet.each(count, atOnce, database -> check(port, database))),
                aSecond(count, () -> fleet.each(count, peersAtOnce, database -> referenceCheck(port, database))));
        table.add(Row.more(
                "databases checked, " + atOnce + " at once",
                both.get(0),
                both.get(1),
                "the reference's check" + (peersAtOnce < atOnce ? ", " + peersAtOnce + " at once" : "")));
        return both.get(0);
    }

    /** All databases, at the limit, again and again. */
    private static void memory(Table table, int runs, Fleet fleet, DatabasePort port, int limit, double heapBefore)
            throws Exception {
        long self = ProcessHandle.current().pid();
        List<Double> heaps = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int i = 0; i < Math.max(2, runs / 2); i++) {
            fleet.each(fleet.size(), limit, database -> check(port, database));
            resident.add(Memory.residentMebibytes(self));
            heaps.add(Memory.heapMebibytes());
        }
        double growth = heaps.get(heaps.size() - 1) - heaps.get(0);
        table.add(Row.ofPeer(
                        "heap after each " + fleet.size() + " checks",
                        Samples.of("MiB", heaps),
                        Samples.exactly("MiB", heapBefore),
                        "before the first check")
                .goal("flat: grows by less than 4 MiB", growth, mebibytes -> mebibytes < MOST_GROWTH_MEBIBYTES));
        table.add(Row.ofPeer(
                "resident memory while at it",
                Samples.of("MiB", resident),
                Samples.exactly("MiB", resident.get(0)),
                "after the first " + fleet.size()));
    }

    private static Trial aSecond(int count, SideBySide.Work work) {
        return () -> {
            long start = System.nanoTime();
            work.run();
            return count * NANOS_IN_A_SECOND / (System.nanoTime() - start);
        };
    }

    private static void check(DatabasePort port, RoleSpec database) throws Exception {
        List<?> failed = new RoleManager(() -> port.asProduct("postgres", database.database()))
                .check(database, new CheckOptions(false, Remedy.of("appdb roles update")))
                .failed();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("the check of " + database.database() + " failed: " + failed);
        }
    }

    private static void referenceCheck(DatabasePort port, RoleSpec database) throws Exception {
        new Reference(
                        database.database(),
                        database.schema(),
                        database.appUser(),
                        database.migratorUser(),
                        List.copyOf(database.extensions().keySet()))
                .check(port::oneByOne);
    }
}
