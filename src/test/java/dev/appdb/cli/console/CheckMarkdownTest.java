package dev.appdb.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.Check.Severity;
import dev.appdb.tui.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckMarkdownTest {
    private static final Path GOLDEN = Path.of("test/resources/golden/roles-check.md");

    @Test
    void theVerdictIsTheHeadingThenComesEachFindingAndWhatToRun() throws Exception {
        List<String> lines = CheckMarkdown.of(CheckDocuments.mixed()).lines().toList();

        Golden.assertSame(GOLDEN, lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "role_of_*app* => role\\_of\\_\\*app\\*",
                "[click](https://evil.example) => \\[click\\](https\\://evil.example)",
                "![x](y) => !\\[x\\](y)",
                "<img src=x>&amp; => &lt;img src=x&gt;&amp;amp;",
                "# heading => \\# heading",
                "- item => \\- item",
                "a-b: c (d) => a-b: c (d)",
                "a|b => a\\|b",
                "1. item => 1\\. item",
                "www.evil.example => www\\.evil.example",
                "@team => @<!-- -->team",
                "`code` => \\`code\\`",
                "back\\slash => back\\\\slash"
            })
    void namesOfOthersAreNoMarkup(String name, String written) {
        assertThat(CheckMarkdown.text(name)).isEqualTo(written);
    }

    @Test
    void codeEndsWhereTheTextDoes() {
        assertThat(CheckMarkdown.code("SELECT 1;")).isEqualTo("`SELECT 1;`");
        assertThat(CheckMarkdown.code("a``b")).isEqualTo("```a``b```");
        assertThat(CheckMarkdown.code("`x")).isEqualTo("`` `x ``");
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
