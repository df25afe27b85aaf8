/** The Aurora cluster and its backup vault: their state and reboots. */
@NullMarked
package dev.appdb.aws.cluster;

import org.jspecify.annotations.NullMarked;
