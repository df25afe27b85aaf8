/** The removal of a stack and its database, after a search for everything that would block it. */
@NullMarked
package dev.appdb.aws.removal;

import org.jspecify.annotations.NullMarked;
