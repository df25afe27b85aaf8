package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.tui.progress.Columns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of all commands on a terminal of 80 columns and on one of 60: nothing is wider, so that no word is broken. */
@Timeout(900)
class NarrowTerminalTest {
    private static final String ABOUT = " --app-name app --environment dev";

    /** The commands that print text or a table for a person, the one that stops the database last: add a new one here. */
    private static final List<String> PRINTED = List.of(
            "setup --target local --extension pg_trgm=on --yes" + ABOUT,
            "configure --yes" + ABOUT,
            "extensions list" + ABOUT,
            "extensions set hstore=on --yes" + ABOUT,
            "extensions unset hstore --yes" + ABOUT,
            "plan" + ABOUT,
            "apply --yes" + ABOUT,
            "roles plan" + ABOUT,
            "roles update --yes" + ABOUT,
            "roles check" + ABOUT,
            "roles check --verbose" + ABOUT,
            "roles check --all",
            "roles expect report --may connect --why reads_all_of_it_for_the_monthly_numbers --yes" + ABOUT,
            "roles checks",
            "password rotate" + ABOUT,
            "password show" + ABOUT,
            "access list" + ABOUT,
            "access grant alice --as reader --for 2h --reason looking --yes" + ABOUT,
            "access revoke alice --yes" + ABOUT,
            "environments",
            "status" + ABOUT,
            "drift" + ABOUT,
            "runs list",
            "runs show",
            "doctor" + ABOUT,
            "doctor",
            "adopt" + ABOUT,
            "iam-policy" + ABOUT,
            "bot",
            "bot policy explain --file nowhere.yaml",
            "bot audit verify --file nowhere.json",
            "bot audit export",
            "bot health",
            "stop" + ABOUT,
            "destroy --confirm app-dev" + ABOUT,
            "setup",
            "roles chek");

    /** The commands that print a document for others to read, by what it is: a break would spoil it. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "template", "JSON",
            "connect", "a command line",
            "bot manifest", "JSON",
            "completion", "a script",
            "complete", "words for a shell");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path project;

    @BeforeAll
    static void aDatabaseIsThere() {
        assertThat(Developer.script(project).runs(PRINTED.get(0)).exitCode()).isZero();
    }

    @AfterAll
    static void itIsRemoved() {
        Developer.script(project).runs("destroy --confirm app-dev" + ABOUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 60})
    void everyLineFitsUnlessItIsASingleWord(int columns) {
        Map<String, List<String>> tooWide = new LinkedHashMap<>();
        for (String line : PRINTED) {
            Invocation shown = Developer.script(project).runsOn(columns, line);
            List<String> wide = Stream.of(shown.out(), shown.err())
                    .flatMap(String::lines)
                    .filter(each -> Columns.of(each) > columns && each.strip().contains(" "))
                    .toList();
            assertThat(shown.out() + shown.err()).as(line).isNotBlank();
            if (!wide.isEmpty()) {
                tooWide.put(line, wide);
            }
        }

        assertThat(tooWide).isEmpty();
    }

    @Test
    void everyCommandIsHereOrPrintsADocument() {
        TreeSet<String> missing = CommandNames.leaves();
        missing.removeIf(name -> PRINTED.stream().anyMatch(line -> (line + " ").startsWith(name + " ")));
        missing.removeAll(DOCUMENTS.keySet());

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 60})
    void everyHelpFits(int columns) {
        List<String> names = new ArrayList<>(List.of(""));
        names.addAll(CommandNames.leaves());
        names.addAll(List.of("roles", "extensions", "password", "access", "runs", "bot policy", "bot audit"));
        for (String name : names) {
            Invocation help = Developer.script(project).runsOn(columns, (name + " --help").strip());
            assertThat(help.out().lines().filter(line -> Columns.of(line) > columns))
                    .as("%s --help", name)
                    .isEmpty();
            assertThat(help.out()).as(name).contains("Usage:");
        }
    }

    @Test
    void inAPipeNothingIsBroken() {
        Developer developer = Developer.script(project);

        assertThat(developer.runs("roles update --yes" + ABOUT).out())
                .startsWith("{\"roles\":[")
                .hasLineCount(1);
        assertThat(developer.runs("runs list").out().lines()).allMatch(line -> line.contains("app-dev"));
        assertThat(developer.runs("extensions list" + ABOUT).out())
                .contains("text similarity measurement and index searching based on trigrams\n");
    }
}
