package dev.appdb.cli.console;

import dev.appdb.failure.Failure;
import dev.appdb.plan.Action;
import dev.appdb.plan.Guardrail.Refusal;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.project.FileChange;
import dev.appdb.request.PrintableLine;
import dev.appdb.roles.Check;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan in GitHub's Markdown, for a comment in a pull request or the summary of a job: first what is taken away, replaced or
 * restarted, then all changes, and last the plan's id with the command that applies it. It is never longer than a comment may be.
 */
public final class PlanMarkdown {
    private static final Set<Kind> OF_EXTENSIONS = Set.of(Kind.CREATE_EXTENSION, Kind.DROP_EXTENSION);

    private static final Comparator<ResourceChange> WORST_FIRST = Comparator.comparing(ResourceChange::losesData)
            .thenComparing(change -> !change.risks().isEmpty())
            .thenComparing(change -> change.action().destroys())
            .reversed();

    private final PlanDocument document;
    private final Plan plan;
    private final StringBuilder markdown = new StringBuilder();

    private PlanMarkdown(PlanDocument document) {
        this.document = document;
        this.plan = document.plan();
    }

    /** The document, with the summary as its heading. */
    public static String of(PlanDocument document) {
        return new PlanMarkdown(document).written();
    }

    /** The document where there is no plan. */
    public static String of(String cluster, Failure failure) {
        String body = "# No plan for " + Markdown.text(cluster) + "\n\n" + Markdown.text(failure.problem())
                + "\n\n**Remedy:** " + failure.remedy().in(Markdown.DIALECT) + "\n";
        return Markdown.comment(body, "", "");
    }

    private String written() {
        markdown.append("# Plan for ")
                .append(Markdown.text(plan.cluster()))
                .append(": ")
                .append(Markdown.text(plan.isUpToDate() ? "no changes" : plan.summary()))
                .append("\n\nTarget ")
                .append(document.request().target())
                .append(".\n");
        addList("Risks", risks());
        addFiles();
        addResources();
        addDatabase();
        addCost();
        addList("Notes", plan.notes().stream().map(Markdown::text).toList());
        return Markdown.comment(
                markdown.toString(), "The log of the job that made this plan has all of it.", lastLine());
    }

    private String lastLine() {
        String id = "\n---\nPlan " + Markdown.code(plan.id());
        return plan.isUpToDate()
                ? id + ": nothing to apply.\n"
                : id + ". Apply exactly this: " + Markdown.code(document.command()) + "\n";
    }

    /** The facts that a reviewer has to see, each as a line of Markdown; the flag that allows it where one is needed. */
    private List<String> risks() {
        List<String> risks = new ArrayList<>();
        plan.changes().stream()
                .filter(change -> change.action().destroys()
                        || change.restarts()
                        || !change.risks().isEmpty())
                .sorted(WORST_FIRST)
                .forEach(change -> risks.add(risk(change)));
        plan.databasePlan().ifPresent(database -> {
            database.refusals().forEach(refusal -> risks.add("**Not possible:** " + Markdown.text(refusal.problem())));
            database.takingAway().forEach(change -> risks.add(risk(change)));
        });
        plan.database()
                .filter(part -> part.plan().isEmpty())
                .ifPresent(part -> risks.add("**Changes in the database: unknown.** " + Markdown.text(part.unknown())
                        + ". " + part.remedy().in(Markdown.DIALECT)));
        List<String> flags =
                document.refusals().stream().map(Refusal::permission).distinct().toList();
        if (!flags.isEmpty()) {
            risks.add(
                    "**Refused without:** " + flags.stream().map(Markdown::code).collect(Collectors.joining(", ")));
        }
        return risks;
    }

    private static String risk(ResourceChange change) {
        List<String> effects = new ArrayList<>();
        if (change.losesData()) {
            effects.add("DELETES DATA, everything in it is lost");
        }
        change.risks().forEach(risk -> effects.add("would " + risk.effect()));
        change.details().stream().filter(ResourceChange::isRestart).forEach(effects::add);
        String name = "**" + label(change.action()) + "** " + Markdown.text(change.type()) + " "
                + Markdown.code(change.name());
        return effects.isEmpty()
                ? name
                : name + ": " + effects.stream().map(Markdown::text).collect(Collectors.joining("; "));
    }

    private static String risk(Change change) {
        String losses =
                change.losses().stream().map(Loss::sentence).map(Markdown::text).collect(Collectors.joining("; "));
        return "**Takes away in the database** " + Markdown.text(change.sentence()) + ": " + losses;
    }

    private static String label(Action action) {
        return action.name().charAt(0) + action.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private void addFiles() {
        if (document.files().isEmpty()) {
            return;
        }
        heading("Files", document.files().size());
        markdown.append("`appdb configure` would write these; applying the plan writes none.\n");
        for (FileChange file : document.files()) {
            String lines =
                    file.diff().stripTrailing().lines().map(PrintableLine::of).collect(Collectors.joining("\n"));
            markdown.append("\n- ")
                    .append(Markdown.code(file.path().toString()))
                    .append(": ")
                    .append(Markdown.text(file.purpose()))
                    .append("\n\n")
                    .append(Markdown.fenced("diff", lines));
        }
    }

    private void addResources() {
        if (plan.changes().isEmpty()) {
            return;
        }
        heading("Resources", plan.changes().size());
        List<String> lines = new ArrayList<>();
        for (Action action : Action.values()) {
            plan.changes().stream()
                    .filter(change -> change.action() == action)
                    .forEach(change -> lines.addAll(lines(change)));
        }
        markdown.append(Markdown.fenced("diff", String.join("\n", lines)));
    }

    /** Lines that a diff's colors suit: removals red, additions green, other changes as they are. */
    private static List<String> lines(ResourceChange change) {
        String sign = switch (change.action()) {
            case ADD -> "+ ";
            case MODIFY -> "! modify ";
            case REPLACE -> "- replace ";
            case REMOVE -> "- ";
        };
        String purpose = change.purpose().isBlank() ? "" : ": " + change.purpose();
        return Stream.concat(
                        Stream.of(sign + change.type() + " " + change.name() + purpose),
                        change.details().stream().map(detail -> "      " + detail))
                .map(PrintableLine::of)
                .toList();
    }

    private void addDatabase() {
        plan.databasePlan().ifPresent(database -> {
            List<Change> extensions = database.changes().stream()
                    .filter(change -> OF_EXTENSIONS.contains(change.kind()))
                    .toList();
            List<Change> roles = database.changes().stream()
                    .filter(change -> !OF_EXTENSIONS.contains(change.kind()))
                    .toList();
            addChanges("Roles and privileges", roles);
            addChanges("Extensions", extensions);
            addScript(database);
            addList(
                    "Left for you to do",
                    database.open().stream().map(PlanMarkdown::open).toList());
        });
    }

    private static String open(Check check) {
        return Markdown.text(check.id() + " " + check.subject() + ": " + check.found());
    }

    private void addChanges(String title, List<Change> changes) {
        if (!changes.isEmpty()) {
            heading(title, changes.size());
            markdown.append(Markdown.fenced(
                    "diff",
                    changes.stream()
                            .map(change -> (change.takesAway() ? "- " : "+ ") + PrintableLine.of(change.sentence()))
                            .collect(Collectors.joining("\n"))));
        }
    }

    private void addScript(DatabasePlan database) {
        if (!database.changes().isEmpty()) {
            markdown.append("\n<details>\n<summary>The statements, and who runs each</summary>\n\n")
                    .append(Markdown.fenced(
                            "sql",
                            database.changes().stream()
                                    .map(change -> PrintableLine.of(change.sql() + "; -- as " + change.role()))
                                    .collect(Collectors.joining("\n"))))
                    .append("\n</details>\n");
        }
    }

    private void addCost() {
        plan.cost().ifPresent(cost -> {
            markdown.append("\n## Estimated cost: ")
                    .append(cost.summary())
                    .append("\n\n| | USD a month |\n|---|---|\n");
            for (MonthlyCost.Item item : cost.items()) {
                markdown.append("| ")
                        .append(Markdown.text(item.what()))
                        .append(" | ")
                        .append(item.range())
                        .append(" |\n");
            }
            markdown.append("\nAt prices of ")
                    .append(cost.pricesOf())
                    .append(" in ")
                    .append(Markdown.text(cost.region()))
                    .append(". Not included: ")
                    .append(Markdown.text(cost.notCounted()))
                    .append(".\n");
        });
    }

    private void addList(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            heading(title, lines.size());
            lines.forEach(line -> markdown.append("- ").append(line).append('\n'));
        }
    }

    private void heading(String title, int count) {
        markdown.append("\n## ").append(title).append(" (").append(count).append(")\n\n");
    }
}
