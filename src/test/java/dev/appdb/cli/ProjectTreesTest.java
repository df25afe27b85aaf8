package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.failure.Subcommand;
import dev.appdb.tui.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command over projects in the layouts that there are, under {@code test/resources/projects}. Beside each tree stands
 * what each command answers and which of the tree's files it changes; {@code -Dgolden.update=true} rewrites it.
 */
class ProjectTreesTest {
    private static final Path TREES = Path.of("test/resources/projects");

    private static final List<String> ABOUT_A_DATABASE = List.of(
            "configure --yes --target local",
            "configure --yes --target aws",
            "configure --yes --overwrite --target aws",
            "setup --yes --target aws",
            "plan --target local",
            "plan --target aws",
            "apply --yes --target aws",
            "template --target aws",
            "roles plan --target local",
            "roles update --yes --target local",
            "roles check --target local",
            "roles expect --yes --target local --role report --may read --why monthly",
            "password rotate --yes --target local --user app",
            "password show --target local --user app",
            "access grant ann --yes --target local --as reader --for 1h --reason audit",
            "access list --target local",
            "access revoke ann --yes --target local",
            "connect --print --target local --as app",
            "connect --print --target aws --as app",
            "extensions list --target local",
            "extensions set --yes --target local pg_trgm=on",
            "extensions unset --yes --target local vector",
            "status --target local",
            "status --target aws",
            "drift --target aws",
            "stop --target local",
            "destroy --target local --confirm",
            "adopt --role-manager --yes",
            "iam-policy --target aws",
            "doctor --target local");

    private static final List<String> ABOUT_THE_PROJECT = List.of(
            "environments",
            "environments --output json",
            "setup --yes",
            "status",
            "roles check --all",
            "roles checks",
            "runs list",
            "runs show");

    /** The documents that have tests of their own, and say little about a project's files. */
    private static final Set<String> LONG = Set.of("template", "iam-policy", "roles checks", "doctor");

    /** The progress of resources, the order of which says nothing. */
    private static final String PROGRESS = ".* (in progress|complete)( after .*)?";

    private static final Path TEMPLATES = Path.of("target", "project-templates");

    private FakeAws aws;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        aws = FakeAws.start();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({
        "current, berths, dev",
        "current, berths, prod",
        "lock-table, permits, dev",
        "lock-table, permits, staging",
        "one-main, apples, dev",
        "no-backend-files, stones, dev",
        "computed, oil, dev",
        "computed, oil, prod",
        "no-database, mast, dev",
        "no-database, flags, dev",
        "underscore, eligibility_check, dev",
        "underscore, eligibility-check, dev",
        "alike, web, dev",
        "alike, web-rails, dev",
        "missing-account, moss, prod",
        "json-and-tofu, pond, dev",
        "latin-1, ebbe, dev",
        "empty, first, dev",
    })
    void everyCommandTakesTheProjectAsItIs(String tree, String app, String environment) throws IOException {
        AwsScene.jar(folder);
        List<String> transcript = new ArrayList<>();
        for (String line : ABOUT_A_DATABASE) {
            String name = line.endsWith(" --confirm") ? " " + app + "-" + environment : "";
            perform(tree, line + name + " --app-name " + app + " --environment " + environment, transcript);
        }
        AwsScene.withoutJar();
        Golden.assertSame(TREES.resolve(tree + "." + app + "." + environment + ".txt"), transcript);
    }

    @ParameterizedTest
    @CsvSource({"current", "alike", "no-database", "empty"})
    void aCommandThatNamesNoDatabaseSaysWhichThereAre(String tree) throws IOException {
        List<String> transcript = new ArrayList<>();
        for (String line : ABOUT_THE_PROJECT) {
            perform(tree, line, transcript);
        }
        Golden.assertSame(TREES.resolve(tree + ".txt"), transcript);
    }

    @Test
    void theJsonOfEveryCommandHasTheSameHead() throws IOException {
        AwsScene.jar(folder);
        List<String> documents = new ArrayList<>();
        for (String line : Stream.concat(ABOUT_A_DATABASE.stream(), ABOUT_THE_PROJECT.stream())
                .filter(line -> !line.contains("--output"))
                .toList()) {
            Path project = Files.createTempDirectory(folder, "project");
            copy(TREES.resolve("current"), project);
            String names = ABOUT_A_DATABASE.contains(line) ? " --app-name berths --environment dev" : "";
            String name = line.endsWith(" --confirm") ? " berths-dev" : "";
            // looks at each document
            Invocation invocation = new Developer(project, ScriptedGuide.none(), aws.environment())
                    .runs(line + name + names + " --output json");
            documents.add(line + " => " + invocation.json().path("document").asText());
        }
        AwsScene.withoutJar();

        assertThat(documents)
                .contains("plan --target local => plan", "environments => environments", "runs list => runs list")
                .contains("status --target local => status", "doctor --target local => doctor")
                .filteredOn(each -> each.endsWith(" => "))
                .containsExactly("template --target aws => ");
    }

    @Test
    void noCommandIsLeftOut() {
        List<String> lines = Stream.concat(ABOUT_A_DATABASE.stream(), ABOUT_THE_PROJECT.stream())
                .toList();
        assertThat(Arrays.stream(Subcommand.values()).map(Subcommand::words))
                .filteredOn(words -> lines.stream().noneMatch(line -> line.startsWith(words)))
                .containsExactly("bot manifest");
    }

    private void perform(String tree, String line, List<String> transcript) throws IOException {
        Path project = Files.createTempDirectory(folder, "project");
        copy(TREES.resolve(tree), project);
        SortedMap<String, String> before = files(project);
        Invocation invocation = new Developer(project, ScriptedGuide.none(), aws.environment()).runs(line);
        transcript.add("$ appdb " + line);
        if (line.startsWith("template") && invocation.exitCode() == 0) {
            keptForTheLinter(
                    tree + line.replaceAll(".*--app-name (\\S+) --environment (\\S+)", ".$1.$2"), invocation.out());
        }
        boolean isLong = LONG.stream().anyMatch(line::startsWith);
        lines(project, isLong ? "" : invocation.out()).forEach(transcript::add);
        lines(project, invocation.err()).forEach(text -> transcript.add("! " + text));
        transcript.add("= " + invocation.exitCode());
        transcript.addAll(changes(before, files(project)));
        transcript.add("");
    }

    /** A template of a project that declares little; CI lints them all. */
    private static void keptForTheLinter(String name, String template) throws IOException {
        assertThat(template).as(name).doesNotContain("\"Value\": \"\"");
        Files.writeString(Files.createDirectories(TEMPLATES).resolve(name + ".json"), template);
    }

    /** The lines without what is different each time. */
    private static Stream<String> lines(Path project, String text) {
        return text.replace(project.toString(), "PROJECT")
                .replaceAll("[0-9]{8}-[0-9]{6}-[0-9a-f]{6}", "RUN")
                .replaceAll("[0-9]+(\\.[0-9]+)? m?s\\b", "TIME")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.matches(PROGRESS));
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = new ArrayList<>();
        after.forEach((file, text) -> {
            if (!before.containsKey(file)) {
                changes.add("A " + file);
                text.lines().forEach(line -> changes.add("+ " + line));
            } else if (!text.equals(before.get(file))) {
                changes.add("M " + file);
                List<String> earlier = before.get(file).lines().toList();
                List<String> later = text.lines().toList();
                earlier.stream().filter(line -> !later.contains(line)).forEach(line -> changes.add("- " + line));
                later.stream().filter(line -> !earlier.contains(line)).forEach(line -> changes.add("+ " + line));
            }
        });
        before.keySet().stream().filter(file -> !after.containsKey(file)).forEach(file -> changes.add("D " + file));
        return changes;
    }

    /** The files by path, each as bytes that stand for themselves; not those of the person who works here. */
    private static SortedMap<String, String> files(Path project) throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(project.resolve(".appdb")))
                    .collect(Collectors.toMap(
                            file -> project.relativize(file).toString(),
                            ProjectTreesTest::text,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
