package dev.appdb.aws.fake;

/** The policy for a resource that leaves its stack. */
final class DeletePolicy {
    private DeletePolicy() {}

    /**
     * A resource's policy.
     *
     * @param attribute {@code DeletionPolicy} or {@code UpdateReplacePolicy}
     * @return {@code Delete}, {@code Retain}, {@code RetainExceptOnCreate} or {@code Snapshot}; clusters keep a
     *     snapshot
     *     where the template says nothing
     */
    static String of(Template template, String logicalId, String attribute) {
        String otherwise =
                attribute.equals("DeletionPolicy") && template.type(logicalId).equals(RdsFake.CLUSTER)
                        ? "Snapshot"
                        : "Delete";
        return template.resource(logicalId).path(attribute).asText(otherwise);
    }
}
