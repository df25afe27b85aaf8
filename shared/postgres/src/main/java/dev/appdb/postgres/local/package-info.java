/** The embedded target: a real PostgreSQL on this machine, with the role manager in process. */
@NullMarked
package dev.appdb.postgres.local;

import org.jspecify.annotations.NullMarked;
