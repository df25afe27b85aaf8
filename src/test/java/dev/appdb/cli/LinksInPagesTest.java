package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the documentation: every link of one leads somewhere, and the index leads to all. */
class LinksInPagesTest {
    private static final Path CHECKOUT = PageBlock.CHECKOUT;
    private static final Path INDEX = CHECKOUT.resolve("src/docs/README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        return PageBlock.pages();
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
    void readmeIsShortAndLeadsToTheIndex() throws IOException {
        Path readme = CHECKOUT.resolve("README.md");

        assertThat(Files.readString(readme).lines().count()).isLessThan(130);
        assertThat(linked(readme)).contains(INDEX);
    }

    @Test
    void theIndexLeadsToEveryPage() throws IOException {
        assertThat(linked(INDEX))
                .containsAll(PageBlock.pages().stream()
                        .filter(page -> !page.startsWith(CHECKOUT.resolve("src/docs/decisions")))
                        .filter(page -> !page.equals(INDEX) && !page.equals(CHECKOUT.resolve("README.md")))
                        .toList());
    }

    private static List<Path> linked(Path page) throws IOException {
        return links(page).stream()
                .map(link -> page.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                .toList();
    }
}
