package dev.appdb.tui.screen;

import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.DatabaseText;
import dev.appdb.tui.progress.FilesText;
import dev.appdb.tui.progress.PlanText;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedStyle;

/** Makes the pages that ask for agreement. */
final class ReviewPages {
    private final TerminalCapabilities capabilities;

    ReviewPages(TerminalCapabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** A question of yes or no. */
    ReviewPage question(String question) {
        return question(question, Map.of());
    }

    /** A question of yes or no, and below it the facts to decide by. */
    ReviewPage question(String question, Map<String, String> facts) {
        List<Paragraph> lines = new ArrayList<>();
        lines.add(Paragraph.EMPTY);
        lines.add(Paragraph.of(question, TextStyles.HEADING));
        lines.add(Paragraph.EMPTY);
        int labels = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((label, text) ->
                lines.add(Paragraph.of(label + " ".repeat(labels - label.length() + 2), TextStyles.FAINT)
                        .and(text, TextStyles.PLAIN)
                        .hanging(labels + 2)));
        return ReviewPage.of("Confirm", scroll(lines), Consent.REFUSED, "No", "Yes");
    }

    /** The files that would be written, each with its diff. */
    ReviewPage files(FilesReview review) {
        List<Paragraph> lines = new ArrayList<>();
        for (FilesReview.File file : review.files()) {
            lines.add(Paragraph.of(FilesText.headline(file)).hanging(4));
            file.diff().lines().forEach(line -> lines.add(diff(line)));
            lines.add(Paragraph.EMPTY);
        }
        if (!review.notes().isEmpty()) {
            lines.add(Paragraph.of("Notes", TextStyles.HEADING));
            review.notes().forEach(note -> lines.add(Paragraph.of("- " + note).hanging(2)));
        }
        int count = review.files().size();
        return ReviewPage.of(
                count == 1 ? "1 file to write" : count + " files to write",
                scroll(lines),
                Consent.BACK,
                "Don't write",
                count == 1 ? "Write this file" : "Write these files");
    }

    private static Paragraph diff(String line) {
        AttributedStyle style = line.startsWith("+")
                ? TextStyles.GOOD
                : line.startsWith("-") ? TextStyles.BAD : line.startsWith("@@") ? TextStyles.FAINT : TextStyles.PLAIN;
        return Paragraph.of("    " + line.replace("\t", "    "), style)
                .hanging(6)
                .verbatim();
    }

    /** A plan as a tree, and after it the names that have to be typed. */
    PlanPage plan(PlanReview review) {
        Plan plan = review.plan();
        List<Paragraph> lines = new ArrayList<>();
        lines.add(Paragraph.of(PlanText.summary(plan)));
        if (review.offersAdditive()) {
            lines.add(Paragraph.of(
                    review.losers() + " Apply it all, or only add and take nothing away?", TextStyles.WARNING));
        }
        if (!review.files().isEmpty()) {
            lines.add(Paragraph.of(FilesText.title(review.files()), TextStyles.HEADING));
            review.files()
                    .forEach(file -> lines.add(
                            Paragraph.of("  ").and(FilesText.headline(file)).hanging(6)));
        }
        for (Action action : Action.values()) {
            List<ResourceChange> changes = plan.changes().stream()
                    .filter(change -> change.action() == action)
                    .toList();
            if (!changes.isEmpty()) {
                addBranch(lines, action, changes);
            }
        }
        for (DatabaseText.Group group : DatabaseText.groups(plan)) {
            lines.add(Paragraph.of(group.title()));
            group.lines().forEach(line -> lines.add(Paragraph.of(line).hanging(6)));
        }
        plan.cost().ifPresent(cost -> addCost(lines, cost));
        if (!plan.notes().isEmpty()) {
            lines.add(Paragraph.of("Notes", TextStyles.HEADING));
            addTwigs(lines, plan.notes());
        }
        ReviewPage page =
                ReviewPage.of("Review the plan", scroll(lines), Consent.BACK, "Don't apply", "Apply this plan");
        return PlanPage.of(
                review.offersAdditive() ? page.offering("Only add", Consent.ADDITIVE) : page, review.toBeTyped());
    }

    private ScrollView scroll(List<Paragraph> lines) {
        return ScrollView.of(lines, capabilities);
    }

    private void addBranch(List<Paragraph> lines, Action action, List<ResourceChange> changes) {
        String title = PlanText.title(action, changes.size());
        lines.add(
                action.destroys()
                        ? Paragraph.of("!! " + title, TextStyles.BAD)
                        : Paragraph.of(title, TextStyles.HEADING));
        Iterator<ResourceChange> each = changes.iterator();
        while (each.hasNext()) {
            ResourceChange change = each.next();
            boolean isLast = !each.hasNext();
            lines.add(Paragraph.of(twig(isLast))
                    .and(new PlanText(capabilities).change(change))
                    .hanging(6));
            addDetails(lines, change, isLast ? "      " : "│     ");
        }
    }

    private static void addDetails(List<Paragraph> lines, ResourceChange change, String indent) {
        if (change.losesData()) {
            lines.add(Paragraph.of(indent).and(PlanText.DELETES_DATA).hanging(8));
        }
        for (Risk risk : change.risks()) {
            lines.add(Paragraph.of(indent)
                    .and("RISK: would " + risk.effect() + " (" + risk.permission() + ")", TextStyles.BAD)
                    .hanging(8));
        }
        change.details()
                .forEach(detail -> lines.add(Paragraph.of(indent + detail).hanging(8)));
    }

    private static void addCost(List<Paragraph> lines, MonthlyCost cost) {
        lines.add(Paragraph.of(PlanText.summary(cost)));
        List<String> items = new ArrayList<>();
        cost.items().forEach(item -> items.add(item.what() + ": " + item.range()));
        items.add("Not included: " + cost.notCounted());
        addTwigs(lines, items);
    }

    private static void addTwigs(List<Paragraph> lines, List<String> texts) {
        Iterator<String> each = texts.iterator();
        while (each.hasNext()) {
            String text = each.next();
            lines.add(Paragraph.of(twig(!each.hasNext()) + text).hanging(6));
        }
    }

    private static String twig(boolean isLast) {
        return isLast ? "└─ " : "├─ ";
    }
}
