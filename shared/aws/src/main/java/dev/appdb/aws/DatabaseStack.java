package dev.appdb.aws;

import dev.appdb.request.DatabaseRequest;

/**
 * What things are called in the account: as the reference calls them.
 *
 * @param cluster the cluster's name, {@code <app>-<environment>}
 */
record DatabaseStack(String cluster) {

    static DatabaseStack of(DatabaseRequest request) {
        return new DatabaseStack(request.cluster());
    }

    /** The CloudFormation stack. */
    String name() {
        return "appdb-" + cluster;
    }

    /** The role manager's function. */
    String roleManager() {
        return cluster + "-role-manager";
    }

    /** The vault of the weekly backups. */
    String vault() {
        return cluster + "-db-backup-vault";
    }
}
