package dev.appdb.aws.account;

import dev.appdb.request.DatabaseRequest;

/**
 * The names of a database's resources in the account, as the reference gives them.
 *
 * @param cluster the cluster's name, {@code <app>-<environment>}
 */
public record DatabaseStack(String cluster) {

    public static DatabaseStack of(DatabaseRequest request) {
        return new DatabaseStack(request.cluster());
    }

    /** The CloudFormation stack. */
    public String name() {
        return "appdb-" + cluster;
    }

    /** The role manager's function. */
    public String roleManager() {
        return cluster + "-role-manager";
    }

    /** The vault of the weekly backups. */
    public String vault() {
        return cluster + "-db-backup-vault";
    }
}
