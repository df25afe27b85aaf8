package dev.appdb.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.Check.Severity;
import dev.appdb.tui.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckMarkdownTest {
    private static final Path GOLDEN = Path.of("test/resources/golden/roles-check.md");

    @Test
    void theVerdictIsTheHeadingThenComesEachFindingAndWhatToRun() throws Exception {
        List<String> lines = CheckMarkdown.of(CheckDocuments.mixed()).lines().toList();

        Golden.assertSame(GOLDEN, lines);
    }

    @Test
    void aHostileNameStaysOnItsLineAndWithinItsFence() {
        String hostile = "x\n```\n# owned\n<script>alert(1)</script>\u202e\u001b[2J";
        String markdown = CheckMarkdown.of(CheckDocuments.of(CheckDocuments.failed("R01", Severity.CRITICAL, hostile)));

        assertThat(markdown.lines())
                .noneMatch(line -> line.startsWith("# owned"))
                .filteredOn(line -> !line.contains("`"))
                .noneMatch(line -> line.contains("<script>"));
        assertThat(markdown).doesNotContain("\u202e", "\u001b").contains("\n````sql\n", "\n````\n");
    }
}
