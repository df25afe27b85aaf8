package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FaultsTest has the same for every fault: the update runs the statements of the plan, and planning changes nothing. */
class PlanTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aNewDatabaseIsPlannedTheSameBeforeItExistsAndAfterwards(PostgresMajor major) throws Exception {
        try (Scene bare = Scene.on(major);
                Scene scene = bare.with(Map.of("hstore", true))) {
            RoleSpec spec = scene.spec();
            DatabasePlan now = scene.plan();
            assertThat(now.changes())
                    .extracting(Change::sentence)
                    .contains(
                            scene.fill("create user {app}"),
                            scene.fill("grant rds_iam to {migrator}"),
                            "create schema app for " + spec.migratorUser(),
                            "create extension hstore in schema pg_catalog, or where PostgreSQL refuses that, in app");
            assertThat(now.losses()).allMatch(loss -> loss.role().equals(Loss.PUBLIC) && !loss.needsConsent());
            assertThat(now.open()).isEmpty();

            DatabasePlan before = RoleManager.planOfNewServer(spec, new NewServer(major.number(), "postgres", true));
            DatabasePlan elsewhere = new RoleManager(() -> scene.server().asMaster("postgres")).planOfNewDatabase(spec);
            assertThat(before.changes()).isEqualTo(now.changes());
            assertThat(elsewhere.changes()).isEqualTo(now.changes());
            assertThat(List.of(before.id(), elsewhere.id())).containsOnly(now.id());
            assertThat(before.script()).isEqualTo(now.script());
        }
    }

    @Test
    void theSameStateHasTheSameIdAndAChangedOneAnother() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            DatabasePlan nothing = scene.plan();
            assertThat(nothing.isEmpty()).isTrue();
            assertThat(nothing.script()).isEmpty();
            scene.asBootstrap("REVOKE CONNECT ON DATABASE {db} FROM {app}");
            DatabasePlan grant = scene.plan();
            assertThat(grant.id()).hasSize(64).isEqualTo(scene.plan().id()).isNotEqualTo(nothing.id());
            assertThat(grant.counts()).isEqualTo(Map.of(Kind.GRANT, 1));
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN", "GRANT CONNECT ON DATABASE {db} TO PUBLIC");
            assertThat(scene.plan().id()).isNotEqualTo(grant.id());
        }
    }

    @Test
    void anUpdateThatExpectsAPlanRefusesWhereTheDatabaseHasChangedSince() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            DatabasePlan plan = scene.plan();
            scene.asBootstrap("CREATE ROLE {app} LOGIN");
            Failure changed = refusal(scene, scene.everything().expecting(plan.id()));
            assertThat(changed.code()).isEqualTo("roles-plan-changed");
            assertThat(changed.kind()).isEqualTo(Failure.Kind.REFUSED);
            assertThat(changed.why()).isEqualTo("the database has changed since the plan was made");
            assertThat(scene.rows("SELECT count(*) FROM pg_roles WHERE rolname = '{migrator}'"))
                    .containsExactly("0");

            UpdateOptions expecting = scene.everything().expecting(scene.plan().id());
            assertThat(scene.manager().manage(scene.spec(), expecting).succeeded())
                    .isTrue();
            assertThat(scene.manager().manage(scene.spec(), expecting).changedNothing())
                    .as("repeated after it was interrupted")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void whatIsTakenFromOthersIsRefusedUnlessTheyAreNamed(PostgresMajor major) throws Exception {
        try (Scene scene = livedIn(major)) {
            List<Loss> losses = scene.plan().losses();
            assertThat(losses)
                    .filteredOn(loss -> loss.role().equals(scene.stranger()))
                    .extracting(Loss::sentence)
                    .contains(
                            scene.fill("{stranger} loses CONNECT and TEMPORARY on database {db}"
                                    + " (owns or was granted something here)"),
                            scene.fill("{stranger} loses unqualified names of 1 table on schema public"
                                    + " (owns or was granted something here)"));
            assertThat(losses)
                    .filteredOn(Loss::needsConsent)
                    .allMatch(loss -> loss.through().equals(Loss.PUBLIC));

            Failure refusal = refusal(scene, UpdateOptions.standard());
            assertThat(refusal.code()).isEqualTo("roles-consent");
            assertThat(refusal.kind()).isEqualTo(Failure.Kind.REFUSED);
            assertThat(refusal.why()).contains(scene.fill("{stranger} loses CONNECT and TEMPORARY on database {db}"));
            assertThat(refusal.remedy().toString())
                    .contains("--allow-revoke " + scene.stranger(), "--keep-connect " + scene.stranger());
            assertThat(scene.rows("SELECT count(*) FROM pg_roles WHERE rolname = '{app}'"))
                    .containsExactly("0");

            assertThat(scene.manage().succeeded()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aRoleThatKeepsConnectIsGrantedItBeforeItIsTakenFromPublic(PostgresMajor major) throws Exception {
        try (Scene scene = livedIn(major)) {
            RoleSpec spec = scene.spec().withKeepConnect(Set.of(scene.stranger()));
            DatabasePlan plan = scene.manager().plan(spec, UpdateMode.FULL);
            assertThat(plan.changes())
                    .extracting(Change::sql)
                    .containsSubsequence(
                            scene.fill("GRANT CONNECT ON DATABASE {db} TO {stranger}"),
                            scene.fill("REVOKE ALL ON DATABASE {db} FROM PUBLIC"));
            assertThat(plan.losses())
                    .noneMatch(loss ->
                            loss.role().equals(scene.stranger()) && loss.what().contains("CONNECT"));
            scene.manager().manage(spec, scene.everything());
            assertThat(scene.rows("SELECT has_database_privilege('{stranger}', '{db}', 'CONNECT')"))
                    .containsExactly("t");
            assertThat(scene.manager().plan(spec, UpdateMode.FULL).isEmpty()).isTrue();
            assertThat(scene.manager()
                            .check(spec, new CheckOptions(false, Scene.UPDATING))
                            .checks())
                    .filteredOn(check -> check.id().equals("D06"))
                    .extracting(check -> check.status() + " " + check.found())
                    .containsExactly(scene.fill("PASSED accepted: {stranger} keeps CONNECT"));
            assertThat(scene.check().failed())
                    .filteredOn(check -> check.id().equals("D06"))
                    .extracting(Check::found)
                    .containsExactly(scene.fill("{stranger} has CONNECT"));
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aLoginThatSomebodyClosedIsOpenedOnlyForWhomItIsAgreed(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap(
                    "ALTER ROLE {app} NOLOGIN", "ALTER ROLE {migrator} VALID UNTIL '2001-01-01' CONNECTION LIMIT 0");
            List<String> closed = scene.rows(LOGINS);
            DatabasePlan plan = scene.plan();
            assertThat(plan.consentNeeded(Set.of("PUBLIC")))
                    .extracting(Loss::sentence)
                    .satisfiesExactly(
                            app -> assertThat(app).isEqualTo(scene.fill("{app} can log in again: it loses NOLOGIN")),
                            migrator -> assertThat(migrator)
                                    .startsWith(scene.fill("{migrator} can log in again: it loses CONNECTION LIMIT 0"
                                            + " and VALID UNTIL 2001-01-01")));

            String app = scene.spec().appUser();
            String migrator = scene.spec().migratorUser();
            Failure refusal = refusal(scene, UpdateOptions.standard().allowing(Set.of(app, "PUBLIC")));
            assertThat(refusal.code()).isEqualTo("roles-consent");
            assertThat(refusal.remedy().toString())
                    .contains("To let them log in again, add --allow-login " + migrator + ".", "--additive")
                    .doesNotContain("--allow-revoke", "--allow-login " + app);
            ManageReport additive =
                    scene.manager().manage(scene.spec(), scene.everything().in(UpdateMode.ADDITIVE));
            assertThat(additive.changedNothing()).isTrue();
            assertThat(scene.rows(LOGINS)).isEqualTo(closed);
            assertThat(scene.manager().plan(scene.spec(), UpdateMode.ADDITIVE).open())
                    .extracting(Check::id)
                    .containsExactly("R02", "R02");

            UpdateOptions agreed = UpdateOptions.standard().allowing(Set.of(app, migrator));
            assertThat(scene.manager().manage(scene.spec(), agreed).succeeded()).isTrue();
            assertThat(scene.check().failed()).isEmpty();
        }
    }

    private static final String LOGINS = "SELECT rolname, rolcanlogin, rolconnlimit, rolvaliduntil FROM pg_roles"
            + " WHERE rolname IN ('{app}', '{migrator}') ORDER BY 1";

    @Test
    void aRoleToKeepThatDoesNotExistIsRefusedInThePlan() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN");
            RoleSpec misspelled = scene.spec().withKeepConnect(Set.of(scene.stranger() + "x"));
            assertThat(scene.manager().plan(misspelled, UpdateMode.FULL).refusals())
                    .extracting(Failure::sentence)
                    .containsExactly(scene.fill("role {stranger}x can't keep CONNECT: this server has no such role."
                            + " Did you mean {stranger}?"));
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void anAdditiveUpdateTakesNothingAndTheCheckReportsWhatIsOpen(PostgresMajor major) throws Exception {
        try (Scene scene = livedIn(major)) {
            List<String> had = scene.rows(RIGHTS);
            DatabasePlan plan = scene.manager().plan(scene.spec(), UpdateMode.ADDITIVE);
            assertThat(plan.takingAway()).isEmpty();
            assertThat(plan.open()).extracting(Check::id).contains("D01", "D04");
            assertThat(plan.id()).isNotEqualTo(scene.plan().id());

            UpdateOptions additive =
                    UpdateOptions.standard().in(UpdateMode.ADDITIVE).expecting(plan.id());
            ManageReport report = scene.manager().manage(scene.spec(), additive);
            assertThat(report.manualActions())
                    .as("what it leaves on purpose is the check's to report")
                    .isEmpty();
            assertThat(scene.rows(RIGHTS)).isEqualTo(had);
            assertThat(scene.check().failed())
                    .extracting(Check::id)
                    .contains("D01", "D04")
                    .doesNotContain("S01");
            assertThat(scene.manager().plan(scene.spec(), UpdateMode.ADDITIVE).isEmpty())
                    .isTrue();
            assertLogsInAndReads(scene);
        }
    }

    private static final String RIGHTS = "SELECT has_database_privilege('{stranger}', '{db}', 'CONNECT'),"
            + " has_database_privilege('{stranger}', '{db}', 'TEMPORARY'),"
            + " has_schema_privilege('{stranger}', 'public', 'CREATE'),"
            + " has_schema_privilege('{stranger}', 'public', 'USAGE'), has_table_privilege('{stranger}', 'public.theirs', 'SELECT')";

    private static void assertLogsInAndReads(Scene scene) throws Exception {
        scene.server().running().allowLogin(scene.stranger());
        try (Connection theirs =
                scene.server().as(scene.stranger(), scene.spec().database())) {
            assertThat(theirs.createStatement().execute("SELECT * FROM theirs")).isTrue();
        }
    }

    @Test
    void anExtensionThatIsDroppedIsEverybodysLossAndOneThatIsNeededIsRefused() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).with(Map.of("hstore", true, "citext", true))) {
            scene.manage();
            scene.as("{migrator}", "CREATE TABLE things (tags hstore)");
            DatabasePlan off = scene.with(Map.of("hstore", false, "citext", false, "plpgsql", false))
                    .plan();
            assertThat(off.takingAway()).extracting(Change::sql).containsExactly("DROP EXTENSION citext");
            assertThat(off.losses())
                    .extracting(Loss::sentence)
                    .singleElement()
                    .asString()
                    .matches("everybody loses its \\d+ objects on extension citext");
            assertThat(off.refusals())
                    .extracting(Failure::problem)
                    .containsExactlyInAnyOrder(
                            "extension hstore can't be dropped: other objects depend on it:"
                                    + " column tags of table app.things.",
                            "extension plpgsql can't be turned on or off as configured: PL/pgSQL comes with every"
                                    + " database, and functions need it.");
            FailureException refused = catchThrowableOfType(FailureException.class, () -> off.requireAllowed(Set.of()));
            assertThat(refused.failure().code()).isEqualTo("roles-refused");
        }
    }

    /** With a table that PUBLIC may read, and a stranger that may log in. */
    private static Scene livedIn(PostgresMajor major) throws SQLException {
        Scene scene = Scene.on(major);
        scene.asBootstrap(
                "CREATE ROLE {stranger} LOGIN",
                "CREATE TABLE public.theirs (id int)",
                "GRANT SELECT ON public.theirs TO {stranger}");
        return scene;
    }

    private static Failure refusal(Scene scene, UpdateOptions options) {
        return catchThrowableOfType(
                        FailureException.class, () -> scene.manager().manage(scene.spec(), options))
                .failure();
    }
}
