package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines on a terminal that is too narrow for them. */
class LineBreaksTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("prose is broken at a space", 40, "the role manager timed out after thirty seconds", """
                        the role manager timed out after thirty
                          seconds"""),
                Arguments.of(
                        "indented prose hangs",
                        40,
                        "    Note: the role manager timed out after thirty s",
                        "    Note: the role manager timed out\n      after thirty s"),
                Arguments.of(
                        "a command that fits a row stays whole", 44, "Run it: appdb roles plan --app-name shop.", """
                        Run it: appdb roles plan --app-name shop."""),
                Arguments.of(
                        "and begins one where it does not fit this one",
                        44,
                        "The roles differ. Run appdb roles plan --app-name shop and look.",
                        """
                        The roles differ. Run
                          appdb roles plan --app-name shop and look."""),
                Arguments.of(
                        "also in backquotes",
                        44,
                        "It was interrupted. Run `appdb apply --app-name shop` to follow it",
                        """
                        It was interrupted. Run
                          `appdb apply --app-name shop` to follow it"""),
                Arguments.of(
                        "a longer one goes on after a backslash, options beside their values",
                        44,
                        "Resume: appdb setup --app-name shop --environment dev --target local --yes",
                        """
                        Resume: appdb setup --app-name shop \\
                          --environment dev --target local --yes"""),
                Arguments.of(
                        "a quoted value is not broken",
                        46,
                        "appdb access grant --reason 'look at slow queries of today' --for 2h",
                        """
                        appdb access grant \\
                          --reason 'look at slow queries of today' \\
                          --for 2h"""),
                Arguments.of(
                        "what only begins like a command is prose",
                        40,
                        "only 20 files may be open, and appdb needs 256 of them",
                        """
                        only 20 files may be open, and appdb
                          needs 256 of them"""),
                Arguments.of(
                        "a path that is wider than a row stays whole",
                        40,
                        "wrote /home/somebody/project/infra/shop/app-config/database.tf again",
                        """
                        wrote
                        /home/somebody/project/infra/shop/app-config/database.tf
                          again"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void theLineIsBrokenAtWords(String name, int columns, String line, String rows) {
        assertThat(String.join("\n", broken(line, columns))).as(name).isEqualTo(rows);
    }

    @Test
    void onATerminalOfUnknownWidthAndInAPipeTheLineStaysWhole() {
        String line = "word ".repeat(100);

        assertThat(broken(line, 0)).containsExactly(line);
    }

    @Test
    void noWordIsLostOrBrokenAndNoRowIsTooWide() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            String line = text(random);
            int columns = 20 + random.nextInt(60);

            List<String> rows = broken(line, columns);

            assertThat(rows)
                    .as(line)
                    .allSatisfy(row -> assertThat(Columns.of(row)).isLessThanOrEqualTo(columns));
            assertThat(String.join(" ", rows)
                            .replace(" \\ ", " ")
                            .replaceAll(" +", " ")
                            .strip())
                    .isEqualTo(line.replaceAll(" +", " ").strip());
        }
    }

    @Test
    void aTableBreaksOnlyItsTextAndPutsItBelowWhereThereIsNoPlaceBesideIt() {
        TextTable table = new TextTable()
                .row("ok", "Java", "17 from /usr/lib/jvm/java-17")
                .row("warning", "embedded PostgreSQL", "another project has its data on this machine")
                .row("", "", "Run appdb doctor there.");

        assertThat(shown(table, 0)).isEqualTo("""
                ok       Java                 17 from /usr/lib/jvm/java-17
                warning  embedded PostgreSQL  another project has its data on this machine
                                              Run appdb doctor there.""");
        assertThat(shown(table, 60)).isEqualTo("""
                ok       Java                 17 from /usr/lib/jvm/java-17
                warning  embedded PostgreSQL  another project has its data
                                              on this machine
                                              Run appdb doctor there.""");
        assertThat(shown(table, 40)).isEqualTo("""
                ok       Java
                    17 from /usr/lib/jvm/java-17
                warning  embedded PostgreSQL
                    another project has its data on this
                    machine
                    Run appdb doctor there.""");
    }

    private static String shown(TextTable table, int columns) {
        return String.join("\n", table.lines(TerminalCapabilities.PLAIN.within(columns)));
    }

    private static List<String> broken(String line, int columns) {
        return LineBreaks.of(new AttributedString(line), columns).stream()
                .map(AttributedString::toString)
                .toList();
    }

    private static String text(Random random) {
        String[] words = {"a", "longer", "東京", "appdb", "setup", "--yes", "--target", "local", "(and", "more).", "'x y'"
        };
        StringBuilder text = new StringBuilder(" ".repeat(random.nextInt(5)) + "x");
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(" ".repeat(1 + random.nextInt(2))).append(words[random.nextInt(words.length)]);
        }
        return text.toString();
    }
}
