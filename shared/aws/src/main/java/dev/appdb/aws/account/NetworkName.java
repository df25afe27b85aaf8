package dev.appdb.aws.account;

/**
 * What a network is found by.
 *
 * @param project the tag {@code project}
 * @param network the tag {@code network_name}, which is also the DB subnet group's name
 */
public record NetworkName(String project, String network) {}
