package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.appdb.event.EventJson;
import dev.appdb.event.RunEvent;
import dev.appdb.tui.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final TerminalCapabilities UNICODE = new TerminalCapabilities(false, true);
    private static final TerminalCapabilities COLOUR = new TerminalCapabilities(true, true);
    private static final String HOSTILE = "a\u001b[2J\u009b1mb\u202ec\r\nd\u0007\t\u2028e\u0000";

    @Test
    void aSetUpReadsLikeThis() throws IOException {
        Golden.assertSame("events-setup.txt", lines(RunExamples.setUp(), UNICODE));
    }

    @Test
    void theOtherBeginningsAndEndingsReadLikeThis() throws IOException {
        Golden.assertSame("events-endings.txt", lines(RunExamples.endings(), UNICODE));
    }

    @Test
    void everyKindOfEventIsAmongTheExamples() {
        assertThat(all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(List.of(RunEvent.class.getPermittedSubclasses()));
    }

    @Test
    void withoutColorNoEventShowsAnEscapeByte() {
        assertThat(lines(all(), UNICODE))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    }

    @Test
    void withoutUnicodeEveryEventIsAscii() {
        List<RunEvent> events = new ArrayList<>(all());
        events.addAll(RunExamples.withSummary("größer → 東京 … ± “x”"));

        assertThat(lines(events, TerminalCapabilities.PLAIN))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("\\p{Print}*"));
        assertThat(lines(events, TerminalCapabilities.PLAIN)).contains("  Warning: gr??er -> ?? ... +/- \"x\"");
    }

    @Test
    void colorOnlyRepeatsTheWords() {
        List<String> plain = lines(all(), UNICODE);

        assertThat(lines(all(), COLOUR)).isNotEqualTo(plain);
        assertThat(lines(all(), COLOUR).stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]+m", ""))
                        .toList())
                .isEqualTo(plain);
    }

    @Test
    void everyEventIsAtLeastOneLineWithoutALineBreakAndWithoutAnythingHostile() {
        for (RunEvent event : RunExamples.withSummary(HOSTILE)) {
            assertThat(UNICODE.print(new EventLines().of(event)))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .isNotBlank()
                            .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\u202e\u2028]"));
        }
        assertThat(lines(RunExamples.withSummary(HOSTILE), UNICODE))
                .contains("  Warning: a\\x1b[2J\\x9b1mb\\u202ec  d\\x07 \\u2028e\\x00");
    }

    @Test
    void whatIsPrintedIsFlushedEventByEvent() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextLines sink = new TextLines(new PrintStream(bytes, false, StandardCharsets.UTF_8), UNICODE);

        sink.accept(RunExamples.setUp().get(1));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Configure" + System.lineSeparator());
    }

    @Test
    void jsonIsOneAsciiLineForEachEventThatMeansTheSame() throws IOException {
        List<RunEvent> events = new ArrayList<>(all());
        events.addAll(RunExamples.withSummary("größer → 東京 \uD83D\uDE00 \u007f\u0085\u2028" + HOSTILE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonLines sink = new JsonLines(new PrintStream(bytes, false, StandardCharsets.US_ASCII));

        events.forEach(sink::accept);

        List<String> lines =
                Arrays.asList(bytes.toString(StandardCharsets.US_ASCII).split("\n", -1));
        assertThat(lines).hasSize(events.size() + 1).last().isEqualTo("");
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("\\p{Print}*"));
        JsonMapper json = new JsonMapper();
        for (int i = 0; i < events.size(); i++) {
            assertThat(json.readTree(lines.get(i))).isEqualTo(json.readTree(EventJson.toLine(events.get(i))));
        }
    }

    private static List<RunEvent> all() {
        List<RunEvent> events = new ArrayList<>(RunExamples.setUp());
        events.addAll(RunExamples.endings());
        return events;
    }

    private static List<String> lines(List<RunEvent> events, TerminalCapabilities capabilities) {
        EventLines lines = new EventLines();
        return events.stream()
                .flatMap(event -> capabilities.print(lines.of(event)).stream())
                .toList();
    }
}
