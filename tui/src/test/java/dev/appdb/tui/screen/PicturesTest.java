package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.tui.Golden;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of the documentation are what the pages look like: one that is stale fails. */
class PicturesTest {
    private static final Path FOLDER = Path.of("src/docs");
    private static final TerminalSize SIZE = new TerminalSize(80, 24);
    private static final TerminalCapabilities STYLE = new TerminalCapabilities(true, true, Theme.ON_DARK);

    @Test
    void theMovingPictureIsOfTheWholeSetup() throws IOException {
        Golden.assertSame(FOLDER.resolve("wizard.svg"), SetupFilm.lines(SIZE, STYLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"choice", "switches-turned", "review", "files", "plan", "run", "interruption", "closing-good"})
    void thePictureIsOfThePage(String page) throws IOException {
        VirtualScreen screen = new VirtualScreen(SIZE, STYLE);
        screen.draw(Objects.requireNonNull(PageExamples.all(SIZE, STYLE).get(page)));

        Golden.assertSame(FOLDER.resolve("wizard-" + page + ".svg"), SvgPicture.of(screen.terminal()));
    }
}
