/** The one stream of events of a run that every front end, and the journal, renders. */
@NullMarked
package dev.appdb.event;

import org.jspecify.annotations.NullMarked;
