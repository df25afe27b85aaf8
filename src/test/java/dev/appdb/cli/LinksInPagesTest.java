package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the documentation: every link of one leads somewhere, and README leads to all. */
class LinksInPagesTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(CHECKOUT, CHECKOUT.resolve("src/docs"), CHECKOUT.resolve("src/docs/decisions"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<String> links(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page).replaceAll("(?ms)^```.*?^```$", ""));
        return links.results().map(link -> link.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        for (String link : links(page)) {
            if (!link.matches("[a-z]+:.*")) {
                String[] parts = link.split("#", 2);
                Path to = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                assertThat(to).as(link).exists();
                if (parts.length == 2) {
                    assertThat(anchors(to)).as("%s of %s", parts[1], to).contains(parts[1]);
                }
            }
        }
    }

    private static List<String> anchors(Path page) throws IOException {
        return Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void readmeIsShortAndLeadsToEveryPage() throws IOException {
        Path readme = CHECKOUT.resolve("README.md");

        assertThat(Files.readString(readme).lines().count()).isLessThan(130);
        List<Path> linked = links(readme).stream()
                .map(link -> readme.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                .toList();
        assertThat(linked)
                .containsAll(pages().stream()
                        .filter(page -> !page.startsWith(CHECKOUT.resolve("src/docs/decisions")))
                        .filter(page -> !page.equals(readme))
                        .toList());
    }
}
