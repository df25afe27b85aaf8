package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Temporary access of people, proved by logging in as the person. */
class AccessTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPersonHasTheRightsOfTheUserUntilTheEndAndThenNoMore(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major).withSecondSchemaAndReader()) {
            scene.manage();
            scene.as("{migrator}", "CREATE TABLE orders (id int)");
            String jo = "jo_" + scene.spec().appUser();
            String reader = scene.spec().readers().first();

            AccessReport granted = grant(scene, jo, reader, "look into order 17");
            assertThat(granted.access()).singleElement().satisfies(access -> {
                assertThat(access.as()).isEqualTo(reader);
                assertThat(access.reason()).isEqualTo("look into order 17");
                assertThat(access.by()).isEqualTo("mia");
                assertThat(access.state()).isEqualTo(TemporaryAccess.State.VALID);
            });
            assertThat(scene.rows("SELECT rolvaliduntil - now() BETWEEN interval '119 min' AND interval '120 min'"
                            + " FROM pg_roles WHERE rolname = '" + jo + "'"))
                    .as("by the server's clock")
                    .containsExactly("t");
            run(scene, jo, "SELECT * FROM orders");
            assertRefused(scene, jo, "INSERT INTO orders VALUES (1)");
            assertThat(scene.check().failed()).isEmpty();
            assertThat(scene.plan().isEmpty()).as("an update leaves it alone").isTrue();
            assertThat(r12(scene).found()).startsWith("accepted: " + jo + " as " + reader + " until ");

            grant(scene, jo, scene.spec().appUser(), "repair order 17");
            run(scene, jo, "INSERT INTO orders VALUES (1)");
            assertThat(scene.rows("SELECT count(*) FROM pg_auth_members WHERE member = '" + jo
                            + "'::regrole AND roleid::regrole::text <> 'rds_iam'"))
                    .containsExactly("1");

            scene.asBootstrap("ALTER ROLE " + jo + " VALID UNTIL '2001-01-01'");
            assertThatThrownBy(
                            () -> scene.server().as(jo, scene.spec().database()).close())
                    .as("the server refuses the password")
                    .isInstanceOf(SQLException.class);
            assertThat(scene.check().failed()).extracting(Check::id).containsExactly("R12");
            assertThat(scene.manage().succeeded()).isTrue();
            assertThat(r12(scene).found()).startsWith("shut: " + jo);
            assertThat(scene.rows("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + jo + "'"))
                    .containsExactly("f");

            assertThat(revoke(scene, jo).access()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void revokeEndsTheSessionsAndDropsTheUserAndCanBeRepeated(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major).withSecondSchemaAndReader()) {
            scene.manage();
            String jo = "jo_" + scene.spec().appUser();
            grant(scene, jo, scene.spec().appUser(), "a look");
            try (Connection session = login(scene, jo)) {
                assertThat(revoke(scene, jo).changes())
                        .containsExactly("revoked the access of " + jo + " and ended 1 session");
                assertThatThrownBy(() -> session.createStatement().execute("SELECT 1"))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(scene.rows("SELECT count(*) FROM pg_roles WHERE rolname = '" + jo + "'"))
                    .containsExactly("0");
            assertThat(revoke(scene, jo).changes()).isEmpty();
        }
    }

    /** An end that was agreed on is the same however late it is granted and however often. */
    @Test
    void anEndThatWasAgreedOnIsNotExtendedByRepetitionAndNotGivenOnceItIsOver() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).withSecondSchemaAndReader()) {
            scene.manage();
            String jo = "jo_" + scene.spec().appUser();
            Instant now = Instant.now();
            for (int repetition = 0; repetition < 2; repetition++) {
                grantUntil(scene, jo, now.plusSeconds(3600));
                assertThat(scene.rows("SELECT extract(epoch FROM rolvaliduntil)::bigint FROM pg_roles WHERE rolname = '"
                                + jo + "'"))
                        .containsExactly(Long.toString(now.getEpochSecond() + 3600));
            }
            revoke(scene, jo);
            for (Instant wrong : List.of(now.minusSeconds(1), now.plus(Duration.ofDays(8)))) {
                assertThatThrownBy(() -> grantUntil(scene, jo, wrong))
                        .hasMessageContaining("its end, ")
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure().code()).isEqualTo("access-refused"));
            }
            assertThat(scene.rows("SELECT count(*) FROM pg_roles WHERE rolname = '" + jo + "'"))
                    .containsExactly("0");
        }
    }

    private static AccessReport grantUntil(Scene scene, String user, Instant until) throws Exception {
        return scene.manager()
                .access(
                        scene.spec(),
                        AccessRequest.grantUntil(user, scene.spec().appUser(), until, "a look", "mia"));
    }

    @Test
    void rolesThatAreNotOursAreNeitherGivenNorTaken() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).withSecondSchemaAndReader()) {
            scene.manage();
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN");
            for (String role : List.of(scene.stranger(), scene.spec().migratorUser(), "postgres")) {
                assertThatThrownBy(() -> grant(scene, role, scene.spec().appUser(), "a look"))
                        .as(role)
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure().code()).isEqualTo("access-refused"));
                assertThatThrownBy(() -> revoke(scene, role))
                        .as(role)
                        .hasMessageContaining("has no temporary access that appdb has granted");
            }
            for (String as : List.of(scene.spec().migratorUser(), scene.stranger(), "postgres")) {
                assertThatThrownBy(() -> grant(scene, "jo", as, "a look"))
                        .as(as)
                        .hasMessageContaining("is neither the app user nor a declared reader");
            }
            assertThat(scene.rows("SELECT count(*) FROM pg_roles WHERE rolname = 'jo'"))
                    .containsExactly("0");
        }
    }

    @ParameterizedTest
    @CsvSource({"1m, 60", "90m, 5400", "2h, 7200", "7d, 604800", "168h, 604800"})
    void durationsAreMinutesHoursOrDays(String text, long seconds) {
        assertThat(AccessRequest.duration(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0m", "2", "h", "8d", "169h", "-1h", "1h30m", "2 h", "99999999h", "2H"})
    void anyOtherDurationIsRefused(String text) {
        assertThatThrownBy(() -> AccessRequest.duration(text)).hasMessageStartingWith("give a time from 1m to 7d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Jo", "jo*", "1jo", "jo-anna", "jo\n", "${aws:username}", "pg_jo", "rds_jo", "public"})
    void aPersonsUserHasAPlainNameOfItsOwn(String user) {
        assertThatThrownBy(() -> AccessRequest.revoke(user)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        assertThatThrownBy(() -> AccessRequest.grant("Jo", "app", Duration.ofSeconds(59), " ", "mia\nmia"))
                .hasMessage(
                        "use lowercase letters, digits and underscores for the person's user, and begin with a letter;"
                                + " the duration must be from 1m to 7d; the reason must be one line of 1 to 200 characters; the"
                                + " name of who grants it must be one line of 1 to 200 characters");
    }

    private static Check r12(Scene scene) throws Exception {
        return scene.check().checks().stream()
                .filter(check -> check.id().equals("R12"))
                .findFirst()
                .orElseThrow();
    }

    private static AccessReport grant(Scene scene, String user, String as, String reason) throws Exception {
        return scene.manager().access(scene.spec(), AccessRequest.grant(user, as, TWO_HOURS, reason, "mia"));
    }

    private static AccessReport revoke(Scene scene, String user) throws Exception {
        return scene.manager().access(scene.spec(), AccessRequest.revoke(user));
    }

    private static void assertRefused(Scene scene, String user, String sql) {
        assertThatThrownBy(() -> run(scene, user, sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(SqlState.of(e)).isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE));
    }

    private static void run(Scene scene, String user, String sql) throws Exception {
        try (Connection connection = login(scene, user);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection login(Scene scene, String user) throws Exception {
        scene.server().running().allowLogin(user);
        return scene.server().as(user, scene.spec().database());
    }
}
