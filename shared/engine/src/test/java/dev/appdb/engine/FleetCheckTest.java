package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.engine.FleetEntry.Verdict;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.OwnFolder;
import dev.appdb.journal.FileRunJournal;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many checks at once, of databases that answer as the test says. */
@Timeout(900)
class FleetCheckTest {
    private static final Instant KEPT_AT = Instant.parse("2026-11-28T10:00:00Z");
    private static final CheckReport FINE = report(Check.Status.PASSED, Check.Severity.CRITICAL);

    @TempDir
    Path folder;

    private final Map<String, Instant> paused = new HashMap<>();
    private final Map<String, Instant> kept = new ConcurrentHashMap<>();
    private FleetCheck.Manner manner = FleetCheck.Manner.STANDARD;
    private final List<String> shown = new ArrayList<>();
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    /** The answer of a database by its name, such as {@code shop-dev}. */
    private interface Database {
        CheckReport check(String name) throws Exception;
    }

    @BeforeEach
    void projectWithAnInfraFolder() throws IOException {
        Files.createDirectories(folder.resolve("infra"));
    }

    @Test
    void outcomesAreShownAsTheyComeAndReportedByAppAndName() throws Exception {
        remember("a-dev", "b-dev");
        CountDownLatch isShown = new CountDownLatch(1);
        FleetCheck check = fleet(name -> {
            if (name.equals("a-dev")) {
                assertThat(isShown.await(30, TimeUnit.SECONDS)).isTrue();
            }
            return FINE;
        });

        FleetReport report = check.check(known(), 2, entry -> {
            shown.add(entry.database() + " " + entry.verdict().words() + " " + entry.words());
            isShown.countDown();
        });

        assertThat(shown).containsExactly("b-dev passed 1 check", "a-dev passed 1 check");
        assertThat(report.entries())
                .extracting(entry -> entry.database().toString())
                .containsExactly("a-dev", "b-dev");
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.sentence()).isEqualTo("roles check of 2 databases: 2 passed");
    }

    @Test
    void asManyAsAskedForAreCheckedAtOnceAndNoMore() throws Exception {
        remember(IntStream.range(0, 9).mapToObj(i -> "app" + i + "-dev").toArray(String[]::new));
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        FleetReport report = fleet(name -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    three.await(30, TimeUnit.SECONDS);
                    now.decrementAndGet();
                    return FINE;
                })
                .check(known(), 3, this::show);

        assertThat(report.count(Verdict.PASSED)).isEqualTo(9);
        assertThat(most).hasValue(3);
    }

    @Test
    void whatCanNotBeCheckedIsUnknownAndStopsNoOther() throws Exception {
        remember("a-dev", "bug-dev", "gone-dev", "odd-dev", "old-dev", "z-dev");
        Files.writeString(folder.resolve("infra/odd/appdb/dev.json"), "{\"format\":1,\"target\":\"moon\"}");
        Files.createDirectories(folder.resolve("infra/old/app-config"));
        Files.writeString(folder.resolve("infra/old/app-config/main.tf"), "locals {\n  has_database = false\n}\n");

        FleetReport report = fleet(name -> {
                    if (name.equals("gone-dev")) {
                        throw Failure.failed("gone", "could not connect", "refused", "Start it.")
                                .asException();
                    }
                    if (name.equals("bug-dev")) {
                        throw new IllegalStateException("a defect");
                    }
                    return FINE;
                })
                .check(known(), 1, this::show);

        assertThat(report.entries())
                .extracting(FleetEntry::verdict)
                .containsExactly(
                        Verdict.PASSED,
                        Verdict.UNKNOWN,
                        Verdict.UNKNOWN,
                        Verdict.UNKNOWN,
                        Verdict.LEFT_OUT,
                        Verdict.PASSED);
        assertThat(shown)
                .contains(
                        "gone-dev unknown could not connect: refused.",
                        "bug-dev unknown it broke: a defect.",
                        "old-dev left out its app has no database (has_database = false)");
        assertThat(entry(report, "odd-dev").target()).isEmpty();
        assertThat(entry(report, "odd-dev").failure().orElseThrow().code()).isEqualTo("remembered-not-valid");
        assertThat(entry(report, "gone-dev").target()).contains(Target.LOCAL);
        assertThat(entry(report, "gone-dev").failure().orElseThrow().remedy().toString())
                .isEqualTo("Start it.");
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.sentence()).isEqualTo("roles check of 6 databases: 3 unknown, 2 passed, 1 left out");
    }

    @Test
    void whatIsPausedIsNotWokenUnlessAskedForAndIsUnknown() throws Exception {
        remember("a-dev", "new-dev", "z-dev");
        fleet(name -> FINE).check(List.of(known().get(0), known().get(2)), 1, entry -> {});
        paused.put("a-dev", Instant.parse("2026-11-29T22:10:03.5Z"));
        paused.put("new-dev", Instant.parse("2026-11-29T22:10:03Z"));
        List<String> checked = Collections.synchronizedList(new ArrayList<>());
        Database database = name -> {
            checked.add(name);
            return FINE;
        };

        FleetReport report = fleet(database).check(known(), 1, this::show);

        assertThat(checked).containsExactly("z-dev");
        assertThat(shown)
                .containsExactly(
                        "a-dev unknown paused, not checked since 2026-11-28 10:00:00 UTC: a-dev paused at 2026-11-29"
                                + " 22:10:03 UTC, and a check would wake it.",
                        "new-dev unknown paused, not checked yet: new-dev paused at 2026-11-29 22:10:03 UTC, and a check"
                                + " would wake it.",
                        "z-dev passed 1 check");
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(entry(report, "a-dev").isPaused()).isTrue();
        assertThat(entry(report, "a-dev").failure().orElseThrow().remedy().toString())
                .contains("appdb roles check --app-name a --environment dev", "--wake-paused");
        assertThat(events)
                .as("a run of which nothing failed")
                .filteredOn(RunEvent.RunFinished.class::isInstance)
                .allSatisfy(event ->
                        assertThat(((RunEvent.RunFinished) event).result()).isEqualTo(RunResult.DONE));

        manner = new FleetCheck.Manner(false, true);
        fleet(database).check(known(), 1, entry -> {});
        assertThat(checked).containsExactly("z-dev", "a-dev", "new-dev", "z-dev");
    }

    @Test
    void aCriticalFailedCheckAnywhereIsTheVerdictAndAWarningIsNot() throws Exception {
        remember("a-dev", "b-dev", "c-dev");

        FleetReport warned = fleet(
                        name -> name.equals("b-dev") ? report(Check.Status.FAILED, Check.Severity.WARNING) : FINE)
                .check(known(), 3, this::show);
        assertThat(warned.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(shown).contains("b-dev warning R01");

        FleetReport failed = fleet(name -> {
                    if (name.equals("a-dev")) {
                        throw Failure.failed("gone", "could not connect", "refused", "Start it.")
                                .asException();
                    }
                    return name.equals("b-dev") ? report(Check.Status.FAILED, Check.Severity.CRITICAL) : FINE;
                })
                .check(known(), 3, this::show);
        assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(failed.sentence()).isEqualTo("roles check of 3 databases: 1 failed, 1 unknown, 1 passed");
        assertThat(entry(failed, "b-dev").failed()).extracting(Check::id).containsExactly("R01");
    }

    @Test
    void stoppedItTellsWhatIsDoneAndEndsTheOpenRunsAsInterrupted() throws Exception {
        remember("a-dev", "b-dev", "c-dev");
        CountDownLatch isStopped = new CountDownLatch(1);
        List<FleetReport> soFar = new ArrayList<>();
        List<FleetCheck> self = new ArrayList<>();
        FleetCheck check = fleet(name -> {
            if (name.equals("a-dev")) {
                assertThat(isStopped.await(30, TimeUnit.SECONDS)).isTrue();
            }
            return FINE;
        });
        self.add(check);

        FleetReport report = check.check(known(), 2, entry -> {
            show(entry);
            soFar.add(self.get(0).stop());
            isStopped.countDown();
        });

        assertThat(shown).containsExactly("b-dev passed 1 check");
        assertThat(soFar).containsExactly(report);
        assertThat(report.notChecked()).isEqualTo(2);
        assertThat(report.sentence()).isEqualTo("roles check of 3 databases: 1 passed, 2 not checked");
        assertThat(new FileRunJournal(OwnFolder.at(folder.resolve(".appdb"))).runs())
                .as("each run that began has an end, and c-dev's did not begin")
                .allSatisfy(run -> assertThat(run.events()).last().isInstanceOf(RunEvent.RunFinished.class));
        assertThat(events)
                .filteredOn(event -> event instanceof RunEvent.RunFinished end
                        && end.result() == RunResult.INTERRUPTED
                        && end.failure().orElseThrow().what().equals("roles check of a-dev was interrupted"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "-1", "", "8.5", "eight", "99999999999"})
    void aParallelismThatIsNoWholeNumberFrom1To64IsRefused(String text) {
        assertThatThrownBy(() -> FleetCheck.parallelism(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1 to 64");
    }

    @Test
    void theParallelismIsAWholeNumberFrom1To64() {
        assertThat(FleetCheck.parallelism("1")).isEqualTo(1);
        assertThat(FleetCheck.parallelism("64")).isEqualTo(64);
    }

    @Test
    void onlyRememberedEnvironmentsAreKnownAndFilesOfOtherNamesAreNone() throws Exception {
        remember("b-prod", "b-dev", "a-dev");
        Files.writeString(folder.resolve("infra/b/appdb/README.json"), "{}");
        Files.createDirectories(folder.resolve("infra/Not_An_App/appdb"));
        Files.writeString(folder.resolve("infra/Not_An_App/appdb/dev.json"), "{}");
        Files.createDirectories(folder.resolve("infra/a/service"));
        Files.writeString(folder.resolve("infra/a/service/prod.s3.tfbackend"), "");

        assertThat(known()).extracting(KnownEnvironment::toString).containsExactly("a-dev", "b-dev", "b-prod");
    }

    @Test
    void withoutAnInfraFolderNoneIsKnown() throws Exception {
        assertThat(Project.at(folder.resolve("nowhere")).knownEnvironments()).isEmpty();
    }

    private void show(FleetEntry entry) {
        shown.add(entry.database() + " " + entry.verdict().words() + " " + entry.words());
    }

    private static FleetEntry entry(FleetReport report, String name) {
        return report.entries().stream()
                .filter(entry -> entry.database().toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CheckReport report(Check.Status status, Check.Severity severity) {
        return new CheckReport(
                List.of(new Check("R01", severity, "user app", status, "as found", "Run appdb roles update.")));
    }

    private void remember(String... names) throws IOException {
        for (String name : Arrays.asList(names)) {
            String[] parts = name.split("-", 2);
            Path file = folder.resolve("infra/" + parts[0] + "/appdb/" + parts[1] + ".json");
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "{\"format\":1,\"target\":\"local\",\"postgres\":16}");
        }
    }

    private List<KnownEnvironment> known() throws FailureException {
        return Project.at(folder).knownEnvironments();
    }

    private FleetCheck fleet(Database database) {
        FakeTarget target = new FakeTarget() {
            @Override
            public Optional<Instant> pausedSince(DatabaseRequest request) {
                return Optional.ofNullable(paused.get(request.cluster()));
            }

            @Override
            public CheckReport check(DatabaseRequest request, boolean probe, Progress progress)
                    throws FailureException {
                try {
                    return database.check(request.cluster());
                } catch (FailureException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        TargetPorts ports = new TargetPorts(
                target,
                target,
                (request, user) -> {
                    throw new AssertionError();
                },
                request -> List.of());
        return new FleetCheck(Project.at(folder), Map.of(), new RunsOn(ports), manner);
    }

    /** Runs on a fake target, whose events the test keeps. */
    private final class RunsOn implements FleetCheck.Runs {
        private final TargetPorts ports;

        RunsOn(TargetPorts ports) {
            this.ports = ports;
        }

        @Override
        public Run begin(Resolution resolution) throws FailureException {
            return new ProvisioningEngine(
                            resolution.project(),
                            ports,
                            new FileRunJournal(OwnFolder.at(folder.resolve(".appdb"))),
                            Clock.systemUTC(),
                            new RunIds(Clock.systemUTC(), RandomGenerator.getDefault()))
                    .begin(
                            Procedure.require("roles check"),
                            resolution.request(),
                            resolution.flags(),
                            Optional.empty(),
                            events::add);
        }

        @Override
        public void checked(Resolution resolution, CheckReport report) {
            kept.put(resolution.request().cluster(), KEPT_AT);
        }

        @Override
        public Optional<Instant> lastChecked(Resolution resolution) {
            return Optional.ofNullable(kept.get(resolution.request().cluster()));
        }

        @Override
        public Failure bug(RuntimeException defect) {
            return Failure.failed("bug", "it broke", String.valueOf(defect.getMessage()), "Report it.");
        }
    }
}
