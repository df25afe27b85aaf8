/** What an expected failure looks like: what went wrong, why, and what to do. Every room of the engine may use it. */
@NullMarked
package dev.appdb.failure;

import org.jspecify.annotations.NullMarked;
