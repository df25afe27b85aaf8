/** The Aurora cluster and its backup vault, looked at, rebooted and connected to. */
@NullMarked
package dev.appdb.aws.cluster;

import org.jspecify.annotations.NullMarked;
