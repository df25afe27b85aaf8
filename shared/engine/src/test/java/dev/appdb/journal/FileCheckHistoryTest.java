package dev.appdb.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.engine.CheckProgress;
import dev.appdb.file.OwnFolder;
import dev.appdb.roles.Check;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.CheckReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @Test
    void aReportSaysSinceWhenAndWhatChangedSinceItPassed() {
        assertThat(after(0)).isEqualTo(CheckProgress.first());
        CheckProgress first = after(1, "R08");
        assertThat(first.sentences())
                .containsExactly(
                        "Last check: 2026-11-30 12:00:00 UTC. Last passed: 2026-11-30 12:00:00 UTC; new since then:"
                                + " R08 x.");
        CheckProgress second = after(2, "R08", "D01");
        assertThat(second.since()).containsEntry("R08 x", minute(1)).containsEntry("D01 x", minute(2));
        assertThat(second.sincePassed()).containsExactly("D01 x", "R08 x");
        CheckProgress third = after(3, "D01");
        assertThat(third.resolved()).containsExactly("R08 x");
        assertThat(third.since()).containsOnlyKeys("D01 x").containsValue(minute(2));
        assertThat(third.passed()).contains(NOON);
        assertThat(after(4, "R08").since()).as("gone in between").containsEntry("R08 x", minute(4));
        assertThat(after(5).sentences())
                .containsExactly("Last check: 2026-11-30 12:04:00 UTC.", "Resolved since the last check: R08 x.");
    }

    @Test
    void eachEnvironmentHasItsOwn() {
        after(1, "R08");
        assertThat(new FileCheckHistory(OwnFolder.at(folder))
                        .after("shop", "prod", report("R08"), minute(2))
                        .previous())
                .isEmpty();
    }

    @Test
    void whereNothingCanBeKeptOrReadTheCheckIsTheFirst() throws IOException {
        Files.writeString(folder.resolve("checks"), "in the place of the folder");
        assertThat(after(1, "R08").previous()).isEmpty();
        assertThat(after(2, "R08").previous()).isEmpty();
        Files.delete(folder.resolve("checks"));
        after(3, "R08");
        Path file = folder.resolve("checks/shop-dev.json");
        for (String damaged :
                List.of("", "{", "[]", "{\"format\":2}", "{\"format\":1,\"checked_at\":\"now\"}", "null")) {
            Files.writeString(file, damaged);
            assertThat(after(4, "R08").previous()).as(damaged).isEmpty();
        }
    }

    @Test
    void theFileStaysSmall() throws IOException {
        CheckReport report = new CheckReport(IntStream.range(0, 5_000)
                .mapToObj(i -> check("R01", "user " + i))
                .toList());
        new FileCheckHistory(OwnFolder.at(folder)).after("shop", "dev", report, NOON);
        assertThat(Files.size(folder.resolve("checks/shop-dev.json"))).isLessThan(20_000);
        assertThat(Files.readString(folder.resolve(".gitignore"))).isEqualTo("*\n");
    }

    private CheckProgress after(int minute, String... failed) {
        return new FileCheckHistory(OwnFolder.at(folder)).after("shop", "dev", report(failed), minute(minute));
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private static CheckReport report(String... failed) {
        return new CheckReport(Arrays.stream(failed).map(id -> check(id, "x")).toList());
    }

    private static Check check(String id, String subject) {
        return new Check(id, Severity.CRITICAL, subject, Status.FAILED, "is wrong", "Look.");
    }
}
