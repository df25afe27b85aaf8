package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The help of every command: the next one is tried as soon as it is in the tree. */
class HelpPageTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static Stream<String> commands() {
        List<String> all = new ArrayList<>();
        collect(Commands.ALL, "", all);
        return all.stream();
    }

    private static void collect(Commands commands, String words, List<String> all) {
        all.add(words);
        commands.below().forEach((name, below) -> collect(below, (words + " " + name).strip(), all));
    }

    private static CommandLine tree() {
        CommandLine line = Commands.ALL.line(CommandsTest.NOWHERE, List.of());
        CommandLineInterface.everywhere(line);
        return line;
    }

    private static CommandLine command(String words) {
        CommandLine line = tree();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            line = Objects.requireNonNull(line.getSubcommands().get(word));
        }
        return line;
    }

    private static String[] words(String line) {
        Matcher words = WORD.matcher(line.replaceFirst(" > .*", ""));
        return words.results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void fitsATerminalAndShowsTheOwnOptionsFirst(String words) {
        String help = command(words).getUsageMessage();

        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(help).contains("With every command:", "\nExamples:\n  appdb");
        List<String> titles = help.lines()
                .filter(line -> line.matches("[A-Z][^.]*:"))
                .filter(line -> List.of("Options:", "Which database:", "With every command:", "Examples:")
                        .contains(line))
                .toList();
        assertThat(titles)
                .isSubsetOf("Options:", "Which database:", "With every command:", "Examples:")
                .isSortedAccordingTo((one, other) -> Integer.compare(order(one), order(other)));
    }

    private static int order(String title) {
        return List.of("Options:", "Which database:", "With every command:", "Examples:")
                .indexOf(title);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void namesEveryOptionThatTheCommandTakes(String words) {
        CommandLine command = command(words);
        String help = command.getUsageMessage();

        assertThat(command.getCommandSpec().options())
                .allMatch(option -> option.hidden()
                        || help.contains(option.longestName().replace("--no-", ""))
                        || help.contains(option.longestName().replaceFirst("^--", "--[no-]")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void hasExamplesThatAreUnderstood(String words) {
        assertThat(Examples.of(words)).isNotEmpty();
        for (String example : Examples.of(words)) {
            CommandLine line = tree();
            ParseResult parsed = line.parseArgs(words(example));
            List<String> understood = new ArrayList<>();
            for (CommandLine each : parsed.asCommandLineList()) {
                understood.add(each.getCommandName());
                assertThat(each.getParseResult().errors()).as(example).isEmpty();
                assertThat(each.getUnmatchedArguments()).as(example).isEmpty();
            }
            assertThat(understood).as(example).startsWith("appdb");
            // A group's are those of its commands.
            assertThat(String.join(" ", understood.subList(1, understood.size())) + " ")
                    .as(example)
                    .startsWith(words.isEmpty() ? "" : words + " ");
        }
    }
}
