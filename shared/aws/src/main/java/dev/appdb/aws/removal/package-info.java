/** The removal of a stack and its database, with everything that would stop it found first. */
@NullMarked
package dev.appdb.aws.removal;

import org.jspecify.annotations.NullMarked;
