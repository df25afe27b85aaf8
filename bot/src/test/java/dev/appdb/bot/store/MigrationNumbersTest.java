package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two migrations of one number stop each start of the bot, and Flyway passes over a file that it does not know by its name. */
class MigrationNumbersTest {
    private static final Pattern NAME = Pattern.compile("V([1-9][0-9]*)__[a-z0-9_]+\\.sql");

    @Test
    void theyCountFromOneWithoutAGapAndNoneStandsTwice() throws Exception {
        Path folder = Path.of(Store.class.getResource("migration").toURI());
        List<String> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(files).isNotEmpty().allMatch(file -> NAME.matcher(file).matches());
        assertThat(files.stream().map(MigrationNumbersTest::number))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, files.size()).boxed().toList());
    }

    private static int number(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}
