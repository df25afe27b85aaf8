package dev.appdb.aws.fake;

/** The wire protocol of a family of services. */
interface Protocol {

    Response error(AwsError error, String requestId);

    /** A common error in this family's format. */
    AwsError trouble(CommonError trouble, String detail);

    /**
     * A missing permission.
     *
     * @param who the caller's ARN
     * @param action such as {@code cloudformation:CreateChangeSet}
     */
    AwsError denied(String who, String action);

    /** The sentence that nearly all services use for a missing permission. */
    static String deniedMessage(String who, String action) {
        return "User: " + who + " is not authorized to perform: " + action
                + " because no identity-based policy allows the " + action + " action";
    }
}
