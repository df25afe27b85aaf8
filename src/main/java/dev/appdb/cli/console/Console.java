package dev.appdb.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.engine.CheckProgress;
import dev.appdb.event.EventJson;
import dev.appdb.event.EventSink;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Problem;
import dev.appdb.plan.Plan;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.line.Terminals;
import dev.appdb.tui.progress.CheckText;
import dev.appdb.tui.progress.EventLines;
import dev.appdb.tui.progress.FilesText;
import dev.appdb.tui.progress.JsonLines;
import dev.appdb.tui.progress.PlanText;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextLines;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The output of a command: results to stdout, everything else to stderr. With {@code --output json} stdout gets one
 * JSON document, and stderr one JSON event a line and nothing else.
 */
public final class Console {
    private final ProcessContext context;
    private final OutputOptions options;
    private final ObjectNode known = object();
    private boolean resultShown;

    public Console(ProcessContext context, OutputOptions options) {
        this.context = context;
        this.options = options;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static JsonNode tree(Object value) {
        return Mapping.MAPPER.valueToTree(value);
    }

    /** A JSON text of ours as a tree, to become part of a larger document. */
    public static JsonNode parsed(String json) {
        try {
            return Mapping.MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("appdb wrote JSON that can't be read", e);
        }
    }

    public boolean json() {
        return options.json();
    }

    /**
     * The reason why nothing is asked here.
     *
     * @param purpose what a terminal would be needed for, such as {@code to confirm on}
     */
    public String whyNotAsked(String purpose) {
        return context.streams().input() && Terminals.isCi(context.environment())
                ? "the variable CI is set, so nothing is asked, on a terminal either"
                : "there is no terminal " + purpose;
    }

    /** The sink that shows a run's events. */
    public EventSink events() {
        return json()
                ? new JsonLines(context.err())
                : new TextLines(context.err(), capabilities(context.streams().error()));
    }

    public List<String> planLines(Plan plan) {
        TerminalCapabilities capabilities = capabilities(context.streams().error());
        return capabilities.print(new PlanText(capabilities).lines(plan));
    }

    List<String> filesLines(FilesReview review) {
        return capabilities(context.streams().error()).print(FilesText.lines(review));
    }

    /**
     * The verdict of a check, its findings and the statements to run.
     *
     * @param progress the difference from earlier checks
     * @param all whether to list what passed and what does not apply, too
     */
    public List<String> checkLines(CheckReport report, CheckProgress progress, boolean all) {
        TerminalCapabilities capabilities = capabilities(context.streams().output());
        return capabilities.print(new CheckText(capabilities).lines(report, progress, all));
    }

    /** The findings of these checks with their remedies, then those that are none, without a verdict. */
    public List<String> findingLines(List<Check> checks) {
        TerminalCapabilities capabilities = capabilities(context.streams().output());
        return capabilities.print(new CheckText(capabilities).findings(new CheckReport(checks)));
    }

    /** The lines of the events of one run, in their order. */
    public Function<RunEvent, List<String>> eventLines() {
        TerminalCapabilities capabilities = capabilities(context.streams().output());
        EventLines lines = new EventLines();
        return event -> capabilities.print(lines.of(event));
    }

    /** Makes visible what in a line could steer the terminal: messages have other people's text in them. */
    public String printable(String line) {
        return capabilities(context.streams().error()).printable(line);
    }

    private TerminalCapabilities capabilities(boolean onTerminal) {
        return Terminals.capabilities(context.environment(), onTerminal, options.noColor);
    }

    /** A line for a person, beside the result; not in JSON mode, where the result has it. */
    public void say(String line) {
        if (!json()) {
            context.err().println(printable(line));
        }
    }

    /** A line of a result that comes bit by bit; not in JSON mode, where the document has it. */
    public void line(String line) {
        if (!json()) {
            context.out().println(printable(line));
        }
    }

    /** Lines that are printable already, such as a plan's, beside the result; not in JSON mode. */
    void show(List<String> lines) {
        if (!json()) {
            lines.forEach(context.err()::println);
        }
    }

    /** Something that the JSON document has even if the command fails from here on. */
    public void known(String name, JsonNode value) {
        known.set(name, value);
    }

    /** The result of a command in both forms. */
    public void result(String text, JsonNode json) {
        report(text, json::toString);
    }

    /** A result whose JSON text is made only where it is wanted. */
    public void report(String text, Supplier<String> json) {
        resultShown = true;
        if (json()) {
            context.out().println(json.get());
        } else if (!text.isEmpty()) {
            context.out().println(text.stripTrailing());
        }
    }

    /** A command's failure: words on stderr, or the JSON document unless the result, which has it, was shown. */
    public void failure(Failure failure, @Nullable String run) {
        if (json()) {
            if (resultShown) {
                return;
            }
            ObjectNode document = object().put("result", failure.kind().toString());
            if (run != null) {
                document.put("run", run);
            }
            document.setAll(known);
            context.out().println(document.set("failure", tree(failure)));
            resultShown = true;
        } else {
            context.err().println("appdb: " + printable(failure.sentence()));
        }
    }

    /** Everything missing or wrong, each with its flag. */
    public void problems(List<Problem> problems, String command) {
        if (json()) {
            ObjectNode document = object().put("result", "input");
            ArrayNode list = document.putArray("problems");
            problems.forEach(problem -> list.addObject()
                    .put("flag", problem.subject())
                    .put("text", problem.text())
                    .put("missing", problem.missing()));
            context.out().println(document);
            return;
        }
        int width = problems.stream()
                .mapToInt(problem -> problem.subject().length())
                .max()
                .orElse(0);
        String flag = width == 0 ? "%s" : "%-" + width + "s";
        List<String> missing =
                problems.stream().filter(Problem::missing).map(Problem::subject).toList();
        context.err()
                .println("appdb: " + (missing.isEmpty() ? "Invalid input:" : "Missing: " + String.join(", ", missing)));
        for (Problem problem : problems) {
            context.err().println(printable(("  " + flag + "  %s").formatted(problem.subject(), problem.text())));
        }
        context.err().println("See: " + command + " --help");
    }

    /** Made with its first use: most commands have no need of it, and it takes long. */
    private static final class Mapping {
        static final JsonMapper MAPPER = EventJson.mapper();
    }
}
