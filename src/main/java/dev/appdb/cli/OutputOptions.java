package dev.appdb.cli;

import picocli.CommandLine.Option;

/** How results are printed. */
final class OutputOptions {
    @Option(
            names = {"--output", "-o"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text (default) or json: one JSON document on stdout, one JSON event a line on stderr.")
    String output = "text";

    @Option(names = "--no-color", description = "Print without colour, as NO_COLOR does.")
    boolean noColor;

    boolean json() {
        return output.equals("json");
    }

    void check(Problems problems) {
        if (!output.equals("json") && !output.equals("text")) {
            problems.add("--output", "\"" + output + "\" is not known: use text or json");
        }
    }
}
