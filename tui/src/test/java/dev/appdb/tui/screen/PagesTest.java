package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.tui.Golden;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page at every size, as golden files. */
class PagesTest {
    private static final TerminalCapabilities UNICODE = new TerminalCapabilities(true, true);
    private static final TerminalCapabilities ASCII = new TerminalCapabilities(false, false);

    @ParameterizedTest
    @CsvSource({"60,16", "80,24", "120,40", "200,50"})
    void everyPageIsAsItsGoldenScreen(int columns, int rows) throws IOException {
        TerminalSize size = new TerminalSize(columns, rows);
        for (Map.Entry<String, Page<?>> page : PageExamples.all(size, UNICODE).entrySet()) {
            Golden.assertSame(
                    "screen/" + page.getKey() + "-" + columns + "x" + rows + ".txt",
                    VirtualScreen.drawn(page.getValue(), size, UNICODE));
        }
    }

    @Test
    void everyPageIsAsItsGoldenScreenInAsciiToo() throws IOException {
        TerminalSize size = new TerminalSize(80, 24);
        for (Map.Entry<String, Page<?>> page : PageExamples.all(size, ASCII).entrySet()) {
            List<String> drawn = VirtualScreen.drawn(page.getValue(), size, ASCII);
            assertThat(String.join("", drawn)).as(page.getKey()).matches("[ -~]*");
            Golden.assertSame("screen/ascii/" + page.getKey() + "-80x24.txt", drawn);
        }
    }

    @ParameterizedTest
    @CsvSource({"60,16", "61,17", "99,30", "100,30", "200,50", "300,100"})
    void noPageIsWiderThanTheScreen(int columns, int rows) throws IOException {
        TerminalSize size = new TerminalSize(columns, rows);
        for (Map.Entry<String, Page<?>> page : PageExamples.all(size, UNICODE).entrySet()) {
            List<String> drawn = VirtualScreen.drawn(page.getValue(), size, UNICODE);
            assertThat(drawn)
                    .as(page.getKey())
                    .hasSize(rows)
                    .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(columns));
        }
    }
}
