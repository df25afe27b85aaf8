/** The Aurora cluster and its backup vault: their state, reboots and connections. */
@NullMarked
package dev.appdb.aws.cluster;

import org.jspecify.annotations.NullMarked;
