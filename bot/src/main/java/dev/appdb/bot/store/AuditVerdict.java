package dev.appdb.bot.store;

import java.util.Optional;

/**
 * The result of following the audit log's chain.
 *
 * @param entries how many entries are as they were sealed
 * @param unsealed how many entries are not sealed yet
 * @param purged how many entries were removed by the bot itself, since they were older than they are kept
 * @param lastHash the hash of the last entry that is as it was sealed, in hexadecimal; to be noted elsewhere
 * @param problem where the chain is broken; empty if it is not
 */
public record AuditVerdict(long entries, long unsealed, long purged, String lastHash, Optional<String> problem) {}
