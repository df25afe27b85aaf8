package dev.appdb.aws.fake;

import java.util.Optional;

/**
 * Something that an operation leaves behind to be deleted, or kept, at its end.
 *
 * @param policy {@code Delete}, {@code Retain} or {@code Snapshot}
 */
record Leftover(String logicalId, String type, Optional<String> physicalId, String policy) {

    /** The old resource after a replacement. */
    static Leftover replaced(Template template, StackResource old) {
        return of(old, DeletePolicy.of(template, old.logicalId(), "UpdateReplacePolicy"));
    }

    /** A resource that was removed from the template. */
    static Leftover removed(Template template, StackResource old) {
        return of(old, DeletePolicy.of(template, old.logicalId(), "DeletionPolicy"));
    }

    /** A resource of a creation that is rolled back, for which {@code RetainExceptOnCreate} retains nothing. */
    static Leftover rolledBack(Template template, StackResource made) {
        String policy = DeletePolicy.of(template, made.logicalId(), "DeletionPolicy");
        return of(made, policy.equals("Retain") ? "Retain" : "Delete");
    }

    /** A resource of an update that is rolled back. */
    static Leftover undone(StackResource made) {
        return of(made, "Delete");
    }

    private static Leftover of(StackResource resource, String policy) {
        return new Leftover(resource.logicalId(), resource.type(), Optional.ofNullable(resource.physicalId()), policy);
    }

    Leftover retained() {
        return new Leftover(logicalId, type, physicalId, "Retain");
    }

    boolean isKept() {
        return policy.startsWith("Retain");
    }
}
