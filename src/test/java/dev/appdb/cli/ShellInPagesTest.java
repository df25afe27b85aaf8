package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.cli.PageShell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The shell in the documentation. A block of shell is run, page by page, as a reader does, or its mark names what it needs that no
 * test has; then its commands are at least understood. A block of text that is marked as output is what a run printed.
 */
@Timeout(900)
class ShellInPagesTest {
    private static final Set<String> MARKS = Set.of(
            "needs-aws",
            "needs-slack",
            "needs-github",
            "needs-root",
            "needs-maven",
            "needs-archive",
            "needs-docker",
            "needs-browser",
            "is-fragment");

    private static final Set<String> LANGUAGES =
            Set.of("sh", "text", "console", "yaml", "json", "hcl", "nginx", "sql", "java", "make");

    /** A line that a reader would type, by its first word. */
    private static final Pattern TYPED = Pattern.compile(
            "(\\$ )?(\\./)?(appdb|mvn|git|gh|aws|psql|make|cd|mkdir|cat|echo|export|curl|tar|apt|docker) .*");

    private static final Pattern WRITTEN = Pattern.compile("written by (\\w+Test)");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./)?appdb [a-z][^`]*)`");

    @TempDir
    Path folder;

    static List<Path> pages() throws IOException {
        return PageBlock.pages();
    }

    static List<Path> runPages() throws IOException {
        List<Path> run = new ArrayList<>();
        for (Path page : pages()) {
            if (PageBlock.of(page).stream().anyMatch(PageBlock::isRun)) {
                run.add(page);
            }
        }
        return run;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockSaysWhatItIs(Path page) throws Exception {
        for (PageBlock block : PageBlock.of(page)) {
            assertThat(block.language()).as(block.toString()).isIn(LANGUAGES);
            switch (block.language()) {
                case "sh" ->
                    assertThat(block.isRun() || MARKS.contains(block.marks()))
                            .as("%s: \"%s\" is none of %s", block, block.marks(), MARKS)
                            .isTrue();
                case "console" -> {
                    assertThat(block.marks()).as(block.toString()).matches(WRITTEN);
                    assertThatCode(() -> Class.forName(
                                    "dev.appdb.cli." + block.marks().replaceAll(".* ", "")))
                            .doesNotThrowAnyException();
                }
                default ->
                    assertThat(block.text().lines())
                            .as("%s: shell is marked as sh", block)
                            .noneMatch(line -> TYPED.matcher(line).matches());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsUnderstood(Path page) throws Exception {
        for (PageBlock block : PageBlock.of(page)) {
            if (block.isShell()) {
                Ended checked = PageShell.checkSyntax(block.text());
                assertThat(checked.exitCode())
                        .as(block + "\n" + checked.shown())
                        .isZero();
                block.commands().forEach(words -> assertUnderstood(words, block.toString()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandInASentenceIsUnderstood(Path page) throws Exception {
        String prose = Files.readString(page).replaceAll("(?ms)^ *```.*?^ *```$", "");
        INLINE.matcher(prose)
                .results()
                .map(found -> found.group(1).replaceAll("\\s+", " "))
                .flatMap(code -> PageBlock.commands(code).stream())
                .forEach(words -> assertUnderstood(words, page.toString()));
    }

    private static void assertUnderstood(List<String> words, String where) {
        CommandLine line = Commands.ALL.line(CommandsTest.NOWHERE, List.of());
        CommandLineInterface.everywhere(line);
        assertThatCode(() -> line.parseArgs(words.toArray(String[]::new)))
                .as("%s: appdb %s", where, String.join(" ", words))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("runPages")
    void everyLineDoesWhatItSays(Path page) throws Exception {
        List<PageBlock> all = PageBlock.of(page);
        List<PageBlock> run = all.stream().filter(PageBlock::isRun).toList();
        assumeTrue(
                run.stream().noneMatch(block -> block.text().contains("appdb connect")) || isInstalled("psql"),
                "psql is not installed");
        PageShell shell = PageShell.in(folder.toRealPath());
        Ended ended;
        try {
            ended = shell.run(run);
        } finally {
            shell.tidyUp();
        }

        assertThat(ended.exitCode()).as(ended.shown()).isZero();
        assertThat(all.stream().filter(block -> block.marks().equals("output")))
                .allSatisfy(block -> assertThat(lines(ended.shown())).containsSubsequence(lines(block.text())));
    }

    /** The lines without what differs from run to run. */
    private static List<String> lines(String text) {
        return text.replace("\r", "")
                .replaceAll("\\./appdb", "appdb")
                .replaceAll("\\S*/tmp\\.\\w+", "FOLDER")
                .replaceAll(" +(in|after) [0-9.]+ s", " $1 TIME")
                .lines()
                .toList();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }

    @Test
    void shellIsReadAsAShellReadsIt() {
        assertThat(
                        PageBlock.commands(
                                "A=1 ./appdb plan \\\n  -a 'x y' > f | jq . # appdb no\nsource <(appdb completion bash)\necho appdb"))
                .containsExactly(List.of("plan", "-a", "x y"), List.of("completion", "bash"));
    }
}
