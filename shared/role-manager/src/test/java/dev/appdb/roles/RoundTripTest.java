package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    /** Counted on the wire: the server says "ready for query" once a round trip. */
    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aCheckAndARunThatChangesNothingAreOneRoundTripEach(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major);
                RoundTripCounter wire = new RoundTripCounter(
                        Running.HOST, scene.server().running().port())) {
            scene.manage();
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN CREATEROLE PASSWORD 'over the wire'");
            scene.asBootstrap("GRANT CONNECT ON DATABASE {db} TO {stranger}");
            DatabaseLogins logins = () -> overTheWire(scene, wire);

            new RoleManager(logins).check(scene.spec(), new CheckOptions(false, Scene.UPDATING));
            assertThat(wire.roundTrips()).isEqualTo(1);

            assertThat(new RoleManager(logins).manage(scene.spec()).changedNothing())
                    .isTrue();
            assertThat(wire.roundTrips()).isEqualTo(1);
        }
    }

    private static Connection overTheWire(Scene scene, RoundTripCounter wire) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + Running.HOST + ":" + wire.port() + "/"
                        + scene.spec().database() + "?sslmode=disable&gssEncMode=disable",
                scene.fill("{stranger}"),
                "over the wire");
        wire.reset();
        return connection;
    }

    @Test
    void tenThousandTablesAreLookedAtWithinASecond() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            for (int from = 1; from <= 10_000; from += 2_000) { // each holds a lock until the end
                scene.as(
                        "{migrator}",
                        "DO $$ BEGIN FOR i IN " + from + ".." + (from + 1_999)
                                + " LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', i); END LOOP; END $$");
            }
            scene.asBootstrap("ANALYZE pg_class, pg_depend, pg_attribute, pg_proc, pg_type");
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                assertThat(scene.check().failed()).isEmpty();
                best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
            }
            System.out.println("check on 10,000 tables, login included, best of 5: " + best + " ms");
            assertThat(best).isLessThan(1_000);
        }
    }
}
