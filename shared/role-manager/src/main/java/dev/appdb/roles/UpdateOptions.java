package dev.appdb.roles;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.Collections;

/**
 * The conditions of an update.
 *
 * @param mode its extent
 * @param expectedPlan the id of the plan that was approved; the update refuses where its own plan, computed under its locks,
 *     has another one. Where nothing is left to change the update succeeds, so that one that was interrupted can be repeated
 * @param allowedRevocations the roles, none of them ours, that may lose something by it; {@code PUBLIC} allows what roles
 *     have through PUBLIC only. Without a role's name, an update that takes something from it is refused
 */
public record UpdateOptions(UpdateMode mode, Optional<String> expectedPlan, Set<String> allowedRevocations) {

    public UpdateOptions {
        allowedRevocations = Collections.unmodifiableSet(new TreeSet<>(allowedRevocations));
    }

    /** Everything, whatever the plan's id, and nothing taken from roles that are not ours. */
    public static UpdateOptions standard() {
        return new UpdateOptions(UpdateMode.FULL, Optional.empty(), Set.of());
    }

    /** The same for another extent. */
    public UpdateOptions in(UpdateMode other) {
        return new UpdateOptions(other, expectedPlan, allowedRevocations);
    }

    /** The same for one plan only. */
    public UpdateOptions expecting(String plan) {
        return new UpdateOptions(mode, Optional.of(plan), allowedRevocations);
    }

    /** The same with these roles, which may lose something. */
    public UpdateOptions allowing(Set<String> roles) {
        return new UpdateOptions(mode, expectedPlan, roles);
    }
}
