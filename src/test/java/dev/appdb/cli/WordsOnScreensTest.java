package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.engine.Procedure;
import dev.appdb.event.Step;
import dev.appdb.form.Question;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.line.ShopFacts;
import dev.appdb.tui.progress.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The words that people read on screens, in help and in events. Each test lists all violations at once. */
class WordsOnScreensTest {
    private static final int COLUMNS = 80;

    /** Words and phrases that have a better one in the field, or are spelled otherwise in American English. */
    private static final Pattern AVOIDED = Pattern.compile(
            "\\b(mend(s|ed|ing)?|said|told|wish(es)?|set-up(?!-)|colou?red|colours?|honour(s|ed)?|behaviours?|favou?rs?"
                    + "|(another|PostgreSQL) major(?! version)|go(es)? on with|not touched|not all is|as far as it goes"
                    + "|is meant to be|what is left|what is not|LOSES DATA|at work|things? (is|are) missing"
                    + "|is not understood|answer them again|same without questions)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "(\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\")|'(?:\\\\.|[^'\\\\\\n])+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

    /** Names of others: a make target of the template, columns of the bot's store, codes that scripts know. */
    private static final Pattern NAMES = Pattern.compile(
            "make infra-set-up-account|CHECK_STATES|check_states|\"said\"|\"not-set-up\"|creation, cancell?ed",
            Pattern.CASE_INSENSITIVE);

    @Test
    void noTextOfTheSourcesHasAnAvoidedWord() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("main/java/", ".java")) {
            Matcher texts = LITERAL_OR_COMMENT.matcher(Files.readString(file));
            while (texts.find()) {
                String text = texts.group(1);
                if (text != null
                        && !NAMES.matcher(text).find()
                        && AVOIDED.matcher(text).find()) {
                    found.add(file.getFileName() + ": " + text);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noScreenAndNoEventHasAnAvoidedWord() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("tui/src/test/resources/golden/", ".txt")) {
            String screen = Files.readString(file).replaceAll("\\s+", " ");
            AVOIDED.matcher(screen).results().forEach(match -> found.add(file.getFileName() + ": " + match.group()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyHelpFitsAndHasNoAvoidedWord() {
        List<String> found = new ArrayList<>();
        addHelp(found, Commands.ALL.line(CommandsTest.NOWHERE, List.of()));

        assertThat(found).isEmpty();
    }

    private static void addHelp(List<String> found, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        CommandLineInterface.everywhere(command);
        command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().forEach(line -> {
            if (Columns.of(line) > COLUMNS) {
                found.add(name + " is too wide: " + line);
            }
        });
        String all = command.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
        AVOIDED.matcher(all).results().forEach(match -> found.add(name + ": " + match.group()));
        command.getCommandSpec()
                .options()
                .forEach(option -> addDescription(found, name + " " + option.longestName(), option.description()));
        command.getSubcommands().values().forEach(below -> addHelp(found, below));
    }

    private static void addDescription(List<String> found, String name, String... description) {
        String text = String.join(" ", description);
        if (!text.isEmpty() && (!isCapital(text) || !text.matches("(?s).*[.)]"))) {
            found.add(name + " is no sentence: " + text);
        }
    }

    @Test
    void labelsBeginWithACapitalAndEndWithoutAColon() {
        Stream<String> prompts =
                SetupForm.of(new ShopFacts()).questions().stream().map(Question::prompt);
        Stream<String> labels = Settings.ALL.stream().map(setting -> setting.label());
        Stream<String> steps = Stream.of(Step.values()).map(Step::title);

        assertThat(Stream.of(prompts, labels, steps).flatMap(all -> all))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(label).matches("[A-Z][^:]*[A-Za-z)]"));
        assertThat(Settings.ALL)
                .allSatisfy(setting -> assertThat(isCapital(setting.questionHelp()))
                        .as(setting.questionHelp())
                        .isTrue());
        assertThat(Procedure.require("setup").reported()).isNotEmpty();
    }

    @Test
    void screensOf80ColumnsHaveNoMore() throws IOException {
        List<Path> screens = files("tui/src/test/resources/golden/", "-80x24.txt");

        assertThat(screens).hasSizeGreaterThan(50);
        for (Path screen : screens) {
            assertThat(Files.readAllLines(screen))
                    .as(screen.toString())
                    .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(COLUMNS));
        }
    }

    private static boolean isCapital(String text) {
        return Character.isUpperCase(text.codePointAt(0)) || text.startsWith("appdb");
    }

    private static List<Path> files(String folder, String end) throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> files = all.filter(
                            file -> root.relativize(file).toString().contains(folder))
                    .filter(file -> file.toString().endsWith(end))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|bench)/.*"))
                    .sorted()
                    .toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
