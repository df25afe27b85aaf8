package dev.appdb.tui.progress;

import dev.appdb.event.Elapsed;
import dev.appdb.event.EventText;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.plan.ResourceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A progress tree as the lines of one page: a header, the tree, and a footer of the result, usual durations and notes. */
final class ProgressPage {
    private static final String INDENT = "    ";
    private static final int REASON_LINES = 4;
    private static final int NOTE_LINES = 2;

    /** The width of the longest state without its detail: {@code complete in 12 min 05 s}. */
    private static final int STATE_COLUMNS = 26;

    private static final int MIN_TYPE_COLUMNS = 8;

    private final ProgressTree tree;
    private final Instant now;
    private final Duration waited;
    private final int width;
    private final TerminalCapabilities capabilities;
    private final int stepColumns;
    private final int nameColumns;
    private final int typeColumns;
    private final boolean shortTypes;

    /** @param width in columns */
    ProgressPage(ProgressTree tree, Instant now, Duration waited, int width, TerminalCapabilities capabilities) {
        this.tree = tree;
        this.now = now;
        this.waited = waited;
        this.width = Math.max(2, width);
        this.capabilities = capabilities;
        stepColumns = Stream.of(Step.values())
                .mapToInt(step -> step.title().length())
                .max()
                .orElse(0);
        int columns = Math.max(0, this.width - INDENT.length() - 2 - STATE_COLUMNS - 4);
        nameColumns = Math.min(columns, widest(tree.resources().stream().map(ResourceProgress::name), pendingNames()));
        int types = widest(tree.resources().stream().map(ResourceProgress::type), pendingTypes());
        shortTypes = types > columns - nameColumns;
        int remaining = Math.min(types, columns - nameColumns);
        typeColumns = remaining < Math.min(types, MIN_TYPE_COLUMNS) ? 0 : remaining;
    }

    private Stream<String> pendingNames() {
        return tree.pendingResources().stream().map(ResourceChange::name);
    }

    private Stream<String> pendingTypes() {
        return tree.pendingResources().stream().map(ResourceChange::type);
    }

    private int widest(Stream<String> some, Stream<String> more) {
        return Stream.concat(some, more)
                .mapToInt(text -> Columns.of(capabilities.printable(text)))
                .max()
                .orElse(0);
    }

    /** The page, of at most the given height in lines. */
    List<AttributedString> lines(int height) {
        if (height < 1) {
            return List.of();
        }
        List<AttributedString> lines = new ArrayList<>();
        lines.add(header());
        List<PageRow> rows = rows();
        int remaining = height - 1 - rows.size();
        int maxLines = Math.max(tree.ending().isPresent() ? height / 2 : height / 3, remaining);
        List<AttributedString> footer = footer(Math.min(maxLines, height - 1), Math.max(height / 3, remaining));
        lines.addAll(PageRow.fitting(rows, height - 1 - footer.size(), capabilities));
        lines.addAll(footer);
        return fitting(lines, height);
    }

    /** Lines no wider than the page: broken as long as there are rows left for them, then cut. */
    private List<AttributedString> fitting(List<AttributedString> lines, int height) {
        int left = Math.max(0, height - lines.size());
        List<AttributedString> fitting = new ArrayList<>();
        for (AttributedString line : lines) {
            int lastCell = line.toString().lastIndexOf("  ") + 2;
            List<AttributedString> broken = Columns.wrapped(line, width, lastCell, true);
            if (broken.size() - 1 <= left) {
                left -= broken.size() - 1;
                fitting.addAll(broken);
            } else {
                fitting.add(Columns.cut(line, width, Columns.cut(capabilities.ellipsis(), width, "")));
            }
        }
        return fitting;
    }

    private AttributedString header() {
        String title = capabilities.printable(tree.started()
                .map(run -> run.command() + " of " + run.app() + "-" + run.environment() + " on target " + run.target())
                .orElse("Progress"));
        Duration elapsed = tree.ending()
                .map(RunEvent.RunFinished::took)
                .orElse(Duration.between(tree.began().orElse(now), now).minus(waited));
        String clock = Elapsed.whole(elapsed);
        String fitted = Columns.cut(title, width - clock.length() - 2, capabilities.ellipsis());
        return new AttributedStringBuilder()
                .append(Columns.padded(fitted, width - clock.length()), TextStyles.HEADING)
                .append(clock)
                .toAttributedString();
    }

    private List<PageRow> rows() {
        List<PageRow> rows = new ArrayList<>();
        for (StepProgress step : tree.steps()) {
            rows.add(row(step));
            if (step.step() == tree.resourceStep()) {
                addResources(rows);
            }
        }
        if (tree.steps().stream().noneMatch(step -> step.step() == tree.resourceStep())) {
            addResources(rows);
        }
        String pendingState = tree.ending().isPresent() ? "not started" : "waiting";
        for (Step step : tree.pendingSteps()) {
            rows.add(new PageRow(
                    PageRow.Rank.STEP_PENDING,
                    stepLine(Sign.WAITING, step).append(pendingState).toAttributedString()));
        }
        return rows;
    }

    private PageRow row(StepProgress step) {
        boolean running = step.isRunning();
        String took = running
                ? ", " + Elapsed.whole(Duration.between(step.began(), now))
                : " in " + Elapsed.text(step.took());
        String counted = step.step() == tree.resourceStep() && step.summary().isEmpty() ? counted() : step.summary();
        boolean summarized = step.state() == StepProgress.State.DONE && !counted.isBlank();
        String result =
                summarized ? capabilities.printable(counted) : step.state().words();
        String detail = summarized || counted.isBlank() ? "" : ": " + capabilities.printable(counted);
        Sign sign = Sign.of(step.state());
        AttributedString line = stepLine(sign, step.step())
                .append(result, sign.style())
                .append(took + detail)
                .toAttributedString();
        boolean isOver = sign == Sign.COMPLETE;
        return new PageRow(isOver ? PageRow.Rank.STEP_DONE : PageRow.Rank.RUNNING, line);
    }

    private AttributedStringBuilder stepLine(Sign sign, Step step) {
        return new AttributedStringBuilder()
                .append(sign(sign) + " ", sign.style())
                .append(Columns.padded(step.title(), stepColumns) + "  ", TextStyles.HEADING);
    }

    private String sign(Sign sign) {
        return sign.text(capabilities, Duration.between(tree.began().orElse(now), now));
    }

    /** The count of complete resources, or of failed ones: after a failure, complete ones are rolled back. */
    private String counted() {
        List<ResourceProgress> resources = tree.resources();
        long failed = resources.stream()
                .filter(resource -> resource.failure().isPresent())
                .count();
        long complete = resources.stream()
                .filter(resource -> resource.state() == ResourceState.COMPLETE)
                .count();
        int all = resources.size() + tree.pendingResources().size();
        if (all == 0) {
            return "";
        }
        return failed > 0 ? failed + " of " + all + " failed" : complete + " of " + all + " complete";
    }

    private void addResources(List<PageRow> rows) {
        for (ResourceProgress resource : tree.resources()) {
            Sign sign = resource.failure().isPresent() ? Sign.FAILED : Sign.of(resource.state());
            AttributedStringBuilder line = resourceLine(sign, resource.name(), resource.type());
            resource.failure()
                    .ifPresentOrElse(
                            reason -> line.append(failed(resource), TextStyles.BAD), () -> addState(line, resource));
            rows.add(new PageRow(
                    sign == Sign.COMPLETE ? PageRow.Rank.RESOURCE_COMPLETE : rank(resource),
                    line.toAttributedString()));
            resource.failure().filter(reason -> !reason.isBlank()).ifPresent(reason -> addReason(rows, reason));
        }
        String pendingState = tree.ending().isPresent() || tree.hasFailed() ? "not started" : "waiting";
        for (ResourceChange change : tree.pendingResources()) {
            rows.add(new PageRow(
                    PageRow.Rank.RESOURCE_PENDING,
                    resourceLine(Sign.WAITING, change.name(), change.type())
                            .append(pendingState)
                            .toAttributedString()));
        }
    }

    private static PageRow.Rank rank(ResourceProgress resource) {
        return resource.failure().isPresent() ? PageRow.Rank.FAILED : PageRow.Rank.RUNNING;
    }

    private AttributedStringBuilder resourceLine(Sign sign, String name, String type) {
        AttributedStringBuilder line = new AttributedStringBuilder()
                .append(INDENT + sign(sign) + " ", sign.style())
                .append(cell(capabilities.printable(name), nameColumns));
        String shown = capabilities.printable(shortTypes ? type.replaceFirst("^AWS::", "") : type);
        return typeColumns == 0 ? line : line.append(cell(shown, typeColumns));
    }

    private String cell(String text, int columns) {
        return Columns.padded(Columns.cut(text, columns, capabilities.ellipsis()), columns) + "  ";
    }

    private void addState(AttributedStringBuilder line, ResourceProgress resource) {
        boolean running = resource.state() == ResourceState.IN_PROGRESS;
        Sign sign = Sign.of(resource.state());
        line.append(running ? "in progress" : "complete", sign.style());
        line.append(
                running ? ", " + Elapsed.whole(resource.elapsed(now)) : " in " + Elapsed.text(resource.elapsed(now)));
        if (!resource.detail().isBlank()) {
            line.append(": " + capabilities.printable(resource.detail()));
        }
    }

    private String failed(ResourceProgress resource) {
        return switch (resource.state()) {
            case FAILED -> "failed after " + Elapsed.text(resource.elapsed(now));
            case IN_PROGRESS -> "failed, rolling back, " + Elapsed.whole(resource.elapsed(now));
            case COMPLETE -> "failed, rolled back";
        };
    }

    private void addReason(List<PageRow> rows, String reason) {
        List<String> lines = shortened(reason, width - 2 * INDENT.length(), REASON_LINES);
        for (int i = 0; i < lines.size(); i++) {
            rows.add(new PageRow(
                    i == 0 ? PageRow.Rank.FAILED : PageRow.Rank.FAILURE_DETAIL,
                    new AttributedString(INDENT + INDENT + lines.get(i))));
        }
    }

    /** The result, the usual durations and the last notes, in this order of precedence, as far as they fit. */
    private List<AttributedString> footer(int height, int noteHeight) {
        List<AttributedString> lines = new ArrayList<>();
        tree.ending().ifPresent(end -> wrapped(lines, ending(end), EventLines.style(end), height));
        String path = tree.slowestPath().stream().map(UsualDuration::words).collect(Collectors.joining(", then "));
        if (!path.isEmpty()) {
            wrapped(lines, "Usually " + path, TextStyles.PLAIN, height);
        }
        List<AttributedString> notes = new ArrayList<>();
        for (int i = tree.notes().size() - 1; i >= 0; i--) {
            RunEvent.Noted note = tree.notes().get(i);
            boolean warns = note.level() == Level.WARNING;
            List<String> words = shortened((warns ? "Warning: " : "Note: ") + note.sentence(), width, NOTE_LINES);
            if (lines.size() + notes.size() + words.size() < Math.min(height, noteHeight)) {
                notes.addAll(
                        0,
                        words.stream()
                                .map(word -> new AttributedString(word, EventLines.style(note)))
                                .toList());
            }
        }
        lines.addAll(notes);
        if (!lines.isEmpty() && lines.size() < height) {
            lines.add(0, AttributedString.EMPTY);
        }
        return lines;
    }

    private void wrapped(List<AttributedString> lines, String text, AttributedStyle style, int height) {
        shortened(text, width, Math.max(0, height - lines.size()))
                .forEach(line -> lines.add(new AttributedString(line, style)));
    }

    private String ending(RunEvent.RunFinished end) {
        EventText text = new EventText();
        tree.checks().ifPresent(text::lines);
        return String.join(" ", text.lines(end));
    }

    /** The text on a limited number of lines, with an ellipsis where it is longer. */
    private List<String> shortened(String text, int columns, int maxLines) {
        List<String> lines = new ArrayList<>(Columns.wrapped(capabilities.printable(text), Math.max(2, columns)));
        if (lines.size() <= maxLines) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, maxLines));
        if (maxLines > 0) {
            kept.set(
                    maxLines - 1,
                    Columns.cut(kept.get(maxLines - 1) + " " + lines.get(maxLines), columns, capabilities.ellipsis()));
        }
        return kept;
    }

    /** The sign before a line, which repeats what its words say; several characters are one after the other. */
    private enum Sign {
        COMPLETE("✓", "*", TextStyles.GOOD),
        RUNNING("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "|/-\\", TextStyles.ACCENT),
        WAITING("·", ".", TextStyles.PLAIN),
        STOPPED("!", "!", TextStyles.WARNING),
        FAILED("✗", "x", TextStyles.BAD);

        private final String unicode;
        private final String ascii;
        private final AttributedStyle style;

        Sign(String unicode, String ascii, AttributedStyle style) {
            this.unicode = unicode;
            this.ascii = ascii;
            this.style = style;
        }

        static Sign of(StepProgress.State state) {
            return switch (state) {
                case IN_PROGRESS -> RUNNING;
                case DONE, UNCHANGED -> COMPLETE;
                case FAILED -> FAILED;
                case FOUND, REFUSED, INTERRUPTED -> STOPPED;
            };
        }

        static Sign of(ResourceState state) {
            return switch (state) {
                case IN_PROGRESS -> RUNNING;
                case COMPLETE -> COMPLETE;
                case FAILED -> FAILED;
            };
        }

        /** The sign after a time; only that of what is running changes. */
        String text(TerminalCapabilities capabilities, Duration elapsed) {
            String frames = capabilities.unicode() ? unicode : ascii;
            long number = elapsed.toSeconds() * ProgressTree.FRAMES_A_SECOND
                    + elapsed.toNanosPart() / ProgressTree.FRAME.toNanos();
            int frame = (int) Math.floorMod(number, (long) frames.length());
            return frames.substring(frame, frame + 1);
        }

        AttributedStyle style() {
            return style;
        }
    }
}
