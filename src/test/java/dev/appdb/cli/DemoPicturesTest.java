package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.slack.HeadlessChromium;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the bot in the documentation, drawn by a real browser from a real run of the demo: {@code -Ddemo.pictures=FOLDER}
 * keeps them.
 */
@Timeout(900)
class DemoPicturesTest {
    @TempDir
    Path folder;

    @Test
    void aSetUpAnApprovalAndACheckAreDrawnAsAPersonSeesThem() throws Exception {
        Optional<Path> browser = HeadlessChromium.installed();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH, so no picture is drawn");
        String wanted = System.getProperty("demo.pictures", "");
        Path pictures = wanted.isEmpty() ? Files.createDirectory(folder.resolve("pictures")) : Path.of(wanted);

        try (BotProcess demo =
                BotProcess.start(Files.createDirectory(folder.resolve("demo")), Map.of("LANG", "C.UTF-8"), "--demo")) {
            DemoClient anna = new DemoClient(URI.create(demo.awaitWords(DemoClient.PAGE)), "U0ANNA");
            anna.types("/appdb setup shop dev --target local");
            anna.presses(anna.awaitMessage("Apply this plan"), "command-0");
            anna.awaitMessage("setup of shop-dev: done");
            Path profile = Files.createDirectory(folder.resolve("profile"));
            try (HeadlessChromium chromium = HeadlessChromium.open(browser.orElseThrow(), profile, anna.page())) {
                draw(chromium, false, "setup of shop-dev: done", pictures.resolve("slack-setup.png"));

                DemoClient onCall = anna.in("C0ONCALL");
                onCall.types("/appdb roles check shop dev");
                JsonNode check = onCall.awaitMessage("Roles check of shop-dev");
                assertThat(check.toString()).contains("passed");
                onCall.awaitMessage("Privileges on schemas");
                chromium.click("document.querySelector('[data-place=C0ONCALL]')");
                draw(chromium, true, "Roles check of shop-dev", pictures.resolve("slack-check.png"));
            }
            anna.types("/appdb setup shop prod --target local");
            anna.awaitMessage("Waiting for approval: 0 of 1");
            Path another = Files.createDirectory(folder.resolve("another"));
            URI both = anna.page().resolve("both");
            try (HeadlessChromium chromium = HeadlessChromium.open(browser.orElseThrow(), another, both)) {
                chromium.look(1400, 900, false);
                chromium.await("frames.length === 2 && Array.from(frames).every(each =>"
                        + " each.document.body.innerText.includes('Waiting for approval: 0 of 1'))");
                assertThat(chromium.evaluate(
                                        "Array.from(frames).map(each => each.document.getElementById('user').value).join(' ')")
                                .asText())
                        .isEqualTo("U0ANNA U0BEN");
                keep(chromium, pictures.resolve("slack-approval.png"));
            }
            demo.terminate();
        }
    }

    private static void draw(HeadlessChromium chromium, boolean dark, String text, Path picture) throws Exception {
        chromium.look(900, 900, dark);
        chromium.await("document.body.innerText.includes('" + text + "')");
        keep(chromium, picture);
    }

    /** Something is on it: a page that is not drawn has one color. */
    private static void keep(HeadlessChromium chromium, Path picture) throws Exception {
        chromium.screenshot(picture);
        BufferedImage image = ImageIO.read(picture.toFile());
        Set<Integer> colors = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) {
                colors.add(image.getRGB(x, y));
            }
        }
        assertThat(colors).as(picture.toString()).hasSizeGreaterThan(20);
    }
}
