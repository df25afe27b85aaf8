/** The target that is any existing PostgreSQL: nothing to deploy, the role manager in process. */
@NullMarked
package dev.appdb.server;

import org.jspecify.annotations.NullMarked;
