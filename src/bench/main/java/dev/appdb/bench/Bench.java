package dev.appdb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Measures all items, or those that {@code -Dbench.only=KEY,KEY} names, and prints one table. A run of all items writes it
 * to the file that {@code -Dbench.results} names, above the measurements there that were made once; a run of some leaves
 * that file as it is.
 */
public final class Bench {
    private static final List<Item> ITEMS = List.of(
            new RolesItem(),
            new GrowthItem(),
            new FleetItem(),
            new StartUpItem(),
            new DistributionItem(),
            new ReferenceItem(),
            new LambdaItem(),
            new BotItem(),
            new DeploymentItem(),
            new MethodsItem());

    /** The heading of what no item measures. */
    private static final String ONCE = "\n# Measured once\n";

    private Bench() {}

    /** Takes no arguments: everything is a system property. */
    public static void main(String[] args) throws Exception {
        List<Item> chosen = chosen(System.getProperty("bench.only", ""));
        int runs = Integer.getInteger("bench.runs", 10);
        String machine = Machine.words();
        ZonedDateTime began = ZonedDateTime.now(ZoneOffset.UTC);
        Table table = new Table(System.err::println);
        for (Item item : chosen) {
            table.begin(item);
            item.measure(table, runs);
        }
        String text = "Measured on " + began.format(DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ROOT))
                + " UTC on " + machine + ".\n" + runs + " runs of each or more, in turn; median (lowest–highest).\n\n"
                + table.markdown() + table.notes();
        System.out.println(text);
        if (chosen.size() == ITEMS.size()) {
            write(text);
        }
        // threads of drivers and fakes may still be there
        System.exit(0);
    }

    private static List<Item> chosen(String only) {
        Set<String> wanted = Arrays.stream(only.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = ITEMS.stream().map(Item::key).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("-Dbench.only=" + only + ": the items are " + String.join(", ", known));
        }
        return ITEMS.stream()
                .filter(item -> wanted.isEmpty() || wanted.contains(item.key()))
                .toList();
    }

    private static void write(String text) throws IOException {
        String file = System.getProperty("bench.results", "");
        if (!file.isEmpty()) {
            Path results = Path.of(file);
            String before = Files.exists(results) ? Files.readString(results) : "";
            int once = before.indexOf(ONCE);
            Files.writeString(
                    results,
                    "# Measured\nWritten by `mvn -B -ntp -Pbench verify`, which prints it too.\n\n" + text
                            + (once < 0 ? "" : before.substring(once)));
            System.err.println("written to " + file);
        }
    }
}
