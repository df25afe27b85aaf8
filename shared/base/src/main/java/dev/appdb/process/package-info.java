/** The environment of the programs that appdb starts. Everything may use it. */
@NullMarked
package dev.appdb.process;

import org.jspecify.annotations.NullMarked;
