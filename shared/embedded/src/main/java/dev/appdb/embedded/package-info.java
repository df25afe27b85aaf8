/** A real PostgreSQL server from Maven artifacts, shaped like Amazon RDS; it outlives the process that started it. */
@NullMarked
package dev.appdb.embedded;

import org.jspecify.annotations.NullMarked;
