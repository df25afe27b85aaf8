/**
 * Expected failures and what they need: what went wrong, why, and the remedy as a value; problems of an input; secrets; time
 * limits and repetition. Everything may use it, the role manager's function included. Pure.
 */
@NullMarked
package dev.appdb.failure;

import org.jspecify.annotations.NullMarked;
