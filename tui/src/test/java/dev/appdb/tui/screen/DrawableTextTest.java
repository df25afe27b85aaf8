package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawableTextTest {
    private static final TerminalCapabilities STYLE = new TerminalCapabilities(true, true);

    @ParameterizedTest
    @CsvSource({
        "a flag \ud83c\udde9\ud83c\uddea!, a flag ?!",
        "half of one \ud83c\udde9!, half of one ?!",
        "a family \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67!, a family \ud83d\udc68\\u200d\ud83d\udc69\\u200d\ud83d\udc67!",
        "a thumb \ud83d\udc4d\ud83c\udffd!, a thumb ?!",
        "a heart \u2764\ufe0f!, a heart ?!",
        "a key 1\ufe0f\u20e3!, a key ?!",
        "a face \ud83d\ude00!, a face \ud83d\ude00!",
        "\u0065\u0301 composed, \u00e9 composed",
        "x\u0301 not, x\\u0301 not",
        "資料 wide, 資料 wide"
    })
    void whatTerminalsDrawDifferentlyIsOneSign(String text, String drawn) {
        assertThat(DrawableText.of(text, STYLE)).hasToString(drawn);
    }

    @Test
    void noCellsStayBehindAFlagThatIsGone() throws IOException {
        VirtualScreen screen = new VirtualScreen(new TerminalSize(60, 16), STYLE);
        screen.draw(Typed.after(
                PageExamples.form(PageExamples.SETUP, dev.appdb.form.Answers.NONE), "xyz", new TerminalSize(60, 16)));
        List<String> before = screen.draw(InputPage.of("plain"));

        screen.draw(
                InputPage.of("\ud83c\udde9\ud83c\uddea \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u2764\ufe0f"));

        assertThat(screen.draw(InputPage.of("plain"))).isEqualTo(before);
    }
}
