package dev.appdb.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The export of the audit log: its lines and their fields. */
class AuditExportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T15:12:04Z");

    private final TestDatabase database = new TestDatabase();
    private final Store store = new Store(database.dataSource(), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void tables() {
        store.migrate();
    }

    @AfterEach
    void noTables() {
        database.close();
    }

    @Test
    void everyLineHasEveryFieldInTheSameOrder() throws IOException {
        store.perform(transaction -> {
            transaction.names().put("U1", "ann");
            transaction
                    .audit()
                    .add(new AuditEntry(
                            NOW,
                            "U1",
                            "C1",
                            "apply",
                            "apply shop dev",
                            Optional.of(EnvironmentKey.of("shop", "dev")),
                            true,
                            "rule \"developers\" allows it",
                            Optional.of("developers"),
                            Optional.of("20261123-151204-abcdef")));
            transaction
                    .audit()
                    .add(new AuditEntry(
                            NOW,
                            "U2",
                            "",
                            "freeze",
                            "",
                            Optional.empty(),
                            false,
                            "no rule lets you do freeze",
                            Optional.empty(),
                            Optional.empty()));
        });

        assertThat(exported(Instant.EPOCH)).isEqualTo("""
                        {"at":"2026-11-23T15:12:04Z","user":"U1","name":"ann","channel":"C1","action":"apply",\
                        "command":"apply shop dev","app":"shop","environment":"dev","accepted":true,\
                        "reason":"rule \\"developers\\" allows it","rule":"developers","run":"20261123-151204-abcdef"}
                        {"at":"2026-11-23T15:12:04Z","user":"U2","name":null,"channel":null,"action":"freeze",\
                        "command":null,"app":null,"environment":null,"accepted":false,\
                        "reason":"no rule lets you do freeze","rule":null,"run":null}
                        """);
    }

    @Test
    void aLongLogIsExportedWholeTheOldestFirst() throws IOException {
        store.perform(transaction -> {
            for (int number = 0; number < 1100; number++) {
                transaction.audit().add(entry("apply " + number));
            }
        });

        List<String> lines = exported(Instant.EPOCH).lines().toList();
        assertThat(lines).hasSize(1100);
        for (int number = 0; number < 1100; number++) {
            assertThat(lines.get(number)).contains("\"command\":\"apply " + number + "\"");
        }
        assertThat(exported(NOW)).hasLineCount(1100);
        assertThat(exported(NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void whatPeopleTypedStaysOnItsLineAndDoesNothingToATerminal() throws IOException {
        String typed = "apply\n{\"accepted\":true}\r\u2028\u2029\u001b[2J\u009b2J\u202ednoyeb\u0007 Grüße 🐘";
        store.perform(transaction -> transaction.audit().add(entry(typed)));

        String line = exported(Instant.EPOCH);
        assertThat(line).hasLineCount(1).matches("[ -~]+\n");
        assertThat(new ObjectMapper().readTree(line).path("command").asText()).isEqualTo(typed);
    }

    @Test
    void whatCannotBeWrittenIsReported() {
        store.perform(transaction -> transaction.audit().add(entry("apply")));
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };

        assertThatThrownBy(() -> AuditExport.write(store, Instant.EPOCH, full))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
    }

    private String exported(Instant since) throws IOException {
        StringWriter out = new StringWriter();
        AuditExport.write(store, since, out);
        return out.toString();
    }

    private static AuditEntry entry(String command) {
        return new AuditEntry(
                NOW, "U1", "C1", "apply", command, Optional.empty(), true, "why", Optional.empty(), Optional.empty());
    }
}
