/** The run journal, in files under <code>.appdb/runs</code>. */
@NullMarked
package dev.appdb.journal;

import org.jspecify.annotations.NullMarked;
