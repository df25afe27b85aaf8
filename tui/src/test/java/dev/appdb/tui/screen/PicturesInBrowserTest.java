package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of the documentation in a real browser, where there is one: each character is drawn in its own cell. */
@Timeout(900)
class PicturesInBrowserTest {
    private static final Path FOLDER = Path.of("src/docs");
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** Counts the characters that do not begin in their own cell, or reach over more than the next one. */
    private static final String LOOK = """
            <script>
            onload = () => {
                let characters = 0, misplaced = [];
                for (const text of document.querySelectorAll('svg text')) {
                    const places = text.getAttribute('x').split(' ').map(Number);
                    for (let i = 0; i < text.getNumberOfChars(); i++) {
                        const begin = text.getStartPositionOfChar(i).x;
                        const width = text.getExtentOfChar(i).width;
                        characters++;
                        if (Math.abs(begin - places[i]) > 0.5 || width > 18) {
                            misplaced.push(text.textContent[i] + '@' + begin + '+' + width);
                        }
                    }
                }
                document.title = 'characters=' + characters + ' misplaced=' + misplaced.length;
            };
            </script>
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsABrowser() {
        assumeTrue(browser().isPresent(), "there is no Chromium to look at the pictures with");
    }

    static List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".svg"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyCharacterStandsInItsCell(Path picture) throws Exception {
        Path page = folder.resolve("page.html");
        Files.writeString(page, "<!doctype html><meta charset=utf-8>" + LOOK + Files.readString(picture));

        String drawn = run("--dump-dom", page.toUri().toString());

        var counts = Pattern.compile("<title>characters=(\\d+) misplaced=(\\d+)</title>")
                .matcher(drawn);
        assertThat(counts.find()).as(drawn).isTrue();
        assertThat(Integer.parseInt(counts.group(1))).isGreaterThan(100);
        assertThat(counts.group(2)).isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void thePictureShowsTextOnItsBackground(Path picture) throws Exception {
        Path screenshot = folder.resolve("picture.png");

        run(
                "--screenshot=" + screenshot,
                "--hide-scrollbars",
                "--window-size=744,456",
                picture.toUri().toString());

        BufferedImage image = ImageIO.read(screenshot.toFile());
        int background = image.getRGB(image.getWidth() / 2, 4);
        long text = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                text += image.getRGB(x, y) == background ? 0 : 1;
            }
        }
        assertThat(background & 0xffffff).isEqualTo(0x1b1f27);
        assertThat(text).isBetween(2_000L, image.getWidth() * image.getHeight() / 4L);
    }

    private static Optional<Path> browser() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(directory -> BROWSERS.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs the browser without a window, and without a network: what it prints. */
    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                browser().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
