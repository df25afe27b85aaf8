/** What the programs that appdb starts get from it. Everything may use it. */
@NullMarked
package dev.appdb.process;

import org.jspecify.annotations.NullMarked;
