package dev.appdb.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random files, maps and layouts: an edit does what was asked, and touches nothing else. */
class ExtensionEditFuzzTest {
    private static final int FILES = 150;
    private static final List<String> NAMES =
            List.of("vector", "pg_trgm", "uuid-ossp", "a", "postgis_topology", "_int", "hstore", "b");
    private static final List<String> COMMENTS =
            List.of("# superuser_extensions = { x = true }", "// it's \"here\" {", "# }", "# ünï / */", "// \\");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomEditsChangeOnlyWhatTheyMust(long seed) throws Exception {
        InfraTree tree = new InfraTree(directory);
        Random random = new Random(seed);
        for (int i = 0; i < FILES; i++) {
            RandomFile file = new RandomFile(random);
            tree.with(InfraTree.DATABASE_TF, file.text());
            assertThat(tree.project().extensions(InfraTree.APP, InfraTree.DEV).values())
                    .as(file.text())
                    .isEqualTo(file.settings);

            Map<ExtensionName, Boolean> changes = settings(random);
            FileChange change = tree.project().setExtensions(InfraTree.APP, InfraTree.switches(changes));

            assertUntouched(file, change, changes);
            tree.with(InfraTree.DATABASE_TF, change.after());
            SortedMap<ExtensionName, Boolean> wanted = new TreeMap<>(file.settings);
            wanted.putAll(changes);
            assertThat(tree.project().extensions(InfraTree.APP, InfraTree.DEV).values())
                    .as(change.after())
                    .isEqualTo(wanted);
            assertThat(tree.project()
                            .setExtensions(InfraTree.APP, InfraTree.switches(changes))
                            .isNeeded())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 9, 10})
    void randomRemovalsOnlyRemove(long seed) throws Exception {
        InfraTree tree = new InfraTree(directory);
        Random random = new Random(seed);
        for (int i = 0; i < FILES; i++) {
            RandomFile file = new RandomFile(random);
            tree.with(InfraTree.DATABASE_TF, file.text());
            SortedSet<ExtensionName> names = new TreeSet<>(settings(random).keySet());

            FileChange change =
                    tree.project().setExtensions(InfraTree.APP, new ExtensionSwitches(new TreeMap<>(), names));

            String after = change.after();
            assertThat(after).startsWith(file.before).endsWith(file.after);
            assertThat(isSubsequence(after, file.text()))
                    .as("%s%n became%n%s", file.text(), after)
                    .isTrue();
            assertThat(change.isNeeded()).isEqualTo(names.stream().anyMatch(file.settings::containsKey));
            tree.with(InfraTree.DATABASE_TF, after);
            SortedMap<ExtensionName, Boolean> wanted = new TreeMap<>(file.settings);
            wanted.keySet().removeAll(names);
            assertThat(tree.project().extensions(InfraTree.APP, InfraTree.DEV).values())
                    .as(after)
                    .isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void whatWasAddedIsRemovedAgainToTheByte(long seed) throws Exception {
        InfraTree tree = new InfraTree(directory);
        Random random = new Random(seed);
        for (int i = 0; i < FILES; i++) {
            RandomFile file = new RandomFile(random);
            SortedMap<ExtensionName, Boolean> added = settings(random);
            added.keySet().removeAll(file.settings.keySet());
            if (!file.settings.isEmpty()) {
                tree.with(InfraTree.DATABASE_TF, file.text());
                tree.with(
                        InfraTree.DATABASE_TF,
                        tree.project()
                                .setExtensions(InfraTree.APP, InfraTree.switches(added))
                                .after());

                FileChange removed = tree.project()
                        .setExtensions(
                                InfraTree.APP, new ExtensionSwitches(new TreeMap<>(), new TreeSet<>(added.keySet())));

                assertThat(removed.after()).isEqualTo(file.text());
            }
        }
    }

    private static void assertUntouched(RandomFile file, FileChange change, Map<ExtensionName, Boolean> changes) {
        String after = change.after();
        assertThat(after).startsWith(file.before).endsWith(file.after);
        assertThat(change.isNeeded()).isEqualTo(!file.settings.entrySet().containsAll(changes.entrySet()));
        String map = after.substring(file.before.length(), after.length() - file.after.length());
        String there = file.map.replaceAll("true|false", "V");
        String now = map.replaceAll("true|false", "V");
        if (file.settings.keySet().containsAll(changes.keySet())) {
            assertThat(now).as("values change in place").isEqualTo(there);
        } else {
            assertThat(isSubsequence(there, now))
                    .as("%s%n became%n%s", file.map, map)
                    .isTrue();
        }
        boolean windows = file.newline.equals("\r\n");
        assertThat(map.replace("\r\n", "")).doesNotContain(windows ? "\n" : "\r");
    }

    /** True if one becomes the other by insertions alone. */
    private static boolean isSubsequence(String part, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < part.length(); i++) {
            at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
        }
        return at == part.length();
    }

    private static SortedMap<ExtensionName, Boolean> settings(Random random) {
        SortedMap<ExtensionName, Boolean> settings = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            settings.put(new ExtensionName(NAMES.get(random.nextInt(NAMES.size()))), random.nextBoolean());
        }
        return settings;
    }

    /** A file with one declaration somewhere in it, written in some style. */
    private static final class RandomFile {
        final Random random;
        final String newline;
        final SortedMap<ExtensionName, Boolean> settings;
        final String before;
        final String map;
        final String after;

        RandomFile(Random random) {
            this.random = random;
            this.newline = random.nextBoolean() ? "\n" : "\r\n";
            this.settings = settings(random);
            this.before = (random.nextInt(5) == 0 ? "\uFEFF" : "") + comment() + "locals {" + newline
                    + "  note = \"superuser_extensions = { \\\"no\\\" : ${\"{\"} }\"" + newline + comment()
                    + "  text = <<-EOT" + newline + "  superuser_extensions = {" + newline + "  EOT" + newline
                    + "  config = var.x ? {" + newline
                    + pick("    superuser_extensions = ", "\tsuperuser_extensions=", "\"superuser_extensions\" : ");
            this.map = random.nextBoolean() ? oneLine() : lines();
            this.after = pick("", " ", " # end }", " /* } */") + newline + "  } : null" + newline + "}"
                    + pick("", newline, newline + newline);
        }

        String text() {
            return before + map + after;
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        private String comment() {
            return random.nextBoolean() ? "" : COMMENTS.get(random.nextInt(COMMENTS.size())) + newline;
        }

        private String oneLine() {
            StringBuilder text = new StringBuilder("{").append(pick("", " ", " /* { */ "));
            int left = settings.size();
            for (Map.Entry<ExtensionName, Boolean> entry : settings.entrySet()) {
                left--;
                text.append(entry(entry)).append(left > 0 ? pick(",", ", ", " , ") : pick("", ",", " , "));
            }
            return text.append(pick("", " ", "/* } */")).append("}").toString();
        }

        private String lines() {
            String indent = pick("      ", "\t\t", "");
            StringBuilder text =
                    new StringBuilder("{").append(pick("", " ", " # {")).append(newline);
            for (Map.Entry<ExtensionName, Boolean> entry : settings.entrySet()) {
                text.append(comment())
                        .append(indent)
                        .append(entry(entry))
                        .append(pick("", ",", ", # x", " # y", " /* z */"))
                        .append(newline)
                        .append(pick("", newline));
            }
            return text.append(comment())
                    .append(pick("    ", "", "\t"))
                    .append("}")
                    .toString();
        }

        private String entry(Map.Entry<ExtensionName, Boolean> entry) {
            String name = entry.getKey().value();
            String key = name.startsWith("_") || random.nextBoolean() ? "\"" + name + "\"" : name;
            return key + pick(" = ", " : ", "=", ":", "   = ") + entry.getValue();
        }
    }
}
