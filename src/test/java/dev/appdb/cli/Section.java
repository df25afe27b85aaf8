package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.FrontEnd.Decision;
import dev.appdb.cli.FrontEnd.Ending;
import dev.appdb.cli.FrontEnd.Outcome;
import dev.appdb.cli.LivedInServer.Place;
import java.sql.Connection;

/** The rows of the table: what holds for a database on a server where others live, whichever front end is used. */
enum Section {
    /** What is done inside the database is in the plan, with who loses what, before anything is done. */
    PLAN {
        @Override
        void show(FrontEnd front, Place place) throws Exception {
            Outcome outcome = front.setUp(place, Decision.DECLINE, "");

            assertThat(outcome.shown())
                    .contains("create user " + place.app())
                    .contains("create schema app for " + place.migrator())
                    .contains(place.report() + " loses CONNECT and TEMPORARY on database " + place.database())
                    .contains("unqualified names of 1 table");
            assertThat(outcome.ending()).isEqualTo(Ending.REFUSED);
            assertUntouched(place);
        }
    },
    /** Nobody loses anything by somebody's bare yes. */
    CONSENT {
        @Override
        void show(FrontEnd front, Place place) throws Exception {
            Outcome outcome = front.setUp(place, Decision.UNNAMED, "");

            assertThat(outcome.ending()).isEqualTo(Ending.REFUSED);
            assertThat(outcome.shown()).contains(front.agreement(place));
            assertUntouched(place);
        }
    },
    /** A take-over may leave the others all that they have; then the check tells what is open. */
    ADDITIVE {
        @Override
        void show(FrontEnd front, Place place) throws Exception {
            Outcome outcome = front.setUp(place, Decision.ADDITIVE, "");

            assertThat(outcome.ending()).isEqualTo(Ending.CHECK_FAILED);
            assertThat(outcome.shown()).contains("PUBLIC has CONNECT");
            assertThat(place.reportWorks()).isTrue();
            assertThat(place.value("SELECT has_schema_privilege('" + place.app() + "', 'app', 'USAGE')"))
                    .isEqualTo("t");
        }
    },
    /** A take-over in full takes what was named; and where there is no rds_iam, the service can log in. */
    FULL_WITH_LOGINS {
        @Override
        void show(FrontEnd front, Place place) throws Exception {
            Outcome outcome = front.setUp(place, Decision.FULL, "");

            assertThat(outcome.ending()).isEqualTo(Ending.DONE);
            assertThat(place.reportWorks()).isFalse();
            place.logIn(place.app(), front.password(place)).close();
        }
    },
    /** A wrong switch is refused before anything is made, and a declaration can be removed again. */
    EXTENSIONS {
        @Override
        void show(FrontEnd front, Place place) throws Exception {
            assertThat(front.refusal(place, "plpgsql=off")).contains("plpgsql can't be turned off");
            assertUntouched(place);

            assertThat(front.setUp(place, Decision.FULL, "hstore=on").shown()).contains("create extension hstore");
            assertThat(place.hasExtension("hstore")).isTrue();
            Outcome unset = front.setUp(place, Decision.FULL, "hstore=unset");
            assertThat(unset.shown()).doesNotContain("drop extension hstore");
            assertThat(place.hasExtension("hstore")).as("it stays").isTrue();
        }
    },
    /** Who waits hears after 2 s who is in the way, and gives up in time. */
    LOCKS {
        @Override
        void show(FrontEnd front, Place place) throws Exception {
            try (Connection blocker = place.block()) {
                assertThat(blocker.isClosed()).isFalse();
                Outcome outcome = front.setUp(place, Decision.FULL, "");

                String pid = "pid " + place.blocker() + " of rdsadmin";
                assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
                assertThat(outcome.shown())
                        .containsPattern("(?s)waiting for a lock for .*" + pid)
                        .containsPattern("(?s)it waited too long for a lock that another session holds: " + pid
                                + ".*idle in transaction since .*CREATE ROLE " + place.app());
            }
            assertUntouched(place);
        }
    };

    abstract void show(FrontEnd front, Place place) throws Exception;

    private static void assertUntouched(Place place) throws Exception {
        assertThat(place.hasRole(place.app())).isFalse();
        assertThat(place.reportWorks()).isTrue();
    }
}
