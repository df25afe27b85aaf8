package dev.appdb.plan;

import dev.appdb.roles.DatabasePlan.Loss;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
                            "would change " + change.type() + " " + change.name() + " and " + risk.effect(),
                            risk.permission())))
            .toList();

    /** Refuses to take rights from roles that are not ours, and to open a closed login again, unless they are named. */
    Guardrail KEEP_RIGHTS = (plan, allowed) -> plan.databasePlan().stream()
            .flatMap(database -> database.consentNeeded(revocations(allowed)).stream())
            .map(loss -> new Refusal(loss.role(), loss.sentence(), permission(loss)))
            .distinct()
            .toList();

    /** All there are. */
    Guardrail ALL = (plan, allowed) -> Stream.of(KEEP_DATA, ASK_FIRST, KEEP_RIGHTS)
            .flatMap(each -> each.judge(plan, allowed).stream())
            .toList();

    /** The flag that allows to take rights from a role that is not ours. */
    String ALLOW_REVOKE = "--allow-revoke";

    /** The flag that allows to let one of our users log in again that somebody closed. */
    String ALLOW_LOGIN = "--allow-login";

    /** The permission that a loss needs. */
    private static String permission(Loss loss) {
        return loss.opensLogin() ? login(loss.role()) : revocation(loss.role());
    }

    /** The permission to let one of our users log in again. */
    static String login(String user) {
        return ALLOW_LOGIN + " " + user;
    }

    /** The permission to take rights from one role, or from {@code PUBLIC}. */
    static String revocation(String role) {
        return ALLOW_REVOKE + " " + role;
    }

    /** The roles that permissions allow to take rights from, and the users that they let log in again. */
    static Set<String> revocations(Set<String> allowed) {
        return Stream.of(ALLOW_REVOKE + " ", ALLOW_LOGIN + " ")
                .flatMap(prefix -> allowed.stream()
                        .filter(permission -> permission.startsWith(prefix))
                        .map(permission -> permission.substring(prefix.length())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Judges a plan.
     *
     * @param allowed the names of resources that may lose their data, the flags of the risks that may be taken, and the roles
     *     that may lose rights ({@link #revocation})
     * @return every refusal; empty lets the plan pass
     */
    List<Refusal> judge(Plan plan, Set<String> allowed);

    /**
     * One thing that a guardrail refuses.
     *
     * @param name the resource, or the role
     * @param reason what would happen
     * @param permission the flag that allows it
     */
    record Refusal(String name, String reason, String permission) {}
}
