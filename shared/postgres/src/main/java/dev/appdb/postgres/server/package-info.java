/** The target that is any existing PostgreSQL: nothing to deploy, the role manager in process. */
@NullMarked
package dev.appdb.postgres.server;

import org.jspecify.annotations.NullMarked;
