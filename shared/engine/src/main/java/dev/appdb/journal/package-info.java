/** Journals of runs, and drafts of answers, in files under <code>.appdb</code>. */
@NullMarked
package dev.appdb.journal;

import org.jspecify.annotations.NullMarked;
