/** Connections of PostgreSQL's own client to a cluster, with an IAM token or the master's password. */
@NullMarked
package dev.appdb.aws.connection;

import org.jspecify.annotations.NullMarked;
