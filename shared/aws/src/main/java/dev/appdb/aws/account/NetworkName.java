package dev.appdb.aws.account;

/**
 * The tags that identify a network.
 *
 * @param project the tag {@code project}
 * @param network the tag {@code network_name}, which is also the DB subnet group's name
 */
public record NetworkName(String project, String network) {}
