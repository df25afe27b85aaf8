package dev.appdb.bench;

import dev.appdb.bench.SideBySide.Trial;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.RoleManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Roles check, and roles update where nothing changes, beside the reference's statements. */
final class RolesItem implements Item {
    private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(20));
    private static final Duration FAR = Duration.ofMillis(20);
    private static final int MANY_TABLES = 10_000;
    private static final List<Integer> TABLES = List.of(0, 200, MANY_TABLES);
    private static final String PEER = "the reference's statements";
    private static final int WARM_UPS = 3;
    private static final int MOST_ROUND_TRIPS = 2;
    private static final double CHECK_GOAL = 10;
    private static final double UPDATE_GOAL = 5;
    private static final double MANY_TABLES_GOAL_MILLIS = 1_000;

    @Override
    public String key() {
        return "roles";
    }

    @Override
    public String about() {
        return "The role manager's `check` and `manage` (nothing to change; one extension declared) on a real"
                + " PostgreSQL "
                + PostgresMajor.DEFAULT
                + " behind a proxy that delays each round trip, beside the reference's statements sent one by one on"
                + " its two connections by the same driver. \"In all\" counts everything from opening the first"
                + " connection to closing the last (TCP's handshake 1 round trip, the login with SCRAM 3, no TLS);"
                + " \"logged in\" counts only what happens on connections that are open, on both sides. \"Again\" is"
                + " the target server in a process that goes on (the bot, or what follows in one set-up), which keeps"
                + " its session for a minute, beside the reference, which logs in for each.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        for (Duration delay : DELAYS) {
            if (!delay.isZero()) {
                ProxyCheck.measure(table, delay, runs);
            }
        }
        TestServer server = TestServers.another(PostgresMajor.DEFAULT);
        for (int tables : TABLES) {
            ManagedDatabase database = ManagedDatabase.on(server, tables);
            for (Duration delay : DELAYS) {
                try (DelayingProxy proxy = DelayingProxy.before(server.running().port(), delay)) {
                    Way way = new Way(database, proxy, DatabasePort.to(server.running(), proxy.port()), delay);
                    if (tables == TABLES.get(0) && delay.isZero()) {
                        way.count(table);
                    }
                    way.time(table, runs);
                }
            }
        }
    }

    /** One database through one proxy. */
    private record Way(ManagedDatabase database, DelayingProxy proxy, DatabasePort port, Duration delay) {

        /** Round trips and statements, which are the same in each run. */
        void count(Table table) throws Exception {
            Counts check = counted(this::check);
            Counts referenceCheck = counted(this::referenceCheck);
            Counts update = counted(this::update);
            Counts referenceUpdate = counted(this::referenceUpdate);
            add(table, "check", check, referenceCheck);
            add(table, "update", update, referenceUpdate);
            table.note(String.format(
                    Locale.ROOT,
                    "roles: the further the server, the closer a ratio comes to that of the round trips, and no"
                            + " further: logged in, %.0f for a check and %.0f for an update; in all, with a handshake for"
                            + " each connection, %.1f and %.1f.",
                    Row.ratio(check.trips(), referenceCheck.trips()),
                    Row.ratio(update.trips(), referenceUpdate.trips()),
                    (referenceCheck.tripsInAll().median() + 2)
                            / (check.tripsInAll().median() + 1),
                    (referenceUpdate.tripsInAll().median() + 2)
                            / (update.tripsInAll().median() + 1)));
        }

        private void add(Table table, String what, Counts ours, Counts peer) {
            Row trips = Row.fewer(what + ", round trips, logged in", ours.trips(), peer.trips(), PEER);
            table.add(
                    what.equals("check")
                            ? trips.goal(
                                    "at most " + MOST_ROUND_TRIPS,
                                    ours.trips().median(),
                                    count -> count <= MOST_ROUND_TRIPS)
                            : trips);
            table.add(Row.fewer(what + ", round trips, in all", ours.tripsInAll(), peer.tripsInAll(), PEER));
            table.add(Row.fewer(what + ", statements", ours.statements(), peer.statements(), PEER));
        }

        /** The counts of one run, without TCP's handshake, which the proxy does not see. */
        private record Counts(Samples trips, Samples tripsInAll, Samples statements) {}

        private Counts counted(Act act) throws Exception {
            act.on(Logins.through(port)); // what the server does only once is done
            Logins open = Logins.open(database, port);
            proxy.reset();
            act.on(open);
            int trips = proxy.roundTrips();
            int statements = proxy.statements();
            open.close();
            proxy.reset();
            act.on(Logins.through(port));
            return new Counts(
                    Samples.exactly("", trips),
                    Samples.exactly("", proxy.roundTrips()),
                    Samples.exactly("", statements));
        }

        void time(Table table, int runs) throws Exception {
            String where = String.format(Locale.ROOT, ", %,d tables, %d ms away", database.tables(), delay.toMillis());
            try (Logins open = Logins.open(database, port);
                    OneProcess process = new OneProcess(database, port)) {
                Logins closed = Logins.through(port);
                List<Samples> all = SideBySide.run(
                        "ms",
                        WARM_UPS,
                        runs,
                        timed(this::check, closed),
                        timed(this::referenceCheck, closed),
                        timed(this::update, closed),
                        timed(this::referenceUpdate, closed),
                        timed(this::check, open),
                        timed(this::referenceCheck, open),
                        timed(this::update, open),
                        timed(this::referenceUpdate, open),
                        SideBySide.millis(() -> database.requireGood(process.check())),
                        SideBySide.millis(() -> database.requireUnchanged(process.update())));
                table.add(checkGoal("check, in all" + where, all.get(0), all.get(1)));
                table.add(checkGoal("check, again" + where, all.get(8), all.get(1)));
                table.add(Row.faster("check, logged in" + where, all.get(4), all.get(5), PEER));
                table.add(updateGoal("update, in all" + where, all.get(2), all.get(3)));
                table.add(updateGoal("update, again" + where, all.get(9), all.get(3)));
                table.add(Row.faster("update, logged in" + where, all.get(6), all.get(7), PEER));
            }
        }

        private Row checkGoal(String what, Samples ours, Samples peer) {
            Row row = Row.faster(what, ours, peer, PEER);
            if (delay.equals(FAR) && database.tables() < MANY_TABLES) {
                return row.goal(
                        Samples.number(CHECK_GOAL) + " times faster",
                        Row.ratio(ours, peer),
                        ratio -> ratio >= CHECK_GOAL);
            }
            return database.tables() == MANY_TABLES
                    ? row.goal("under 1 s", ours.median(), millis -> millis < MANY_TABLES_GOAL_MILLIS)
                    : row;
        }

        private Row updateGoal(String what, Samples ours, Samples peer) {
            Row row = Row.faster(what, ours, peer, PEER);
            return delay.equals(FAR)
                    ? row.goal(
                            Samples.number(UPDATE_GOAL) + " times faster",
                            Row.ratio(ours, peer),
                            ratio -> ratio >= UPDATE_GOAL)
                    : row;
        }

        private static Trial timed(Act act, Logins logins) {
            return SideBySide.millis(() -> act.on(logins));
        }

        private void check(Logins logins) throws Exception {
            database.requireGood(new RoleManager(logins.product(database))
                    .check(database.spec(), new CheckOptions(false, Remedy.of("appdb roles update"))));
        }

        private void update(Logins logins) throws Exception {
            database.requireUnchanged(new RoleManager(logins.product(database)).manage(database.spec()));
        }

        private void referenceCheck(Logins logins) throws SQLException {
            database.reference().check(logins.oneByOne());
        }

        private void referenceUpdate(Logins logins) throws SQLException {
            database.reference().manage(logins.oneByOne(), database.bootstrap());
        }
    }

    /** The operation measured, over logins that open connections or reuse open ones. */
    @FunctionalInterface
    private interface Act {
        void on(Logins logins) throws Exception;
    }
}
