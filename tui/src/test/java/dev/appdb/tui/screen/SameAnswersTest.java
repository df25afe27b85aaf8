package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Question;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.line.LinePrompter;
import dev.appdb.tui.line.StreamPrompter;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Line by line and full screen are two of a kind: what a person means leads to the same answers in both. */
class SameAnswersTest {
    private static final TerminalSize SIZE = new TerminalSize(80, 24);
    private static final String BACK = "back";
    private static final String DEFAULT = "default";
    private static final String CHANGE = "change ";

    /**
     * The intended input at each question (a value, {@code default} or {@code back}) and at the review ({@code change} with
     * the number of an answer), and the resulting values.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            all typed      |               | shop, prod, server, postgresql://postgres@db:5432/app, vector=on | shop prod server postgresql://postgres@db:5432/app vector=on
            defaults       |               | shop, dev, default, default, default                             | shop dev local 16 -
            defaults typed |               | shop, dev, local, 16, default                                    | shop dev local 16 -
            flags          | shop dev      | default, 17, default                                             | shop dev local 17 -
            all by flags   | shop dev aws  | eu-west-1, default, default, default, default                    | shop dev aws eu-west-1 16 0.5 1 -
            wrong at first |               | My App, nope, shop, prod, cloud, local, 9, 15, vect0r, default   | shop prod local 15 -
            back and on    |               | shop, prod, server, back, back, dev, local, default, default     | shop dev local 16 -
            back to all    |               | shop, prod, local, 16, back, back, back, back, default, default, default, 15, hstore=off | shop prod local 15 hstore=off
            back at first  |               | back, shop, back, back, default, dev, default, default, default  | shop dev local 16 -
            changed branch |               | shop, prod, server, postgresql://postgres@db/app, back, back, aws, eu-west-1, default, 1, 8, vector=on | shop prod aws eu-west-1 16 1 8 vector=on
            likeliest      |               | shop, prod, default, default, default                            | shop prod local 16 -
            changed        |               | shop, dev, default, default, hstore=on, change 4, 15             | shop dev local 15 hstore=on
            changed first  |               | shop, dev, default, 15, default, change 1, blog, default         | blog dev local 15 -
            changed flag   | shop dev      | default, default, hstore=on, change 2, prod, server, postgresql://postgres@db/app | shop prod server postgresql://postgres@db/app hstore=on
            not changed    |               | shop, dev, default, default, default, change 3, back, back, vector=off | shop dev local 16 vector=off
            changed twice  |               | shop, dev, default, default, default, change 4, 15, change 4, 17 | shop dev local 17 -
            wrong change   |               | shop, dev, default, default, default, change 4, 9, 15            | shop dev local 15 -
            wrong capacity |               | shop, prod, aws, eu-west-1, default, 4, 2, 1.7, 8, default       | shop prod aws eu-west-1 16 4 8 -
            """)
    void theSameMeaningLeadsToTheSameAnswers(String name, String flags, String meant, String expected) {
        Answers known = known(Optional.ofNullable(flags).orElse(""));
        String[] steps = Stream.concat(Arrays.stream(meant.split(",", -1)).map(String::strip), Stream.of(DEFAULT))
                .toArray(String[]::new); // the last one continues from the review

        Map<String, Answer> lineByLine = answers(lineByLine(known, steps));
        Map<String, Answer> fullScreen = answers(fullScreen(known, steps));

        assertThat(fullScreen).isEqualTo(lineByLine);
        assertThat(fullScreen.values().stream()
                        .map(answer -> answer.value().isEmpty() ? "-" : answer.value())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected.strip());
    }

    private static Answers known(String flags) {
        String[] ids = {"app-name", "environment", "target"};
        Answers known = Answers.NONE;
        String[] values = flags.isBlank() ? new String[0] : flags.strip().split(" ", -1);
        for (int i = 0; i < values.length; i++) {
            known = known.with(ids[i], values[i], "--" + ids[i]);
        }
        return known;
    }

    private static FormResult lineByLine(Answers known, String... steps) {
        String typed = Arrays.stream(steps)
                .map(step -> step.equals(DEFAULT) ? "\n" : step.replace(CHANGE, "") + "\n")
                .collect(Collectors.joining());
        try (LinePrompter prompter = StreamPrompter.on(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                TerminalCapabilities.PLAIN)) {
            return prompter.ask(PageExamples.SETUP, known);
        }
    }

    private static FormResult fullScreen(Answers known, String... steps) {
        String typed = Arrays.stream(steps)
                .map(step -> switch (step) {
                    case DEFAULT -> "<C-u><Enter>";
                    case BACK -> "<Escape>";
                    default ->
                        step.startsWith(CHANGE)
                                ? "<Home>" + "<ArrowDown>".repeat(Integer.parseInt(step.substring(CHANGE.length())) - 1)
                                        + "<Enter>"
                                : "<C-u>" + step + "<Enter>";
                })
                .collect(Collectors.joining());
        return Typed.after(PageExamples.form(PageExamples.SETUP, known), typed, SIZE)
                .result()
                .orElseThrow();
    }

    private static Map<String, Answer> answers(FormResult asked) {
        assertThat(asked).isInstanceOf(FormResult.Answered.class);
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Question question : PageExamples.SETUP.questions()) {
            asked.answers().answer(question.id()).ifPresent(answer -> answers.put(question.id(), answer));
        }
        return answers;
    }
}
