/** What is kept of runs and before them, in files under <code>.appdb</code>. */
@NullMarked
package dev.appdb.journal;

import org.jspecify.annotations.NullMarked;
