package dev.appdb.aws.template;

/**
 * The deletion and replacement policy of a resource.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html">AWS:
 *     DeletionPolicy</a>
 */
enum DeletionPolicy {
    /** Deleted with its contents. */
    DELETED("Delete", "Delete"),
    /** Deleted after a final snapshot. */
    SNAPSHOT("Snapshot", "Snapshot"),
    /** Retained. A failed creation still deletes it, since plain {@code Retain} would leave one with each attempt. */
    KEPT("RetainExceptOnCreate", "Retain");

    private final String deletionPolicy;
    private final String updateReplacePolicy;

    DeletionPolicy(String deletionPolicy, String updateReplacePolicy) {
        this.deletionPolicy = deletionPolicy;
        this.updateReplacePolicy = updateReplacePolicy;
    }

    void writeTo(Block resource) {
        resource.with("DeletionPolicy", deletionPolicy).with("UpdateReplacePolicy", updateReplacePolicy);
    }
}
