package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plan's script gives the state that the update gives. */
class PlanScriptTest {
    private static final int RUNS_ON_EACH_MAJOR = 3;
    private static final int MOST_FAULTS = 6;
    private static final Fault THE_MASTER_MAY_ACT_AS_THE_APP =
            Fault.of("R15", "GRANT {app} TO {stranger}", "GRANT {stranger} TO postgres");
    private static final Fault THE_APP_LACKS_IAM = Fault.of(
            "R04", "SET SESSION AUTHORIZATION postgres", "REVOKE rds_iam FROM {app}", "RESET SESSION AUTHORIZATION");
    private static final String PSQL = "psql";

    @TempDir
    private Path folder;

    /** Others than the usual ones with {@code -Dappdb.faults.runs=30}; one again with {@code -Dappdb.faults.seed=…}. */
    @TestFactory
    Stream<DynamicTest> psqlGivesTheSameStateAsUpdateToRandomlyFaultyDatabases() {
        return seeds().flatMap(seed -> Scene.majors()
                .map(major -> DynamicTest.dynamicTest(
                        "PostgreSQL " + major + ", seed " + seed, () -> compare(major, seed, this::runPsql))));
    }

    @TestFactory
    Stream<DynamicTest> anyClientThatRunsTheStatementsGivesTheSameState() {
        return Scene.majors()
                .map(major -> DynamicTest.dynamicTest("PostgreSQL " + major, () -> compare(major, 1, this::runJdbc)));
    }

    @TestFactory
    Stream<DynamicTest> bothRefuseToLetTheMasterLogInWithIamAlone() {
        return Scene.majors()
                .map(major -> DynamicTest.dynamicTest(
                        "PostgreSQL " + major,
                        () -> assertThat(compare(
                                        major,
                                        List.of(THE_MASTER_MAY_ACT_AS_THE_APP, THE_APP_LACKS_IAM),
                                        "",
                                        this::runPsql))
                                .isEqualTo(Outcome.REFUSED)));
    }

    private static Stream<Long> seeds() {
        Long given = Long.getLong("appdb.faults.seed");
        Integer runs = Integer.getInteger("appdb.faults.runs");
        Random random = runs == null ? new Random(RUNS_ON_EACH_MAJOR) : new Random();
        return given != null
                ? Stream.of(given)
                : random.longs(runs == null ? RUNS_ON_EACH_MAJOR : runs, 0, Integer.MAX_VALUE)
                        .boxed();
    }

    private static void compare(PostgresMajor major, long seed, Run run) throws Exception {
        compare(major, draw(major, seed), ", seed " + seed, run);
    }

    private enum Outcome {
        DONE,
        REFUSED
    }

    private static Outcome compare(PostgresMajor major, List<Fault> faults, String seed, Run run) throws Exception {
        try (Scene updated = Scene.on(major).with(Fault.EXTENSIONS).withSecondSchemaAndReader();
                Scene scripted = Scene.on(major).with(Fault.EXTENSIONS).withSecondSchemaAndReader()) {
            try {
                for (Scene scene : List.of(updated, scripted)) {
                    scene.asBootstrap("CREATE ROLE {stranger}");
                    scene.manage();
                    faults.forEach(fault -> plant(scene, fault));
                }
                return compare(updated, scripted, run);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("PostgreSQL " + major + seed + ", " + faults, e);
            } finally {
                updated.asBootstrap("REVOKE rds_iam FROM postgres");
            }
        }
    }

    private static Outcome compare(Scene updated, Scene scripted, Run run) throws Exception {
        Outcome outcome = Outcome.DONE;
        DatabasePlan plan = scripted.plan();
        try {
            updated.manage();
            if (!plan.isEmpty()) {
                run.script(scripted, plan.script());
            }
        } catch (FailureException refused) {
            outcome = Outcome.REFUSED;
            assertThat(refused.failure().why()).contains("would be a member of rds_iam");
            assertThatThrownBy(() -> run.script(scripted, plan.script()))
                    .hasMessageContaining("the master would be a member of rds_iam");
        }
        assertThat(StateOfDatabase.of(scripted, updated)).isEqualTo(StateOfDatabase.of(updated, scripted));
        assertThat(scripted.plan().changes()).hasSameSizeAs(updated.plan().changes());
        return outcome;
    }

    private static List<Fault> draw(PostgresMajor major, long seed) {
        Random random = new Random(seed);
        List<Fault> possible = new ArrayList<>(
                Stream.concat(Fault.ALL.stream(), Fault.ALL.stream().map(Fault::inSecondSchema))
                        .distinct()
                        .filter(fault -> major.isAtLeast(fault.oldest()))
                        .filter(fault -> !fault.rule().equals("D09")) // psql could not connect
                        .toList());
        Collections.shuffle(possible, random);
        return possible.subList(0, 1 + random.nextInt(MOST_FAULTS));
    }

    /** One may make the next impossible, such as a schema that is gone; then both databases lack it. */
    private static void plant(Scene scene, Fault fault) {
        try {
            scene.asBootstrap(fault.sql().toArray(String[]::new));
        } catch (SQLException impossible) {
            assertThat(SqlState.of(impossible)).as("%s", fault).matches("42.*|3F.*|2BP01|0LP01");
        }
    }

    private void runPsql(Scene scene, String script) throws Exception {
        assumeTrue(hasPsql(), "psql is not installed");
        Path file = Files.writeString(folder.resolve("plan.sql"), script);
        Running server = scene.server().running();
        ProcessBuilder psql = new ProcessBuilder(
                        PSQL,
                        "--no-psqlrc",
                        "--quiet",
                        "-f",
                        file.toString(),
                        "-h",
                        Running.HOST,
                        "-p",
                        String.valueOf(server.port()),
                        "-U",
                        server.master(),
                        "-d",
                        scene.spec().database())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("psql.log").toFile());
        psql.environment().put("PGPASSFILE", server.passwordFile().toString());
        Process process = psql.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("%s%n%s", script, Files.readString(folder.resolve("psql.log")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean hasPsql() {
        try {
            Process process = new ProcessBuilder(PSQL, "--version")
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private void runJdbc(Scene scene, String script) throws SQLException {
        try (Connection master = scene.logins().asMaster();
                Statement statement = master.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(script.substring(script.indexOf('\n')));
        }
    }

    /** A line break in a name would end the comment, and psql would run what follows. */
    @Test
    void aNameWithALineBreakStaysInItsComment() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            Path trace = folder.resolve("trace");
            String evil = "\"x\n\\! touch " + trace + "\n\"";
            scene.as("{migrator}", "CREATE TABLE " + evil + " (id int)", "REVOKE ALL ON " + evil + " FROM {app}");
            DatabasePlan plan = scene.plan();
            runPsql(scene, plan.script());
            assertThat(trace).doesNotExist();
            assertThat(scene.plan().isEmpty()).isTrue();
        }
    }

    @Test
    void aScriptStopsAtTheFirstErrorAndLeavesNothingHalfDone() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).with(Map.of("hstore", true))) {
            String script = scene.plan().script();
            scene.asBootstrap("CREATE ROLE {migrator}");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> runJdbc(scene, script)))
                    .hasMessageContaining("already exists");
            assertThat(scene.rows("SELECT count(*) FROM pg_roles WHERE rolname = '{app}'"))
                    .containsExactly("0");
        }
    }

    /** From PostgreSQL 16 on, users that somebody else created are beyond the master. */
    @Test
    void aSuperuserRunsItWhereTheMasterMayNotActAsTheMigrator() throws Exception {
        try (Scene scene = Scene.on(new PostgresMajor(17))) {
            scene.asBootstrap("CREATE ROLE {app} LOGIN", "CREATE ROLE {migrator} LOGIN");
            RoleManager manager = new RoleManager(scene.loginsWithMigrator());
            String script = manager.plan(scene.spec(), UpdateMode.FULL).script();
            assertThat(script).contains("as a superuser, since the master may not act as");
            scene.asBootstrap(script.substring(script.indexOf('\n')));
            assertThat(manager.plan(scene.spec(), UpdateMode.FULL).isEmpty()).isTrue();
            assertThat(scene.check().failed()).extracting(Check::id).containsExactly("R10", "R10");
        }
    }

    @FunctionalInterface
    private interface Run {
        void script(Scene scene, String script) throws Exception;
    }
}
