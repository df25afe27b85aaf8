package dev.appdb.aws.template;

/**
 * What becomes of a resource when it leaves the stack or is replaced.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html">AWS:
 *     DeletionPolicy</a>
 */
enum DeletionPolicy {
    /** It goes, and so does what it held. */
    DELETED("Delete", "Delete"),
    /** It goes, and leaves a final snapshot. */
    SNAPSHOT("Snapshot", "Snapshot"),
    /** It stays. What a failed creation made goes nevertheless, since plain {@code Retain} would leave one each time. */
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
