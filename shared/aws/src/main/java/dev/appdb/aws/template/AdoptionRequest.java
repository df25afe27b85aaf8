package dev.appdb.aws.template;

import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseNames;
import java.util.Optional;

/**
 * The inputs of the template that puts a role manager beside a database of somebody else.
 *
 * @param cluster the database as appdb names it, {@code <app>-<environment>}
 * @param name the name of the function, its role and its security group
 * @param server the database
 * @param names the names inside it
 * @param network its network
 * @param code the role manager's jar
 * @param tags the tags of all resources; {@link StackTags#ROLE_MANAGER} is added
 * @param permissionsBoundary the policy that bounds the role, where an account asks for one
 * @param logRetentionDays how long CloudWatch keeps the role manager's log
 */
public record AdoptionRequest(
        String cluster,
        String name,
        Server server,
        DatabaseNames names,
        AdoptionNetwork network,
        RoleManagerCode code,
        StackTags tags,
        Optional<Arn> permissionsBoundary,
        int logRetentionDays) {

    /** @throws IllegalArgumentException naming everything that AWS would refuse */
    public AdoptionRequest {
        TemplateRequest.plainNames(names).refuse("database on AWS");
        tags = tags.with(StackTags.ROLE_MANAGER, name);
    }

    /**
     * The database as RDS reports it.
     *
     * @param host its address
     * @param port its port
     * @param resourceId its id in the ARNs of database users
     * @param database the database in it
     * @param master the master user
     * @param masterSecret the ARN of the secret with the master's password
     * @param pauses true if it may have to be woken first
     */
    public record Server(
            String host,
            int port,
            String resourceId,
            String database,
            String master,
            String masterSecret,
            boolean pauses) {}
}
