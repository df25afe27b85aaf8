package dev.appdb.tui.screen;

import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What is to be agreed to, as pages. */
final class ReviewPages {
    private final TerminalCapabilities style;

    ReviewPages(TerminalCapabilities style) {
        this.style = style;
    }

    /** A question of yes or no. */
    ReviewPage question(String question) {
        return ReviewPage.of(
                "Please confirm", List.of(Line.EMPTY, text(question, Look.STRONG)), Consent.REFUSED, "No", "Yes");
    }

    /** The files that would be written, each with its diff. */
    ReviewPage files(FilesReview review) {
        List<Line> lines = new ArrayList<>();
        for (FilesReview.File file : review.files()) {
            lines.add(text(sign(file.kind()) + " " + file.path(), look(file.kind()))
                    .and(style.data(": " + file.purpose()))
                    .hanging(4));
            file.diff().lines().forEach(line -> lines.add(diff(line)));
            lines.add(Line.EMPTY);
        }
        if (!review.notes().isEmpty()) {
            lines.add(Line.of("Notes", Look.STRONG));
            review.notes()
                    .forEach(note -> lines.add(text("- " + note, Look.PLAIN).hanging(2)));
        }
        int count = review.files().size();
        return ReviewPage.of(
                count == 1 ? "1 file to write" : count + " files to write",
                lines,
                Consent.BACK,
                "Do not write",
                count == 1 ? "Write this file" : "Write these files");
    }

    private static String sign(FilesReview.Kind kind) {
        return switch (kind) {
            case CREATES -> "+ new file";
            case CHANGES -> "~ changes";
            case OVERWRITES -> "! OVERWRITES";
        };
    }

    private static Look look(FilesReview.Kind kind) {
        return switch (kind) {
            case CREATES -> Look.GOOD;
            case CHANGES -> Look.WARNING;
            case OVERWRITES -> Look.BAD;
        };
    }

    private Line diff(String line) {
        Look look = line.startsWith("+")
                ? Look.GOOD
                : line.startsWith("-") ? Look.BAD : line.startsWith("@@") ? Look.FAINT : Look.PLAIN;
        return text("    " + line.replace("\t", "    "), look).hanging(6).verbatim();
    }

    /** A plan as a tree, and after it the names that have to be typed. */
    PlanPage plan(PlanReview review) {
        Plan plan = review.plan();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("Plan for " + style.data(plan.cluster()) + ":", Look.STRONG)
                .and(" " + style.data(plan.summary())));
        for (Action action : Action.values()) {
            List<ResourceChange> changes = plan.changes().stream()
                    .filter(change -> change.action() == action)
                    .toList();
            if (!changes.isEmpty()) {
                addBranch(lines, action, changes);
            }
        }
        plan.cost().ifPresent(cost -> addCost(lines, cost));
        if (!plan.notes().isEmpty()) {
            lines.add(Line.of("Notes, and what is not touched", Look.STRONG));
            addTwigs(lines, plan.notes());
        }
        ReviewPage page = ReviewPage.of("What would be done", lines, Consent.BACK, "Do not apply", "Apply this plan");
        return PlanPage.of(
                page,
                review.toBeTyped().stream().map(ResourceChange::name).distinct().toList());
    }

    private void addBranch(List<Line> lines, Action action, List<ResourceChange> changes) {
        String title = title(action) + " (" + changes.size() + ")";
        lines.add(action.destroys() ? Line.of("!! " + title, Look.BAD) : Line.of(title, Look.STRONG));
        Iterator<ResourceChange> each = changes.iterator();
        while (each.hasNext()) {
            ResourceChange change = each.next();
            boolean isLast = !each.hasNext();
            String purpose = change.purpose().isBlank() ? "" : ": " + change.purpose();
            lines.add(Line.of(twig(isLast))
                    .and(style.sign(action) + " " + style.data(change.type() + " " + change.name()), look(action))
                    .and(style.data(purpose))
                    .hanging(6));
            addDetails(lines, change, isLast ? "   " : style.unicode() ? "│  " : "|  ");
        }
    }

    private void addDetails(List<Line> lines, ResourceChange change, String indent) {
        if (change.losesData()) {
            lines.add(Line.of(indent + "   ")
                    .and("LOSES DATA: what it holds now will be gone", Look.BAD)
                    .hanging(8));
        }
        for (Risk risk : change.risks()) {
            lines.add(Line.of(indent + "   ")
                    .and("RISK: would " + style.data(risk.deed() + " (" + risk.permission() + ")"), Look.BAD)
                    .hanging(8));
        }
        change.details()
                .forEach(detail ->
                        lines.add(Line.of(indent + "   " + style.data(detail)).hanging(8)));
    }

    private void addCost(List<Line> lines, MonthlyCost cost) {
        lines.add(Line.of("Estimated cost:", Look.STRONG)
                .and(" " + style.data(cost.summary()) + ", at prices of " + cost.pricesOf() + " in "
                        + style.data(cost.region())));
        List<String> items = new ArrayList<>();
        cost.items().forEach(item -> items.add(item.what() + ": " + item.range()));
        items.add("not counted: " + cost.notCounted());
        addTwigs(lines, items);
    }

    private void addTwigs(List<Line> lines, List<String> texts) {
        Iterator<String> each = texts.iterator();
        while (each.hasNext()) {
            String text = style.data(each.next());
            lines.add(Line.of(twig(!each.hasNext())).and(text).hanging(6));
        }
    }

    private String twig(boolean isLast) {
        return style.unicode() ? isLast ? "└─ " : "├─ " : isLast ? "`- " : "|- ";
    }

    private static Look look(Action action) {
        return switch (action) {
            case ADD -> Look.GOOD;
            case MODIFY -> Look.WARNING;
            case REPLACE, REMOVE -> Look.BAD;
        };
    }

    private static String title(Action action) {
        return action.name().charAt(0) + action.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private Line text(String text, Look look) {
        return Line.of(style.data(text), look);
    }
}
