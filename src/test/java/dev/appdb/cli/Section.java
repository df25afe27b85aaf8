package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.FrontEnd.Decision;
import dev.appdb.cli.FrontEnd.Ending;
import dev.appdb.cli.FrontEnd.Outcome;
import dev.appdb.cli.LivedInServer.Place;
import java.sql.Connection;

/** The rows of the table: what holds for a database on a server where others live, whichever front end is used. */
enum Section {
    /** A plan has what is done inside the database, and who loses what, before anything is done. */
    PLAN {
        @Override
        void show(FrontEnd frontEnd, Place place) throws Exception {
            Outcome outcome = frontEnd.setUp(place, Decision.DECLINE, "");

            assertThat(outcome.shown())
                    .contains("create user " + place.app())
                    .contains("create schema app for " + place.migrator())
                    .contains(frontEnd.loss(place))
                    .contains("unqualified names of 1 table");
            assertThat(outcome.ending()).isEqualTo(Ending.REFUSED);
            assertUntouched(place);
        }
    },
    /** A bare yes takes nothing from others. */
    CONSENT {
        @Override
        void show(FrontEnd frontEnd, Place place) throws Exception {
            Outcome outcome = frontEnd.setUp(place, Decision.UNNAMED, "");

            assertThat(outcome.ending()).isEqualTo(Ending.REFUSED);
            assertThat(outcome.shown()).contains(frontEnd.agreement(place));
            assertUntouched(place);
        }
    },
    /** A take-over may leave the others all that they have; then the check tells what is open. */
    ADDITIVE {
        @Override
        void show(FrontEnd frontEnd, Place place) throws Exception {
            Outcome outcome = frontEnd.setUp(place, Decision.ADDITIVE, "");

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
        void show(FrontEnd frontEnd, Place place) throws Exception {
            Outcome outcome = frontEnd.setUp(place, Decision.FULL, "");

            assertThat(outcome.ending()).isEqualTo(Ending.DONE);
            assertThat(place.reportWorks()).isFalse();
            place.logIn(place.app(), frontEnd.password(place)).close();
        }
    },
    /** A declaration is made and can be removed again, and a wrong one is refused at the question. */
    EXTENSIONS {
        @Override
        void show(FrontEnd frontEnd, Place place) throws Exception {
            assertThat(frontEnd.setUp(place, Decision.FULL, "hstore=on").shown())
                    .contains("create extension hstore");
            assertThat(place.hasExtension("hstore")).isTrue();
            Outcome unset = frontEnd.setUp(place, Decision.FULL, "hstore=unset");
            assertThat(unset.shown()).doesNotContain("drop extension hstore");
            assertThat(place.hasExtension("hstore")).as("it stays").isTrue();

            assertThat(frontEnd.refusal(place, "plpgsql=off")).contains("plpgsql can't be turned off");
            assertThat(place.hasExtension("plpgsql")).isTrue();
        }
    },
    /** A wait for a lock tells after 2 s who is in the way, and ends in time. */
    LOCKS {
        @Override
        void show(FrontEnd frontEnd, Place place) throws Exception {
            try (Connection blocker = place.block()) {
                assertThat(blocker.isClosed()).isFalse();
                Outcome outcome = frontEnd.setUp(place, Decision.FULL, "");

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

    abstract void show(FrontEnd frontEnd, Place place) throws Exception;

    private static void assertUntouched(Place place) throws Exception {
        assertThat(place.hasRole(place.app())).isFalse();
        assertThat(place.reportWorks()).isTrue();
    }
}
