/**
 * Checks of the account before a deployment: network, engine version, endpoint, permissions, with a remedy for each
 * problem.
 */
@NullMarked
package dev.appdb.aws.preflight;

import org.jspecify.annotations.NullMarked;
