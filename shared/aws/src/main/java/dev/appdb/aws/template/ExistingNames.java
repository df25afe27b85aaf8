package dev.appdb.aws.template;

/**
 * The names of the template that are taken in the account by something outside the stack.
 *
 * @param databaseLog true if there is a log group of the cluster's name, which is then used as it is
 * @param iam true if there are roles of these names, which IAM has once for all Regions; then those of the template have
 *     the Region in their names
 */
public record ExistingNames(boolean databaseLog, boolean iam) {
    /** An account in which every name is free. */
    public static final ExistingNames NONE = new ExistingNames(false, false);
}
