package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answers;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The question for the background of a terminal, which comes back among the keys. */
@Timeout(900)
class BackgroundReportTest {
    private static final String QUESTION = "\u001b]11;?\u001b\\\u001b[c";
    private static final String CTRL_C = "\u0003";

    /** The output of a terminal, to be waited for. */
    private static final class Shown extends ByteArrayOutputStream {
        synchronized void await(String text) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
            while (!toString(StandardCharsets.UTF_8).contains(text)) {
                assertThat(System.nanoTime()).as("never shown: %s", text).isLessThan(deadline);
                wait(50);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0000/0000/0000, 38;5;117", "ffff/ffff/ffff, 38;5;25"})
    void theColorsFollowTheBackgroundAndNoKeyIsLost(String background, String accent) throws Exception {
        Shown shown = new Shown();
        try (PipedOutputStream typing = new PipedOutputStream();
                ScreenGuide guide = ScreenGuide.onStreams(
                        new PipedInputStream(typing), shown, new TerminalCapabilities(true, true, Theme.SAFE))) {
            shown.await(QUESTION);
            type(typing, "sh");
            type(typing, "o\u001b]11;rgb:" + background + "\u001b\\\u001b[?62;22cp\r");

            CompletableFuture<FormResult> asked = asked(guide);
            shown.await("database");
            shown.await(accent);
            type(typing, CTRL_C);

            assertThat(appName(asked)).contains("shop");
        }
    }

    static Stream<TerminalCapabilities> nothingToAsk() {
        return Stream.of(
                new TerminalCapabilities(false, true, Theme.SAFE),
                new TerminalCapabilities(true, true, Theme.ON_LIGHT));
    }

    @ParameterizedTest
    @MethodSource("nothingToAsk")
    void whereTheBackgroundIsKnownOrThereIsNoColorNothingIsAsked(TerminalCapabilities style) throws Exception {
        Shown shown = new Shown();
        try (PipedOutputStream typing = new PipedOutputStream();
                ScreenGuide guide = ScreenGuide.onStreams(new PipedInputStream(typing), shown, style)) {
            CompletableFuture<FormResult> asked = asked(guide);
            shown.await("database");
            type(typing, "shop\r" + CTRL_C);

            assertThat(appName(asked)).contains("shop");
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("]11;?");
    }

    private static CompletableFuture<FormResult> asked(ScreenGuide guide) {
        return CompletableFuture.supplyAsync(() -> guide.ask(PageExamples.SETUP, Answers.NONE));
    }

    private static Optional<String> appName(CompletableFuture<FormResult> asked) throws Exception {
        return asked.get(5, TimeUnit.MINUTES).answers().value("app-name");
    }

    private static void type(PipedOutputStream typing, String keys) throws Exception {
        typing.write(keys.getBytes(StandardCharsets.UTF_8));
        typing.flush();
    }
}
