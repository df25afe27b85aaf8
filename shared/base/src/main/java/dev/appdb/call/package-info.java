/** The calls to others that {@code --verbose} prints: statements to databases, calls of AWS, programs. Everything may use it. */
@NullMarked
package dev.appdb.call;

import org.jspecify.annotations.NullMarked;
