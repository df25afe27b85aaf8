package dev.appdb.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
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
        assertThat(Markdown.text(name)).isEqualTo(written);
    }

    @Test
    void codeEndsWhereTheTextDoes() {
        assertThat(Markdown.code("SELECT 1;")).isEqualTo("`SELECT 1;`");
        assertThat(Markdown.code("a``b")).isEqualTo("```a``b```");
        assertThat(Markdown.code("`x")).isEqualTo("`` `x ``");
    }

    @Test
    void whatFitsIsKeptAsItIs() {
        String body = "x".repeat(Markdown.LONGEST_COMMENT - 5);

        assertThat(Markdown.comment(body, "See it elsewhere.", "last\n")).isEqualTo(body + "last\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "```diff", "````sql", "<details>", "<details>\n\n```sql"})
    void whatIsTooLongIsCutAfterALineWithEverythingClosed(String opening) {
        String line = "+ a line of ``` the plan\n";
        String body = "# heading\n" + opening + "\n" + line.repeat(4_000);

        String comment = Markdown.comment(body, "See it elsewhere.", "\n---\nlast line\n");

        assertThat(comment.length())
                .isLessThanOrEqualTo(Markdown.LONGEST_COMMENT)
                .isGreaterThan(Markdown.LONGEST_COMMENT - 200);
        assertThat(comment)
                .startsWith("# heading\n")
                .contains("\n**Cut here: a comment takes at most 65536 characters.** See it elsewhere.\n")
                .endsWith("\n---\nlast line\n");
        String kept = comment.substring(0, comment.indexOf("\n**Cut here"));
        assertThat(kept.lines().filter(each -> each.startsWith("```")).count() % 2)
                .isZero();
        assertThat(kept.contains("<details>")).isEqualTo(kept.contains("</details>"));
    }

    @Test
    void oneLineThatIsTooLongIsLeftOut() {
        String comment =
                Markdown.comment("first\n" + "x".repeat(Markdown.LONGEST_COMMENT), "See it elsewhere.", "last\n");

        assertThat(comment).startsWith("first\n\n**Cut here").endsWith("last\n").hasSizeLessThan(200);
    }
}
