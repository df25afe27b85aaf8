package dev.appdb.cli.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.project.FileChange;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Set;

/**
 * A plan with the database that it is about, for those who read it elsewhere: a script, a pull request.
 *
 * @param files those that {@code configure} would write; applying the plan writes none
 * @param command the command that applies exactly this plan
 */
public record PlanDocument(DatabaseRequest request, Plan plan, List<FileChange> files, String command) {

    public PlanDocument {
        files = files.stream().filter(FileChange::isNeeded).toList();
    }

    /** The answer to whether the plan can be applied. */
    public enum Verdict {
        UP_TO_DATE,
        /** There are changes, and none of them needs a permission. */
        CHANGES,
        /** A guardrail refuses it unless the flags are given that the plan names. */
        GUARDED,
        /** The database can't be looked at, so that its changes are not known. */
        UNKNOWN,
        /** Something that is configured can't be done. */
        IMPOSSIBLE;

        /** As it stands in JSON, such as {@code up_to_date}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The worst that holds. */
    public Verdict verdict() {
        if (plan.databasePlan()
                .filter(database -> !database.refusals().isEmpty())
                .isPresent()) {
            return Verdict.IMPOSSIBLE;
        } else if (plan.isUpToDate()) {
            return Verdict.UP_TO_DATE;
        } else if (!refusals().isEmpty()) {
            return Verdict.GUARDED;
        }
        return plan.database()
                        .map(DatabasePart::plan)
                        .filter(known -> known.isEmpty())
                        .isPresent()
                ? Verdict.UNKNOWN
                : Verdict.CHANGES;
    }

    /** Everything that needs a permission. */
    List<Guardrail.Refusal> refusals() {
        return Guardrail.ALL.judge(plan, Set.of());
    }

    /** The document without its head: the plan as it stands in JSON elsewhere, too, and the files. */
    public ObjectNode json() {
        ObjectNode document = Console.object()
                .put("verdict", verdict().label())
                .put("target", request.target().toString());
        document.setAll((ObjectNode) Console.tree(plan));
        document.set("files", Confirmation.json(files));
        return document;
    }
}
