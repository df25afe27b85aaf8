package dev.appdb.tui.progress;

import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as text: grouped by what happens and counted, with what loses data said in words. */
public final class PlanText {
    private final TerminalCapabilities style;

    public PlanText(TerminalCapabilities style) {
        this.style = style;
    }

    /** The plan as lines that fit any width; the first sums it up. */
    public List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(style.heading("Plan for " + style.data(plan.cluster()) + ":") + " " + style.data(plan.summary()));
        for (Action action : Action.values()) {
            List<ResourceChange> group = plan.changes().stream()
                    .filter(change -> change.action() == action)
                    .toList();
            if (!group.isEmpty()) {
                lines.add("");
                lines.add(style.heading(title(action) + " (" + group.size() + ")"));
                group.forEach(change -> addChange(lines, change));
            }
        }
        plan.cost().ifPresent(cost -> addCost(lines, cost));
        if (!plan.notes().isEmpty()) {
            lines.add("");
            plan.notes().forEach(note -> lines.add("note: " + style.data(note)));
        }
        return lines;
    }

    private void addChange(List<String> lines, ResourceChange change) {
        String sign = style.sign(change.action());
        String head = sign + " " + style.data(change.type()) + " " + style.data(change.name());
        String purpose = change.purpose().isBlank() ? "" : ": " + style.data(change.purpose());
        lines.add("  " + coloured(change.action(), head) + purpose);
        if (change.losesData()) {
            lines.add("      " + style.bad("LOSES DATA: what it holds now will be gone"));
        }
        change.details().forEach(detail -> lines.add("      " + style.data(detail)));
    }

    private void addCost(List<String> lines, MonthlyCost cost) {
        lines.add("");
        lines.add(style.heading("Estimated cost:") + " " + style.data(cost.summary()) + ", at prices of "
                + cost.pricesOf() + " in " + style.data(cost.region()));
        cost.items().forEach(item -> lines.add("  " + style.data(item.what()) + ": " + item.range()));
        lines.add("  not counted: " + style.data(cost.notCounted()));
    }

    private String coloured(Action action, String head) {
        return switch (action) {
            case ADD -> style.good(head);
            case MODIFY -> style.warning(head);
            case REPLACE, REMOVE -> style.bad(head);
        };
    }

    private static String title(Action action) {
        return action.name().charAt(0) + action.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
