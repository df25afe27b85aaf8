package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T15:12:04Z");
    private static final EnvironmentKey DEV = EnvironmentKey.of("app", "dev");

    private final TestDatabase database = new TestDatabase();
    private final Store store = new Store(database.dataSource(), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void migrate() {
        store.migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void replicasThatStartTogetherMigrateOnce() throws Exception {
        try (TestDatabase fresh = new TestDatabase()) {
            ExecutorService replicas = Executors.newFixedThreadPool(3);
            Callable<Boolean> starting = () -> {
                new Store(fresh.dataSource(), Clock.systemUTC()).migrate();
                return true;
            };
            for (Future<Boolean> each : replicas.invokeAll(List.of(starting, starting, starting))) {
                assertThat(each.get()).isTrue();
            }
            replicas.shutdown();
        }
        store.migrate();
    }

    @Test
    void whatPostgreSqlCannotStoreIsReplaced() {
        Delivery delivery = new Delivery(
                "envelope",
                Delivery.Kind.COMMAND,
                "U1",
                "C1",
                Map.of(Delivery.TEXT, "a\u0000b \ud800 \udc00x \uffff 😀"),
                Optional.empty(),
                NOW);

        assertThat(store.<Boolean>within(transaction -> transaction.deliveries().add(delivery)))
                .isTrue();
        assertThat(store.within(transaction -> transaction.deliveries().pending("envelope"))
                        .map(kept -> kept.field(Delivery.TEXT)))
                .contains("a\ufffdb \ufffd \ufffdx \uffff 😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE appdb_bot.audit_log SET reason = 'x'",
                "DELETE FROM appdb_bot.audit_log",
                "TRUNCATE appdb_bot.audit_log"
            })
    void theAuditLogIsOnlyAddedTo(String change) {
        store.perform(transaction -> transaction.audit().add(entry("apply")));

        assertThatThrownBy(() -> execute(change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
        List<AuditEntry> kept = store.within(transaction -> transaction.audit().newest(10));
        assertThat(kept).containsExactly(entry("apply"));
    }

    @Test
    void aDeliveryIsTakenOnceAndWorkedOnOnce() {
        Delivery delivery = new Delivery(
                "envelope",
                Delivery.Kind.COMMAND,
                "U1",
                "C1",
                Map.of(Delivery.TEXT, "status"),
                Optional.of(new ResponseUrl("https://hooks.invalid/1")),
                NOW);
        boolean first = store.within(transaction -> transaction.deliveries().add(delivery));
        boolean second = store.within(transaction -> transaction.deliveries().add(delivery));
        assertThat(List.of(first, second)).containsExactly(true, false);
        Optional<Delivery> pending =
                store.within(transaction -> transaction.deliveries().pending("envelope"));
        assertThat(pending).contains(delivery);
        assertThat(delivery.toString()).doesNotContain("hooks.invalid");

        store.perform(transaction -> transaction.deliveries().done("envelope"));
        assertThatThrownBy(() ->
                        store.perform(transaction -> transaction.deliveries().done("envelope")))
                .isInstanceOf(StaleClaimException.class);
    }

    @Test
    void deliveriesAreKnownForLongerThanSlackRetries() {
        aDeliveryIsTakenOnceAndWorkedOnOnce();
        assertThat(purgedAfter(Deliveries.KEPT.minusHours(1))).isZero();
        assertThat(purgedAfter(Deliveries.KEPT.plusHours(1))).isEqualTo(1);
    }

    private int purgedAfter(Duration time) {
        return new Store(database.dataSource(), Clock.fixed(NOW.plus(time), ZoneOffset.UTC))
                .within(transaction -> transaction.deliveries().purge());
    }

    @Test
    void runsThatEndedLongAgoAreForgottenButNotTheAuditLog() {
        Store later = new Store(database.dataSource(), Clock.fixed(NOW.plus(Duration.ofDays(91)), ZoneOffset.UTC));
        store.perform(transaction -> {
            transaction.runs().add("run", asked(), ProcedureStep.CHECK_ROLES);
            transaction.audit().add(entry("roles check"));
        });
        StoredRun run = claim("job").orElseThrow();
        store.perform(
                transaction -> transaction.runs().change(run, RunChange.end(run, RunResult.DONE, Optional.empty())));

        assertThat(later.<Integer>within(transaction -> transaction.runs().purge(Duration.ofDays(92))))
                .isZero();
        assertThat(later.<Integer>within(transaction -> transaction.runs().purge(Duration.ofDays(90))))
                .isEqualTo(1);
        List<AuditEntry> kept = later.within(transaction -> transaction.audit().newest(10));
        assertThat(kept).hasSize(1);
    }

    @Test
    void oneJobAtATimeMayChangeARunAndOlderClaimsAreRefused() {
        store.perform(transaction -> transaction.runs().add("run", asked(), ProcedureStep.CHECK_ROLES));
        StoredRun first = claim("job-1").orElseThrow();
        assertThat(claim("job-2")).isEmpty();
        StoredRun again = claim("job-1").orElseThrow();

        assertThat(again.generation()).isGreaterThan(first.generation());
        assertThatThrownBy(() -> store.perform(
                        transaction -> transaction.runs().change(first, RunChange.of(first, RunState.WAITING))))
                .isInstanceOf(StaleClaimException.class);
        store.perform(transaction -> transaction.runs().change(again, RunChange.of(again, RunState.WAITING)));
        assertThat(claim("job-2")).as("the claim ended").isPresent();
    }

    @Test
    void oneOriginMakesOneRun() {
        boolean first = store.within(transaction -> transaction.runs().add("run-1", asked(), ProcedureStep.PLAN));
        boolean second = store.within(transaction -> transaction.runs().add("run-2", asked(), ProcedureStep.PLAN));
        assertThat(List.of(first, second)).containsExactly(true, false);
    }

    @Test
    void anExceptionRollsTheTransactionBack() {
        assertThatThrownBy(() -> store.perform(transaction -> {
                    transaction.audit().add(entry("apply"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        List<AuditEntry> kept = store.within(transaction -> transaction.audit().newest(10));
        assertThat(kept).isEmpty();
    }

    @Test
    void freezesOfEverythingOfAnAppAndOfAnEnvironmentCover() {
        store.perform(transaction ->
                transaction.freezes().put(Optional.empty(), Optional.of("prod"), "U1", "holidays", Optional.empty()));
        store.perform(transaction -> transaction
                .freezes()
                .put(Optional.of("app"), Optional.of("dev"), "U1", "audit", Optional.of(NOW.plusSeconds(60))));

        assertThat(covering(EnvironmentKey.of("other", "prod"))).contains("holidays");
        assertThat(covering(EnvironmentKey.of("other", "dev"))).isEmpty();
        assertThat(covering(DEV)).contains("audit");
        Optional<Freezes.Freeze> later = new Store(
                        database.dataSource(), Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC))
                .within(transaction -> transaction.freezes().covering(DEV));
        assertThat(later).isEmpty();
    }

    private Optional<String> covering(EnvironmentKey environment) {
        return store.within(transaction -> transaction.freezes().covering(environment))
                .map(Freezes.Freeze::reason);
    }

    private Optional<StoredRun> claim(String job) {
        return store.within(transaction -> transaction.runs().claim("run", job, "replica"));
    }

    private static NewRun asked() {
        return NewRuns.asked("origin", "roles check", DEV, "U1");
    }

    private static AuditEntry entry(String action) {
        return new AuditEntry(
                NOW,
                "U1",
                "C1",
                action,
                action + " shop dev",
                Optional.of(DEV),
                true,
                "rule \"a\" allows it",
                Optional.of("a"),
                Optional.empty());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
