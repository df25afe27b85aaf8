package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The conventions of the source text of all modules, main and test; each test lists all violations at once. */
class SourceWordsTest {
    private static final int MOST_LINES = 400;
    private static final Pattern JAVADOC_START =
            Pattern.compile("/\\*\\*[\\s*]*(What|Whether|How|Who|Where)\\b[^\\n]*");
    private static final Pattern LITERALS_AND_COMMENTS = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

    /** A declaration's name: after a type or a keyword such as {@code class}, before what ends its declarator. */
    private static final Pattern DECLARATION = Pattern.compile("(?:\\b(?:class|interface|record|enum)\\s+(\\w+))"
            + "|(?:\\b(?!return\\b|throw\\b|new\\b|else\\b|case\\b|package\\b|import\\b|instanceof\\b)"
            + "[A-Za-z_][\\w.]*(?:<[^;{}()]*>)?(?:\\[])*(?:\\.\\.\\.)?\\s+(\\w+)\\s*(?=[=;,()]|->|:))");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");
    private static final Set<String> AVOIDED = Set.of(
            "door",
            "doors",
            "desk",
            "desks",
            "room",
            "rooms",
            "told",
            "came",
            "poke",
            "pokes",
            "patience",
            "wording",
            "stage",
            "stages",
            "wish",
            "wishes",
            "nobody",
            "mend",
            "mended",
            "mends",
            "said");

    @Test
    void javadocBeginsWithANounPhraseOrAVerb() throws IOException {
        assertThat(violations((file, text) -> JAVADOC_START
                        .matcher(text)
                        .results()
                        .map(match -> line(text, match.start()) + ": " + match.group())))
                .isEmpty();
    }

    @Test
    void declaredNamesAreTheFieldsWords() throws IOException {
        assertThat(violations((file, text) -> {
                    String code = LITERALS_AND_COMMENTS.matcher(text).replaceAll(SourceWordsTest::blank);
                    return DECLARATION
                            .matcher(code)
                            .results()
                            .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                            .filter(SourceWordsTest::hasAvoidedWord)
                            .distinct();
                }))
                .isEmpty();
    }

    @Test
    void filesAreShorterThan400Lines() throws IOException {
        assertThat(violations((file, text) -> Stream.of(text.lines().count())
                        .filter(lines -> lines >= MOST_LINES)
                        .map(lines -> lines + " lines")))
                .isEmpty();
    }

    @Test
    void everyMainPackageHasAPackageInfo() throws IOException {
        assertThat(violations((file, text) -> file.toString().contains("main/java/")
                                && !Files.exists(file.resolveSibling("package-info.java"))
                        ? Stream.of("no package-info.java")
                        : Stream.of()))
                .isEmpty();
    }

    /** Keeps line breaks, so that a line stays where it is. */
    private static String blank(java.util.regex.MatchResult match) {
        return Matcher.quoteReplacement(match.group().replaceAll("[^\\n]+", " "));
    }

    private static boolean hasAvoidedWord(String name) {
        return WORD.matcher(name)
                .results()
                .anyMatch(word -> AVOIDED.contains(word.group().toLowerCase(Locale.ROOT)));
    }

    private static long line(String text, int at) {
        return text.substring(0, at).lines().count() + 1;
    }

    private interface Rule {
        Stream<String> violations(Path file, String text);
    }

    private static List<String> violations(Rule rule) throws IOException {
        Path root = reactorRoot();
        List<String> found = new ArrayList<>();
        for (Path file : sources(root)) {
            rule.violations(file, Files.readString(file))
                    .forEach(violation -> found.add(root.relativize(file) + ": " + violation));
        }
        return found;
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> sources = all.filter(file -> file.toString().matches(".*/(main|test)/java/.*\\.java"))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?target/.*"))
                    .sorted()
                    .toList();
            assertThat(sources).as("sources under " + root).hasSizeGreaterThan(500);
            return sources;
        }
    }

    /** The nearest folder upwards that has the reactor's modules. */
    private static Path reactorRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("shared/engine"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no reactor above");
        }
        return folder;
    }
}
