package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditChainTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestDatabase database = new TestDatabase();
    private final Store store = at(NOON);

    @BeforeEach
    void migrate() {
        store.migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEmptyLogIsUnbroken() {
        assertThat(verdict()).isEqualTo(new AuditVerdict(0, 0, 0, "", Optional.empty()));
    }

    @Test
    void whatIsSealedIsVerifiedAndWhatIsNotYetIsCounted() {
        add(3);
        seal();
        add(2);

        AuditVerdict verdict = verdict();
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(3);
        assertThat(verdict.unsealed()).isEqualTo(2);
        seal();
        assertThat(verdict().entries()).isEqualTo(5);
        assertThat(verdict().lastHash()).hasSize(64).isNotEqualTo(verdict.lastHash());
    }

    /** By the owner of the tables, who can switch off what protects them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit_log SET accepted = false WHERE id = 3                        | entry 3 (link 3) was changed",
                "UPDATE audit_log SET name = 'Somebody else' WHERE id = 3                  | entry 3 (link 3) was changed",
                "UPDATE audit_log SET user_id = 'U', channel = '1C1' WHERE id = 3          | entry 3 (link 3) was changed",
                "UPDATE audit_log SET rule = '' WHERE id = 1                               | entry 1 (link 1) was changed",
                "DELETE FROM audit_log WHERE id = 2                                        | entry 2 (link 2) was removed",
                "DELETE FROM audit_log WHERE id = 5                                        | entry 5 (link 5) was removed",
                "DELETE FROM audit_chain WHERE position IN (2, 3)                          | links 2 to 3 were removed",
                "DELETE FROM audit_chain WHERE position = 1                                | links 1 to 1 were removed",
                "DELETE FROM audit_chain WHERE position > 3; DELETE FROM audit_log WHERE id > 3 | the last 2 entries were removed",
                "UPDATE audit_chain SET entry_id = 6 WHERE position = 4                    | entry 6 (link 4) was removed",
                "UPDATE audit_chain SET hash = sha256('x') WHERE position = 2              | entry 2 (link 2) was changed"
            })
    void whatSomebodyChangedOrRemovedIsFound(String meddling, String problem) throws SQLException {
        add(5);
        seal();
        meddle(meddling);

        assertThat(verdict().problem()).contains(problem);
    }

    @Test
    void aChainThatWasMadeAnewIsKnownByTheHashThatWasNoted() throws SQLException {
        add(2);
        seal();
        String noted = verdict().lastHash();
        add(2);
        seal();
        assertThat(verdict(noted).problem()).isEmpty();

        meddle("DELETE FROM audit_chain; DELETE FROM audit_log WHERE id = 1;"
                + " UPDATE audit_chain_ends SET position = 0, hash = ''");
        seal();

        assertThat(verdict().problem()).isEmpty();
        assertThat(verdict(noted).problem()).contains("no entry has the hash " + noted);
    }

    @Test
    void replicasThatSealAtOnceMakeOneChain() {
        Store other = at(NOON);
        List<CompletableFuture<Void>> sealing = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    Store mine = number % 2 == 0 ? store : other;
                    for (int round = 0; round < 10; round++) {
                        mine.perform(transaction -> transaction.audit().add(entry("apply " + number)));
                        mine.perform(transaction -> transaction.auditChain().seal());
                    }
                }))
                .toList();
        sealing.forEach(CompletableFuture::join);

        assertThat(verdict().problem()).isEmpty();
        assertThat(verdict().entries()).isEqualTo(80);
        assertThat(verdict().unsealed()).isZero();
    }

    /** Its number is smaller than that of one that is sealed already. */
    @Test
    void anEntryWhoseTransactionTookLongerIsSealedLater() {
        store.perform(transaction -> {
            transaction.audit().add(entry("slow"));
            CompletableFuture.runAsync(() -> {
                        add(2);
                        seal();
                    })
                    .join();
        });
        assertThat(verdict().unsealed()).isEqualTo(1);
        seal();

        assertThat(verdict())
                .extracting(AuditVerdict::entries, AuditVerdict::unsealed)
                .containsExactly(3L, 0L);
        assertThat(verdict().problem()).isEmpty();
    }

    @Test
    void whatIsPurgedLeavesAChainThatIsStillVerifiedAgainstWhatWasNoted() throws SQLException {
        add(3);
        seal();
        String noted = verdict().lastHash();
        Store later = at(NOON.plus(Duration.ofDays(10)));
        later.perform(transaction -> transaction.audit().add(entry("later")));
        seal();
        int removed = later.within(transaction -> transaction.auditChain().purge(NOON.plus(Duration.ofDays(1))));

        assertThat(removed).isEqualTo(3);
        assertThat(verdict(noted)).satisfies(verdict -> {
            assertThat(verdict.problem()).isEmpty();
            assertThat(verdict.entries()).isEqualTo(1);
            assertThat(verdict.purged()).isEqualTo(3);
        });
        assertThat(store.<List<AuditEntry>>within(
                        transaction -> transaction.audit().newest(9)))
                .hasSize(1);
        meddle("DELETE FROM audit_log");
        assertThat(verdict().problem()).contains("entry 4 (link 4) was removed");
    }

    @Test
    void theDatabaseRefusesToChangeTheChainOrTheLog() {
        add(1);
        seal();

        for (String change : List.of(
                "DELETE FROM appdb_bot.audit_log",
                "UPDATE appdb_bot.audit_chain SET hash = ''",
                "DELETE FROM appdb_bot.audit_chain",
                "TRUNCATE appdb_bot.audit_chain")) {
            assertThatThrownBy(() -> execute(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void anEntryKeepsTheNameOfItsTime() {
        store.perform(transaction -> {
            transaction.names().put("U1", "Ann");
            transaction.audit().add(entry("before"));
        });
        store.perform(transaction -> {
            transaction.names().put("U1", "Ann the Second");
            transaction.audit().add(entry("after"));
        });

        List<AuditLog.Named> named =
                store.within(transaction -> transaction.audit().named(9));
        assertThat(named)
                .extracting(AuditLog.Named::name)
                .containsExactly(Optional.of("Ann the Second"), Optional.of("Ann"));
    }

    /** Otherwise two things that a person does at the same time would wait for each other. */
    @Test
    void aNameThatIsKnownIsNotWrittenAgain() {
        store.perform(transaction -> transaction.names().put("U1", "Ann"));
        store.perform(transaction -> {
            transaction.names().put("U1", "Ann");
            CompletableFuture.runAsync(() -> store.perform(other -> {
                        other.names().put("U1", "Ann");
                        other.names().put("U1", "Anna");
                    }))
                    .join();
        });

        assertThat(store.<String>within(transaction -> transaction.names().of("U1")))
                .isEqualTo("Anna");
    }

    private Store at(Instant now) {
        return new Store(database.dataSource(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private void add(int count) {
        for (int number = 0; number < count; number++) {
            store.perform(transaction -> transaction.audit().add(entry("apply")));
        }
    }

    private void seal() {
        store.perform(transaction -> transaction.auditChain().seal());
    }

    private AuditVerdict verdict() {
        return store.within(transaction -> transaction.auditChain().verify(Optional.empty()));
    }

    private AuditVerdict verdict(String noted) {
        return store.within(transaction -> transaction.auditChain().verify(Optional.of(noted)));
    }

    private void meddle(String statements) throws SQLException {
        String triggers = "ALTER TABLE audit_log %1$s TRIGGER USER; ALTER TABLE audit_chain %1$s TRIGGER USER; ";
        execute("SET search_path = appdb_bot; " + triggers.formatted("DISABLE") + statements + "; "
                + triggers.formatted("ENABLE") + "RESET search_path");
    }

    private void execute(String statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static AuditEntry entry(String action) {
        return new AuditEntry(
                NOON,
                "U1",
                "C1",
                action,
                action + " shop dev",
                Optional.of(EnvironmentKey.of("shop", "dev")),
                true,
                "rule \"a\" allows it",
                Optional.of("a"),
                Optional.empty());
    }
}
