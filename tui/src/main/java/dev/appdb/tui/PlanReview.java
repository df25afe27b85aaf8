package dev.appdb.tui;

import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plan, for a person to look at before it is applied.
 *
 * @param allowed the permissions for {@link Guardrail} that were given already
 * @param isAgreed whether the plan is agreed to already, so that only what takes something away is asked about
 * @param files the files that are written with it, whose content was reviewed before
 */
public record PlanReview(Plan plan, Set<String> allowed, boolean isAgreed, List<FilesReview.File> files) {

    /** A plan that is not agreed to yet, and with which no file is written. */
    public PlanReview(Plan plan, Set<String> allowed) {
        this(plan, allowed, false, List.of());
    }

    public PlanReview {
        allowed = Set.copyOf(allowed);
        files = List.copyOf(files);
    }

    /**
     * A name that a person types to agree to a loss.
     *
     * @param name the resource whose data is lost, or the role that loses rights
     * @param warning what is lost, in sentences
     * @param permission the permission that typing it gives
     */
    public record ToType(String name, String warning, String permission) {

        /** The same with what else is lost. */
        private ToType and(ToType more) {
            return new ToType(name, warning + " " + more.warning, permission);
        }

        /** The title of the question. */
        public String title() {
            if (permission.equals(name)) {
                return "Confirm the deletion of data";
            }
            return permission.equals(Guardrail.login(name)) ? "Confirm the login" : "Confirm the loss of rights";
        }
    }

    /** Returns whether others lose something by it, so that the plan that only creates and grants is offered instead. */
    public boolean offersAdditive() {
        return plan.databasePlan()
                .filter(database -> database.mode() == UpdateMode.FULL)
                .filter(database ->
                        !database.consentNeeded(Guardrail.revocations(allowed)).isEmpty())
                .isPresent();
    }

    /** The sentence that names them where additive is offered, such as "metabase and report lose rights." */
    public String losers() {
        List<Loss> losses = plan.databasePlan()
                .map(database -> database.consentNeeded(Guardrail.revocations(allowed)))
                .orElse(List.of());
        String lose = names(losses.stream().filter(loss -> !loss.opensLogin()), " loses rights.", " lose rights.");
        String login = names(losses.stream().filter(Loss::opensLogin), " can log in again.", " can log in again.");
        return (lose + " " + login).strip();
    }

    private static String names(Stream<Loss> losses, String one, String several) {
        List<String> names = losses.map(Loss::role).distinct().sorted().toList();
        if (names.isEmpty()) {
            return "";
        }
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? last + one
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last + several;
    }

    /** The names to type, each once: of resources whose data is lost, then of roles that lose rights. */
    public List<ToType> toBeTyped() {
        List<ToType> names = new ArrayList<>();
        plan.changes().stream()
                .filter(change -> change.losesData() && !allowed.contains(change.name()))
                .map(change ->
                        new ToType(change.name(), "This deletes the data of " + change.name() + ".", change.name()))
                .distinct()
                .forEach(names::add);
        Map<String, ToType> roles = new LinkedHashMap<>();
        for (Guardrail.Refusal refusal : Guardrail.KEEP_RIGHTS.judge(plan, allowed)) {
            ToType role = new ToType(refusal.name(), refusal.reason() + ".", refusal.permission());
            roles.merge(refusal.name(), role, ToType::and);
        }
        names.addAll(roles.values());
        return names;
    }
}
