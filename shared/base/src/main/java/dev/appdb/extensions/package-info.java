/** The extensions of PostgreSQL servers, and the users who may create them: one catalogue for every target. Pure. */
@NullMarked
package dev.appdb.extensions;

import org.jspecify.annotations.NullMarked;
