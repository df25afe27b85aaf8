/**
 * The AWS account: the clients of its services, the translation of their exceptions into failures, the names of the
 * resources, and the look-ups that several packages use.
 */
@NullMarked
package dev.appdb.aws.account;

import org.jspecify.annotations.NullMarked;
