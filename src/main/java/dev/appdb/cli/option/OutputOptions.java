package dev.appdb.cli.option;

import dev.appdb.failure.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the output format. */
public final class OutputOptions {
    private static final Set<String> JSON_IN_ONE_WORD = Set.of("--output=json", "-o=json", "-ojson");

    @Option(
            names = {"--output", "-o"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "Format: text (default) or json, which is one JSON document on stdout and one JSON event a line on stderr.")
    String output = "text";

    /** A document in GitHub's Markdown, of commands that {@linkplain #alsoTakes have it}. */
    public static final String MARKDOWN = "markdown";

    private List<String> others = List.of();

    @Option(names = "--no-color", description = "Print without color, as NO_COLOR does.")
    public boolean noColor;

    @Option(
            names = {"--quiet", "-q"},
            description = "Print neither progress nor hints: only results, plans, warnings and failures.")
    public boolean quiet;

    @Option(
            names = "--verbose",
            description =
                    "Also print each call to others as it ends, with its duration: statements, calls of AWS, programs."
                            + " Never a secret.")
    public boolean verbose;

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            description = "Also append what happens to this file, one JSON event a line, which only you can read.")
    @Nullable
    public Path logFile;

    public boolean json() {
        return output.equals("json");
    }

    /** Takes {@code json} from words that could not be understood, too: the problems are then reported in it. */
    public void takeFrom(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            boolean isNamed = words.get(at).equals("-o") || words.get(at).equals("--output");
            if (JSON_IN_ONE_WORD.contains(words.get(at))
                    || (isNamed && at + 1 < words.size() && words.get(at + 1).equals("json"))) {
                output = "json";
            }
        }
    }

    /** Adds formats that only this command has. */
    public void alsoTakes(String... formats) {
        others = List.of(formats);
    }

    public String format() {
        return output;
    }

    /** Returns true for this format. */
    public boolean is(String format) {
        return output.equals(format);
    }

    /** The formats that the command has. */
    public List<String> formats() {
        return Stream.concat(Stream.of("text", "json"), others.stream()).toList();
    }

    public void check(Problems problems) {
        if (verbose && quiet) {
            problems.add("--verbose", "says the opposite of --quiet: leave one of the two out");
        }
        List<String> known = new ArrayList<>(formats());
        if (!known.contains(output)) {
            String last = known.remove(known.size() - 1);
            problems.add(
                    "--output", "\"" + output + "\" is not known: use " + String.join(", ", known) + " or " + last);
        }
    }
}
