package dev.appdb.aws.account;

import dev.appdb.aws.template.TemplateRequest;
import dev.appdb.request.Adoption;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/**
 * The names of a database's resources in the account. Those of a cluster that appdb deploys are as the reference gives them.
 * Of an adopted one only the role manager is appdb's, under a name that no other database's resource can have: names of
 * applications and environments have no capital letters.
 *
 * @param cluster {@code <app>-<environment>}
 * @param adopted the name of the cluster or instance of somebody else; empty for a cluster that appdb deploys
 */
public record DatabaseStack(String cluster, Optional<String> adopted) {
    private static final String ADOPTION = "appdb-RoleManager-";

    public static DatabaseStack of(DatabaseRequest request) {
        return new DatabaseStack(request.cluster(), request.aurora().adopted().map(Adoption::name));
    }

    public boolean isAdoption() {
        return adopted.isPresent();
    }

    /** The stack of the same application and environment that has the cluster in it. */
    public DatabaseStack withCluster() {
        return new DatabaseStack(cluster, Optional.empty());
    }

    /** The CloudFormation stack. */
    public String name() {
        return (isAdoption() ? ADOPTION : "appdb-") + cluster;
    }

    /** The name of the cluster in RDS, or of the adopted instance. */
    public String database() {
        return adopted.orElse(cluster);
    }

    /** The role manager's function. */
    public String roleManager() {
        return isAdoption() ? name() : cluster + "-role-manager";
    }

    /** The role manager's role in a stack with a cluster, as long as no stack in another Region has it. */
    public String roleManagerRole() {
        return cluster + "-manager";
    }

    /** The log group to which RDS exports the PostgreSQL log of a cluster. */
    public static String databaseLog(String cluster) {
        return TemplateRequest.databaseLog(cluster);
    }

    /** The vault of the weekly backups. */
    public String vault() {
        return cluster + "-db-backup-vault";
    }
}
