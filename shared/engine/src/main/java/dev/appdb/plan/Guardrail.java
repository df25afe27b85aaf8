package dev.appdb.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A rule that a plan must pass before it is applied. */
@FunctionalInterface
public interface Guardrail {

    /** Refuses every change that loses data, unless its name is among those allowed. */
    Guardrail KEEP_DATA = (plan, allowed) -> plan.changes().stream()
            .filter(ResourceChange::losesData)
            .filter(change -> !allowed.contains(change.name()))
            .map(change -> new Refusal(
                    change.name(),
                    "would " + change.action() + " " + change.type() + " " + change.name() + ", and its data would be"
                            + " lost",
                    "--allow-replace " + change.name()))
            .toList();

    /** Refuses every risk whose flag is not among those given. */
    Guardrail ASK_FIRST = (plan, allowed) -> plan.changes().stream()
            .flatMap(change -> change.risks().stream()
                    .filter(risk -> !allowed.contains(risk.permission()))
                    .map(risk -> new Refusal(
                            change.name(),
                            "would change " + change.type() + " " + change.name() + " and " + risk.deed(),
                            risk.permission())))
            .toList();

    /** All there are. */
    Guardrail ALL = (plan, allowed) -> Stream.of(KEEP_DATA, ASK_FIRST)
            .flatMap(each -> each.judge(plan, allowed).stream())
            .toList();

    /**
     * Judges a plan.
     *
     * @param allowed the names of resources that may lose their data, and the flags of the risks that may be taken
     * @return every refusal; empty lets the plan pass
     */
    List<Refusal> judge(Plan plan, Set<String> allowed);

    /**
     * One thing that a guardrail refuses.
     *
     * @param name the resource
     * @param reason what would happen
     * @param permission the flag that allows it
     */
    record Refusal(String name, String reason, String permission) {}
}
