package dev.appdb.tui.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class LinePrompterTest {
    private static final Form SETUP = SetupForm.of(new ShopFacts());
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String TAB = "\t";
    private static final String SHIFT_TAB = "\u001b[Z";
    private static final String UP = "\u001bOA";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void answersPipedInBeforehandAreAllRead() {
        FormResult asked =
                piped("nope\nshop\nback\n\n2\nlocal\n\nhstore=on\n\n").ask(SETUP, Answers.NONE);

        assertThat(asked).isInstanceOf(FormResult.Answered.class);
        assertThat(asked.answers().values())
                .isEqualTo(Map.of(
                        "app-name", "shop",
                        "environment", "prod",
                        "target", "local",
                        "postgres-version", "16",
                        "extension", "hstore=on"));
        assertThat(shown()).contains("! there is no infra/nope: use one of blog, shop", "App name [shop]: ");
    }

    @Test
    void theEndOfTheInputCancelsAndKeepsTheAnswers() {
        FormResult asked = piped("shop\nprod\n").ask(SETUP, Answers.NONE);

        assertThat(asked).isInstanceOf(FormResult.Cancelled.class);
        assertThat(asked.answers().values()).isEqualTo(Map.of("app-name", "shop", "environment", "prod"));
    }

    @Test
    void aLineCutOffByTheEndOfTheInputIsNotAnAnswer() {
        assertThat(piped("shop\npro").ask(SETUP, Answers.NONE).answers().values())
                .isEqualTo(Map.of("app-name", "shop"));
    }

    @Test
    void nothingShownOnADumbTerminalHasAnEscapeByte() {
        piped("?\nx\nshop\n1\n\n\n\n\n").ask(SETUP, Answers.NONE);

        assertThat(shown()).contains("App name").doesNotContain("\u001b");
    }

    @Test
    void quotesBackslashesBangsAndPercentsAreOrdinaryCharacters() {
        piped("a\"b\\c!!d%N'\n").ask(SETUP, Answers.NONE);

        assertThat(shown()).contains("! app name \"a\"b\\c!!d%N'\" is not valid");
    }

    @Test
    void ctrlCCancelsAndKeepsTheAnswers() throws IOException {
        ScriptedKeys keys = new ScriptedKeys().when("App name", "shop\r").when("Environment", "pr" + CTRL_C);

        try (LinePrompter prompter = onScreen(keys)) {
            FormResult asked = prompter.ask(SETUP, Answers.NONE);
            assertThat(asked).isInstanceOf(FormResult.Cancelled.class);
            assertThat(asked.answers().values()).isEqualTo(Map.of("app-name", "shop"));
        }
    }

    @Test
    void ctrlDCancels() throws IOException {
        ScriptedKeys keys = new ScriptedKeys().when("App name", CTRL_D);

        try (LinePrompter prompter = onScreen(keys)) {
            assertThat(prompter.ask(SETUP, Answers.NONE)).isInstanceOf(FormResult.Cancelled.class);
        }
    }

    @Test
    void tabCompletesAndShiftTabGoesBack() throws IOException {
        ScriptedKeys keys = new ScriptedKeys()
                .when("App name: ", "sh" + TAB + "\r")
                .when("Environment: ", "p" + TAB + "\r")
                .when("Target [local]: ", SHIFT_TAB)
                .when("Environment [prod]: ", "d" + TAB + "\r")
                .when("Target [local] (from", "\r")
                .when("PostgreSQL version", "\r")
                .when("Extensions", "\r")
                .when("Continue, or", "\r");

        try (LinePrompter prompter = onScreen(keys)) {
            FormResult asked = prompter.ask(SETUP, Answers.NONE);
            assertThat(asked).isInstanceOf(FormResult.Answered.class);
            assertThat(asked.answers().values())
                    .containsEntry("app-name", "shop")
                    .containsEntry("environment", "dev");
        }
    }

    @Test
    void upBringsBackWhatWasTyped() throws IOException {
        ScriptedKeys keys = new ScriptedKeys()
                .when("App name", "shopp\r")
                .when("! there is no infra/shopp", UP + "\b\r")
                .when("Environment", CTRL_C);

        try (LinePrompter prompter = onScreen(keys)) {
            assertThat(prompter.ask(SETUP, Answers.NONE).answers().value("app-name"))
                    .contains("shop");
        }
    }

    @Test
    void onlyYesIsAYes() {
        assertThat(piped("y\n").confirm("Apply?")).isEqualTo(Consent.GIVEN);
        assertThat(piped("YES\n").confirm("Apply?")).isEqualTo(Consent.GIVEN);
        assertThat(piped("\n").confirm("Apply?")).isEqualTo(Consent.REFUSED);
        assertThat(piped("no\n").confirm("Apply?")).isEqualTo(Consent.REFUSED);
        assertThat(piped("yess\n").confirm("Apply?")).isEqualTo(Consent.REFUSED);
        assertThat(piped("").confirm("Apply?")).isEqualTo(Consent.CANCELLED);
        assertThat(shown()).contains("Apply? [y/N]: ");
    }

    @Test
    void aTypedNameIsTakenAsItIs() {
        assertThat(piped(" shop-dev \n").typed("Type the cluster's name")).contains("shop-dev");
        assertThat(piped("back\n").typed("Type the cluster's name")).contains("back");
        assertThat(piped("\n").typed("Type the cluster's name")).contains("");
        assertThat(piped("").typed("Type the cluster's name")).isEmpty();
    }

    @Test
    void anAnswerDoesNotComeBackWhereANameHasToBeTyped() throws IOException {
        ScriptedKeys keys = new ScriptedKeys()
                .when("App name", "shop\r")
                .when("Environment", CTRL_C)
                .when("Type it", UP + "\r");

        try (LinePrompter prompter = onScreen(keys)) {
            prompter.ask(SETUP, Answers.NONE);
            assertThat(prompter.typed("Type it")).contains("");
        }
    }

    @Test
    void whatSteersATerminalIsShownAsItsCode() {
        LinePrompter prompter = piped("");

        prompter.show(List.of(
                new AttributedString("+ \u001b]0;title\u0007 \u001b[31mred\u001b[0m"),
                new AttributedString("next\r\nline")));

        assertThat(shown()).isEqualTo("+ \\x1b]0;title\\x07 \\x1b[31mred\\x1b[0m\nnext  line\n");
    }

    @Test
    void stylesArePrintedWhereThereIsColorAndCodesInTheTextAreNot() {
        AttributedString line = new AttributedStringBuilder()
                .append("red", TextStyles.BAD)
                .append(" \u001b[8mhidden")
                .toAttributedString();

        prompter("", new TerminalCapabilities(true, true)).show(List.of(line));
        prompter("", new TerminalCapabilities(false, true)).show(List.of(line));

        assertThat(shown()).isEqualTo("\u001b[31mred\u001b[0m \\x1b[8mhidden\nred \\x1b[8mhidden\n");
    }

    @Test
    void theTerminalIsOpenedOnlyWhenSomethingIsShownOrAsked() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        LinePrompter prompter = new LinePrompter(
                () -> {
                    opened.incrementAndGet();
                    return new DumbTerminal(new ByteArrayInputStream(new byte[0]), screen);
                },
                TerminalCapabilities.PLAIN);

        prompter.show(List.of());
        prompter.close();
        assertThat(opened).hasValue(0);

        prompter.show(List.of(new AttributedString("a line")));
        prompter.confirm("Apply?");
        assertThat(opened).hasValue(1);
        prompter.close();
    }

    @Test
    void whatAnInterruptedRunSaysIsShownThoughTheTerminalIsGivenBackAlready() {
        ByteArrayOutputStream afterwards = new ByteArrayOutputStream();
        LinePrompter prompter = new LinePrompter(
                new LinePrompter.TerminalSource() {
                    @Override
                    public Terminal open() throws IOException {
                        return new DumbTerminal(new ByteArrayInputStream(new byte[0]), screen);
                    }

                    @Override
                    public PrintStream stream(Terminal terminal) {
                        return new PrintStream(afterwards, true, StandardCharsets.UTF_8);
                    }
                },
                TerminalCapabilities.PLAIN);
        prompter.show(List.of(new AttributedString("Apply (3 of 5)")));

        prompter.endOfProcess();
        prompter.show(List.of(new AttributedString("interrupted; continue with appdb setup --resume")));
        prompter.close();

        assertThat(shown()).isEqualTo("Apply (3 of 5)\n");
        assertThat(afterwards.toString(StandardCharsets.UTF_8))
                .isEqualTo("interrupted; continue with appdb setup --resume\n");
    }

    @Test
    void aTerminalThatCannotBeOpenedIsAnError() {
        LinePrompter prompter = new LinePrompter(
                () -> {
                    throw new IOException("no terminal");
                },
                TerminalCapabilities.PLAIN);

        assertThatThrownBy(() -> prompter.confirm("Apply?")).isInstanceOf(UncheckedIOException.class);
    }

    private LinePrompter piped(String input) {
        return prompter(input, new TerminalCapabilities(false, true));
    }

    private LinePrompter prompter(String input, TerminalCapabilities style) {
        return StreamPrompter.on(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), screen, style);
    }

    private static LinePrompter onScreen(ScriptedKeys keys) {
        return new LinePrompter(
                () -> new ExternalTerminal("test", "xterm", keys, keys.screen(), StandardCharsets.UTF_8),
                new TerminalCapabilities(false, true));
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
