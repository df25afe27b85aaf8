package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.job.MessageContent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The looks of the demo's page, in a real browser. */
class DemoLooksTest extends DemoPages {
    /** The contrast of the messages' text, as WCAG 2.2 defines it: 1 to 21. */
    private static final String CONTRAST = """
            (() => {
              const light = color => {
                const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3)
                    .map(each => each / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const style = getComputedStyle(document.getElementById('messages'));
              const [less, more] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
              return (more + 0.05) / (less + 0.05);
            })()""";

    @Test
    void linesAndLongTextsAndFilesAreShownAsSlackShowsThem() throws Exception {
        web.post("C1", Optional.empty(), MessageContent.text("line " + "one\nline ".repeat(40) + "last"), "long");
        web.upload("C1", Optional.empty(), new MessageContent.File("roles.json", "{\n  \"roles\": []\n}"), "The roles");
        slack.awaitMessage("C1", message -> message.text().contains("The roles"));
        try (HeadlessChromium chromium = browser()) {
            chromium.await(shows("The roles"));
            assertThat(number(chromium, "document.querySelectorAll('.text br').length"))
                    .isEqualTo(40);
            int folded = number(chromium, "document.querySelector('.text').clientHeight");
            chromium.click("document.querySelector('button.more')");
            assertThat(number(chromium, "document.querySelector('.text').clientHeight"))
                    .as("after See more")
                    .isGreaterThan(folded * 2);

            assertThat(chromium.evaluate("document.querySelector('details summary').innerText")
                            .asText())
                    .isEqualTo("roles.json");
            chromium.click("document.querySelector('details summary')");
            chromium.await("document.querySelector('details pre').innerText.includes('\"roles\": []')");
            web.post("C1", Optional.empty(), MessageContent.text("one more"), "more");
            chromium.await(shows("one more"));
            assertThat(chromium.evaluate("document.querySelector('details').open && "
                                    + "document.querySelector('button.more').innerText")
                            .asText())
                    .as("what was opened stays open")
                    .isEqualTo("See less");
        }
    }

    @Test
    void aTimeIsShownInTheReadersOwnTimeZone() throws Exception {
        web.post(
                "C1",
                Optional.empty(),
                MessageContent.text("until <!date^1764500400^{date_short_pretty} at {time}|11:00 UTC>"),
                "time");
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.querySelector('time') !== null");
            String shown = chromium.evaluate(
                            "document.querySelector('time').innerText + ' | ' + new Date(1764500400000)"
                                    + ".toLocaleTimeString('en-US', {hour: 'numeric', minute: '2-digit'})")
                    .asText();
            assertThat(shown.split(" \\| ")[0]).contains("2025 at ").endsWith(shown.split(" \\| ")[1]);
        }
    }

    @Test
    void twoPeopleStandSideBySideInTwoChannels() throws Exception {
        slack.channel("C2", "on-call");
        try (HeadlessChromium chromium = browser(page.url().resolve("both"))) {
            chromium.await("frames.length === 2 && Array.from(frames).every(each =>"
                    + " each.document.getElementById('places').innerText.includes('#on-call'))");
            web.post("C2", Optional.empty(), MessageContent.text("from the other channel"), "other");
            chromium.await("frames[1].document.querySelector('[data-place=C2]').innerText.includes('•')");
            assertThat(chromium.evaluate(
                                    "Array.from(frames).map(each => each.document.getElementById('user').value).join(' ')")
                            .asText())
                    .isEqualTo("U1 U2");

            chromium.click("frames[1].document.querySelector('[data-place=C2]')");
            chromium.await(
                    "frames[1].document.getElementById('messages').innerText.includes('from the other channel')");
            assertThat(chromium.evaluate("frames[0].document.getElementById('messages').innerText.includes('from the')")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void theColorsHaveContrastInTheLightAndInTheDark() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            web.post("C1", Optional.empty(), MessageContent.text("written"), "written");
            chromium.await(shows("written"));
            for (boolean dark : new boolean[] {false, true}) {
                chromium.look(900, 700, dark);
                assertThat(chromium.evaluate(CONTRAST).asDouble())
                        .as("dark: " + dark)
                        .isGreaterThan(7);
            }
        }
    }

    private static int number(HeadlessChromium chromium, String expression) throws Exception {
        return chromium.evaluate(expression).asInt();
    }
}
