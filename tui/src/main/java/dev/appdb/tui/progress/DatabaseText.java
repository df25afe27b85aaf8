package dev.appdb.tui.progress;

import dev.appdb.failure.Failure;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.roles.Check;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The part of a plan about what is inside the database, in groups: what is taken away with who loses it, what is made and
 * granted, what can't be done, and what is left to people.
 */
public final class DatabaseText {
    private DatabaseText() {}

    /**
     * Lines under one title.
     *
     * @param lines indented by two blanks, details by six
     */
    public record Group(AttributedString title, List<AttributedString> lines) {}

    /** The groups that are not empty; none where the plan does not cover the database. */
    public static List<Group> groups(Plan plan) {
        List<Group> groups = new ArrayList<>();
        plan.database().ifPresent(part -> add(groups, part));
        return groups;
    }

    private static void add(List<Group> groups, DatabasePart part) {
        if (part.plan().isEmpty()) {
            groups.add(new Group(
                    title("Changes in the database: unknown", TextStyles.WARNING),
                    List.of(new AttributedString("  " + part.unknown() + ". " + part.remedy()))));
            return;
        }
        DatabasePlan plan = part.plan().get();
        addChanges(groups, "Takes away in the database", plan.takingAway(), "- ", TextStyles.BAD);
        addChanges(groups, "Changes in the database", plan.adding(), "+ ", TextStyles.GOOD);
        addLines(
                groups,
                "Not possible",
                plan.refusals().stream().map(Failure::problem).toList());
        addLines(
                groups,
                "Left for you to do",
                plan.open().stream().map(DatabaseText::open).toList());
    }

    private static void addChanges(
            List<Group> groups, String title, List<Change> changes, String sign, AttributedStyle style) {
        if (changes.isEmpty()) {
            return;
        }
        List<AttributedString> lines = new ArrayList<>();
        for (Change change : changes) {
            lines.add(new AttributedStringBuilder()
                    .append("  ")
                    .append(sign + change.sentence(), style)
                    .toAttributedString());
            change.losses()
                    .forEach(loss -> lines.add(new AttributedStringBuilder()
                            .append("      ")
                            .append(loss.sentence(), TextStyles.BAD)
                            .toAttributedString()));
            lines.add(new AttributedStringBuilder()
                    .append("      ")
                    .append(change.role() + ": " + change.sql(), TextStyles.FAINT)
                    .toAttributedString());
        }
        groups.add(new Group(title(title + " (" + changes.size() + ")", TextStyles.HEADING), lines));
    }

    private static void addLines(List<Group> groups, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            groups.add(new Group(
                    title(title + " (" + lines.size() + ")", TextStyles.HEADING),
                    lines.stream()
                            .map(line -> new AttributedString("  " + line))
                            .toList()));
        }
    }

    private static String open(Check check) {
        return check.id() + " " + check.subject() + ": " + check.found();
    }

    private static AttributedString title(String text, AttributedStyle style) {
        return new AttributedString(text, style);
    }
}
