package dev.appdb.roles;

/**
 * A server that does not exist yet, for the plan of its first database.
 *
 * @param major the major version, such as 16
 * @param master the name of the user that creates everything
 * @param hasIam whether it will be one of Amazon's, with rds_iam and a master that is no superuser; otherwise the master is
 *     taken for a superuser
 */
public record NewServer(int major, String master, boolean hasIam) {}
