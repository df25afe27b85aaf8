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
import dev.appdb.failure.Problems;
import dev.appdb.plan.Plan;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.RolesReport;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.line.Terminals;
import dev.appdb.tui.progress.CheckText;
import dev.appdb.tui.progress.EventLines;
import dev.appdb.tui.progress.FilesText;
import dev.appdb.tui.progress.JsonLines;
import dev.appdb.tui.progress.PlanText;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextLines;
import dev.appdb.tui.progress.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final Supplier<String> command;
    private final DocumentHead head = new DocumentHead();
    private final ObjectNode known = object();
    private Optional<LogFile> log = Optional.empty();
    private boolean resultShown;

    /** @param command the words of the command that writes here, which name its documents, such as {@code roles check} */
    public Console(ProcessContext context, OutputOptions options, Supplier<String> command) {
        this.context = context;
        this.options = options;
        this.command = command;
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

    /** The sink that shows a run's events: with {@code --quiet}, warnings alone. */
    public EventSink events() {
        EventSink all = json()
                ? new JsonLines(context.err())
                : new TextLines(context.err(), capabilities(context.streams().error()));
        return options.quiet ? new WarningsAlone(all) : all;
    }

    /** The same sink, and the log file where there is one. */
    public EventSink logged(EventSink sink) {
        return log.map(file -> file.beside(sink)).orElse(sink);
    }

    /** Opens the log file, if one was named; a problem where it can't be written. */
    public void openLog(Problems problems) {
        if (options.logFile != null) {
            log = LogFile.at(context.directory().resolve(options.logFile), this::warn, problems);
        }
    }

    /** Has each call to others printed and logged as it ends, if the command is verbose. */
    public void listen() {
        if (options.verbose) {
            CallLines lines = new CallLines(context.clock());
            context.calls().listen(call -> {
                log.ifPresent(file -> file.append(lines.json(call)));
                if (json()) {
                    context.err().println(lines.json(call));
                } else {
                    print(CallLines.text(call));
                }
            });
        }
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
        return capabilities.print(checkText(capabilities).lines(report, progress, all));
    }

    /** The roles as they are: a table on a terminal, and one line of JSON elsewhere. */
    public String roles(RolesReport report) {
        return context.streams().output() ? text(RolesTable.of(report), true) : report.toJson();
    }

    /** The findings of these checks with their remedies, then those that are none, without a verdict. */
    public List<String> findingLines(List<Check> checks) {
        TerminalCapabilities capabilities = capabilities(context.streams().output());
        return capabilities.print(checkText(capabilities).findings(new CheckReport(checks)));
    }

    private static CheckText checkText(TerminalCapabilities capabilities) {
        int most = CheckText.DEFAULT_WIDTH_COLUMNS;
        return new CheckText(capabilities, capabilities.columns() > 0 ? Math.min(capabilities.columns(), most) : most);
    }

    /** The lines of the events of one run, in their order, each after its event's time. */
    public Function<RunEvent, List<String>> eventLines() {
        TerminalCapabilities all = capabilities(context.streams().output());
        EventLines lines = new EventLines();
        return event -> {
            String at = event.header().at() + "  ";
            TerminalCapabilities beside = all.within(all.columns() > 0 ? Math.max(1, all.columns() - at.length()) : 0);
            List<String> text = new ArrayList<>();
            lines.of(event).forEach(line -> {
                List<String> rows = beside.print(List.of(line));
                text.add(at + rows.get(0));
                rows.stream().skip(1).map(row -> " ".repeat(at.length()) + row).forEach(text::add);
            });
            return text;
        };
    }

    private TerminalCapabilities capabilities(boolean onTerminal) {
        return Terminals.capabilities(context.environment(), onTerminal, options.noColor)
                .within(onTerminal ? context.streams().columns().getAsInt() : 0);
    }

    /** The rows of a line of the result: what could steer the terminal is made visible, for others wrote parts of it. */
    public List<String> rows(String line) {
        return rows(context.streams().output(), line);
    }

    private List<String> rows(boolean onTerminal, String line) {
        return capabilities(onTerminal).rows(line);
    }

    private void print(String line) {
        rows(context.streams().error(), line).forEach(context.err()::println);
    }

    /** A line for a person, beside the result; not in JSON mode, where the result has it, and not with {@code --quiet}. */
    public void say(String line) {
        if (!json() && !options.quiet) {
            print(line);
        }
    }

    /** A warning for a person, beside the result; not in JSON mode. */
    public void warn(String text) {
        if (!json()) {
            print("Warning: " + text);
        }
    }

    /** A line of a result that comes bit by bit; not in JSON mode, where the document has it. */
    public void line(String line) {
        if (!json()) {
            rows(line).forEach(context.out()::println);
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

    /** The result of a command for a person, and as JSON. */
    public void result(List<String> lines, ObjectNode json) {
        List<String> rows = lines.stream().flatMap(line -> rows(line).stream()).toList();
        document(String.join("\n", rows), json);
    }

    /** The result of a command for a person, and as JSON. */
    public void result(String line, ObjectNode json) {
        result(List.of(line), json);
    }

    /** The result of a command as a table, and as JSON. */
    public void result(ResultTable table, ObjectNode json) {
        document(text(table, context.streams().output()), json);
    }

    private String text(ResultTable rows, boolean onTerminal) {
        TextTable table = new TextTable();
        rows.cells().forEach(table::row);
        return String.join("\n", table.lines(capabilities(onTerminal)));
    }

    /**
     * A result that is printed as it is.
     *
     * @param text a document or script, or lines that were laid out for the terminal already
     */
    public void document(String text, ObjectNode json) {
        document(text, () -> json);
    }

    /** A document whose JSON is made only where it is wanted; it gets its head. */
    public void document(String text, Supplier<ObjectNode> json) {
        document(text, command.get(), json);
    }

    /**
     * A document whose JSON is made only where it is wanted.
     *
     * @param kind the name of the document's kind, where it is not the command's
     */
    public void document(String text, String kind, Supplier<ObjectNode> json) {
        write(text, () -> head.with(kind, json.get()).toString());
    }

    /** A document in the format of somebody else, such as CloudFormation's, whose JSON has no head of ours. */
    public void foreign(String text, JsonNode json) {
        write(text, json::toString);
    }

    /** A document that is a text, and is asked for in no other format. */
    public void text(String text) {
        write(text, () -> text);
    }

    /** Names the database that the command is about, for the head of its JSON documents. */
    public void about(DatabaseRequest request) {
        about(request.app(), request.environment());
    }

    /** The same where no more is known of it. */
    public void about(AppName app, EnvironmentName environment) {
        head.about(app, environment);
    }

    /**
     * The JSON of a result that is a list.
     *
     * @param name the list's, in the document
     */
    public static ObjectNode list(String name, JsonNode list) {
        return object().set(name, list);
    }

    private void write(String text, Supplier<String> json) {
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
            ObjectNode document = object().put("command", command.get())
                    .put("result", failure.kind().toString());
            if (run != null) {
                document.put("run", run);
            }
            document.setAll(known);
            document.set("failure", tree(failure));
            document("", "failure", () -> document);
        } else {
            print("appdb: " + failure.sentence());
        }
    }

    /** Everything missing or wrong, each with its flag. */
    public void problems(List<Problem> problems, String usage) {
        if (json()) {
            ObjectNode document = object().put("command", this.command.get()).put("result", "input");
            ArrayNode list = document.putArray("problems");
            problems.forEach(problem -> list.addObject()
                    .put("flag", problem.subject())
                    .put("text", problem.text())
                    .put("missing", problem.missing()));
            document("", "problems", () -> document);
            return;
        }
        List<String> missing =
                problems.stream().filter(Problem::missing).map(Problem::subject).toList();
        print("appdb: " + (missing.isEmpty() ? "Invalid input:" : "Missing: " + String.join(", ", missing)));
        ResultTable table = new ResultTable();
        problems.forEach(problem -> table.row("  " + problem.subject(), problem.text()));
        context.err().println(text(table, context.streams().error()));
        context.err().println("See: " + usage + " --help");
    }

    /** Made with its first use: most commands have no need of it, and it takes long. */
    private static final class Mapping {
        static final JsonMapper MAPPER = EventJson.mapper();
    }
}
