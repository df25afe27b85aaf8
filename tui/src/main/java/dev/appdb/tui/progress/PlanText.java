package dev.appdb.tui.progress;

import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A plan as text: grouped by action and counted, with a warning at each change that deletes data. */
public final class PlanText {
    /** The warning at a change that deletes data. */
    public static final AttributedString DELETES_DATA =
            new AttributedString("DELETES DATA: everything in it is lost", TextStyles.BAD);

    private final TerminalCapabilities capabilities;

    public PlanText(TerminalCapabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** The plan as lines that fit any width; the first sums it up. */
    public List<AttributedString> lines(Plan plan) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(summary(plan));
        for (Action action : Action.values()) {
            List<ResourceChange> group = plan.changes().stream()
                    .filter(change -> change.action() == action)
                    .toList();
            if (!group.isEmpty()) {
                lines.add(AttributedString.EMPTY);
                lines.add(new AttributedString(title(action, group.size()), TextStyles.HEADING));
                group.forEach(change -> addChange(lines, change));
            }
        }
        for (DatabaseText.Group group : DatabaseText.groups(plan)) {
            lines.add(AttributedString.EMPTY);
            lines.add(group.title());
            lines.addAll(group.lines());
        }
        plan.cost().ifPresent(cost -> addCost(lines, cost));
        if (!plan.notes().isEmpty()) {
            lines.add(AttributedString.EMPTY);
            plan.notes().forEach(note -> lines.add(new AttributedString("Note: " + note)));
        }
        return lines;
    }

    /** The line that sums a plan up. */
    public static AttributedString summary(Plan plan) {
        return headed("Plan for " + plan.cluster() + ":", plan.summary());
    }

    /** The line that sums a plan's cost up. */
    public static AttributedString summary(MonthlyCost cost) {
        return headed("Estimated cost:", cost.summary() + ", at prices of " + cost.pricesOf() + " in " + cost.region());
    }

    private static AttributedString headed(String heading, String text) {
        return new AttributedStringBuilder()
                .append(heading, TextStyles.HEADING)
                .append(" " + text)
                .toAttributedString();
    }

    /** The title of a group of changes, such as {@code Add (2)}. */
    public static String title(Action action, int count) {
        return action.name().charAt(0) + action.name().substring(1).toLowerCase(Locale.ROOT) + " (" + count + ")";
    }

    /** A change in one line: its sign, its resource and the resource's purpose. */
    public AttributedString change(ResourceChange change) {
        String purpose = change.purpose().isBlank() ? "" : ": " + change.purpose();
        return new AttributedStringBuilder()
                .append(
                        capabilities.sign(change.action()) + " " + change.type() + " " + change.name(),
                        style(change.action()))
                .append(purpose)
                .toAttributedString();
    }

    private void addChange(List<AttributedString> lines, ResourceChange change) {
        lines.add(AttributedStringBuilder.append("  ", change(change)));
        if (change.losesData()) {
            lines.add(AttributedStringBuilder.append("      ", DELETES_DATA));
        }
        change.details().forEach(detail -> lines.add(new AttributedString("      " + detail)));
    }

    private static void addCost(List<AttributedString> lines, MonthlyCost cost) {
        lines.add(AttributedString.EMPTY);
        lines.add(summary(cost));
        cost.items().forEach(item -> lines.add(new AttributedString("  " + item.what() + ": " + item.range())));
        lines.add(new AttributedString("  Not included: " + cost.notCounted()));
    }

    private static AttributedStyle style(Action action) {
        return switch (action) {
            case ADD -> TextStyles.GOOD;
            case MODIFY -> TextStyles.WARNING;
            case REPLACE, REMOVE -> TextStyles.BAD;
        };
    }
}
